"""Watching a process from outside: the files it opened to write, and the sockets it made."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]

_OPENED = re.compile(r'open(?:at)?\((?:AT_FDCWD, )?"([^"]*)", ([A-Z_|0-9]+)')
_SOCKET = re.compile(r"socket\((AF_\w+)")
_ADDRESS = re.compile(r"sa_family=(AF_\w+)")


@dataclass(frozen=True)
class Traced:
    """What a process printed, the files it opened to write, and the families of the sockets it made or spoke to."""

    said: str
    written: frozenset[str]
    families: frozenset[str]


def trace(arguments: Sequence[str], home: Path, *, cut_off: bool = True) -> Traced:
    """Run Python with these arguments, with a home and a folder for temporary files of its own, and no network where `cut_off`."""
    home.mkdir(parents=True, exist_ok=True)
    temporary, log = home / "tmp", home.with_name(home.name + ".trace")
    temporary.mkdir(exist_ok=True)
    alone = _namespace() if cut_off else []
    watched = ["strace", "-f", "-qq", "--seccomp-bpf", "-s", "4096", "-e", "trace=%network,open,openat", "-o", str(log)]
    done = subprocess.run(
        [*alone, *watched, sys.executable, *arguments], env=_environment(home, temporary), cwd=home, capture_output=True, text=True, check=False, timeout=170
    )
    assert done.returncode == 0, done.stderr
    told = log.read_text(errors="replace")
    written = {path for path, flags in _OPENED.findall(told) if {"O_WRONLY", "O_RDWR", "O_CREAT"} & set(flags.split("|"))}
    return Traced(done.stdout, frozenset(written), frozenset(_SOCKET.findall(told)) | frozenset(_ADDRESS.findall(told)))


def _namespace() -> list[str]:
    """A network of its own with nothing in it; who is not root needs a user of its own for that."""
    return ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--net"]


def _environment(home: Path, temporary: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "COV_"))}
    return {
        **kept,
        "HOME": str(home),
        "TMPDIR": str(temporary),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
