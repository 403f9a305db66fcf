#!/usr/bin/python3
"""The one task of create_user.yml and delete_user.yml: a tenant's account, with its fences.

One module rather than ten tasks: a task costs 0.7 s, and between two tasks the node may change hands. It returns
`changed`, `changes` (what was done, in words) and, where it refuses, `reason` (see refusal.py).
"""

from __future__ import annotations

from ansible.module_utils.basic import AnsibleModule
from ansible.module_utils.cordee_node import request, tenant
from ansible.module_utils.cordee_node.files import held
from ansible.module_utils.cordee_node.refusal import Refusal

ARGUMENTS = {
    "state": {"type": "str", "required": True, "choices": ["present", "absent"]},
    "rental_id": {"type": "str", "required": True},
    "epoch": {"type": "int", "required": True},
    "username": {"type": "str", "required": True},
    "uid": {"type": "int", "required": True},
    "public_key": {"type": "str", "no_log": True},
    "shell": {"type": "str", "default": "/bin/bash"},
}


def main():
    module = AnsibleModule(ARGUMENTS, required_if=[("state", "present", ["public_key"])], supports_check_mode=True)
    given = module.params
    changes = tenant.Changes(rehearsal=module.check_mode)
    try:
        wanted = request.placement(given["rental_id"], given["epoch"], given["username"], given["uid"])
        with held():
            if given["state"] == "present":
                tenant.create(wanted, request.key(given["public_key"]), given["shell"], changes)
            else:
                tenant.delete(wanted, changes)
    except Refusal as refusal:
        module.fail_json(msg=str(refusal), reason=refusal.reason, changed=bool(changes.done), changes=changes.done)
    module.exit_json(changed=bool(changes.done), changes=changes.done)


if __name__ == "__main__":
    main()
