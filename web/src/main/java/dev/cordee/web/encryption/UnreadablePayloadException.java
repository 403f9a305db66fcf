package dev.cordee.web.encryption;

import io.temporal.payload.codec.PayloadCodecException;

/**
 * A payload that cannot be decrypted with the keys at hand.
 *
 * <p>Not a {@link io.temporal.common.converter.DataConverterException}: the SDK drops a signal that
 * ends in one. This one fails the workflow task, which is tried again until the key is there.
 */
final class UnreadablePayloadException extends PayloadCodecException {
  private static final long serialVersionUID = 1;

  private UnreadablePayloadException(String message) {
    super(message);
  }

  static UnreadablePayloadException unknownKey(String id) {
    return new UnreadablePayloadException(
        "the payload is encrypted with the key "
            + id
            + ", which is not among cordee.encryption.keys");
  }

  static UnreadablePayloadException changed(String id) {
    return new UnreadablePayloadException(
        "the payload does not open with the key "
            + id
            + ": it was changed, or encrypted with another key of that id");
  }

  static UnreadablePayloadException foreign() {
    return new UnreadablePayloadException("the payload is encrypted, and not by Cordée");
  }
}
