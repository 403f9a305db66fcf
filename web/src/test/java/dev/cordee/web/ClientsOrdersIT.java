package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders belong to the client that placed them, as rentals do. */
class ClientsOrdersIT {
  private static final String KEY = "Idempotency-Key";
  private static final Shop shop = RealServers.get().shop();
  private static Cordee cordee;
  private static Keyring keyring;
  private static Api web;
  private static Api till;

  private final String key = UUID.randomUUID().toString();

  @BeforeAll
  static void start() {
    cordee = Cordee.apiAndWorker(Keyring.SETTINGS);
    keyring = new Keyring(cordee.api());
    web = cordee.api().as(keyring.client("web"));
    till = cordee.api().as(keyring.client("till"));
  }

  @AfterAll
  static void stop() {
    cordee.close();
  }

  @BeforeEach
  void reset() {
    shop.reset();
  }

  @Test
  void anothersOrderLooksLikeNone() {
    var id = web.checkout(4).expect(200).saga();

    till.commande(id).expectProblem(404, "unknown-order");
    till.get("/api/commande/" + id + "/historique").expectProblem(404, "unknown-order");
    till.cancel(id).expectProblem(404, "unknown-order");
    web.commande(id).expect(200);
    web.cancel(id).expectProblem(409, "order-final");
  }

  @Test
  void operatorsAndViewersSeeEveryOrder() {
    var id = web.checkout(4).expect(200).saga();

    keyring.operator().commande(id).expect(200);
    cordee.api().as(Keyring.VIEWER).commande(id).expect(200);
    var theirs = keyring.operator().checkout(4).expect(200).saga();
    web.commande(theirs).expectProblem(404, "unknown-order");
  }

  @Test
  void theSameIdempotencyKeyOfTwoClientsIsTwoOrders() {
    var first = web.checkout(4, KEY, key).expect(200);
    var second = till.checkout(5, KEY, key).expect(200);
    var operators = keyring.operator().checkout(6, KEY, key).expect(200);

    assertThat(second.saga()).isNotEqualTo(first.saga());
    assertThat(operators.saga()).isNotIn(first.saga(), second.saga());
    assertThat(web.checkout(4, KEY, key).expect(200).body()).isEqualTo(first.body());
    assertThat(shop.sales(4)).isEqualTo(1);
    web.checkout(5, KEY, key).expectProblem(409, "idempotency-key-reused");
  }

  @Test
  void anOrderOfTheStoreManagerIsItsClientsToo() {
    var accepted = web.post(Api.ORDERS, Api.order(), "Prefer", Api.ASYNC).expect(202).saga();

    web.order(accepted).expect(200);
    till.order(accepted).expectProblem(404, "unknown-order");
  }
}
