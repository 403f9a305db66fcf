package dev.cordee.activities.sales;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.workflows.sales.AppName;
import dev.cordee.workflows.sales.SaleId;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which app is whose. */
class AppNamesTest {

  @ParameterizedTest
  @CsvSource({
    "Paris, market-paris",
    "Lyon-2, market-lyon-2",
    "42, market-42",
    "2026-paris, market-2026-paris",
    "Aaaaaaaaaaaaaaaaaaaaaaaaa, market-aaaaaaaaaaaaaaaaaaaaaaaaa"
  })
  void aPlainIdIsItsName(String id, String name) {
    assertThat(name(id)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "paris, market-paris-",
    "PARIS, market-paris-",
    "' Paris', market-paris-",
    "Paris!, market-paris-",
    "Élysée, market-elysee-",
    "Elysée, market-elysee-",
    "ﬁn de saison, market-fin-de-saison-",
    "Paris--2, market-paris-2-",
    "Paris-1a2b3c4d, market-paris-1a2b3c4d-",
    "Aaaaaaaaaaaaaaaaaaaaaaaaaa, market-aaaaaaaaaaaaaaaa-",
    "Aaaaaaaaaaaaaaa bbbbbbbbbb, market-aaaaaaaaaaaaaaa-",
    "東京, market-s-"
  })
  void whatANameCannotTellWholeHasAHash(String id, String start) {
    assertThat(name(id)).startsWith(start).matches(".*-[0-9a-f]{8}").doesNotContain("--");
    assertThat(AppName.isOne(name(id))).isTrue();
  }

  @Example
  void theSameLettersAreTheSameSaleHoweverTheyWereTyped() {
    var inPieces = Normalizer.normalize("Élysée", Normalizer.Form.NFD);

    assertThat(inPieces).isNotEqualTo("Élysée");
    assertThat(name(inPieces)).isEqualTo(name("Élysée"));
    assertThat(AppNames.id(inPieces)).isEqualTo(new SaleId("Élysée"));
  }

  /** Names live on in Azure: another version of this has to find them again. */
  @ParameterizedTest
  @CsvSource({
    "paris, market-paris-1670f2e4",
    "Élysée, market-elysee-fff112e9",
    "東京, market-s-130016b2"
  })
  void namesStayAsTheyWere(String id, String name) {
    assertThat(name(id)).isEqualTo(name);
  }

  @Property(tries = 2000)
  void everyNameIsValid(@ForAll("ids") String id) {
    assertThat(AppName.isOne(name(id))).as(name(id)).isTrue();
    assertThat(name(id)).isEqualTo(name(id));
  }

  @Property(tries = 300)
  void noTwoIdsShareAName(
      @ForAll @Size(min = 2, max = 60) @UniqueElements List<@From("alike") String> ids) {
    Set<String> kept = ids.stream().map(id -> AppNames.id(id).value()).collect(Collectors.toSet());

    assertThat(kept.stream().map(AppNamesTest::name).collect(Collectors.toSet()))
        .hasSameSizeAs(kept);
  }

  @Property(tries = 500)
  void theLocaleOfTheMachineDoesNotCount(@ForAll("alike") String id) {
    var usual = Locale.getDefault();
    var name = name(id);
    try {
      Locale.setDefault(Locale.of("tr", "TR"));
      assertThat(name(id)).isEqualTo(name);
    } finally {
      Locale.setDefault(usual);
    }
  }

  @Property(tries = 1000)
  void whatIsTakenIsTakenAsItIsKept(@ForAll("ids") String id) {
    if (AppNames.objection(id).isEmpty()) {
      assertThat(AppNames.objection(AppNames.id(id).value())).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Paris", "Élysée", "東京 2", "a/b", "42", "Vente privée n° 7 (été)"})
  void takesWhatPeopleCallTheirSales(String id) {
    assertThat(AppNames.objection(id)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\t",
        " Paris",
        "Paris ",
        "\u00a0Paris",
        "Par\u0000is",
        "Par\nis",
        "Par\u200bis",
        "\ud800Paris",
        "---",
        "!?",
        "\u202eParis"
      })
  void refusesWhatCannotBeToldFromOthers(String id) {
    assertThat(AppNames.objection(id)).isPresent();
  }

  @Example
  void refusesWhatDoesNotFitIntoATag() {
    assertThat(AppNames.objection("x".repeat(AppNames.LONGEST_ID))).isEmpty();
    assertThat(AppNames.objection("x".repeat(AppNames.LONGEST_ID + 1))).isPresent();
  }

  @Provide
  Arbitrary<String> ids() {
    return Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(210), alike());
  }

  /** Few letters in all their guises, so that slugs meet. */
  @Provide
  Arbitrary<String> alike() {
    return Arbitraries.of(
            "a", "A", "é", "É", "e", "E", "e\u0301", "-", "_", " ", ".", "1", "ﬁ", "ß", "I", "ı")
        .list()
        .ofMinSize(1)
        .ofMaxSize(30)
        .map(letters -> String.join("", letters));
  }

  private static String name(String id) {
    return AppNames.of(new SaleId(id)).value();
  }
}
