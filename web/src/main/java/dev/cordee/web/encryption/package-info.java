/**
 * Payloads are encrypted before they leave the process: Temporal stores what it cannot read. Knows
 * no capability.
 */
@NullMarked
package dev.cordee.web.encryption;

import org.jspecify.annotations.NullMarked;
