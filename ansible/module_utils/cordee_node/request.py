"""What a caller may ask for. Names become parts of paths and lines of account files, so each has a narrow form."""

from __future__ import annotations

import base64
import binascii
import re

from .marker import Placement
from .refusal import INVALID, Refusal

_RENTAL = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}")
_USERNAME = re.compile(r"[a-z][a-z0-9-]{0,31}")
_UIDS = range(10_000, 2_000_000_000)  # above the people of a system
_KEY_TYPE = re.compile(r"ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)|sk-(ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com")


def placement(rental: str, epoch: int, username: str, uid: int) -> Placement:
    for name, value, valid in (
        ("rental_id", rental, _RENTAL.fullmatch(rental)),
        ("epoch", epoch, epoch > 0),
        ("username", username, _USERNAME.fullmatch(username)),
        ("uid", uid, uid in _UIDS),
    ):
        if not valid:
            raise Refusal(INVALID, f"{name} {value!r} is not acceptable")
    return Placement(rental, epoch, username, uid)


def key(text: str) -> str:
    """Type and data, without comment. Options in front of them would be rights that nobody gave."""
    words = text.split(None, 2)
    try:
        kind, data = words[0], base64.b64decode(words[1], validate=True)
        length = int.from_bytes(data[:4], "big")
        valid = "\n" not in text.strip() and _KEY_TYPE.fullmatch(kind) and data[4 : 4 + length] == kind.encode()
    except (IndexError, ValueError, binascii.Error):
        valid = None
    if not valid:
        raise Refusal(INVALID, "public_key is not one line of an OpenSSH public key")
    return f"{words[0]} {words[1]}"
