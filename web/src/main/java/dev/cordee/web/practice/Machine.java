package dev.cordee.web.practice;

import tools.jackson.databind.JsonNode;

/**
 * A process or a node, as the launcher tells of it.
 *
 * @param state running, starting, stopped, killed, crashed or frozen
 */
record Machine(String name, String state, boolean isNode) {
  private static final String RUNNING = "running";

  /** Nodes are what one logs in to. */
  private static final String LOG_IN = "ssh://";

  static Machine of(JsonNode row) {
    return new Machine(
        row.path("name").asString(""),
        row.path("state").asString(""),
        row.path("url").asString("").startsWith(LOG_IN));
  }

  boolean isRunning() {
    return state.equals(RUNNING);
  }
}
