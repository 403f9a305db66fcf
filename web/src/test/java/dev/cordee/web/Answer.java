package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An HTTP answer.
 *
 * @param headers by name in lower case
 */
record Answer(int status, Map<String, List<String>> headers, String body) {
  private static final JsonMapper JSON = new JsonMapper();

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase())).map(List::getFirst);
  }

  JsonNode json() {
    return JSON.readTree(body);
  }

  String text(String field) {
    return json().path(field).asString("");
  }

  /** The saga the answer is about, whichever of its names the route uses. */
  UUID saga() {
    var json = json();
    return UUID.fromString(json.path(json.has("saga_id") ? "saga_id" : "id").asString());
  }

  /** States of the history, in order. */
  List<String> etats() {
    return StreamSupport.stream(json().path("historique").spliterator(), false)
        .map(etape -> etape.path("etat").asString())
        .toList();
  }

  List<String> compensations() {
    return texts("compensations");
  }

  List<String> texts(String field) {
    return StreamSupport.stream(json().path(field).spliterator(), false)
        .map(JsonNode::asString)
        .toList();
  }

  /** The fields a problem names, in order. */
  List<String> fields() {
    return StreamSupport.stream(json().path("errors").spliterator(), false)
        .map(error -> error.path("field").asString())
        .toList();
  }

  /** This very status; on any other the whole answer is shown. */
  Answer expect(int expected) {
    assertThat(status).as("status of %s", body).isEqualTo(expected);
    return this;
  }

  /** A problem of this kind, in the form every problem has. */
  Answer expectProblem(int expected, String slug) {
    expect(expected);
    assertThat(header("content-type").orElse("none"))
        .as("content type of %s", body)
        .startsWith("application/problem+json");
    assertThat(text("type")).as("type of %s", body).isEqualTo("urn:cordee:problem:" + slug);
    assertThat(json().path("status").asInt()).isEqualTo(expected);
    assertThat(text("title")).isNotBlank();
    assertThat(text("detail")).isNotBlank();
    return this;
  }
}
