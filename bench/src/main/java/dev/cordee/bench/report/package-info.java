/** Results as people and programs read them. Knows nothing of how they were measured. */
@NullMarked
package dev.cordee.bench.report;

import org.jspecify.annotations.NullMarked;
