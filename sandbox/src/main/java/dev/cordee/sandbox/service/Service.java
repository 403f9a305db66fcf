package dev.cordee.sandbox.service;

import java.util.List;
import java.util.Set;

/** One service of a stand-in, on a port of its own; faults are set on it by name. */
public interface Service {

  /** The name as JSON has it. */
  String wire();

  /** How far the service's port is above the control port. */
  int offset();

  /** The names of what it does, where its calls have such; empty for none. */
  List<String> operations();

  /**
   * Which of {@link Filter}'s fields its calls can differ in: the others would never match, so that
   * asking for them is a mistake to be told.
   */
  Set<String> filters();
}
