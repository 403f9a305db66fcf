/**
 * The checkout of a multi-store shop: its saga (cart, stock, payment, sale), the values it carries
 * and the activities it asks for. The calls themselves live in {@code
 * dev.cordee.activities.checkout}.
 */
@NullMarked
package dev.cordee.workflows.checkout;

import org.jspecify.annotations.NullMarked;
