package dev.cordee.sandbox.azure;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What Azure publishes of its interface: the schema and the examples, in a folder outside. */
public final class Published {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** Where the schema's own references, six folders up, find the common types. */
  private static final String SPEC = "https://spec.test/";

  private static final String HERE = SPEC + "1/2/3/4/5/6/";
  private static final String REQUESTS = "https://schema.management.azure.com/schemas/";

  /** Templates may have expressions wherever they have values; requests have none. */
  private static final String NO_EXPRESSION =
      "{\"definitions\":{\"expression\":{\"type\":\"string\",\"pattern\":\"^\\\\[.*\\\\]$\"}}}";

  private final Path folder;
  private final SchemaRegistry schemas;

  private Published(Path folder) {
    this.folder = folder;
    this.schemas =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_4, registry -> registry.schemas(this::text));
  }

  /** What is in {@link #place}; nothing where that has no schema. */
  public static Optional<Published> find() {
    return Optional.of(place())
        .filter(folder -> Files.exists(folder.resolve("ContainerApps.json")))
        .map(Published::new);
  }

  /** The folder that {@code CORDEE_AZURE_SPEC} names, or else the usual one. */
  public static Path place() {
    return Path.of(
        Objects.requireNonNullElse(System.getenv("CORDEE_AZURE_SPEC"), "../../shared/azure"));
  }

  JsonNode example(String name) {
    return read(folder.resolve("examples/" + name + ".json"));
  }

  /** Checks an answer: real ones have nulls, and values that the enumerations do not. */
  public List<String> complaintsAboutAnswer(String definition, JsonNode answer) {
    return complaints(
        URI.create(HERE).resolve(definition).toString(), withoutNulls(answer.deepCopy()));
  }

  /** Checks a request against the schema for deployments, which is the stricter. */
  public List<String> complaintsAboutRequest(String name, JsonNode body) {
    ObjectNode resource = ((ObjectNode) body.deepCopy()).put("name", name);
    resource.put("type", "Microsoft.App/containerApps").put("apiVersion", "2025-01-01");
    return complaints(
        REQUESTS + "2025-01-01/Microsoft.App.ContainerApps.json#/resourceDefinitions/containerApps",
        resource);
  }

  private List<String> complaints(String where, JsonNode value) {
    Schema schema = schemas.getSchema(SchemaLocation.of(where));
    return schema.validate(value).stream().map(Object::toString).toList();
  }

  /** The text of a schema by its address. */
  private String text(String address) {
    String iri = address.contains("#") ? address.substring(0, address.indexOf('#')) : address;
    if (iri.equals(REQUESTS + "common/definitions.json")) {
      return NO_EXPRESSION;
    }
    if (iri.startsWith(REQUESTS)) {
      return read(folder.resolve("arm-2025-01-01-Microsoft.App.ContainerApps.json")).toString();
    }
    if (!iri.startsWith(SPEC)) {
      return null;
    }
    String file =
        iri.startsWith(HERE) ? iri.substring(HERE.length()) : iri.substring(SPEC.length());
    JsonNode schema = read(folder.resolve(file));
    open(schema);
    return schema.toString();
  }

  /** Enumerations that may grow are no rule, nor is the form of times. */
  private static void open(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.at("/x-ms-enum/modelAsString").asBoolean(false)) {
      object.remove("enum");
    }
    if (schema instanceof ObjectNode object
        && object.path("format").asString("").equals("date-time")) {
      object.remove("format"); // real times may lack the zone
    }
    schema.forEach(Published::open);
  }

  private static JsonNode withoutNulls(JsonNode value) {
    if (value instanceof ObjectNode object) {
      List<String> nulls = new ArrayList<>();
      object
          .properties()
          .forEach(
              field -> {
                if (field.getValue().isNull()) {
                  nulls.add(field.getKey());
                }
              });
      object.remove(nulls);
    }
    if (value instanceof ObjectNode || value instanceof ArrayNode) {
      value.forEach(Published::withoutNulls);
    }
    return value;
  }

  private static JsonNode read(Path file) {
    try {
      return MAPPER.readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
