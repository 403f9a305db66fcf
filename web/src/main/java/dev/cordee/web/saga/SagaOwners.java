package dev.cordee.web.saga;

import dev.cordee.web.access.Caller;
import dev.cordee.workflows.saga.SagaId;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which client a saga belongs to, where one started it. */
@Repository
@Profile("api")
public class SagaOwners {
  private final JdbcClient jdbc;

  SagaOwners(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Notes whose saga is about to be started; of a caller who sees all there is nothing to note. */
  void keep(SagaId id, Caller caller) {
    caller.client().ifPresent(client -> keep(id, client));
  }

  private void keep(SagaId id, String client) {
    jdbc.sql(
            """
            INSERT INTO saga_owner (saga_id, client_id)
            VALUES (:saga, :client)
                ON CONFLICT (saga_id) DO NOTHING
            """)
        .param("saga", id.value())
        .param("client", client)
        .update();
  }

  /** Whether a caller may see and change a saga: its own, or any when it sees all. */
  boolean mayUse(Caller caller, SagaId id) {
    return caller.client().isEmpty() || owner(id).filter(caller::mayUse).isPresent();
  }

  private Optional<String> owner(SagaId id) {
    return jdbc.sql("SELECT client_id FROM saga_owner WHERE saga_id = :saga")
        .param("saga", id.value())
        .query(String.class)
        .optional();
  }
}
