package dev.cordee.sandbox;

import dev.cordee.sandbox.azure.Account;
import dev.cordee.sandbox.azure.AccountFolder;
import dev.cordee.sandbox.azure.Azure;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;

/**
 * The stand-in for Azure, which is there only when it is asked for.
 *
 * @param folder that the account is kept in
 * @param host by which clients reach it and the engines it starts
 */
record AzureConfig(Path folder, String host) {

  /**
   * The account as the folder has it.
   *
   * @param address that engines listen on
   * @throws IllegalArgumentException naming the setting, when the folder cannot be used
   */
  Azure open(InetAddress address) {
    try {
      return new Azure(Account.SANDBOX, AccountFolder.open(folder), address, host);
    } catch (UncheckedIOException e) {
      throw new IllegalArgumentException(
          SandboxConfig.AZURE_DIR + "=" + folder + " cannot be used: " + e.getMessage(), e);
    }
  }
}
