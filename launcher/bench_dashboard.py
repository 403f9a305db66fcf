"""What the dashboard's pages cost on the server, and whether that grows with history.

  ./cordee bench dashboard [options]    on a stack of its own without nodes: with empty tables; with 10,000 sagas of the last hour,
                                        500 nodes, half of them rented, and 200 sales; and with a history behind them
      --gets 50             how often each page is got each time
      --history 200000      sagas of earlier hours; besides, 20,000 rentals, 20,000 sales and what was written down of them
      --check               end with 1 unless the overview takes 200 ms at most and no page grows with history

The tables are filled by psql, which has to be on the PATH: no workflow is behind their rows, and nothing looks after them.
"""

from __future__ import annotations

import argparse
import http.client
import os
import statistics
import time
from dataclasses import dataclass, replace
from typing import Dict, List, Mapping, Sequence, Tuple

from . import bench_stack, services
from .bench_tables import Tables
from .bring_up import bring_up, lock
from .errors import Failure, UsageError
from .output import say
from .settings import LOOPBACK, Settings
from .tools import Toolbox

_SETTINGS = {"CORDEE_SALES_SWEEP_INTERVAL": "10000d"}  # Azure's list has none of the sales, and would end them
_OVERVIEW = "/"
_WARM_ROUNDS = 35
_WARM_AGAIN = 10  # what was compiled for few rows is compiled anew for many
_ROUND_SECONDS = 0.6  # the overview keeps its figures for half a second, and each get is to read them
_ANSWER_SECONDS = 30.0
_MOST_OVERVIEW_MILLIS = 200.0
_MOST_GROWTH = 1.5  # of a median, on a machine that may have other work
_LEAST_GROWTH_MILLIS = 10.0  # less is the machine's doing


@dataclass(frozen=True)
class Cost:
    """Of one page, in milliseconds."""

    median: float
    p95: float

    @staticmethod
    def of(seconds: Sequence[float]) -> "Cost":
        millis = sorted(each * 1000 for each in seconds)
        return Cost(statistics.median(millis), millis[int((len(millis) - 1) * 0.95)])

    def __str__(self) -> str:
        return f"{self.median:.0f} ({self.p95:.0f})"


@dataclass(frozen=True)
class Look:
    """Every page by its name while the tables hold so much, and how busy the machine was."""

    costs: Mapping[str, Cost]
    load: float


def run(settings: Settings, arguments: List[str]) -> int:
    if "--help" in arguments or "-h" in arguments:
        say((__doc__ or "").strip())
        return 0
    options = options_of(arguments)
    settings = replace(settings, environment={**settings.environment, **_SETTINGS})
    tables = Tables(settings)
    with lock(settings):
        try:
            toolbox = Toolbox(settings)
            bring_up(settings, toolbox, services.of(settings, toolbox), may_build=True)
            return _measure(settings, tables, options)
        finally:
            bench_stack.clear(settings)


def options_of(arguments: List[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="cordee bench dashboard", add_help=False, allow_abbrev=False)
    parser.add_argument("--gets", type=int, default=50)
    parser.add_argument("--history", type=int, default=200_000)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(arguments)
    if options.gets < 1 or options.history < 1:
        raise UsageError("--gets and --history: 1 or more")
    return options


def _measure(settings: Settings, tables: Tables, options: argparse.Namespace) -> int:
    saga = tables.make_originals()
    pages = {
        "overview": _OVERVIEW, "sagas": "/ui/sagas", "one saga": f"/ui/sagas/{saga}",
        "fleet": "/ui/fleet", "rentals": "/ui/rentals", "sales": "/ui/sales",
    }
    _rounds(settings, pages, _WARM_ROUNDS, 0)
    empty = _look(settings, pages, options.gets, "empty tables")
    tables.fill()
    full = _look(settings, pages, options.gets, "10,000 sagas, 500 nodes, 200 sales")
    tables.add_history(options.history)
    old = _look(settings, pages, options.gets, f"the same, and a history of {options.history:,} sagas")
    say()
    for line in report(empty, full, old):
        say(line)
    outcomes = claims(full, old)
    for claim, holds in outcomes:
        say(f"{claim}: {'pass' if holds else 'FAILS'}")
    return 1 if options.check and not all(holds for _, holds in outcomes) else 0


def report(empty: Look, full: Look, old: Look) -> List[str]:
    """A table as markdown has it."""
    return [
        "milliseconds: median (p95)",
        "",
        "| page | empty | full | full, with history | full, of empty | history, of full |",
        "|---|--:|--:|--:|--:|--:|",
        *(
            f"| {name} | {empty.costs[name]} | {full.costs[name]} | {old.costs[name]}"
            f" | {_ratio(full, empty, name):.1f}× | {_ratio(old, full, name):.2f}× |"
            for name in full.costs
        ),
        f"| load average | {empty.load:.1f} | {full.load:.1f} | {old.load:.1f} | | |",
        "",
    ]


def claims(full: Look, old: Look) -> List[Tuple[str, bool]]:
    slowest = max(full.costs["overview"].median, old.costs["overview"].median)
    grown = [name for name in full.costs if _has_grown(full, old, name)]
    return [
        (f"the overview takes {_MOST_OVERVIEW_MILLIS:.0f} ms at most: {slowest:.0f} ms", slowest <= _MOST_OVERVIEW_MILLIS),
        (f"no page grows with history: {', '.join(grown) or 'none does'}", not grown),
    ]


def _has_grown(full: Look, old: Look, name: str) -> bool:
    more = old.costs[name].median - full.costs[name].median
    return more > _LEAST_GROWTH_MILLIS and _ratio(old, full, name) > _MOST_GROWTH


def _ratio(one: Look, other: Look, name: str) -> float:
    return one.costs[name].median / other.costs[name].median


def _look(settings: Settings, pages: Mapping[str, str], gets: int, what: str) -> Look:
    _rounds(settings, pages, _WARM_AGAIN, 0)
    taken = _rounds(settings, pages, gets, _ROUND_SECONDS)
    look = Look({name: Cost.of(each) for name, each in taken.items()}, os.getloadavg()[0])
    say(f"{what} … overview {look.costs['overview']} ms, load average {look.load:.1f}")
    return look


def _rounds(settings: Settings, pages: Mapping[str, str], rounds: int, apart: float) -> Dict[str, List[float]]:
    """In turns, so that what else the machine does meets them all."""
    connection = http.client.HTTPConnection(LOOPBACK, settings.api_port, timeout=_ANSWER_SECONDS)
    taken: Dict[str, List[float]] = {name: [] for name in pages}
    try:
        for _ in range(rounds):
            began = time.monotonic()
            for name, path in pages.items():
                taken[name].append(_get(connection, path))
            time.sleep(max(0.0, began + apart - time.monotonic()))
    finally:
        connection.close()
    return taken


def _get(connection: http.client.HTTPConnection, path: str) -> float:
    began = time.monotonic()
    connection.request("GET", path, headers={"Accept": "text/html"})
    answer = connection.getresponse()
    page = answer.read()
    if answer.status != http.client.OK:
        raise Failure(f"GET {path} was answered by {answer.status}", page[-2000:].decode(errors="replace"))
    return time.monotonic() - began
