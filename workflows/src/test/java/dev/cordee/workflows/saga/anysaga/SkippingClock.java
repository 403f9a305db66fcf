package dev.cordee.workflows.saga.anysaga;

import io.temporal.api.testservice.v1.LockTimeSkippingRequest;
import io.temporal.api.testservice.v1.TestServiceGrpc;
import io.temporal.api.testservice.v1.UnlockTimeSkippingRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;

/**
 * Skips the waiting of a saga that waits for its next try, but not of one that waits for people.
 */
final class SkippingClock {
  private final TestServiceGrpc.TestServiceBlockingStub server;
  private boolean skipping;

  SkippingClock(WorkflowServiceStubs stubs) {
    server = TestServiceGrpc.newBlockingStub(stubs.getRawChannel());
  }

  synchronized void skip() {
    if (!skipping) {
      skipping = true;
      server.unlockTimeSkipping(UnlockTimeSkippingRequest.getDefaultInstance());
    }
  }

  synchronized void stand() {
    if (skipping) {
      skipping = false;
      server.lockTimeSkipping(LockTimeSkippingRequest.getDefaultInstance());
    }
  }
}
