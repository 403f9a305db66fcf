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
  /** Runs until stopped; SIGTERM drains the worker first. */
  public static void main(String[] args) {
    SpringApplication.run(CordeeApplication.class, args);
  }
}
