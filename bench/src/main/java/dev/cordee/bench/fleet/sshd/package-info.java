/** Real sshds on loopback, one process each, that can be stopped and frozen. */
@NullMarked
package dev.cordee.bench.fleet.sshd;

import org.jspecify.annotations.NullMarked;
