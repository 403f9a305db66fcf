package dev.cordee.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.HashSet;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever reads French reads all of it, and no page asks for a word that nobody has written. */
class WordsTest {
  private static final Path WORDS = Path.of("src/main/resources/i18n");
  private static final Path PAGES = Path.of("src/main/resources/templates");
  private static final Pattern ASKED = Pattern.compile("#\\{([a-z][A-Za-z0-9_.-]*)[}(]");

  @ParameterizedTest
  @ValueSource(
      strings = {"dashboard", "overview", "sagas", "nodes", "rentals", "sales", "practice"})
  void bothLanguagesSayTheSame(String name) throws IOException {
    var english = words(name + ".properties");
    var french = words(name + "_fr.properties");

    assertThat(french.stringPropertyNames())
        .containsExactlyInAnyOrderElementsOf(english.stringPropertyNames());
    for (var key : english.stringPropertyNames()) {
      assertThat(places(french.getProperty(key), Locale.FRENCH))
          .as("values in the French %s", key)
          .isEqualTo(places(english.getProperty(key), Locale.ENGLISH));
    }
  }

  private static int places(String message, Locale language) {
    assertThat(message).isNotBlank();
    return new MessageFormat(message, language).getFormatsByArgumentIndex().length;
  }

  @Test
  void noPageAsksForAWordThatIsNotThere() throws IOException {
    var known = new HashSet<String>();
    try (var files = Files.list(WORDS)) {
      for (var file : files.toList()) {
        known.addAll(words(file.getFileName().toString()).stringPropertyNames());
      }
    }

    assertThat(known).containsAll(asked());
  }

  private static Set<String> asked() throws IOException {
    var asked = new HashSet<String>();
    try (var pages = Files.walk(PAGES)) {
      for (var page : pages.filter(Files::isRegularFile).toList()) {
        ASKED
            .matcher(Files.readString(page))
            .results()
            .map((MatchResult found) -> found.group(1))
            .forEach(asked::add);
      }
    }
    return asked;
  }

  private static Properties words(String file) throws IOException {
    var words = new Properties();
    try (var reader = Files.newBufferedReader(WORDS.resolve(file), StandardCharsets.UTF_8)) {
      words.load(reader);
    }
    return words;
  }
}
