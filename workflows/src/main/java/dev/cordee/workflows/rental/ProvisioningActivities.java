package dev.cordee.workflows.rental;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * Makes and unmakes a tenant's account on a node. What the node says is a value; an exception means
 * that this worker could not even ask, so the same call belongs to another attempt.
 *
 * <p>Each may be repeated, and may overlap with itself: the node ends up as asked, once. All report
 * heartbeats, at least every few seconds, and end when they are cancelled; what they began on the
 * node may still come to its end there.
 */
@ActivityInterface
public interface ProvisioningActivities {
  /** A queue of their own: a worker runs few playbooks at a time, and many statements. */
  String TASK_QUEUE = "provisioning";

  /** Another for removing accounts: a home full of files must not hold up a failover. */
  String CLEANING_TASK_QUEUE = "cleaning";

  /** Whether an account should be found. */
  enum Expected {
    /** It lets its tenant in, and nobody else. */
    OPEN,
    /** It has left nothing: no name, no key, no process. */
    GONE
  }

  /**
   * Whatever comes back but done, and whatever is thrown, leaves open whether there is an account
   * now: the node must not go to somebody else before {@link #delete} is done.
   */
  @ActivityMethod(name = "CreateTenancy")
  Provisioned create(Tenancy tenancy);

  /** Done when nothing of the tenant is left, also when there never was anything. */
  @ActivityMethod(name = "DeleteTenancy")
  Provisioned delete(Tenancy tenancy);

  /**
   * Looks, by another way than the playbooks, and changes nothing.
   *
   * @return done and unchanged when the account is as expected; failed, and in which respect, when
   *     it is not
   */
  @ActivityMethod(name = "VerifyTenancy")
  Provisioned verify(Tenancy tenancy, Expected expected);
}
