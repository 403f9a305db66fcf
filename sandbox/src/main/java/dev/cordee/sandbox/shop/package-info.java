/**
 * The sandbox shop: carts, stock, clients and sales in memory, its operations, its books, and its
 * routes, where faults may strike.
 */
@NullMarked
package dev.cordee.sandbox.shop;

import org.jspecify.annotations.NullMarked;
