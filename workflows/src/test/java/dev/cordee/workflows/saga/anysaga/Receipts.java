package dev.cordee.workflows.saga.anysaga;

import java.util.List;
import java.util.stream.Stream;

/** What a random saga carries from step to step: whose answers it has. */
record Receipts(List<String> of) {
  static final Receipts NONE = new Receipts(List.of());

  Receipts with(String step) {
    return new Receipts(Stream.concat(of.stream(), Stream.of(step)).distinct().toList());
  }

  boolean has(String step) {
    return of.contains(step);
  }
}
