package dev.cordee.activities.saga;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database that is away for as many statements as a test asks for. */
public final class FickleDataSource extends DelegatingDataSource {
  private final AtomicInteger failures = new AtomicInteger();

  public FickleDataSource(DataSource database) {
    super(database);
  }

  /** The next statements find no database. */
  public void failFor(int statements) {
    failures.set(statements);
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new SQLException("no database");
    }
    return super.getConnection();
  }
}
