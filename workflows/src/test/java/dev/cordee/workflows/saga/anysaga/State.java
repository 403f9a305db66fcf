package dev.cordee.workflows.saga.anysaga;

/** States of a random saga. */
enum State {
  BEGUN,
  CONFIRMED,
  CANCELLED,
  NEEDS_REPAIR,
  REACHED_1,
  REACHED_2,
  REACHED_3,
  REACHED_4,
  REACHED_5,
  REACHED_6,
  REACHED_7,
  REACHED_8,
  UNDOING_1,
  UNDOING_2,
  UNDOING_3,
  UNDOING_4,
  UNDOING_5,
  UNDOING_6,
  UNDOING_7,
  UNDOING_8,
  STOPPED_1,
  STOPPED_2,
  STOPPED_3,
  STOPPED_4,
  STOPPED_5,
  STOPPED_6,
  STOPPED_7,
  STOPPED_8;

  static final int MOST_STEPS = 8;

  static State reached(int index) {
    return valueOf("REACHED_" + (index + 1));
  }

  static State undoing(int index) {
    return valueOf("UNDOING_" + (index + 1));
  }

  static State stoppedAt(int index) {
    return valueOf("STOPPED_" + (index + 1));
  }
}
