package dev.cordee.activities.rental;

import dev.cordee.workflows.rental.Provisioned;
import dev.cordee.workflows.rental.ProvisioningActivities.Expected;
import dev.cordee.workflows.rental.Tenancy;
import java.util.Map;
import java.util.Set;

/** A tenant's account: made and unmade by the playbooks, looked at by ssh. */
public final class Provisioning {
  private final AnsibleSettings settings;
  private final AnsibleRunner ansible;
  private final AccountCheck accounts;

  public Provisioning(AnsibleSettings settings, RunDirectories directories) {
    this.settings = settings;
    this.ansible = new AnsibleRunner(settings, directories);
    this.accounts = new AccountCheck(settings, directories);
  }

  Provisioned create(Tenancy tenancy, RunWatcher watcher) throws InterruptedException {
    return play("create_user.yml", tenancy, settings.create(), watcher);
  }

  Provisioned delete(Tenancy tenancy, RunWatcher watcher) throws InterruptedException {
    return play("delete_user.yml", tenancy, settings.delete(), watcher);
  }

  Provisioned verify(Tenancy tenancy, Expected expected, RunWatcher watcher)
      throws InterruptedException {
    return accounts.look(tenancy, expected, watcher);
  }

  private Provisioned play(
      String playbook, Tenancy tenancy, AnsibleSettings.Limits limits, RunWatcher watcher)
      throws InterruptedException {
    Map<String, Object> vars =
        Map.of(
            "rental_id", tenancy.rental().toString(),
            "epoch", tenancy.epoch(),
            "username", tenancy.username(),
            "uid", tenancy.uid(),
            "public_key", tenancy.publicKey());
    return ansible.run(new PlaybookRun(playbook, tenancy.node(), vars, Set.of(), limits), watcher);
  }
}
