package dev.cordee.web.dashboard;

import java.io.IOException;
import java.util.Objects;
import java.util.Properties;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Which Turbo is on the class path; the layout knows it as {@code turbo}. */
@Component("turbo")
@Profile("api")
public final class TurboFiles {
  private static final String POM = "META-INF/maven/org.webjars.npm/hotwired__turbo/pom.properties";

  private final String version;

  TurboFiles() throws IOException {
    var properties = new Properties();
    try (var file = new ClassPathResource(POM).getInputStream()) {
      properties.load(file);
    }
    version = Objects.requireNonNull(properties.getProperty("version"), POM);
  }

  /** As its path has it. */
  public String version() {
    return version;
  }
}
