package dev.cordee.workflows.saga;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A saga that waits for a person, as that person sees it.
 *
 * @param open the steps to repair; empty once all are settled
 * @param undone the steps undone so far, in the order of undoing
 * @param cause why the saga turned back; null while it goes forward
 * @param amounts business figures known so far
 * @param steps where each step stands
 */
public record RepairCase(
    List<RepairItem> open,
    List<String> undone,
    @Nullable TurnBack cause,
    Map<String, BigDecimal> amounts,
    List<StepReport> steps) {}
