package dev.cordee.web.saga;

import dev.cordee.web.http.Problem;
import dev.cordee.web.http.ProblemException;
import dev.cordee.workflows.saga.SagaId;
import java.util.List;

/** Ids of sagas in paths. */
public final class SagaIds {
  private SagaIds() {}

  /**
   * Reads one.
   *
   * @throws ProblemException 422 when it is no UUID
   */
  public static SagaId parse(String text) {
    return SagaId.parse(text)
        .orElseThrow(
            () ->
                ProblemException.invalidFields(
                    List.of(new Problem.FieldError("id", "must be a UUID"))));
  }
}
