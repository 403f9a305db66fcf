package dev.cordee.workflows.saga.anysaga;

import dev.cordee.workflows.saga.SagaReport;
import java.util.List;

/**
 * A saga that has ended, and the world it left.
 *
 * @param phase the search attribute
 * @param decisions ids of what people decided
 */
record EndedSaga(
    SagaPlan plan, World world, SagaReport report, String phase, List<String> decisions) {}
