package dev.cordee.web.practice;

import java.util.List;
import java.util.Set;

/** By what something is broken; each has its own way back. */
sealed interface Means {
  /** As the launcher calls what ended, and was not told to. */
  Set<String> CRASHED = Set.of("killed", "crashed");

  /** And what did, for whatever reason. */
  Set<String> DOWN = Set.of("stopped", "killed", "crashed");

  /** Whether somebody has to say which one. */
  default boolean needsTarget() {
    return switch (this) {
      case Node _, Engine _ -> true;
      case Part _, Faults _ -> false;
    };
  }

  /** What a breakage is done with. */
  static Means of(Breakage breakage) {
    return switch (breakage) {
      case PAYMENT_REFUSES -> SandboxFaults.PAYMENT_REFUSES;
      case PAYMENT_DOWN -> SandboxFaults.PAYMENT_DOWN;
      case STOCK_SLOW -> SandboxFaults.STOCK_SLOW;
      case UNDO_LOST -> SandboxFaults.UNDO_LOST;
      case AZURE_THROTTLES -> SandboxFaults.AZURE_THROTTLES;
      case ENGINE_SILENT -> new Engine();
      case NODE_STOPPED -> new Node("stop", DOWN);
      case NODE_FROZEN -> new Node("freeze", Set.of("frozen"));
      case WORKER_KILLED -> new Part("worker", "kill", CRASHED);
      case WORKER_STOPPED -> new Part("worker", "stop", Set.of("stopped"));
      case TEMPORAL_KILLED -> new Part("temporal", "kill", DOWN);
    };
  }

  /**
   * A process of the launcher's.
   *
   * @param verb what the launcher is told to do to it
   * @param states in which it is afterwards
   */
  record Part(String name, String verb, Set<String> states) implements Means {}

  /**
   * One of the nodes that the launcher made.
   *
   * @param verb what the launcher is told to do to it
   * @param states in which it is afterwards
   */
  record Node(String verb, Set<String> states) implements Means {}

  /**
   * Faults of the sandbox.
   *
   * @param orders in JSON, as its control port takes them
   */
  record Faults(List<String> orders) implements Means {}

  /** The engine of one sale, stopped behind Azure's back. */
  record Engine() implements Means {}
}
