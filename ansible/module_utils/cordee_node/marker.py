"""To which placement a node belongs, and which ones it has seen the end of.

A placement is a rental and its epoch, which grows with each placement. The node itself refuses what comes too late:
a run that was delayed must not bring back a tenant who has moved on, nor remove one who came back.

  /var/lib/cordee/tenant.json       the placement that is here, from before its account exists until nothing of it is left
  /var/lib/cordee/released/RENTAL   the last epoch of that rental whose removal has begun here
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from typing import Optional

from . import refusal
from .files import write_whole
from .refusal import Refusal

_STATE = "/var/lib/cordee"


@dataclass(frozen=True)
class Placement:
    rental: str
    epoch: int
    username: str
    uid: int

    def __str__(self) -> str:
        return f"rental {self.rental}, epoch {self.epoch}"


def check_create(wanted: Placement, here: Optional[Placement], released: int) -> None:
    if released >= wanted.epoch:
        raise Refusal(refusal.STALE, f"{wanted} has ended on this node: epoch {released} was removed from it")
    if here is None:
        return
    if here.rental != wanted.rental:
        raise Refusal(refusal.OCCUPIED, f"this node belongs to {here} (user {here.username}): remove that before {wanted}")
    if here.epoch > wanted.epoch:
        raise Refusal(refusal.STALE, f"this node holds {here}, which is later than {wanted}")
    if (here.username, here.uid) != (wanted.username, wanted.uid):
        raise Refusal(refusal.CONFLICT, f"{here} is user {here.username} ({here.uid}) on this node, not {wanted.username} ({wanted.uid})")


def check_delete(wanted: Placement, here: Optional[Placement], released: int) -> None:
    if released > wanted.epoch:
        raise Refusal(refusal.STALE, f"epoch {released} of this rental was already removed from this node: {wanted} is over")
    if here is None:
        return
    if here.rental == wanted.rental and here.epoch > wanted.epoch:
        raise Refusal(refusal.STALE, f"this node holds {here}, which is later than {wanted}")
    if here.rental != wanted.rental and (here.username == wanted.username or here.uid == wanted.uid):
        raise Refusal(refusal.OCCUPIED, f"user {wanted.username} ({wanted.uid}) on this node is that of {here}, not of {wanted}")


def read() -> Optional[Placement]:
    try:
        with open(f"{_STATE}/tenant.json", encoding="utf-8") as file:
            return Placement(**json.load(file))
    except FileNotFoundError:
        return None


def write(placement: Placement) -> None:
    os.makedirs(_STATE, exist_ok=True)
    write_whole(f"{_STATE}/tenant.json", json.dumps(asdict(placement)) + "\n", 0o644)


def remove() -> None:
    os.unlink(f"{_STATE}/tenant.json")


def released(rental: str) -> int:
    try:
        with open(f"{_STATE}/released/{rental}", encoding="ascii") as file:
            return int(file.read())
    except FileNotFoundError:
        return 0


def release(placement: Placement) -> None:
    os.makedirs(f"{_STATE}/released", exist_ok=True)
    write_whole(f"{_STATE}/released/{placement.rental}", f"{placement.epoch}\n", 0o644)
