package dev.cordee.activities.rental;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What stays of what Ansible says. */
class RunLogTest {
  private final RunLog log = new RunLog();

  @Test
  void eventsTellTheStoryAsItGoes() {
    log.out("{\"event\": \"task\", \"task\": \"Look\"}");
    log.out("{\"event\": \"ok\"}");
    log.out("{\"event\": \"task\", \"task\": \"Make\"}");
    assertThat(log.doing()).isEqualTo("Make");
    log.out("{\"event\": \"failed\", \"reason\": \"STALE\", \"message\": \"no luck\"}");
    log.out(
        "{\"event\": \"end\", \"hosts\": 1, \"changed\": 2, \"failures\": 1, \"unreachable\": 0}");

    assertThat(log.facts())
        .isEqualTo(
            new RunLog.Facts(
                "Make",
                true,
                new PlaybookEvent.Failed("STALE", "no luck"),
                null,
                new PlaybookEvent.Ended(1, 2, 1, 0),
                ""));
  }

  @Test
  void aNodeThatWasNotReachedHasNotAnswered() {
    log.out("{\"event\": \"task\", \"task\": \"Look\"}");
    log.out("{\"event\": \"unreachable\", \"message\": \"gone\"}");

    assertThat(log.facts())
        .isEqualTo(
            new RunLog.Facts("Look", false, null, new PlaybookEvent.Unreachable("gone"), null, ""));
  }

  @Test
  void ofWhatIsNoEventTheEndIsKept() {
    for (var i = 0; i < 1000; i++) {
      log.out("line " + i);
    }
    log.out("{\"event\": \"something new\"}");
    log.out("{\"event\": \"task");
    log.err("ERROR! it cannot be");

    assertThat(log.facts().task()).isNull();
    assertThat(log.facts().lastWords())
        .startsWith("line 991 ")
        .endsWith("{\"event\": \"task ERROR! it cannot be");
  }
}
