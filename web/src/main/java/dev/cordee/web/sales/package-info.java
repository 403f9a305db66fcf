/**
 * Sales over HTTP: spawned, waited for, listed, extended, ended; and what a worker needs to look
 * after them. A sale itself is a workflow; which there are, Azure knows, and the table tells.
 */
@NullMarked
package dev.cordee.web.sales;

import org.jspecify.annotations.NullMarked;
