package dev.cordee.web;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Whoever sells, at the API. */
final class Sales {
  static final String SALES = "/sales";
  static final String SPAWN = SALES + "/spawn";

  private final Api api;

  Sales(Api api) {
    this.api = api;
  }

  Answer spawn(String id, String... headers) {
    return api.post(SPAWN, body(id), headers);
  }

  CompletableFuture<Answer> spawnLater(String id) {
    return api.postLater(SPAWN, body(id));
  }

  Answer spawn(String id, long minutes) {
    return api.post(SPAWN, "{\"saleId\": \"" + id + "\", \"ttl_minutes\": " + minutes + "}");
  }

  private static String body(String id) {
    return "{\"saleId\": \"" + id + "\"}";
  }

  Answer list() {
    return api.get(SALES);
  }

  List<String> ids() {
    return StreamSupport.stream(list().expect(200).json().spliterator(), false)
        .map(sale -> sale.path("id").asString())
        .toList();
  }

  JsonNode only() {
    var sales = list().expect(200).json();
    if (sales.size() != 1) {
      throw new AssertionError("not one sale: " + sales);
    }
    return sales.get(0);
  }

  Answer find(String path) {
    return api.get(SALES + "/" + path);
  }

  Answer end(String path) {
    return api.delete(SALES + "/" + path);
  }

  Answer extend(String path, String minutes, String... headers) {
    return api.post(
        SALES + "/" + path + "/extend", "{\"additional_minutes\": " + minutes + "}", headers);
  }
}
