package dev.cordee.activities.rental;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cordee.workflows.rental.RentalId;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Names and numbers of accounts: fit for every node, and never the same for two tenants. */
class AccountNamesTest {

  @Test
  void aRentalHasTheSameNameEverywhere() {
    var rental = new RentalId(UUID.fromString("7d444840-9dc0-11d1-b245-5ffdce74fad2"));

    assertThat(AccountNames.of(rental)).isEqualTo(AccountNames.of(rental)).hasSize(12);
  }

  @Test
  void everyNameIsOneToDebianAndToAlpine() {
    var names =
        IntStream.range(0, 10_000)
            .mapToObj(_ -> AccountNames.of(new RentalId(UUID.randomUUID())))
            .collect(Collectors.toSet());

    assertThat(names).hasSize(10_000).allMatch(name -> name.matches("t[a-z2-7]{11}"));
  }

  @Test
  void uidsGoUpAndAreNotStartedOver() {
    var range = new UidRange(20_000, 20_002);

    assertThat(IntStream.range(0, 3).map(range::at)).containsExactly(20_000, 20_001, 20_002);
    assertThatThrownBy(() -> range.at(3)).hasMessageContaining("extend the range");
    assertThatThrownBy(() -> new UidRange(1_000, 2_000)).hasMessageContaining("at the lowest");
  }
}
