/**
 * The fleet measured: {@code sshd} to look at, {@code sweep} by several means, {@code rental} on a
 * stack.
 */
@NullMarked
package dev.cordee.bench.fleet;

import org.jspecify.annotations.NullMarked;
