package dev.cordee.workflows.rental;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Tenants' accounts on nodes, by Ansible. Each may be repeated. */
@ActivityInterface
public interface ProvisioningActivities {

  /** Makes the account, and checks that the tenant can log in. */
  @ActivityMethod(name = "CreateTenant")
  Provisioned create(Tenancy tenancy);

  /** Ends everything the tenant runs there and removes the account. */
  @ActivityMethod(name = "DeleteTenant")
  Provisioned delete(Tenancy tenancy);
}
