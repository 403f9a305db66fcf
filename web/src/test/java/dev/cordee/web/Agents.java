package dev.cordee.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** What a node's agent sends, by hand. */
final class Agents {
  private static final String TYPE = "ssh-ed25519";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Api api;

  Agents(Api api) {
    this.api = api;
  }

  /** The secret of a new join token for so many nodes; 0 for any number. */
  String joinToken(int uses) {
    return api.post("/api/join-tokens", "{\"name\": \"test\", \"uses\": " + uses + "}")
        .expect(201)
        .text("token");
  }

  /** A key that no node has. */
  static String hostKey() {
    var point = new byte[32];
    RANDOM.nextBytes(point);
    var type = TYPE.getBytes(StandardCharsets.US_ASCII);
    var data = ByteBuffer.allocate(8 + type.length + point.length);
    data.putInt(type.length).put(type).putInt(point.length).put(point);
    return TYPE + " " + Base64.getEncoder().encodeToString(data.array());
  }

  static String body(int port, String hostKey) {
    return "{\"hostname\": \"worker\", \"ssh_port\": %d, \"host_key\": \"%s\"}"
        .formatted(port, hostKey);
  }

  static String body(int port, String hostKey, String address) {
    return "{\"hostname\": \"worker\", \"ssh_port\": %d, \"host_key\": \"%s\", \"address\": \"%s\"}"
        .formatted(port, hostKey, address);
  }

  Answer register(String token, String body, String... headers) {
    return api.post("/api/register", body, with(token, headers));
  }

  Answer heartbeat(String token) {
    return heartbeat(token, "");
  }

  Answer heartbeat(String token, String body) {
    return api.post("/api/heartbeat", body, with(token));
  }

  Answer node(Answer registered) {
    return api.get("/api/nodes/" + registered.json().path("node_id").asLong()).expect(200);
  }

  static String[] with(String token, String... headers) {
    var all = new ArrayList<>(List.of("Authorization", "Bearer " + token));
    all.addAll(List.of(headers));
    return all.toArray(String[]::new);
  }
}
