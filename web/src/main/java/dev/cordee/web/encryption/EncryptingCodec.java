package dev.cordee.web.encryption;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.temporal.api.common.v1.Payload;
import io.temporal.payload.codec.PayloadCodec;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts whole payloads, metadata and all, with AES-256-GCM: {@code nonce | ciphertext | tag}.
 * What is not encrypted is read as it is: older histories, input typed by hand.
 *
 * <p>What stands beside the ciphertext is authenticated with it: no payload can be passed off as
 * another key's. It is not bound to its workflow, since the codec endpoint is never told which
 * workflow a payload belongs to.
 */
final class EncryptingCodec implements PayloadCodec {
  private static final String ENCODING = "encoding";
  private static final String CIPHER = "encryption-cipher";
  private static final String KEY_ID = "encryption-key-id";

  private static final String ENCRYPTED = "binary/encrypted";
  private static final String TRANSFORMATION = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final KeyRing keys;
  private final SecureRandom random = new SecureRandom();

  EncryptingCodec(KeyRing keys) {
    this.keys = keys;
  }

  @Override
  public List<Payload> encode(List<Payload> payloads) {
    return keys.encrypting()
        .map(key -> payloads.stream().map(payload -> encrypt(key, payload)).toList())
        .orElse(payloads);
  }

  /**
   * @throws UnreadablePayloadException when one is encrypted and cannot be read
   */
  @Override
  public List<Payload> decode(List<Payload> payloads) {
    return payloads.stream()
        .map(payload -> isEncrypted(payload) ? decrypt(payload) : payload)
        .toList();
  }

  private Payload encrypt(EncryptionKey key, Payload payload) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      var sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce).doFinal(payload.toByteArray());
      return Payload.newBuilder()
          .putMetadata(ENCODING, ByteString.copyFromUtf8(ENCRYPTED))
          .putMetadata(CIPHER, ByteString.copyFromUtf8(TRANSFORMATION))
          .putMetadata(KEY_ID, ByteString.copyFromUtf8(key.id()))
          .setData(ByteString.copyFrom(nonce).concat(ByteString.copyFrom(sealed)))
          .build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot encrypt with " + TRANSFORMATION, e);
    }
  }

  private static boolean isEncrypted(Payload payload) {
    return metadata(payload, ENCODING).equals(ENCRYPTED);
  }

  private Payload decrypt(Payload payload) {
    var id = metadata(payload, KEY_ID);
    if (!metadata(payload, CIPHER).equals(TRANSFORMATION) || !EncryptionKey.isId(id)) {
      throw UnreadablePayloadException.foreign();
    }
    var key = keys.named(id).orElseThrow(() -> UnreadablePayloadException.unknownKey(id));
    return open(key, payload.getData());
  }

  private static Payload open(EncryptionKey key, ByteString data) {
    if (data.size() < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
      throw UnreadablePayloadException.changed(key.id());
    }
    var nonce = data.substring(0, NONCE_BYTES).toByteArray();
    try {
      var cipher = cipher(Cipher.DECRYPT_MODE, key, nonce);
      return Payload.parseFrom(cipher.doFinal(data.substring(NONCE_BYTES).toByteArray()));
    } catch (AEADBadTagException | InvalidProtocolBufferException e) {
      throw UnreadablePayloadException.changed(key.id());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot decrypt with " + TRANSFORMATION, e);
    }
  }

  private static Cipher cipher(int mode, EncryptionKey key, byte[] nonce)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance(TRANSFORMATION);
    cipher.init(mode, key.secret(), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(
        String.join("\0", ENCRYPTED, TRANSFORMATION, key.id()).getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static String metadata(Payload payload, String name) {
    return payload.getMetadataOrDefault(name, ByteString.EMPTY).toStringUtf8();
  }
}
