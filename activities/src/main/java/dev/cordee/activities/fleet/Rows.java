package dev.cordee.activities.fleet;

import dev.cordee.workflows.fleet.NodeAddress;
import dev.cordee.workflows.fleet.NodeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;

/** Values that rows of several of the fleet's and the rentals' tables hold. */
public final class Rows {
  private Rows() {}

  /**
   * A node's address, from {@code host}, {@code port} and {@code host_key}.
   *
   * @param idColumn which column is the node's number
   * @return with an empty key for a node that none is pinned for: nobody connects to it
   */
  public static NodeAddress address(ResultSet row, String idColumn) throws SQLException {
    return new NodeAddress(
        new NodeId(row.getLong(idColumn)),
        row.getString("host"),
        row.getInt("port"),
        Objects.requireNonNullElse(row.getString("host_key"), ""));
  }

  /** A time that may not be there. */
  public static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
