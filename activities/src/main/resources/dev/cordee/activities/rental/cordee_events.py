"""Tells the worker what a playbook does: a line of JSON for each event, with what it needs to know and no more.

Ansible's own collections print the whole of every result, arguments included, and are missing where only ansible-core
is installed.
"""

from __future__ import annotations

import json

from ansible.plugins.callback import CallbackBase

DOCUMENTATION = """
name: cordee_events
type: stdout
short_description: a line of JSON for each event
description: For the worker that runs the playbook.
"""

_LONGEST = 4000  # characters; a message's beginning says what failed, and its end why


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "stdout"
    CALLBACK_NAME = "cordee_events"

    def v2_playbook_on_task_start(self, task, is_conditional):
        self._tell("task", task=task.get_name())

    def v2_playbook_on_handler_task_start(self, task):
        self._tell("task", task=task.get_name())

    def v2_runner_on_ok(self, result):
        self._tell("ok")

    def v2_runner_on_skipped(self, result):
        self._tell("ok")

    def v2_runner_on_failed(self, result, ignore_errors=False):
        answer = result._result
        self._tell("failed", reason=str(answer.get("reason", "")), message=_message(answer))

    def v2_runner_on_unreachable(self, result):
        self._tell("unreachable", message=_message(result._result))

    def v2_runner_retry(self, result):
        self._tell("retry")

    def v2_playbook_on_stats(self, stats):
        hosts = [stats.summarize(host) for host in stats.processed]
        counts = {name: sum(host[name] for host in hosts) for name in ("changed", "failures", "unreachable")}
        self._tell("end", hosts=len(hosts), **counts)

    def _tell(self, event, **facts):
        self._display.display(json.dumps({"event": event, **facts}))


def _message(answer):
    said = [str(answer.get("msg") or answer.get("censored") or "")]
    said += [str(answer[name]) for name in ("stderr", "module_stderr", "module_stdout") if str(answer.get(name, "")).strip()][:1]
    text = ": ".join(said)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]} … {text[-_LONGEST // 2 :]}"
