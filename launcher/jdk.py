"""Finding a JDK 25 on this machine, by reading `release` files rather than running every java there is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Dict, Iterator, Mapping, Optional

from .errors import Failure

FEATURE = 25
_QUIET_MAVEN = "--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"  # its libraries predate JDK 25
_PLACES = (
    ("/", "usr/lib/jvm/*"),
    ("~", ".sdkman/candidates/java/*"),
    ("~", ".jdks/*"),
    ("~", ".jdks/*/Contents/Home"),
    ("/", "Library/Java/JavaVirtualMachines/*/Contents/Home"),
)


def find(environment: Mapping[str, str]) -> Path:
    """What the person named comes first; a named JDK that is another version is an error, not a hint."""
    named = environment.get("CORDEE_JAVA_HOME")
    if named:
        if _feature(Path(named)) != FEATURE:
            raise Failure(f"CORDEE_JAVA_HOME={named} is not a JDK {FEATURE}")
        return Path(named).resolve()
    for home in _candidates(environment):
        if _feature(home) == FEATURE and (home / "bin" / "javac").exists():
            return home
    raise Failure(
        f"no JDK {FEATURE} found. Install one (for example Temurin {FEATURE}, or `sdk install java {FEATURE}-tem`), "
        f"or name it with CORDEE_JAVA_HOME. Looked at JAVA_HOME and in " + ", ".join(f"{root.rstrip('/')}/{glob}" for root, glob in _PLACES)
    )


def environment_with(home: Path, environment: Mapping[str, str]) -> Dict[str, str]:
    """Maven and its plugins then use this JDK too, whichever `java` is first on the caller's PATH."""
    return {
        **environment,
        "JAVA_HOME": str(home),
        "PATH": f"{home / 'bin'}:{environment.get('PATH', '')}",
        "MAVEN_OPTS": f"{_QUIET_MAVEN} {environment.get('MAVEN_OPTS', '')}".strip(),
    }


def _candidates(environment: Mapping[str, str]) -> Iterator[Path]:
    if environment.get("JAVA_HOME"):
        yield Path(environment["JAVA_HOME"])
    for root, glob in _PLACES:
        base = Path(environment.get("HOME", "/")) if root == "~" else Path(root)
        try:
            yield from sorted(base.glob(glob), reverse=True)
        except OSError:
            continue


def _feature(home: Path) -> Optional[int]:
    try:
        release = (home / "release").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    match = re.search(r'^JAVA_VERSION="(\d+)', release, re.MULTILINE)
    return int(match.group(1)) if match else None
