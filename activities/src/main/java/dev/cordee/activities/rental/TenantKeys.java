package dev.cordee.activities.rental;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import java.util.Base64;

/**
 * Makes key pairs for tenants that send none: Ed25519, in the format of OpenSSH, without a
 * passphrase. The private half is given away once; it is neither stored nor logged.
 */
public final class TenantKeys {
  private static final String TYPE = "ssh-ed25519";
  private static final String NONE = "none";
  private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);
  private static final int POINT = 32;

  /** Bytes; a whole private key has under three hundred. */
  private static final int ROOM = 512;

  /** Of data without a cipher. */
  private static final int BLOCK = 8;

  private static final int LINE = 70;

  private final SecureRandom random = new SecureRandom();

  /**
   * A fresh pair. Close it as soon as the tenant has been answered.
   *
   * @param comment for whoever finds the file, such as the rental's id; plain ASCII
   */
  public TenantKeyPair generate(String comment) {
    var seed = new byte[0];
    try {
      var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
      // the point is the end of its X.509 form
      var encoded = pair.getPublic().getEncoded();
      var point = Arrays.copyOfRange(encoded, encoded.length - POINT, encoded.length);
      var file = file(seed, point, comment);
      try {
        return new TenantKeyPair(PublicKeyLine.ed25519(point), pem(file));
      } finally {
        Arrays.fill(file, (byte) 0);
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK makes no Ed25519 keys", e);
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  /** OpenSSH's PROTOCOL.key, with no cipher. */
  private byte[] file(byte[] seed, byte[] point, String comment) {
    // twice the same number: how a reader knows that it deciphered well
    var check = random.nextInt();
    try (var inner = new WireWriter(ROOM);
        var secret = new WireWriter(ROOM);
        var outer = new WireWriter(2 * ROOM);
        var open = new WireWriter(ROOM)) {
      var both = secret.raw(seed).raw(point).bytes();
      var keys =
          inner
              .number(check)
              .number(check)
              .string(TYPE)
              .string(point)
              .string(both)
              .string(comment)
              .padded(BLOCK)
              .bytes();
      try {
        return outer
            .raw(MAGIC)
            .string(NONE)
            .string(NONE)
            .string("")
            .number(1)
            .string(open.string(TYPE).string(point).bytes())
            .string(keys)
            .bytes();
      } finally {
        Arrays.fill(both, (byte) 0);
        Arrays.fill(keys, (byte) 0);
      }
    }
  }

  private static byte[] pem(byte[] file) {
    var lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encode(file);
    var begin = "-----BEGIN OPENSSH PRIVATE KEY-----\n".getBytes(StandardCharsets.US_ASCII);
    var end = "\n-----END OPENSSH PRIVATE KEY-----\n".getBytes(StandardCharsets.US_ASCII);
    try (var writer = new WireWriter(begin.length + lines.length + end.length)) {
      return writer.raw(begin).raw(lines).raw(end).bytes();
    } finally {
      Arrays.fill(lines, (byte) 0);
    }
  }
}
