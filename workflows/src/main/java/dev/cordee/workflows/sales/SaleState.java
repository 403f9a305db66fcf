package dev.cordee.workflows.sales;

/** Where a sale stands, under the names clients know. */
public enum SaleState {
  /** Its engine is being made, or does not answer yet. */
  STARTING,
  /** Its engine answers. */
  LIVE,
  /** Its engine did, and does not at present. */
  DEGRADED,
  /** Over; Azure is deleting its engine. */
  STOPPING,
  /** Over, and Azure says that its engine is gone. */
  STOPPED,
  /** Its engine never answered. What there is of it is deleted. */
  FAILED
}
