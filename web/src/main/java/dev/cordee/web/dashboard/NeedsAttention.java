package dev.cordee.web.dashboard;

import java.util.List;

/** What a capability has for a person to look at first. Beans of it make up the overview's list. */
@FunctionalInterface
public interface NeedsAttention {

  /** The most urgent first; few: what is many of a kind is one entry that says how many. */
  List<Attention> list();
}
