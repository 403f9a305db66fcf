"""Diagrams as code: docs/arc42/diagrams/*.puml, each with its picture beside it.

A picture carries the hash of all it was drawn from, so that anyone can tell whether it is up to date without drawing it.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import tempfile
from pathlib import Path
from typing import List

from . import files
from .errors import Failure
from .settings import pom_property

_SKIN = "skin.iuml"
_MARK = re.compile(r"<!-- drawn by \./cordee docs, sha256 ([0-9a-f]{64}) -->")
_FONT = 'font-family="Liberation Sans"'  # what the skin asks for; the others are of the same widths
_FONTS = 'font-family="Liberation Sans, Arial, Helvetica, sans-serif"'
_INSTRUCTION = re.compile(r"<\?[^?]*\?>\s*")  # the renderer's own notes to itself, one per version


def folder(repository: Path) -> Path:
    return repository / "docs" / "arc42" / "diagrams"


def sources(repository: Path) -> List[Path]:
    return sorted(folder(repository).glob("*.puml"))


def pictures(repository: Path) -> List[Path]:
    return sorted(folder(repository).glob("*.svg"))


def picture(source: Path) -> Path:
    return source.with_suffix(".svg")


def fingerprint(repository: Path, source: Path) -> str:
    """Of the source, the skin all share, and the renderer's version."""
    digest = hashlib.sha256(pom_property(repository, "plantuml.version").encode())
    for path in (source.with_name(_SKIN), source):
        digest.update(b"\0" + path.read_bytes())
    return digest.hexdigest()


def is_current(repository: Path, source: Path) -> bool:
    drawn = picture(source)
    mark = _MARK.search(drawn.read_text(encoding="utf-8")) if drawn.exists() else None
    return bool(mark) and mark.group(1) == fingerprint(repository, source)


def draw(repository: Path, java: Path, plantuml: Path, wanted: List[Path]) -> None:
    with tempfile.TemporaryDirectory() as output:
        command = [str(java), "-Djava.awt.headless=true", "-jar", str(plantuml), "--svg", "--no-error-image", "-nometadata"]
        command += ["--charset", "UTF-8", "-o", output, *map(str, wanted)]
        done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
        missing = [source.name for source in wanted if not (Path(output) / f"{source.stem}.svg").exists()]
        if done.returncode or missing:
            raise Failure(f"PlantUML could not draw {', '.join(missing) or 'every diagram'}", done.stdout + done.stderr)
        for source in wanted:
            drawn = (Path(output) / f"{source.stem}.svg").read_text(encoding="utf-8")
            mark = f"<!-- drawn by ./cordee docs, sha256 {fingerprint(repository, source)} -->"
            text = _INSTRUCTION.sub("", drawn).replace(_FONT, _FONTS).strip()
            files.write_whole(picture(source), f"{mark}\n{text}\n")
