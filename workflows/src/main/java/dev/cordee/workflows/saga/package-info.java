/**
 * The saga engine: steps as values, forward execution, undo and what a person sees of it. Pure
 * workflow code: every effect is an activity, every decision replays. Knows no capability; the
 * capabilities ({@code checkout}, ...) describe their steps with it.
 */
@NullMarked
package dev.cordee.workflows.saga;

import org.jspecify.annotations.NullMarked;
