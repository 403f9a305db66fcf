#!/usr/bin/python3
"""Fails as the tenants' module does."""

from ansible.module_utils.basic import AnsibleModule

module = AnsibleModule({"reason": {"type": "str", "required": True}})
module.fail_json(msg="this node holds a later one", reason=module.params["reason"])
