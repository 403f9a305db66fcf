package dev.cordee.sandbox.http;

/** A listener could not have its port; the message names port and listener. */
public final class PortTakenException extends RuntimeException {
  PortTakenException(String name, int port, Throwable cause) {
    super("port " + port + " of 127.0.0.1 (" + name + ") cannot be opened: " + cause.getMessage());
    initCause(cause);
  }
}
