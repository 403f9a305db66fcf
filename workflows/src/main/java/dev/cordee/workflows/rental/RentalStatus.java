package dev.cordee.workflows.rental;

/** Where a rental stands, under the names clients know. */
public enum RentalStatus {
  /** Not on a node yet: waiting in line, or being provisioned. */
  PROVISIONING,
  ACTIVE,
  /** Its node is lost or drained; being provisioned on another. */
  MIGRATING,
  /** Its node is lost and none is free: it waits in line, before new rentals. */
  EN_PANNE,
  /** Over; its node is not yet free of it. */
  RELEASING,
  RELEASED,
  /** Never came to be. */
  FAILED
}
