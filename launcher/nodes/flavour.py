"""What a way of running nodes can do. Every method takes several nodes, since one call may serve them all."""

from __future__ import annotations

from typing import Dict, List, Protocol

from .node import Node, State


class Flavour(Protocol):
    name: str

    def why_not(self) -> str:
        """What is missing on this machine, or nothing."""

    def prepare(self) -> None:
        """Installs or builds what nodes are made of."""

    def start(self, nodes: List[Node]) -> None:
        """Makes those that are not made; returns before they answer."""

    def died(self, node: Node) -> str:
        """Why a node that was just started will never answer, or nothing."""

    def stop(self, nodes: List[Node]) -> None:
        """As docker stop: asks sshd to end, then everything in the node dies."""

    def kill(self, nodes: List[Node]) -> None:
        """kill -9 of everything in the node."""

    def freeze(self, nodes: List[Node]) -> None:
        """Everything in it stands still; connections stay open and say nothing."""

    def thaw(self, nodes: List[Node]) -> None: ...

    def states(self, nodes: List[Node]) -> Dict[str, State]: ...

    def pids(self, nodes: List[Node]) -> Dict[str, int]:
        """Of the first process of each that runs, where this machine has one."""

    def host_key(self, node: Node) -> str: ...

    def remove(self, nodes: List[Node]) -> None:
        """Stopped nodes and all that they hold."""
