package dev.cordee.activities.rental;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.workflows.fleet.NodeAddress;
import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.rental.Provisioned;
import dev.cordee.workflows.rental.ProvisioningActivities.Expected;
import dev.cordee.workflows.rental.RentalId;
import dev.cordee.workflows.rental.Tenancy;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a node's description of an account means for its tenant. */
class AccountStateTest {
  private static final RentalId RENTAL = new RentalId(new UUID(1, 2));
  private static final Tenancy TENANCY =
      new Tenancy(
          RENTAL,
          3,
          new NodeAddress(new NodeId(7), "127.0.0.1", 22, "ssh-ed25519 HOST"),
          "tabc",
          20_001,
          "ssh-ed25519 KEY");
  private static final String OPEN =
      """
      sight 1 1
      passwd tabc:x:20001:20001::/home/tabc:/bin/bash
      password *
      expires
      marker {"rental": "00000000-0000-0001-0000-000000000002", "epoch": 3}
      keys
      key ssh-ed25519 KEY

      processes 2
      end
      """;
  private static final String GONE =
      """
      sight 1 1
      passwd
      password
      expires
      marker
      processes 0
      end
      """;

  @Test
  void anOpenAccountIsAsAsked() {
    assertThat(judged(OPEN, Expected.OPEN)).isEqualTo(new Provisioned.Done(false));
  }

  @Test
  void optionsBeforeTheKeyAndACommentBehindChangeNothing() {
    var answer = OPEN.replace("key ssh-ed25519 KEY", "key restrict,pty ssh-ed25519 KEY rental 1");

    assertThat(judged(answer, Expected.OPEN)).isEqualTo(new Provisioned.Done(false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "passwd tabc:x:20001:20001::/home/tabc:/bin/bash| passwd| there is no account tabc",
        "20001:20001| 20002:20001| has not UID 20001",
        "password *| password !| locked",
        "password *| password $| opens to a password",
        "expires| expires 1| expiry date",
        "key ssh-ed25519 KEY| key ssh-ed25519 OTHER| not the tenant's",
        "key ssh-ed25519 KEY| key ssh-ed25519 KEYS| not the tenant's",
        "key ssh-ed25519 KEY| key # none| there are 0 keys",
        "'epoch\": 3'| 'epoch\": 2'| not epoch 3",
        "000002| 000009| not epoch 3",
      })
  void whatKeepsTheTenantOutIsNamed(String before, String after, String flaw) {
    assertThat(judged(OPEN.replace(before, after), Expected.OPEN))
        .isInstanceOfSatisfying(
            Provisioned.Failed.class, failed -> assertThat(failed.reason()).contains(flaw));
  }

  @Test
  void aSecondKeyIsOneTooMany() {
    var answer = OPEN.replace("key ssh", "key ssh-ed25519 OTHER\nkey ssh");

    assertThat(judged(answer, Expected.OPEN).toString()).contains("there are 2 keys");
  }

  @Test
  void whatHasLeftNothingIsGone() {
    assertThat(judged(GONE, Expected.GONE)).isEqualTo(new Provisioned.Done(false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'passwd\n'| 'passwd tabc:x:20001:20001::/home/tabc:/bin/bash\n'| tabc is still there",
        "'password\n'| 'password !\n'| tabc is still there",
        "'processes 0'| 'keys\n\nprocesses 0'| keys of tabc",
        "'processes 0'| 'processes 4'| 4 processes of UID 20001",
        "'marker'| 'marker {\"rental\": \"00000000-0000-0001-0000-000000000002\"}'| to hold",
      })
  void whatIsLeftIsNamed(String before, String after, String flaw) {
    assertThat(judged(GONE.replaceFirst(before, after), Expected.GONE))
        .isInstanceOfSatisfying(
            Provisioned.Failed.class, failed -> assertThat(failed.reason()).contains(flaw));
  }

  @Test
  void aLaterPlacementOfTheSameRentalIsNotOursToJudge() {
    var answer = OPEN.replace("\"epoch\": 3", "\"epoch\": 4");

    assertThat(judged(answer, Expected.OPEN)).isInstanceOf(Provisioned.Refused.class);
    assertThat(judged(answer, Expected.GONE)).isInstanceOf(Provisioned.Refused.class);
  }

  @Test
  void halfAnAnswerIsNone() {
    assertThat(AccountState.parse(OPEN.replace("end\n", ""))).isEmpty();
    assertThat(AccountState.parse("")).isEmpty();
  }

  @Test
  void aNodeThatCannotReadItsFilesIsNotTakenForAnEmptyOne() {
    assertThat(AccountState.parse(GONE.replace("sight 1 1", "sight 1 0"))).isEmpty();
    assertThat(AccountState.parse(GONE.replace("sight 1 1", "sight"))).isEmpty();
    assertThat(AccountState.parse(GONE.replace("processes 0", "processes"))).isEmpty();
  }

  private static Provisioned judged(String answer, Expected expected) {
    return AccountState.parse(answer).orElseThrow().comparedWith(TENANCY, expected);
  }
}
