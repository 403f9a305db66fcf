package dev.cordee.web.practice;

import java.net.URI;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where practice gets hold of the stack, {@code cordee.practice.*}; both empty: there is none.
 *
 * @param launcher the program that starts and stops this stack's parts
 * @param sandbox the control port of the stand-ins that this stack calls
 */
@ConfigurationProperties("cordee.practice")
record PracticeSettings(@DefaultValue("") String launcher, @DefaultValue("") String sandbox) {
  PracticeSettings {
    if (launcher.isBlank() != sandbox.isBlank()) {
      throw new IllegalStateException(
          "cordee.practice.launcher and cordee.practice.sandbox go together: set both, or none");
    }
  }

  Path program() {
    return Path.of(launcher);
  }

  URI control() {
    return URI.create(sandbox);
  }
}
