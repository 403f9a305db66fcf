package dev.cordee.web.nodes;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Latencies as lines of a drawing: one that breaks where a look was missed, and one of the misses.
 *
 * @param answers a path
 * @param misses a path; empty when none was missed
 */
record Trace(String answers, String misses) {

  /** A look between two misses would be a line of no length, which is not drawn. */
  private static final String A_DOT = "h.1";

  /**
   * The field that is drawn into. Whole numbers will do, and keep pages small.
   *
   * @param step from one look to the next
   */
  record Field(int step, int most, int height) {
    int width() {
      return step * (most - 1);
    }

    private int x(int look) {
      return step * look;
    }

    private long y(Duration latency, Duration top) {
      return Math.round(height - (double) height * latency.toNanos() / top.toNanos());
    }
  }

  /**
   * Draws.
   *
   * @param top the latency at the upper edge
   */
  static Trace of(List<Optional<Duration>> looks, Duration top, Field field) {
    var answers = new StringBuilder();
    var misses = new StringBuilder();
    var first = field.most() - looks.size();
    var goesOn = false;
    for (var look = 0; look < looks.size(); look++) {
      var x = field.x(first + look);
      var latency = looks.get(look);
      if (latency.isPresent()) {
        var y = field.y(latency.get(), top);
        answers.append(goesOn ? 'L' : 'M').append(x).append(' ').append(y);
        answers.append(goesOn ? "" : A_DOT);
      } else {
        misses.append('M').append(x).append(" 0V").append(field.height());
      }
      goesOn = latency.isPresent();
    }
    return new Trace(answers.toString(), misses.toString());
  }
}
