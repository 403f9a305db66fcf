package dev.cordee.activities.sales;

import java.time.Instant;

/** Something that happened to a sale. */
public record SaleEvent(Instant at, String event, String detail) {}
