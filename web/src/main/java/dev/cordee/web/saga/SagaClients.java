package dev.cordee.web.saga;

import dev.cordee.activities.saga.JournalRepository;
import java.time.Duration;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Makes the clients of each kind of saga, of the parts that all share. */
@Component
@Profile("api")
public record SagaClients(
    SagaStarter starter,
    SagaWait waiting,
    JournalRepository journal,
    SagaOwners owners,
    SagaCancel cancelling) {

  /**
   * For one kind of saga.
   *
   * @param wait how long a caller is kept waiting for a saga's end
   */
  public <Q, R> SagaClient<Q, R> of(SagaType<Q, R> type, Duration wait) {
    return new SagaClient<>(this, type, wait);
  }
}
