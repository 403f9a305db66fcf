package dev.cordee.web.saga;

import dev.cordee.activities.saga.SagaRecord;
import dev.cordee.workflows.saga.SagaId;
import java.util.Optional;

/**
 * What there is to say of a saga when somebody has waited for it long enough.
 *
 * @param <R> how it ended
 */
public sealed interface SagaAnswer<R> {

  /** It has ended. */
  record Ended<R>(R result) implements SagaAnswer<R> {}

  /** It goes on without the caller. */
  record Running<R>(SagaId id, Optional<SagaRecord> saga) implements SagaAnswer<R> {}

  /** It goes on once a person has decided. */
  record Parked<R>(SagaRecord saga) implements SagaAnswer<R> {}
}
