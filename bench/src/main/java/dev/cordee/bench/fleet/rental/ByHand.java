package dev.cordee.bench.fleet.rental;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A tenant's account put on a node by whoever runs the playbook by hand, and taken from it. */
final class ByHand {
  /** Below the range of Cordée's own. */
  private static final int FIRST_UID = 10_000;

  private final RentalOptions.Stack stack;
  private final String publicKey;
  private final AtomicInteger count = new AtomicInteger();

  ByHand(RentalOptions.Stack stack, String publicKey) {
    this.stack = stack;
    this.publicKey = publicKey;
  }

  /** An account on a node. */
  record Account(String node, Path variables) {}

  Account create(String node) throws IOException, InterruptedException {
    var number = count.incrementAndGet();
    var variables = stack.scratch().resolve("by-hand-" + number + ".json");
    var values =
        Map.of(
            "rental_id",
            UUID.randomUUID().toString(),
            "epoch",
            1,
            "username",
            "by-hand-" + number,
            "uid",
            FIRST_UID + number,
            "public_key",
            publicKey);
    Files.writeString(variables, new JsonMapper().writeValueAsString(values));
    var account = new Account(node, variables);
    play("create_user.yml", account);
    return account;
  }

  void delete(Account account) throws IOException, InterruptedException {
    play("delete_user.yml", account);
  }

  private void play(String playbook, Account account) throws IOException, InterruptedException {
    Commands.run(
        List.of(
            stack.ansible().toString(),
            "-i",
            stack.inventory().toString(),
            stack.playbooks().resolve(playbook).toString(),
            "-e",
            "node=" + account.node(),
            "-e",
            "@" + account.variables()),
        Map.of(
            "ANSIBLE_CONFIG",
            stack.playbooks().resolve("ansible.cfg").toString(),
            "LC_ALL",
            "C.UTF-8"));
  }
}
