/** How the world is touched: HTTP, PostgreSQL. */
@NullMarked
package dev.cordee.activities;

import org.jspecify.annotations.NullMarked;
