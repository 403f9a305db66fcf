package dev.cordee.activities.join;

import java.util.List;
import java.util.stream.Stream;

/** Ports as in {@code 22,1024-65535}. */
public record PortRanges(List<Range> ranges) {
  private static final int HIGHEST = 65_535;

  /** From one to another, both of them too. */
  public record Range(int first, int last) {
    public Range {
      if (first < 1 || last > HIGHEST || first > last) {
        throw new IllegalArgumentException(first + "-" + last + " is no range of ports");
      }
    }
  }

  public PortRanges {
    ranges = List.copyOf(ranges);
  }

  /**
   * Reads a list.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static PortRanges parse(String text) {
    return new PortRanges(Stream.of(text.split(",")).map(PortRanges::range).toList());
  }

  private static Range range(String text) {
    var ends = text.strip().split("-", 2);
    var first = Integer.parseInt(ends[0].strip());
    return new Range(first, ends.length == 1 ? first : Integer.parseInt(ends[1].strip()));
  }

  public boolean contains(long port) {
    return ranges.stream().anyMatch(range -> range.first() <= port && port <= range.last());
  }
}
