"""Shows the last lines of one log, or of all of them. Besides the processes there are the nodes that run without Docker, build, tools and training."""

from __future__ import annotations

import time
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Dict, List, Mapping

from .. import files, settings as settings_
from ..errors import UsageError
from ..nodes.node import known
from ..output import paint, say
from ..processes import log_file
from ..services import NAMES
from ..settings import Settings

_FOLLOW_SECONDS = 0.25
_LOGS = (*NAMES, "build", "tools", "training")


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", help="one of " + ", ".join(_LOGS))
    parser.add_argument("-f", "--follow", action="store_true", help="go on showing what is added, until Ctrl-C")
    parser.add_argument("-n", "--lines", type=int, default=50, metavar="N", help="how many lines of each (50)")


def run(options: Namespace, environment: Mapping[str, str]) -> int:
    settings = settings_.read(environment, Path.cwd())
    if options.name and options.name not in (*_LOGS, *_nodes(settings)):
        raise UsageError(f"there is no log of {options.name}: {', '.join((*_LOGS, *_nodes(settings)))}")
    names = [options.name] if options.name else list(NAMES)
    ends = {name: files.size(log_file(settings, name)) for name in names}
    for name in names:
        _show(name, files.tail(log_file(settings, name), max(options.lines, 0)), several=len(names) > 1)
    if options.follow:
        _follow(settings, ends)
    return 0


def _nodes(settings: Settings) -> List[str]:
    return [node.name for node in known(settings)]


def _show(name: str, text: str, several: bool) -> None:
    for line in text.splitlines():
        say(f"{paint(f'{name:<8}', 'dim')} {line}" if several else line)


def _follow(settings: Settings, ends: Dict[str, int]) -> None:
    try:
        while True:
            for name in ends:
                ends[name] = _added(log_file(settings, name), name, ends[name], several=len(ends) > 1)
            time.sleep(_FOLLOW_SECONDS)
    except KeyboardInterrupt:
        return


def _added(log: Path, name: str, begin: int, several: bool) -> int:
    """Shows the whole lines since `begin`; a shorter file is a new one."""
    size = files.size(log)
    if size <= begin:
        return min(begin, size)
    with open(log, "rb") as file:
        file.seek(begin)
        whole: List[bytes] = file.read().splitlines(keepends=True)
    if whole and not whole[-1].endswith(b"\n"):
        whole.pop()
    added = b"".join(whole)
    _show(name, added.decode("utf-8", errors="replace"), several)
    return begin + len(added)
