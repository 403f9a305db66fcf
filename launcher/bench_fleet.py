"""The fleet measured, in two parts, each with a table of its own.

  ./cordee bench fleet                      both parts
  ./cordee bench fleet sweeps [options]     health sweeps of real sshds on loopback by Cordée's prober, ssh, Ansible and
                                            parallel-ssh, all well and some ill; needs no stack
      --nodes 10,100,500    sizes of the fleet
      --rounds 3            times everything is measured at each size
      --detections 5        times each way to lose a node is timed
      --check               end with 1 unless every claim holds (some are about 500 nodes)
      --markdown FILE       the tables, also as markdown

Ctrl-C ends everything that was started.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Dict, List

from . import bench_stack
from .bring_up import lock
from .errors import Failure, UsageError
from .output import complain, say
from .settings import Settings
from .tools import Toolbox


def run(settings: Settings, arguments: List[str]) -> int:
    if "--help" in arguments or "-h" in arguments:
        say((__doc__ or "").strip())
        return 0
    part, options = (arguments[0], arguments[1:]) if arguments else ("sweeps", [])
    if part != "sweeps":
        raise UsageError(f"bench fleet {part}: there is no such part; --help lists them")
    with lock(settings):
        try:
            return _sweeps(settings, options)
        finally:
            end_sshds(_folder(settings))
            bench_stack.clear(settings)


def _sweeps(settings: Settings, options: List[str]) -> int:
    toolbox = Toolbox(settings)
    end_sshds(_folder(settings))
    bench_stack.build(settings, toolbox)
    variables = {
        **settings.environment,
        "CORDEE_BENCH_HOME": str(_folder(settings)),
        "CORDEE_BENCH_SSHD_CONFIG": str(settings.repository / "worker-image" / "sshd_config"),
        **_compared(toolbox),
    }
    return bench_stack.measure(settings, toolbox, ["fleet-sweeps", *options], variables)


def _compared(toolbox: Toolbox) -> Dict[str, str]:
    """What cannot be had is left out of the table, and the claims that need it are not held to hold."""
    found: Dict[str, str] = {}
    try:
        found["CORDEE_BENCH_ANSIBLE"] = str(toolbox.ansible.with_name("ansible"))
        found["CORDEE_BENCH_PARALLEL_SSH"] = str(toolbox.parallel_ssh)
    except Failure as failure:
        complain(f"{failure}\nthe sweeps are measured without it")
    return found


def _folder(settings: Settings) -> Path:
    return settings.home / "sweeps"


def end_sshds(folder: Path) -> None:
    """Those that a benchmark which was killed has left; by the pids it wrote down, as long as they are still its own."""
    left = [pid for file in folder.glob("**/sshd-*.pid") for pid in _ours(file, folder)]
    for pid in [*_children(left), *left]:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    if left:
        say(f"sshds of a benchmark that was cut short … ended ({len(left)})")


def _ours(file: Path, folder: Path) -> List[int]:
    try:
        pid = int(file.read_text(encoding="ascii"))
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (OSError, ValueError):
        return []
    return [pid] if str(folder).encode() in command else []


def _children(parents: List[int]) -> List[int]:
    """Sessions: frozen ones would not notice that they are alone."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat") if parents else ():
        try:
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) in parents:
            found.append(int(stat.parent.name))
    return found + (_children(found) if found else [])
