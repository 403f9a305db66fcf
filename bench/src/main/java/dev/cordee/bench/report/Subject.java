package dev.cordee.bench.report;

/** What is compared. */
public enum Subject {
  PLAIN("a", "plain, not durable"),
  SAMPLES("b", "Temporal, samples' style"),
  CORDEE("c", "Cordée");

  private final String letter;
  private final String title;

  Subject(String letter, String title) {
    this.letter = letter;
    this.title = title;
  }

  /** As the table names it. */
  public String label() {
    return letter + "  " + title;
  }
}
