"""What the person at the terminal sees: plain lines, colours and a live line only where they can be shown."""

from __future__ import annotations

import os
import sys
import time
from typing import Optional

_COLOURS = {"red": "31", "green": "32", "yellow": "33", "dim": "2", "bold": "1"}
NODE_COLOURS = {"running": "green", "frozen": "yellow", "stopped": "dim", "killed": "red", "crashed": "red"}
_CLEAR_LINE = "\r\033[K"
_PLAIN_REMINDER_SECONDS = 15


def _is_terminal() -> bool:
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def paint(text: str, colour: str) -> str:
    """Colours carry no meaning of their own: every state is also a word, so NO_COLOR loses nothing."""
    if not _is_terminal() or os.environ.get("NO_COLOR"):
        return text
    return f"\033[{_COLOURS[colour]}m{text}\033[0m"


def say(text: str = "") -> None:
    if _is_terminal():
        sys.stdout.write(_CLEAR_LINE)
    print(text, flush=True)


def complain(text: str, detail: str = "") -> None:
    if _is_terminal():
        sys.stdout.write(_CLEAR_LINE)
        sys.stdout.flush()
    if detail:
        print(detail.rstrip(), file=sys.stderr)
    for line in text.splitlines():
        print(f"cordee: {line}", file=sys.stderr, flush=True)


class Live:
    """A line that tells how long something takes: rewritten in place on a terminal, repeated rarely in a log."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.began = time.monotonic()
        self._reminded = self.began

    def show(self, text: Optional[str] = None) -> None:
        self.text = text or self.text
        now = time.monotonic()
        line = f"{self.text} … {now - self.began:.0f} s"
        if _is_terminal():
            sys.stdout.write(_CLEAR_LINE + paint(line, "dim"))
            sys.stdout.flush()
        elif now - self._reminded >= _PLAIN_REMINDER_SECONDS:
            self._reminded = now
            say(line)


class Steps:
    """Numbered progress lines. A number is given when a step ends, because steps run in parallel."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.ended = 0

    def end(self, title: str, outcome: str, began: Optional[float] = None) -> None:
        self.ended += 1
        took = "" if began is None else f" ({time.monotonic() - began:.1f} s)"
        say(f"[{self.ended}/{self.total}] {title} … {paint(outcome, 'green')}{took}")

    def live(self, title: str) -> Live:
        return Live(f"[{self.ended + 1}/{self.total}] {title}")
