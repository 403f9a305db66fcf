/**
 * What Cordée is measured against, in processes of their own: a plain orchestrator and the samples'
 * way.
 */
@NullMarked
package dev.cordee.bench.baseline;

import org.jspecify.annotations.NullMarked;
