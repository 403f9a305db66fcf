"""What a node without Docker needs and the host lacks, and what benches compare with, from Debian's packages, without installing them.

Installing openssh-server would start a daemon that listens to the world; here the files are only unpacked, into a
folder that is laid over the host's /usr inside the nodes.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Callable, Dict, List

from . import files
from .errors import Failure

_NEEDED: Dict[str, str] = {"openssh-server": "/usr/sbin/sshd", "python3": "/usr/bin/python3"}
_MERGED = ("bin", "sbin", "lib", "lib64")

Run = Callable[[List[str], str], None]


def missing() -> List[str]:
    return [package for package, file in _NEEDED.items() if not Path(file).exists()]


def folder_name(names: List[str]) -> str:
    return f"debian-{'-'.join(names)}"


def unpack(folder: Path, names: List[str], run: Run) -> None:
    advice = f"nodes without Docker need {' and '.join(names)}: install it, for example with apt-get install {' '.join(names)}"
    unpack_files(folder, names, run, advice)
    _merge_usr(folder)


def unpack_files(folder: Path, names: List[str], run: Run, advice: str) -> None:
    if os.geteuid() != 0 or not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        raise Failure(advice)
    archives = folder / "archives"
    (archives / "partial").mkdir(parents=True)
    _download(archives, names, run, advice)
    for archive in sorted(archives.glob("*.deb")):
        run(["dpkg-deb", "--extract", str(archive), str(folder)], advice)
    shutil.rmtree(archives)


def unpack_parallel_ssh(folder: Path, run: Run) -> None:
    """Debian's pssh beside its library, and a script that starts one with the other."""
    names, advice = ["pssh", "python3-psshlib"], "the sweeps are compared with parallel-ssh: install it, for example with apt-get install pssh"
    unpack_files(folder, names, run, advice)
    script = folder / "bin" / "parallel-ssh"
    files.write_whole(script, f'#!/bin/sh\nPYTHONPATH="{folder}/usr/lib/python3/dist-packages" exec /usr/bin/python3 "{folder}/usr/bin/parallel-ssh" "$@"\n', mode=0o755)


def _download(archives: Path, names: List[str], run: Run, advice: str) -> None:
    """With what they depend on, as far as the host lacks it too. A list of packages that is out of date is fetched anew."""
    get = ["apt-get", "install", "--yes", "--download-only", "--no-install-recommends"]
    get += ["-o", f"Dir::Cache::archives={archives}", "-o", "APT::Sandbox::User=root", "-o", "Debug::NoLocking=true", *names]
    try:
        run(get, advice)
    except Failure:
        run(["apt-get", "update"], advice)
        run(get, advice)


def _merge_usr(folder: Path) -> None:
    """/lib is /usr/lib on today's Debian, whatever the package says."""
    for name in _MERGED:
        if (folder / name).is_dir():
            shutil.copytree(folder / name, folder / "usr" / name, symlinks=True, dirs_exist_ok=True)
            shutil.rmtree(folder / name)
