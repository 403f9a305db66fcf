/**
 * How a tenant gets an account on a node and loses it: Ansible as a process that is watched and
 * ended with all it started, a look at the result, keys and names. Whom a node is given to, and
 * when, is workflow code.
 */
@NullMarked
package dev.cordee.activities.rental;

import org.jspecify.annotations.NullMarked;
