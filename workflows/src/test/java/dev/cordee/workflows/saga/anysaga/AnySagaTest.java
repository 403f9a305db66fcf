package dev.cordee.workflows.saga.anysaga;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;

/**
 * Any saga of one to eight steps, whatever its peers, workers and persons do: it ends, and tells
 * the truth. {@code -Djqwik.tries.default=N} looks longer; a failure prints the seed to repeat it.
 */
class AnySagaTest {
  private static AnySagaServer server;

  @BeforeContainer
  static void startServer() {
    server = new AnySagaServer();
  }

  @AfterContainer
  static void stopServer() {
    server.close();
  }

  @Provide
  Arbitrary<SagaPlan> anySaga() {
    return Plans.any();
  }

  @Property(shrinking = ShrinkingMode.FULL, edgeCases = EdgeCasesMode.NONE)
  void everySagaEndsInATrueState(@ForAll("anySaga") SagaPlan plan) {
    var ended = server.run(plan);
    Statistics.label("ending").collect(ended.report().ending());
    Statistics.label("decisions").collect(ended.decisions().size());
  }
}
