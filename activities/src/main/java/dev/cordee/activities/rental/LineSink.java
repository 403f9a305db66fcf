package dev.cordee.activities.rental;

/** Takes in what a process says. Each method is called by one thread, the two may be two. */
interface LineSink {

  /** A line of its standard output, perhaps cut off. */
  void out(String line);

  /** A line of its standard error, perhaps cut off. */
  void err(String line);

  /** What it is at, for whoever watches. */
  default String doing() {
    return "";
  }
}
