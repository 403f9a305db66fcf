/**
 * What every stand-in has in common: services with a name and a port, and the traits by which
 * faults and logs tell one call from another.
 */
@NullMarked
package dev.cordee.sandbox.service;

import org.jspecify.annotations.NullMarked;
