package dev.cordee.web.repairs;

import dev.cordee.activities.saga.RepairRepository;
import dev.cordee.web.saga.Counts;
import dev.cordee.web.saga.SagaType;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** {@code cordee_sagas_needing_repair{type}}: how many sagas wait for a person now. */
@Component
@Profile("api")
final class RepairMetrics implements MeterBinder {
  private final Counts waiting;
  private final List<SagaType<?, ?>> types;

  RepairMetrics(RepairRepository repairs, List<SagaType<?, ?>> types) {
    this.waiting = new Counts(repairs::openByType);
    this.types = types;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (var type : types) {
      Gauge.builder("cordee.sagas.needing.repair", waiting, counts -> counts.of(type.name()))
          .description("Sagas that wait for a person")
          .tag("type", type.name())
          .register(registry);
    }
  }
}
