package dev.cordee.web.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.failure.ApplicationFailure;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Temporal is given to keep, and what can be made of it. */
class EncryptingCodecTest {
  private static final String OLD = "old:" + Keys.random();
  private static final String NEW = "new:" + Keys.random();
  private static final Payload PAYLOAD =
      Payload.newBuilder()
          .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
          .putMetadata("of", ByteString.copyFromUtf8("metadata of its own"))
          .setData(ByteString.copyFromUtf8("{\"client_id\":4242}"))
          .build();

  @Test
  void whatIsEncryptedReadsAsItWas() {
    var codec = codec(OLD);

    var encrypted = encrypt(codec, PAYLOAD);

    assertThat(decrypt(codec, encrypted)).isEqualTo(PAYLOAD);
    assertThat(encrypted.getMetadataOrThrow("encoding").toStringUtf8())
        .isEqualTo("binary/encrypted");
    assertThat(encrypted.getMetadataOrThrow("encryption-key-id").toStringUtf8()).isEqualTo("old");
    assertThat(encrypted.toByteString().toStringUtf8())
        .doesNotContain("4242", "json/plain", "of its own");
  }

  @Test
  void thePayloadOfNothingIsEncryptedToo() {
    var codec = codec(OLD);

    var encrypted = encrypt(codec, Payload.getDefaultInstance());

    assertThat(decrypt(codec, encrypted)).isEqualTo(Payload.getDefaultInstance());
  }

  @Test
  void equalPayloadsDoNotLookEqual() {
    var codec = codec(OLD);
    var seen = new HashSet<ByteString>();
    for (var i = 0; i < 1_000; i++) {
      seen.add(encrypt(codec, PAYLOAD).getData());
    }

    assertThat(seen).hasSize(1_000);
  }

  @Test
  void afterARotationTheNewKeyEncryptsAndBothDecrypt() {
    var before = encrypt(codec(OLD), PAYLOAD);
    var rotated = codec(NEW + "," + OLD);

    assertThat(decrypt(rotated, before)).isEqualTo(PAYLOAD);
    assertThat(encrypt(rotated, PAYLOAD).getMetadataOrThrow("encryption-key-id").toStringUtf8())
        .isEqualTo("new");
  }

  @Test
  void aMissingKeyIsNamed() {
    var encrypted = encrypt(codec(OLD), PAYLOAD);

    for (var keys : List.of(NEW, "")) {
      assertThatThrownBy(() -> decrypt(codec(keys), encrypted))
          // the SDK drops a signal that ends in a DataConverterException
          .isNotInstanceOf(DataConverterException.class)
          .hasMessage(
              "the payload is encrypted with the key old, which is not among"
                  + " cordee.encryption.keys");
    }
  }

  @Test
  void plainPayloadsAreReadAsTheyAre() {
    assertThat(decrypt(codec(OLD), PAYLOAD)).isEqualTo(PAYLOAD);
    assertThat(encrypt(codec(""), PAYLOAD)).isEqualTo(PAYLOAD);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 11, 12, 20, -1})
  void aBitThatWasTurnedIsNoticed(int index) {
    var codec = codec(OLD);
    var encrypted = encrypt(codec, PAYLOAD);
    var bytes = encrypted.getData().toByteArray();
    bytes[Math.floorMod(index, bytes.length)] ^= 1;
    var changed = encrypted.toBuilder().setData(ByteString.copyFrom(bytes)).build();

    assertChanged(codec, changed);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 27})
  void aPayloadCutShortIsNoticed(int length) {
    var codec = codec(OLD);
    var encrypted = encrypt(codec, PAYLOAD);
    var cut = encrypted.toBuilder().setData(encrypted.getData().substring(0, length)).build();

    assertChanged(codec, cut);
  }

  @Test
  void aPayloadIsNotPassedOffAsAnotherKeys() {
    var bytes = Keys.random();
    var renamed =
        encrypt(codec("old:" + bytes), PAYLOAD).toBuilder()
            .putMetadata("encryption-key-id", ByteString.copyFromUtf8("new"))
            .build();

    // even where both ids stand for the same bytes
    assertThatThrownBy(() -> decrypt(codec("new:" + bytes), renamed))
        .hasMessageContaining("does not open with the key new");
  }

  @Test
  void whatSomebodyElseEncryptedIsNotTried() {
    var foreign =
        Payload.newBuilder()
            .putMetadata("encoding", ByteString.copyFromUtf8("binary/encrypted"))
            .putMetadata("encryption-key-id", ByteString.copyFromUtf8("old"))
            .setData(ByteString.copyFromUtf8("whatever they do"))
            .build();

    assertThatThrownBy(() -> decrypt(codec(OLD), foreign)).hasMessageContaining("not by Cordée");
  }

  @Test
  void whatAFailureSaysAndWhereItHappenedIsNotReadable() {
    var converter =
        new CodecDataConverter(DefaultDataConverter.STANDARD_INSTANCE, List.of(codec(OLD)), true);
    var secret = "account " + UUID.randomUUID();
    var thrown = new IllegalStateException(secret, new IllegalArgumentException("why: " + secret));

    var failure =
        converter.exceptionToFailure(
            ApplicationFailure.newFailureWithCause(secret, "", thrown, secret));

    assertThat(failure.toByteString().toStringUtf8())
        .doesNotContain(secret, getClass().getSimpleName() + ".java");
    assertThat(converter.failureToException(failure))
        .hasMessageContaining(secret)
        .hasRootCauseMessage(
            "message='why: %s', type='%s', nonRetryable=false",
            secret, IllegalArgumentException.class.getName());
  }

  private static void assertChanged(EncryptingCodec codec, Payload payload) {
    assertThatThrownBy(() -> decrypt(codec, payload))
        .hasMessageContaining("does not open with the key old");
  }

  private static EncryptingCodec codec(String keys) {
    return new EncryptingCodec(KeyRing.parse(keys));
  }

  private static Payload encrypt(EncryptingCodec codec, Payload payload) {
    return codec.encode(List.of(payload)).getFirst();
  }

  private static Payload decrypt(EncryptingCodec codec, Payload payload) {
    return codec.decode(List.of(payload)).getFirst();
  }
}
