package dev.cordee.activities.orders;

import static dev.cordee.activities.orders.Ask.PAY;
import static dev.cordee.activities.orders.Ask.PUT_BACK;
import static dev.cordee.activities.orders.Behaviour.during;
import static dev.cordee.activities.orders.Behaviour.works;
import static dev.cordee.activities.orders.Fault.DROPS_BEFORE_THE_WORK;
import static dev.cordee.activities.orders.Fault.IS_BUSY;
import static dev.cordee.activities.orders.Fault.REFUSES;
import static dev.cordee.activities.orders.Store.Left.EVERYTHING;
import static dev.cordee.activities.orders.Store.Left.NOTHING;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing is sent while the journal is away, and nothing is lost by that. */
class OrderJournalAwayTest {
  private static final String FORWARD = "CREATING_ORDER DECREASING_STOCK CREATING_PAYMENT";

  @AutoClose private final OrderStory order = new OrderStory();

  @Test
  void anOrderWaitsForAJournalThatIsAwayWhenItStarts() {
    order.saga().journal().failFor(4);

    order
        .ends()
        .confirmed()
        .asking("CREATE TAKE READ PAY")
        .leaving(EVERYTHING)
        .through(FORWARD + " CONFIRMED");
  }

  @ParameterizedTest
  @EnumSource(names = {"CREATE", "TAKE", "READ", "PAY"})
  void anOrderWaitsForAJournalThatGoesAwayDuringACall(Ask ask) {
    order
        .when(ask, during(() -> order.saga().journal().failFor(3), works()))
        .ends()
        .confirmed()
        .leaving(EVERYTHING)
        .through(FORWARD + " CONFIRMED");
  }

  /** The sending in between never left the house: the next one is still the first to arrive. */
  @ParameterizedTest
  @CsvSource({
    "CREATE, CREATE CREATE TAKE READ PAY",
    "TAKE,   CREATE TAKE TAKE READ PAY",
    "PAY,    CREATE TAKE READ PAY PAY",
  })
  void aCallHeldUpByTheJournalBetweenTwoTriesIsSent(Ask ask, String calls) {
    order
        .when(ask, during(() -> order.saga().journal().failFor(2), IS_BUSY))
        .ends()
        .confirmed()
        .asking(calls)
        .leaving(EVERYTHING);
  }

  @Test
  void anUndoHeldUpByTheJournalBetweenTwoTriesIsSent() {
    order
        .when(PAY, REFUSES)
        .when(PUT_BACK, during(() -> order.saga().journal().failFor(2), IS_BUSY))
        .ends()
        .undoing("decrease-stock create-order")
        .asking("CREATE TAKE READ PAY PUT_BACK PUT_BACK DELETE")
        .leaving(NOTHING);
  }

  @Test
  void aDecisionIsKeptBeforeItIsActedOn() {
    order.when(PAY, DROPS_BEFORE_THE_WORK).parks();

    order.saga().journal().failFor(2);
    order.decide("retry create-payment");

    order
        .ends()
        .confirmed()
        .asking("CREATE TAKE READ PAY PAY")
        .leaving(EVERYTHING)
        .repairedBy("retry of create-payment by marie: because");
  }
}
