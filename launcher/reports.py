"""Counting tests: Maven's own summary is per module, and a skipped test is easily missed in it."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path
from typing import List


@dataclass(frozen=True)
class Count:
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def _files(repository: Path) -> List[Path]:
    return [*repository.glob("*/target/surefire-reports/*.xml"), *repository.glob("*/target/failsafe-reports/*.xml")]


def remove(repository: Path) -> None:
    """A report of an earlier run must not count for this one."""
    for file in _files(repository):
        file.unlink()


def count(repository: Path) -> Count:
    total = Count()
    for file in _files(repository):
        total += _count(file)
    return total


def _count(file: Path) -> Count:
    """A report cut off by a crash of its JVM is a failure of the suite it was about."""
    try:
        suite = ElementTree.parse(file).getroot()
    except ElementTree.ParseError:
        return Count(failed=1)
    if suite.tag != "testsuite":
        return Count()
    tests, failures, errors, skipped = (int(suite.get(name, 0)) for name in ("tests", "failures", "errors", "skipped"))
    return Count(tests - failures - errors - skipped, failures + errors, skipped)
