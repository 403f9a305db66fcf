"""The ways a command ends that are not success."""

from __future__ import annotations

FAILURE = 1
USAGE = 2


class Failure(Exception):
    """Something did not work. The message is for the person at the terminal: what happened and what to do."""

    exit_code = FAILURE

    def __init__(self, message: str, detail: str = "") -> None:
        """The detail (the end of a log) is shown before the message, so that the message is what remains in view."""
        super().__init__(message)
        self.detail = detail


class UsageError(Failure):
    """The command line or a setting makes no sense; nothing was tried."""

    exit_code = USAGE
