/**
 * Any saga, in any trouble: random definitions run against simulated peers, workers that die and
 * people who cancel and repair. What must hold at the end is in {@code Truth}. Knows no capability.
 */
package dev.cordee.workflows.saga.anysaga;
