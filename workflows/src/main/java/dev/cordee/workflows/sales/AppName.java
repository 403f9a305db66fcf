package dev.cordee.workflows.sales;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * Name of the container app that is a sale's engine. All begin with {@value #PREFIX}; what follows
 * names the sale's workflow too, so that an app has one workflow at most.
 */
public record AppName(@JsonValue String value) {
  public static final String PREFIX = "market-";

  /** Azure takes no longer ones. */
  public static final int LONGEST = 32;

  private static final String WORKFLOW_PREFIX = "sale-";

  /** Azure's own rule; its published schema does not tell it. */
  private static final Pattern VALID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  /**
   * Checks it.
   *
   * @throws IllegalArgumentException when Azure would not take it, or it is no engine's
   */
  @JsonCreator
  public AppName {
    if (!isOne(value)) {
      throw new IllegalArgumentException("no engine can have the name " + value);
    }
  }

  /** Whether an app of this name is a sale's engine. */
  public static boolean isOne(String name) {
    return name.startsWith(PREFIX) && name.length() <= LONGEST && VALID.matcher(name).matches();
  }

  /**
   * The app of a sale's workflow.
   *
   * @throws IllegalArgumentException when its id is no sale's
   */
  public static AppName ofWorkflow(String workflowId) {
    if (!workflowId.startsWith(WORKFLOW_PREFIX)) {
      throw new IllegalArgumentException(
          "a sale's workflow id is sale-<name of its app after market->, and this is "
              + workflowId);
    }
    return new AppName(PREFIX + workflowId.substring(WORKFLOW_PREFIX.length()));
  }

  public String workflowId() {
    return WORKFLOW_PREFIX + suffix();
  }

  /** What makes it differ from the others. */
  public String suffix() {
    return value.substring(PREFIX.length());
  }

  @Override
  public String toString() {
    return value;
  }
}
