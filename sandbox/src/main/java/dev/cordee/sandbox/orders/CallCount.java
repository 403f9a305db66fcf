package dev.cordee.sandbox.orders;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.cordee.sandbox.service.Asked;

/**
 * How many calls of one kind arrived, those gone from the log included.
 *
 * @param kind with the path's template for a path, and no user
 */
public record CallCount(@JsonUnwrapped Asked kind, long count) {}
