package dev.cordee.activities.rental;

/** All that a process says, up to a bound. For those that say little. */
final class Text implements LineSink {
  /** Characters of each of the two. */
  private static final int LONGEST = 1 << 18;

  private final StringBuilder out = new StringBuilder();
  private final StringBuilder err = new StringBuilder();

  @Override
  public synchronized void out(String line) {
    append(out, line);
  }

  @Override
  public synchronized void err(String line) {
    append(err, line);
  }

  private static void append(StringBuilder text, String line) {
    if (text.length() + line.length() < LONGEST) {
      text.append(line).append('\n');
    }
  }

  synchronized String out() {
    return out.toString();
  }

  synchronized String err() {
    return err.toString();
  }
}
