"""The nodes of one stack: making, starting and breaking them, whichever way they run."""

from __future__ import annotations

import shutil
import time
from dataclasses import replace
from typing import Callable, Dict, Iterable, List, Optional

from .. import probes
from ..errors import Failure, UsageError
from ..output import Live
from ..settings import LOOPBACK, Settings
from ..tools import Toolbox
from . import inventory, keys
from . import node as node_
from .containers import Containers
from .flavour import Flavour
from .namespaces import Namespaces
from .node import Node, State

ACTIONS = ("start", "stop", "kill", "freeze", "thaw", "remove")
_START_SECONDS = 60.0


class Fleet:
    def __init__(self, settings: Settings, toolbox: Toolbox) -> None:
        self._settings = settings
        self._flavours: Dict[str, Flavour] = {each.name: each for each in (Containers(settings), Namespaces(settings, toolbox))}

    def nodes(self, names: Iterable[str] = ()) -> List[Node]:
        """A number is short for its node."""
        known = {node.name: node for node in node_.known(self._settings)}
        wanted = [node_.name_of(int(name)) if name.isdigit() else name for name in names]
        strange = [name for name in wanted if name not in known]
        if strange:
            raise UsageError(f"there is no {', '.join(strange)}: {', '.join(known) or './cordee node make 3 makes three'}")
        return [known[name] for name in dict.fromkeys(wanted)] if wanted else list(known.values())

    def make(self, count: int) -> str:
        """The nodes 1 to count run afterwards, and no others; those made before keep what they hold. Says by which flavour."""
        keys.ensure(self._settings)
        known = {node.name: node for node in self.nodes()}
        names = [node_.name_of(number) for number in range(1, count + 1)]
        fresh = [name for name in names if name not in known]
        self.start([known[name] for name in names if name in known])
        flavour = self._choose().name if fresh else ""
        for name in fresh:
            known[name] = self._planned(name, flavour)
            node_.save(self._settings, known[name])
        self.start([known[name] for name in fresh])
        self.remove([node for name, node in known.items() if name not in names])
        return ", ".join(sorted({known[name].flavour for name in names}))

    def _planned(self, name: str, flavour: str) -> Node:
        number = int(name.rpartition("-")[2])
        port = self._settings.node_port + number - 1
        if port > 65535:
            raise UsageError(f"{name} would be at port {port}: choose a lower CORDEE_NODE_PORT")
        return Node(name, port, flavour, failure_domain=name)

    def start(self, nodes: List[Node]) -> None:
        self.thaw(nodes)
        running = self.alive(nodes)
        wanted = [node for node in nodes if node not in running]
        for flavour, own in self._by_flavour(wanted):
            flavour.prepare()
            flavour.start(own)
        self._await(wanted)
        for node in wanted:
            self._note_identity(node)
        self._publish()

    def _await(self, nodes: List[Node]) -> None:
        waiting, live = list(nodes), Live("nodes are starting")
        while waiting:
            waiting = [node for node in waiting if not probes.ssh_ok(node.port)]
            for node in waiting:
                why = self._flavours[node.flavour].died(node)
                if why:
                    raise Failure(f"{node.name} ended while it was starting", why)
            if waiting and time.monotonic() - live.began > _START_SECONDS:
                raise Failure(f"{', '.join(node.name for node in waiting)} did not answer within {_START_SECONDS:.0f} s")
            if waiting:
                live.show()
                time.sleep(0.05)

    def _note_identity(self, node: Node) -> None:
        """Asked of the node once, at its making. From then on another key is somebody else."""
        said = self._flavours[node.flavour].host_key(node)
        if not node.host_key:
            node_.save(self._settings, replace(node, host_key=said))
        elif node.host_key != said:
            raise Failure(f"{node.name} came back with another host key: ./cordee node remove {node.name} and make it again")

    def stop(self, nodes: List[Node]) -> None:
        self._each(nodes, lambda flavour, own: flavour.stop(own))

    def kill(self, nodes: List[Node]) -> None:
        self._each(nodes, lambda flavour, own: flavour.kill(own))

    def freeze(self, nodes: List[Node]) -> None:
        self._each(nodes, lambda flavour, own: flavour.freeze(own))

    def thaw(self, nodes: List[Node]) -> None:
        self._each(nodes, lambda flavour, own: flavour.thaw(own))

    def remove(self, nodes: List[Node]) -> None:
        self.stop(nodes)
        self._each(nodes, lambda flavour, own: flavour.remove(own))
        for node in nodes:
            shutil.rmtree(node_.folder(self._settings, node.name))
        if nodes:
            self._publish()

    def purge(self) -> None:
        """Also what was published about them."""
        self.remove(self.nodes())
        inventory.remove(self._settings)
        shutil.rmtree(node_.folder(self._settings), ignore_errors=True)

    def alive(self, nodes: List[Node]) -> List[Node]:
        states = self.states(nodes)
        return [node for node in nodes if states[node.name] in (State.RUNNING, State.FROZEN)]

    def states(self, nodes: List[Node]) -> Dict[str, State]:
        found: Dict[str, State] = {}
        for flavour, own in self._by_flavour(nodes):
            found.update(flavour.states(own))
        return found

    def rows(self, chosen: Optional[List[Node]] = None) -> List[Dict[str, object]]:
        """What `node list --json` says; tests of others read it."""
        nodes = self.nodes() if chosen is None else chosen
        states = self.states(nodes)
        pids = {name: pid for flavour, own in self._by_flavour(nodes) for name, pid in flavour.pids(own).items()}
        return [_row(node, states[node.name], pids.get(node.name)) for node in nodes]

    def _publish(self) -> None:
        """Without any, nothing: an application with an inventory wants the key that logs in to its nodes."""
        ready = [node for node in self.nodes() if node.host_key]
        if ready or inventory.file(self._settings).exists():
            inventory.write(self._settings, ready)

    def _each(self, nodes: List[Node], act: Callable[[Flavour, List[Node]], None]) -> None:
        for flavour, own in self._by_flavour(nodes):
            act(flavour, own)

    def _by_flavour(self, nodes: List[Node]) -> List[tuple[Flavour, List[Node]]]:
        split = [(flavour, [node for node in nodes if node.flavour == name]) for name, flavour in self._flavours.items()]
        return [(flavour, own) for flavour, own in split if own]

    def _choose(self) -> Flavour:
        """Docker where an engine answers and can make the image, else namespaces, unless one is asked for."""
        asked = self._settings.node_flavour
        reasons = []
        for flavour in [self._flavours[asked]] if asked else self._flavours.values():
            reason = flavour.why_not() or _trouble(flavour)
            if not reason:
                return flavour
            reasons.append(reason)
        raise Failure("; ".join(reasons))


def _trouble(flavour: Flavour) -> str:
    try:
        flavour.prepare()
    except Failure as failure:
        return str(failure)
    return ""


def _row(node: Node, state: State, pid: int | None) -> Dict[str, object]:
    return {
        "name": node.name,
        "host": LOOPBACK,
        "port": node.port,
        "host_key": node.host_key,
        "failure_domain": node.failure_domain,
        "flavour": node.flavour,
        "state": state.value,
        "pid": pid,
    }
