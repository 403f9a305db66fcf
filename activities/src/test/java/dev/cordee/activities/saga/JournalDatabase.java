package dev.cordee.activities.saga;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * A real PostgreSQL migrated from empty, one for all test classes of this JVM, which it ends with.
 * Every saga has an id of its own; that keeps tests apart.
 */
public final class JournalDatabase {
  private static final DataSource POOL = start();

  private JournalDatabase() {}

  public static DataSource pool() {
    return POOL;
  }

  private static DataSource start() {
    try {
      @SuppressWarnings("resource") // it stops when the JVM does
      var postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
      var pool = new HikariDataSource();
      pool.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
      pool.setMaximumPoolSize(16);
      Flyway.configure().dataSource(pool).load().migrate();
      return pool;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
