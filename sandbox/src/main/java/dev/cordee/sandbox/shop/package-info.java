/**
 * The sandbox shop: carts, stock, clients and sales in memory, its operations and its books.
 * Nothing here fails on purpose; see faults.
 */
@NullMarked
package dev.cordee.sandbox.shop;

import org.jspecify.annotations.NullMarked;
