package dev.cordee.web.dashboard;

import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was recorded of a failure, for people: of an answer in JSON, the words that a person would
 * look for. Templates know it as {@code recorded}.
 */
@Component("recorded")
@Profile("api")
public final class Recorded {
  private static final List<String> TELLING =
      List.of("reason", "detail", "message", "error_description", "error", "title");

  private final JsonMapper json;

  Recorded(JsonMapper json) {
    this.json = json;
  }

  /** The same text, in which JSON has become words where it has any. */
  public String words(String text) {
    var begin = text.indexOf('{');
    var end = text.lastIndexOf('}');
    if (begin < 0 || end < begin) {
      return text;
    }
    return read(text.substring(begin, end + 1))
        .flatMap(Recorded::telling)
        .map(said -> text.substring(0, begin) + said + text.substring(end + 1))
        .orElse(text);
  }

  private Optional<JsonNode> read(String text) {
    try {
      return Optional.of(json.readTree(text));
    } catch (JacksonException cutOffOrNone) {
      return Optional.empty();
    }
  }

  private static Optional<String> telling(JsonNode answer) {
    return TELLING.stream()
        .map(answer::path)
        .flatMap(said -> (said.isObject() ? telling(said) : said.stringValueOpt()).stream())
        .filter(said -> !said.isBlank())
        .findFirst();
  }
}
