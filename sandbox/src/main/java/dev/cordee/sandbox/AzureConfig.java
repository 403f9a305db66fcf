package dev.cordee.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The stand-in for Azure, which is there only when it is asked for.
 *
 * @param certificate the file that its authority's certificate is written to at each start
 * @param host by which clients reach it and the engines it starts
 */
record AzureConfig(Path certificate, String host) {

  /**
   * Writes the certificate.
   *
   * @throws IllegalArgumentException naming the setting, when the file cannot be written
   */
  void write(String pem) {
    try {
      Files.writeString(certificate, pem);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          SandboxConfig.AZURE_CA + "=" + certificate + " cannot be written: " + e, e);
    }
  }
}
