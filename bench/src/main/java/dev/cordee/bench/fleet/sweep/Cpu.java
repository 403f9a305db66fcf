package dev.cordee.bench.fleet.sweep;

import dev.cordee.bench.machine.ProcessTrees;
import java.util.Collection;

/** CPU seconds used so far by whoever looks, and by all that are looked at. */
record Cpu(double client, double sshd) {

  /** Of a client that goes on running. */
  static Cpu of(Collection<Long> client, Collection<Long> sshds) {
    var now = ProcessTrees.now();
    return new Cpu(now.cpuSeconds(client), now.cpuSeconds(sshds));
  }

  /** Of programs that have ended; no other child of this process may end meanwhile. */
  static Cpu ofPrograms(Collection<Long> sshds) {
    return new Cpu(ProcessTrees.endedChildren(), ProcessTrees.now().cpuSeconds(sshds));
  }

  Cpu since(Cpu earlier) {
    return new Cpu(client - earlier.client, sshd - earlier.sshd);
  }

  Cpu shared(int sweeps) {
    return new Cpu(client / sweeps, sshd / sweeps);
  }
}
