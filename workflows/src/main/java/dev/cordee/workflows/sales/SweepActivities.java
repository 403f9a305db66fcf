package dev.cordee.workflows.sales;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** A look at all sales at once. Each may be repeated. */
@ActivityInterface
public interface SweepActivities {

  /** An app that needs a workflow. */
  record Found(AppName app, SaleRequest request) {}

  /**
   * What the list of apps led to.
   *
   * @param apps how many are sales' engines
   * @param found apps that need a workflow
   * @param missing sales whose app was not listed
   * @param untold sales that the table does not tell of as their workflows would
   * @param trouble why there is no list; empty when there is
   */
  record Census(
      int apps, List<Found> found, List<AppName> missing, List<AppName> untold, String trouble) {

    /** Nothing is known, and nothing is done. */
    public static Census failed(String trouble) {
      return new Census(0, List.of(), List.of(), List.of(), trouble);
    }

    @JsonIgnore
    public boolean isTaken() {
      return trouble.isEmpty();
    }
  }

  /** A sale whose engine began or ceased to answer. */
  record Turn(AppName app, boolean answers, String detail) {}

  /**
   * Lists the apps of the resource group, whole or not at all, writes down what they tell, and says
   * what is to be done.
   */
  @ActivityMethod(name = "SalesCensus")
  Census census();

  /** Looks at the engines of all sales that are live or were; says which have turned. */
  @ActivityMethod(name = "SalesProbe")
  List<Turn> probe();
}
