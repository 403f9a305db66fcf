package dev.cordee.web;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * Starts Cordée in the roles that {@code CORDEE_ROLES} names: {@code api} answers HTTP, {@code
 * worker} runs sagas; both in one process by default.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class CordeeApplication {

  /**
   * Seconds an idle connection to a peer is kept; the JDK's own setting. A peer that closes one
   * just as a call is sent on it leaves an outcome nobody knows, so ours are gone before theirs.
   */
  private static final String KEEP_ALIVE = "jdk.httpclient.keepalive.timeout";

  /** Runs until stopped; SIGTERM drains the worker first. */
  public static void main(String[] args) {
    if (System.getProperty(KEEP_ALIVE) == null) {
      System.setProperty(KEEP_ALIVE, "1");
    }
    SpringApplication.run(CordeeApplication.class, args);
  }
}
