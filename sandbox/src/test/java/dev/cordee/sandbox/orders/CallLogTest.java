package dev.cordee.sandbox.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.sandbox.service.Asked;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallLogTest {
  private static final Asked ASKED =
      new Asked(OrdersService.PAYMENTS, "POST", "/payments", null, null, 1L);

  private final CallLog log = new CallLog((_, path) -> Optional.of(path));

  @Test
  void keepsTheLastCallsAndCountsThemAll() {
    for (int i = 0; i < CallLog.CAPACITY + 10; i++) {
      log.arrived(OrdersService.PAYMENTS, ASKED, "");
    }

    var kept = log.calls(0, Long.MAX_VALUE, _ -> true);
    assertThat(kept).hasSize(CallLog.CAPACITY);
    assertThat(kept.getFirst().number()).isEqualTo(11);
    assertThat(log.counts(_ -> true)).extracting(CallCount::count).containsExactly(100_010L);
  }

  @Test
  void forgetsTheAnswerOfACallItHasForgotten() {
    long first = log.arrived(OrdersService.PAYMENTS, ASKED, "");
    for (int i = 0; i < CallLog.CAPACITY; i++) {
      log.arrived(OrdersService.PAYMENTS, ASKED, "");
    }

    log.answered(first, 201, null, true);

    assertThat(log.calls(0, Long.MAX_VALUE, _ -> true)).noneMatch(Call::applied);
  }

  @Test
  void keepsTheBeginningOfALongBody() {
    log.arrived(OrdersService.PAYMENTS, ASKED, "x".repeat(CallLog.LONGEST_BODY + 1));

    assertThat(log.calls(0, 1, _ -> true).getFirst().body())
        .isEqualTo("x".repeat(CallLog.LONGEST_BODY) + "…");
  }
}
