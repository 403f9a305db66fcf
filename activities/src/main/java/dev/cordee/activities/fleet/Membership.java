package dev.cordee.activities.fleet;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Who belongs to the fleet is decided by one at a time, whoever decides. */
public final class Membership {

  /** Of the advisory lock; any number that nothing else locks by. */
  private static final long LOCK = 0x0C0215EDL;

  private Membership() {}

  /** Waits for one's turn, which lasts as long as the transaction. */
  public static void lock(JdbcClient jdbc) {
    jdbc.sql("SELECT pg_advisory_xact_lock(:lock)").param("lock", LOCK).query().listOfRows();
  }
}
