package dev.cordee.bench.baseline;

import dev.cordee.activities.checkout.ShopActivitiesImpl;
import dev.cordee.activities.checkout.ShopSettings;
import dev.cordee.activities.checkout.ShopWire;
import dev.cordee.activities.saga.JournalRepository;
import dev.cordee.activities.saga.PeerClient;
import dev.cordee.activities.saga.PeerPolicy;
import dev.cordee.activities.saga.PeerPolicy.ServerErrors;
import dev.cordee.activities.saga.StepRunner;
import dev.cordee.bench.Surroundings;
import dev.cordee.workflows.checkout.ShopActivities;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;

/** The shop as a baseline calls it: with Cordée's own client, so that only the host differs. */
final class Shop {
  private static final PeerPolicy POLICY =
      new PeerPolicy(
          Duration.ofSeconds(15),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofMinutes(30),
          ServerErrors.NOT_APPLIED);

  private Shop() {}

  static ShopActivities of(Surroundings surroundings, JournalRepository journal) {
    var settings =
        new ShopSettings(
            surroundings.service(1),
            "/api/panier/{client_id}",
            surroundings.service(2),
            surroundings.service(3),
            surroundings.service(4),
            POLICY);
    var steps = new StepRunner(journal, new SimpleMeterRegistry());
    return new ShopActivitiesImpl(settings, new PeerClient(), steps, new ShopWire());
  }
}
