/**
 * Sales: each has an engine of its own, a container app of Azure, for as long as it goes on. What
 * happens to a sale is here; how Azure is asked is not.
 */
@NullMarked
package dev.cordee.workflows.sales;

import org.jspecify.annotations.NullMarked;
