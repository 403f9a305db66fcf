package dev.cordee.web;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.history.v1.History;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A history as Temporal keeps it, for who may read everything Temporal has. */
record StoredHistory(History history) {

  /** A payload, and the field or key it stands in. */
  private record Placed(String place, Payload payload) {
    boolean isEncrypted() {
      return payload.getMetadataOrThrow("encoding").toStringUtf8().equals("binary/encrypted");
    }

    String key() {
      return payload.getMetadataOrThrow("encryption-key-id").toStringUtf8();
    }
  }

  static StoredHistory of(String workflowId) {
    return new StoredHistory(RealServers.get().temporal().fetchHistory(workflowId).getHistory());
  }

  /** Byte for byte. */
  String bytes() {
    return new String(history.toByteArray(), StandardCharsets.ISO_8859_1);
  }

  /** Where payloads stand that anybody can read. */
  Set<String> readable() {
    return placed()
        .filter(each -> !each.isEncrypted())
        .map(each -> each.place() + ": " + each.payload().getData().toStringUtf8())
        .collect(Collectors.toSet());
  }

  /** Ids of the keys its payloads were encrypted with. */
  Set<String> keys() {
    return placed().filter(Placed::isEncrypted).map(Placed::key).collect(Collectors.toSet());
  }

  /** All that is encrypted, as a request to the codec endpoint. */
  String toDecode() throws InvalidProtocolBufferException {
    var payloads = placed().filter(Placed::isEncrypted).map(Placed::payload).toList();
    return JsonFormat.printer().print(Payloads.newBuilder().addAllPayloads(payloads));
  }

  /** What the codec endpoint made of it. */
  static String text(String decoded) throws InvalidProtocolBufferException {
    var payloads = Payloads.newBuilder();
    JsonFormat.parser().merge(decoded, payloads);
    return payloads.getPayloadsList().stream()
        .map(payload -> payload.getData().toStringUtf8())
        .collect(Collectors.joining("\n"));
  }

  private Stream<Placed> placed() {
    return history.getEventsList().stream().flatMap(event -> in("event", event));
  }

  private static Stream<Placed> in(String place, Object value) {
    return switch (value) {
      case Payload payload -> Stream.of(new Placed(place, payload));
      case List<?> list -> list.stream().flatMap(each -> in(place, each));
      case Message message when isMapEntry(message) -> entry(message);
      case Message message ->
          message.getAllFields().entrySet().stream().flatMap(f -> field(place, f));
      default -> Stream.empty();
    };
  }

  private static boolean isMapEntry(MessageOrBuilder message) {
    return message.getDescriptorForType().getOptions().getMapEntry();
  }

  private static Stream<Placed> entry(Message entry) {
    var fields = entry.getDescriptorForType();
    var key = entry.getField(fields.findFieldByNumber(1)).toString();
    return in(key, entry.getField(fields.findFieldByNumber(2)));
  }

  private static Stream<Placed> field(String place, Map.Entry<FieldDescriptor, Object> field) {
    var name = field.getKey().getName();
    return in(name.equals("payloads") ? place : name, field.getValue());
  }
}
