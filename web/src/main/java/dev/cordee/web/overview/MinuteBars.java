package dev.cordee.web.overview;

import dev.cordee.activities.saga.SagaPulse.Minute;
import java.util.ArrayList;
import java.util.List;

/**
 * A chart of what ended in each of the last minutes: what was confirmed, and on top of it what was
 * undone.
 */
record MinuteBars(List<Bar> bars, long most) {
  static final int WIDTH = 300;
  static final int HEIGHT = 60;

  /** One bar, or the upper part of one. */
  record Bar(String tone, int x, double y, int width, double height) {}

  static MinuteBars of(List<Minute> minutes) {
    var most = minutes.stream().mapToLong(m -> m.confirmed() + m.undone()).max().orElse(0);
    if (most == 0) {
      return new MinuteBars(List.of(), 0);
    }
    var step = WIDTH / minutes.size();
    var bars = new ArrayList<Bar>();
    for (var i = 0; i < minutes.size(); i++) {
      var minute = minutes.get(i);
      var confirmed = (double) minute.confirmed() * HEIGHT / most;
      var undone = (double) minute.undone() * HEIGHT / most;
      add(bars, "fill-good", i * step, HEIGHT - confirmed, step - 1, confirmed);
      add(bars, "fill-bad", i * step, HEIGHT - confirmed - undone, step - 1, undone);
    }
    return new MinuteBars(List.copyOf(bars), most);
  }

  private static void add(List<Bar> bars, String tone, int x, double y, int width, double height) {
    if (height > 0) {
      bars.add(new Bar(tone, x, y, width, height));
    }
  }

  public int width() {
    return WIDTH;
  }

  public int height() {
    return HEIGHT;
  }
}
