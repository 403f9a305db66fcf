package dev.cordee.web.overview;

import dev.cordee.activities.fleet.FleetRecords;
import dev.cordee.activities.sales.SaleRecords;
import dev.cordee.web.overview.QueueHealth.State;
import java.time.Instant;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Which queues somebody should ask for work: not those of capabilities that are not set up. */
@Component
@Profile("api")
class UsedQueues {
  private final FleetRecords fleet;
  private final SaleRecords sales;

  UsedQueues(FleetRecords fleet, SaleRecords sales) {
    this.fleet = fleet;
    this.sales = sales;
  }

  State state(QueueHealth queue, Instant now) {
    var state = queue.state(now);
    return state == State.NOBODY && queue.backlog() == 0 && !isUsed(queue.queue())
        ? State.OFF
        : state;
  }

  private boolean isUsed(TaskQueue queue) {
    if (queue.isOf(TaskQueue.FLEET)) {
      return !fleet.summary().isEmpty();
    }
    if (queue.isOf(TaskQueue.SALES)) {
      return sales.census().filter(census -> census.missing().isEmpty()).isPresent();
    }
    return true;
  }
}
