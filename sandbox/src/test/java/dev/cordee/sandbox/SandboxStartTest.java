package dev.cordee.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cordee.sandbox.http.PortTakenException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxStartTest {

  @Test
  void saysThatAPortIsTaken() {
    try (Sandbox first = Sandbox.start(0)) {
      int taken = first.ventes().getPort();

      assertThatThrownBy(() -> Sandbox.start(taken - 4))
          .isInstanceOf(PortTakenException.class)
          .hasMessageContaining("of 127.0.0.1");
    }
  }

  @Test
  void freesItsPortsWhenClosed() throws Exception {
    Sandbox sandbox = Sandbox.start(0);
    int port = sandbox.stock().getPort();
    sandbox.close();

    try (ServerSocket again = new ServerSocket(port)) {
      assertThat(again.isBound()).isTrue();
    }
  }

  @Test
  void takesEightPortsInARow() throws Exception {
    int base = eightFreePorts();
    try (Sandbox sandbox = Sandbox.start(base)) {
      assertThat(
              Stream.of(
                      sandbox.control(),
                      sandbox.panier(),
                      sandbox.stock(),
                      sandbox.client(),
                      sandbox.ventes(),
                      sandbox.gateway(),
                      sandbox.storeManager(),
                      sandbox.payments())
                  .map(uri -> uri.getPort() - base))
          .containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }
  }

  @Test
  void hasNoAzureUnlessAFolderForItIsNamed(@TempDir Path folder) {
    var asked = Map.of("CORDEE_SANDBOX_AZURE_DIR", folder.resolve("made").toString());

    assertThat(SandboxConfig.of(Map.of()).azure()).isEmpty();
    assertThat(SandboxConfig.of(asked).azure().orElseThrow().host()).isEqualTo("127.0.0.1");
    var config =
        new SandboxConfig(0, InetAddress.getLoopbackAddress(), SandboxConfig.of(asked).azure());
    try (Sandbox sandbox = Sandbox.start(config)) {
      assertThat(sandbox.azure().getScheme()).isEqualTo("https");
      assertThat(folder.resolve("made/ca.pem")).content().startsWith("-----BEGIN CERTIFICATE-----");
    }
  }

  @Test
  void saysThatAFolderCannotBeUsed(@TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    var nowhere = Map.of("CORDEE_SANDBOX_AZURE_DIR", file.toString());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sandbox.start(SandboxConfig.of(nowhere)))
        .withMessageContaining("CORDEE_SANDBOX_AZURE_DIR");
  }

  @ParameterizedTest
  @ValueSource(strings = {"account.json", "ca.p12"})
  void namesTheFileThatIsDamagedAndLeavesItAsItIs(String name, @TempDir Path folder)
      throws Exception {
    Path damaged = Files.writeString(folder.resolve(name), "{\"apps\":[");
    var asked = Map.of("CORDEE_SANDBOX_AZURE_DIR", folder.toString());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sandbox.start(SandboxConfig.of(asked)))
        .withMessageContainingAll("CORDEE_SANDBOX_AZURE_DIR", name + ": is damaged");
    assertThat(damaged).hasContent("{\"apps\":[");
  }

  @Test
  void sharesAFolderWithNoOtherSandbox(@TempDir Path folder) {
    var asked = SandboxConfig.of(Map.of("CORDEE_SANDBOX_AZURE_DIR", folder.toString()));

    try (Sandbox _ = Sandbox.startWithAzure(0, folder)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Sandbox.start(asked))
          .withMessageContaining("another sandbox has it");
    }
  }

  @Test
  void takesPort8100UnlessToldOtherwise() {
    assertThat(SandboxConfig.of(Map.of()).port()).isEqualTo(8100);
    assertThat(SandboxConfig.of(Map.of("CORDEE_SANDBOX_PORT", "9000")).port()).isEqualTo(9000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zero", "0", "-1", "65528"})
  void namesTheSettingThatMakesNoSense(String port) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SandboxConfig.of(Map.of("CORDEE_SANDBOX_PORT", port)))
        .withMessageContaining("CORDEE_SANDBOX_PORT");
  }

  private static int eightFreePorts() {
    for (int base = 20_000; base < 30_000; base += 8) {
      if (IntStream.range(base, base + 8).allMatch(SandboxStartTest::isFree)) {
        return base;
      }
    }
    throw new AssertionError("no eight free ports in a row");
  }

  private static boolean isFree(int port) {
    try (ServerSocket _ = new ServerSocket(port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
