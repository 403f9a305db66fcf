package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cordee.workflows.checkout.EtatCommande;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The shop's scenarios, from the POST to every place the order can be read afterwards. */
class CheckoutApiIT {
  private static final RealServers servers = RealServers.get();
  private static final Shop shop = servers.shop();
  private static Cordee cordee;
  private static Api api;

  /**
   * What becomes of a client's order.
   *
   * @param effects changes of the shop's books, in order
   */
  record Scenario(
      long client,
      List<String> etats,
      String etape,
      List<String> compensations,
      List<String> effects) {

    String etatFinal() {
      return etats.getLast();
    }
  }

  static Stream<Scenario> scenarios() {
    return Stream.of(
        new Scenario(1, List.of("INITIEE", "ECHEC_STOCK"), "stock", List.of(), List.of()),
        new Scenario(
            2,
            List.of("INITIEE", "STOCK_RESERVE", "ECHEC_PAIEMENT"),
            "paiement",
            List.of("stock"),
            List.of("reserver", "liberer")),
        new Scenario(
            3,
            List.of("INITIEE", "STOCK_RESERVE", "PAIEMENT_EFFECTUE", "ECHEC_ENREGISTREMENT"),
            "vente",
            List.of("paiement", "stock"),
            List.of("reserver", "payer", "rembourser", "liberer")),
        new Scenario(
            4,
            List.of(
                "INITIEE",
                "STOCK_RESERVE",
                "PAIEMENT_EFFECTUE",
                "COMMANDE_ENREGISTREE",
                "CONFIRMEE"),
            "",
            List.of(),
            List.of("reserver", "payer", "vente")));
  }

  @BeforeAll
  static void start() {
    cordee = Cordee.apiAndWorker();
    api = cordee.api();
  }

  @AfterAll
  static void stop() {
    cordee.close();
  }

  @BeforeEach
  void reset() {
    shop.reset();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void anOrderEndsAsItShouldAndTheShopIsConserved(Scenario scenario) {
    var answer = api.checkout(scenario.client()).expect(200);

    assertThat(answer.text("etat_final")).isEqualTo(scenario.etatFinal());
    assertThat(answer.etats()).isEqualTo(scenario.etats());
    assertThat(answer.text("etape")).isEqualTo(scenario.etape());
    assertThat(answer.json().has("raison")).isEqualTo(!scenario.etape().isEmpty());
    assertThat(answer.compensations()).isEqualTo(scenario.compensations());
    assertThat(shop.effects(answer.saga())).isEqualTo(scenario.effects());
    assertThat(shop.sales(scenario.client()))
        .isEqualTo(scenario.etatFinal().equals("CONFIRMEE") ? 1 : 0);
    shop.assertConserved();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void lookingAnOrderUpTellsTheStoryItsPostTold(Scenario scenario) {
    var told = api.checkout(scenario.client()).expect(200);

    var found = api.commande(told.saga()).expect(200);
    assertThat(found.text("etat_actuel")).isEqualTo(told.text("etat_final"));
    for (var field : List.of("historique", "montant", "etape", "raison", "compensations")) {
      assertThat(found.json().path(field)).as(field).isEqualTo(told.json().path(field));
    }
    assertThat(found.json().path("client_id").asLong()).isEqualTo(scenario.client());
    assertThat(found.json().path("magasin_id").asLong()).isEqualTo(1);

    var historique = api.get("/api/commande/" + told.saga() + "/historique").expect(200);
    assertThat(historique.json()).isEqualTo(told.json().path("historique"));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void theTablesHoldTheWholeHistory(Scenario scenario) {
    var id = api.checkout(scenario.client()).expect(200).saga();

    assertThat(etatsInDatabase(id)).isEqualTo(scenario.etats());
    var row =
        servers
            .database()
            .sql("SELECT client_id, magasin_id, etat_actuel FROM commande WHERE id = :id")
            .param("id", id)
            .query()
            .singleRow();
    assertThat(row.get("client_id")).isEqualTo(scenario.client());
    assertThat(row.get("magasin_id")).isEqualTo(1L);
    assertThat(row.get("etat_actuel")).isEqualTo(scenario.etatFinal());
  }

  private static List<String> etatsInDatabase(UUID saga) {
    return servers
        .database()
        .sql("SELECT etat FROM etat_saga WHERE saga_id = :id ORDER BY \"timestamp\", rang")
        .param("id", saga)
        .query(String.class)
        .list();
  }

  @Test
  void timestampsNeverGoBack() {
    var etapes = new ArrayList<String>();
    api.checkout(4)
        .json()
        .path("historique")
        .forEach(etape -> etapes.add(etape.path("timestamp").asString()));

    assertThat(etapes).hasSize(5).isSorted().allMatch(t -> t.matches("20\\d\\d-.*T.*Z"));
  }

  @ParameterizedTest
  @EnumSource(EtatCommande.class)
  void everyStateHasACounterEqualToTheRowsOfTheTable(EtatCommande etat) {
    var rows =
        servers
            .database()
            .sql("SELECT count(*) FROM etat_saga WHERE etat = :etat")
            .param("etat", etat.name())
            .query(Long.class)
            .single();

    await("commande_etat_total of " + etat).until(() -> counter(etat) == rows);
  }

  @Test
  void aCounterMovesByOneForEachOrder() {
    var confirmed = counter(EtatCommande.CONFIRMEE);
    var refused = counter(EtatCommande.ECHEC_STOCK);

    api.checkout(4).expect(200);
    api.checkout(4).expect(200);
    api.checkout(1).expect(200);

    await().until(() -> counter(EtatCommande.CONFIRMEE) == confirmed + 2);
    await().until(() -> counter(EtatCommande.ECHEC_STOCK) == refused + 1);
  }

  private static long counter(EtatCommande etat) {
    var line = "commande_etat_total{etat=\"" + etat + "\"} ";
    return api.get("/metrics")
        .expect(200)
        .body()
        .lines()
        .filter(l -> l.startsWith(line))
        .mapToLong(l -> (long) Double.parseDouble(l.substring(line.length())))
        .reduce((a, b) -> Long.MIN_VALUE)
        .orElseThrow(() -> new AssertionError("not one line " + line));
  }

  @Test
  void anAmountIsExactToItsLastZero() {
    var answer = api.checkout(4).expect(200);

    assertThat(answer.body()).containsPattern("\"montant\":\\s*25\\.50[,}]");
    assertThat(api.commande(answer.saga()).body()).containsPattern("\"montant\":\\s*25\\.50[,}]");
    assertThat(shop.paid(4)).isEqualByComparingTo("25.50");
  }

  @Test
  void anEmptyCartIsRefused() {
    shop.cart(40, "[]");

    assertRefusedForItsCart(api.checkout(40).expect(200));
  }

  @Test
  void anUnknownCartIsRefused() {
    shop.noCart(41);

    assertRefusedForItsCart(api.checkout(41).expect(200));
  }

  private static void assertRefusedForItsCart(Answer answer) {
    assertThat(answer.text("etat_final")).isEqualTo("ECHEC_PANIER");
    assertThat(answer.etats()).containsExactly("INITIEE", "ECHEC_PANIER");
    assertThat(answer.text("etape")).isEqualTo("panier");
    assertThat(answer.json().has("montant")).isFalse();
    assertThat(answer.compensations()).isEmpty();
    assertThat(shop.calls(answer.saga())).containsExactly("panier");
  }

  /** The page comes after the sale was made; by the contract a 200 is no sale all the same. */
  @Test
  void aSaleAnsweredWith200IsRefundedAndReleased() {
    shop.fault("'service':'ventes','kind':'html','times':1");

    var answer = api.checkout(4).expect(200);

    assertThat(answer.text("etat_final")).isEqualTo("ECHEC_ENREGISTREMENT");
    assertThat(answer.compensations()).containsExactly("paiement", "stock");
    assertThat(answer.text("raison")).contains("200");
    assertThat(shop.effects(answer.saga()))
        .containsExactly("reserver", "payer", "vente", "rembourser", "liberer");
    assertThat(shop.paid(4)).isEqualByComparingTo("0");
  }
}
