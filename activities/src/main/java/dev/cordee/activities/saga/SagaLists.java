package dev.cordee.activities.saga;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.SagaReport.Ending;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists of sagas, the newest first. */
public final class SagaLists {
  private static final TypeReference<Map<String, BigDecimal>> AMOUNTS = new TypeReference<>() {};

  private static final SagaId FIRST_ID = new SagaId(new UUID(0, 0));
  private static final UUID LAST_ID = new UUID(-1, -1);

  private final JdbcClient jdbc;
  private final JournalJson json;

  public SagaLists(JdbcClient jdbc, JournalJson json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * A page.
   *
   * @param next where the next one begins; empty when this is the last
   */
  public record Page(List<SagaLine> sagas, Optional<SagaQuery.Before> next) {}

  /** The sagas asked for, this many at most. */
  public Page find(SagaQuery query, int limit) {
    var found =
        jdbc.sql(SagaSource.of(query).sql())
            .params(parameters(query, limit + 1))
            .query((row, _) -> line(row))
            .list();
    var page = found.stream().limit(limit).toList();
    return new Page(
        page, found.size() > limit ? Optional.of(page.getLast().before()) : Optional.empty());
  }

  static Map<String, @Nullable Object> parameters(SagaQuery query, int limit) {
    var parameters = new HashMap<String, @Nullable Object>();
    parameters.put("types", query.types().toArray(String[]::new));
    parameters.put("group", query.group().map(Enum::name).orElse(null));
    parameters.put("state", query.state().orElse(null));
    parameters.put("client", query.client().orElse(null));
    parameters.put("failedStep", query.failedStep().orElse(null));
    parameters.put("firstId", query.ids().map(SagaQuery.Ids::first).orElse(null));
    parameters.put("lastId", query.ids().map(SagaQuery.Ids::last).orElse(null));
    parameters.put("from", query.from().map(Instant::toString).orElse("-infinity"));
    var end = end(query);
    parameters.put("beforeAt", end.map(e -> e.startedAt().toString()).orElse("infinity"));
    parameters.put("beforeId", end.map(e -> e.saga().value()).orElse(LAST_ID));
    parameters.put("limit", limit);
    return parameters;
  }

  /** Where to begin, as one place: of two bounds the index would take one, and check the other. */
  private static Optional<SagaQuery.Before> end(SagaQuery query) {
    return query
        .to()
        .map(to -> new SagaQuery.Before(to, FIRST_ID))
        .filter(to -> query.before().filter(b -> b.startedAt().isBefore(to.startedAt())).isEmpty())
        .or(query::before);
  }

  private SagaLine line(ResultSet row) throws SQLException {
    return new SagaLine(
        new SagaId(row.getObject("id", UUID.class)),
        row.getString("type"),
        Optional.ofNullable(row.getString("client")),
        row.getString("state"),
        Optional.ofNullable(row.getString("ending")).map(Ending::valueOf),
        row.getBoolean("needs_repair"),
        instant(row, "started_at").orElseThrow(),
        instant(row, "ended_at"),
        json.read(row.getString("amounts"), AMOUNTS),
        Optional.ofNullable(row.getString("failed_step")),
        Optional.ofNullable(row.getString("reason")));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
