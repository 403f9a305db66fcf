/**
 * Orders over a Store Manager and a Payments API: their saga (order, stock, payment), the values it
 * carries and the activities it asks for. The calls themselves live in {@code
 * dev.cordee.activities.orders}.
 */
@NullMarked
package dev.cordee.workflows.orders;

import org.jspecify.annotations.NullMarked;
