package dev.cordee.bench.baseline;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.cordee.activities.saga.JournalJson;
import dev.cordee.activities.saga.JournalRepository;
import dev.cordee.bench.Surroundings;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A baseline's journal: Cordée's own tables and statements, in a schema of its own. */
final class Store {
  /** As many connections as the API has. */
  private static final int CONNECTIONS = 16;

  private Store() {}

  /** Brings the schema up to date from the same migrations, and opens it. */
  static JournalRepository open(Surroundings.Postgres postgres, String schema) {
    var url = postgres.url();
    var config = new HikariConfig();
    config.setJdbcUrl(url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema);
    config.setUsername(postgres.user());
    config.setPassword(postgres.password());
    config.setMaximumPoolSize(CONNECTIONS);
    config.setPoolName(schema);
    var source = new HikariDataSource(config);
    Flyway.configure().dataSource(source).schemas(schema).load().migrate();
    return new JournalRepository(JdbcClient.create(source), new JournalJson());
  }
}
