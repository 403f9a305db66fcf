/**
 * Sales: how Azure is asked about their engines, how engines are asked themselves, and the table
 * that tells of them. What happens to a sale is in the workflows' package of the same name.
 */
@NullMarked
package dev.cordee.activities.sales;

import org.jspecify.annotations.NullMarked;
