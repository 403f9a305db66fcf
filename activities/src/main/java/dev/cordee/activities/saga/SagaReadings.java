package dev.cordee.activities.saga;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.cordee.workflows.saga.SagaId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What sagas have read from others on their way, and act on. */
public final class SagaReadings {
  private static final TypeReference<Object> ANY = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JournalJson json;

  public SagaReadings(JdbcClient jdbc, JournalJson json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** By the step that read it: numbers, texts, lists and maps, as it was JSON. */
  public Map<String, Object> of(SagaId saga) {
    var readings = new LinkedHashMap<String, Object>();
    jdbc.sql("SELECT step, value FROM saga_reading WHERE saga_id = :id ORDER BY step")
        .param("id", saga.value())
        .query((row, _) -> Map.entry(row.getString("step"), json.read(row.getString("value"), ANY)))
        .list()
        .forEach(reading -> readings.put(reading.getKey(), reading.getValue()));
    return readings;
  }
}
