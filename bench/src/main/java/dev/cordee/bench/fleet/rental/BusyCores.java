package dev.cordee.bench.fleet.rental;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** As many processes as cores, which do nothing but take up processor time. */
final class BusyCores implements AutoCloseable {
  private final List<Process> spinning = new ArrayList<>();
  private final Thread lastResort = new Thread(this::end);

  BusyCores() throws IOException {
    Runtime.getRuntime().addShutdownHook(lastResort);
    for (var core = 0; core < Runtime.getRuntime().availableProcessors(); core++) {
      spinning.add(new ProcessBuilder("sh", "-c", "while :; do :; done").start());
    }
  }

  private void end() {
    spinning.forEach(Process::destroyForcibly);
  }

  @Override
  public void close() {
    end();
    Runtime.getRuntime().removeShutdownHook(lastResort);
  }
}
