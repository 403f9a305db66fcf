package dev.cordee.web.dashboard;

import java.util.Map;

/** Tells whether something has changed: a mark of a topic differs when it has. */
@FunctionalInterface
public interface LiveMarks {

  /** The marks of now, of whichever topics this one knows. Quick: asked twice a second. */
  Map<Topic, String> now();
}
