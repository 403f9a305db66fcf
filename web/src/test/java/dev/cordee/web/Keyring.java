package dev.cordee.web;

import java.util.UUID;

/** The operator of a Cordée that asks for keys, who makes them for others. */
final class Keyring {
  static final String OPERATOR = "an-operator's-key-of-these-tests-1";
  static final String VIEWER = "a-viewer's-key-of-these-tests-----1";
  static final String KEYS = "/api/keys";

  /** Settings of a Cordée that has an operator and a viewer. */
  static final String[] SETTINGS = {"cordee.api-key=" + OPERATOR, "cordee.viewer-key=" + VIEWER};

  private final Api operator;

  Keyring(Api api) {
    this.operator = api.as(OPERATOR);
  }

  Api operator() {
    return operator;
  }

  Answer make(String fields) {
    return operator.post(KEYS, "{" + fields.replace('\'', '"') + "}");
  }

  String key(String role) {
    return make("'role': '" + role + "', 'name': '" + UUID.randomUUID() + "'")
        .expect(201)
        .text("key");
  }

  /** A key of this client. */
  String client(String client) {
    return make("'role': 'client', 'name': 'test', 'client_id': '" + client + "'")
        .expect(201)
        .text("key");
  }

  /** Revokes a key, given as its owner has it. */
  void revoke(String key) {
    operator.delete(KEYS + "/" + id(key)).expect(204);
  }

  static String id(String key) {
    return key.split("_")[1];
  }
}
