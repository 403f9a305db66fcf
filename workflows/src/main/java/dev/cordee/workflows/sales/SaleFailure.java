package dev.cordee.workflows.sales;

/** Why a sale never went live, or an activity for it cannot be done. */
public enum SaleFailure {
  /** It did. */
  NONE,
  /** As many sales as may be were active. */
  QUOTA,
  /** Its app's name belongs to another sale. */
  NAME_TAKEN,
  /** Azure refused; its own code and words are in the reason. */
  REFUSED,
  /** Azure took the order and did not carry it out. */
  NOT_PROVISIONED,
  /** Azure says that it runs, and it did not answer in time. */
  NOT_ANSWERING,
  /** Somebody else deleted it. */
  GONE
}
