package dev.cordee.sandbox;

import dev.cordee.sandbox.http.PortTakenException;
import java.lang.System.Logger.Level;

/**
 * Runs the sandbox until it is told to end (SIGTERM). Settings: {@code CORDEE_SANDBOX_PORT}, {@code
 * CORDEE_SANDBOX_ADDRESS}; for the stand-in for Azure {@code CORDEE_SANDBOX_AZURE_DIR}, {@code
 * CORDEE_SANDBOX_AZURE_HOST}. Ends with status 2 and one line when a port is taken or the setting
 * makes no sense.
 */
public final class SandboxApplication {
  private static final int BAD_SETTING = 2;

  private SandboxApplication() {}

  public static void main(String[] args) {
    // one line per message; the JDK's own format takes two
    System.getProperties()
        .putIfAbsent(
            "java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT%1$tz %4$s %5$s%6$s%n");
    System.Logger log = System.getLogger(SandboxApplication.class.getName());
    try {
      Sandbox sandbox = Sandbox.start(SandboxConfig.of(System.getenv()));
      Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "close-sandbox"));
      log.log(Level.INFO, "sandbox ready: help and control at {0}/", sandbox.control());
    } catch (PortTakenException e) {
      log.log(Level.ERROR, "{0}; set {1} to another", e.getMessage(), SandboxConfig.PORT);
      System.exit(BAD_SETTING);
    } catch (IllegalArgumentException e) {
      log.log(Level.ERROR, e.getMessage());
      System.exit(BAD_SETTING);
    }
  }
}
