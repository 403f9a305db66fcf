/** Measurements against baselines in the same run. */
@NullMarked
package dev.cordee.bench;

import org.jspecify.annotations.NullMarked;
