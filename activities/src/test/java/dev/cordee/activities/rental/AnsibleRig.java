package dev.cordee.activities.rental;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** One sshd for all tests of a class, and a place for runs that must be left empty by each. */
abstract class AnsibleRig {
  @TempDir static Path keys;
  static Sshd sshd;

  @TempDir Path scratch;
  RealAnsible ansible;

  @BeforeAll
  static void startNode() throws Exception {
    sshd = new Sshd(keys);
  }

  @AfterAll
  static void stopNode() {
    sshd.close();
  }

  @BeforeEach
  void open() {
    ansible = new RealAnsible(sshd, scratch);
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    ansible.close();
  }
}
