package dev.cordee.workflows.fleet;

/** How closely a node is looked at. */
public enum Depth {
  /**
   * Whether the connection that is kept open still answers; a new login only when it does not. A
   * hundred times cheaper than a login, and blind to a listener that is gone or a key that was
   * taken away.
   */
  OPEN_CONNECTION,
  /** A new connection, a login and a command: all that a tenant would need. */
  LOGIN
}
