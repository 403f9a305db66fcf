"""The fleet measured, in two parts, each with a table of its own.

  ./cordee bench fleet                      both parts
  ./cordee bench fleet sweeps [options]     health sweeps of real sshds on loopback by Cordée's prober, ssh, Ansible and
                                            parallel-ssh, all well and some ill; needs no stack
      --nodes 10,100,500    sizes of the fleet
      --rounds 3            times everything is measured at each size
      --detections 5        times each way to lose a node is timed
      --check               end with 1 unless every claim holds (some are about 500 nodes)
      --markdown FILE       the tables, also as markdown
  ./cordee bench fleet rentals [options]    on a stack of its own with nodes: renting against the playbook run by hand, and
                                            from the loss of a node to the tenant's login on another
      --nodes 6             how many to rent
      --rents 10            rounds of renting: one caller, four at once, and the same by hand
      --kills 20, --stops 5, --freezes 5    how often a rented node is lost in which way
      --check               end with 1 unless every target is met
      --markdown FILE
  ./cordee bench fleet --false-alarms 10    on such a stack, so many minutes of every core busy, a hundred strangers at each
                                            sshd and one node that is down for a second again and again; ends with 1 when
                                            anybody was moved from a node that was well

Ctrl-C ends everything that was started.
"""

from __future__ import annotations

import argparse
import os
import signal
from pathlib import Path
from typing import Dict, List, Tuple

from . import bench_stack, files, services
from .bring_up import bring_up, lock
from .errors import Failure, UsageError
from .nodes import inventory
from .output import complain, say
from .settings import LOOPBACK, Settings
from .tools import Toolbox

_NODES = 6
_FEWEST_NODES = 5


def run(settings: Settings, arguments: List[str]) -> int:
    if "--help" in arguments or "-h" in arguments:
        say((__doc__ or "").strip())
        return 0
    plan = parts(arguments)
    with files.locked(settings.tools / "bench-lock", "another ./cordee bench to finish"):
        try:
            return max(_measure(settings, part, options) for part, options in plan)
        finally:
            end_sshds(_folder(settings))
            with lock(settings):
                bench_stack.clear(settings)


def parts(arguments: List[str]) -> List[Tuple[str, List[str]]]:
    """What to run with which options."""
    if not arguments:
        return [("sweeps", []), ("rentals", [])]
    first, rest = arguments[0], arguments[1:]
    if first in ("sweeps", "rentals"):
        return [(first, rest)]
    name, _, minutes = first.partition("=")
    if name != "--false-alarms":
        raise UsageError(f"bench fleet {first}: there is no such part; --help lists them")
    if not minutes and rest and not rest[0].startswith("-"):
        minutes, rest = rest[0], rest[1:]
    return [("false-alarms", ["--minutes", minutes or "10", *rest])]


def _measure(settings: Settings, part: str, options: List[str]) -> int:
    return _sweeps(settings, options) if part == "sweeps" else _on_a_stack(settings, part, options)


def _on_a_stack(settings: Settings, part: str, options: List[str]) -> int:
    count, rest = nodes_of(options)
    toolbox = Toolbox(settings)
    with lock(settings):  # not while it measures, which starts and stops nodes by commands that take it
        bring_up(settings, toolbox, services.of(settings, toolbox), may_build=True, nodes=count)
    variables = {
        **settings.environment,
        "CORDEE_BENCH_API_URL": f"http://{LOOPBACK}:{settings.api_port}",
        "CORDEE_BENCH_LAUNCHER": str(settings.repository / "cordee"),
        "CORDEE_BENCH_PLAYBOOK": str(toolbox.ansible),
        "CORDEE_BENCH_PLAYBOOKS": str(settings.repository / "ansible"),
        "CORDEE_BENCH_INVENTORY": str(inventory.for_ansible(settings)),
        "CORDEE_BENCH_HOME": str(settings.home / "rentals"),
    }
    return bench_stack.measure(settings, toolbox, [f"fleet-{part}", *rest], variables)


def nodes_of(options: List[str]) -> Tuple[int, List[str]]:
    """The one option that is ours, and the others."""
    parser = argparse.ArgumentParser(prog="cordee bench fleet", add_help=False, allow_abbrev=False)
    parser.add_argument("--nodes", type=int, default=_NODES)
    known, rest = parser.parse_known_args(options)
    if known.nodes < _FEWEST_NODES:
        raise UsageError(f"--nodes: {_FEWEST_NODES} or more, so that there is always somewhere to go")
    return known.nodes, rest


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
