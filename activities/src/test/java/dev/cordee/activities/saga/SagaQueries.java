package dev.cordee.activities.saga;

import dev.cordee.activities.saga.SagaQuery.Before;
import dev.cordee.activities.saga.SagaQuery.Group;
import dev.cordee.activities.saga.SagaQuery.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What may be asked of the sagas of one type, one thing at a time. */
record SagaQueries(String type) {

  SagaQuery all() {
    return SagaQuery.all(List.of(type));
  }

  SagaQuery group(Group group) {
    return query(group, null, null, null, null);
  }

  SagaQuery state(String state) {
    return query(null, state, null, null, null);
  }

  SagaQuery client(String client) {
    return query(null, null, client, null, null);
  }

  SagaQuery failedStep(String step) {
    return query(null, null, null, step, null);
  }

  SagaQuery ids(Ids ids) {
    return query(null, null, null, null, ids);
  }

  private SagaQuery query(
      @Nullable Group group,
      @Nullable String state,
      @Nullable String client,
      @Nullable String step,
      @Nullable Ids ids) {
    return new SagaQuery(
        List.of(type),
        Optional.ofNullable(group),
        Optional.ofNullable(state),
        Optional.ofNullable(client),
        Optional.ofNullable(step),
        Optional.ofNullable(ids),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  SagaQuery started(Instant from, Instant to) {
    return timed(Optional.of(from), Optional.of(to), Optional.empty());
  }

  SagaQuery before(Optional<Before> before) {
    return timed(Optional.empty(), Optional.empty(), before);
  }

  private SagaQuery timed(Optional<Instant> from, Optional<Instant> to, Optional<Before> before) {
    var all = all();
    return new SagaQuery(
        all.types(),
        all.group(),
        all.state(),
        all.client(),
        all.failedStep(),
        all.ids(),
        from,
        to,
        before);
  }
}
