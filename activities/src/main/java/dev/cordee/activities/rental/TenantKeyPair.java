package dev.cordee.activities.rental;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A pair made for a tenant. The private half is wiped when this is closed, and never printed. */
public final class TenantKeyPair implements AutoCloseable {
  private final PublicKeyLine publicKey;
  private final byte[] pem;

  /** Takes the private half over: it is wiped here. */
  TenantKeyPair(PublicKeyLine publicKey, byte[] pem) {
    this.publicKey = publicKey;
    this.pem = pem;
  }

  public PublicKeyLine publicKey() {
    return publicKey;
  }

  /** What the tenant saves, with mode 0600, and gives to {@code ssh -i}. */
  public String privateKey() {
    if (pem[0] == 0) {
      throw new IllegalStateException("this pair was closed");
    }
    return new String(pem, StandardCharsets.US_ASCII);
  }

  @Override
  public void close() {
    Arrays.fill(pem, (byte) 0);
  }

  @Override
  public String toString() {
    return "TenantKeyPair[" + publicKey + "]";
  }
}
