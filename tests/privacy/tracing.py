"""Watching a process from outside: the files it made or opened to write, the sockets it made, the names it looked up, and the programs it started."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]

_CALLS = "%network,open,openat,openat2,creat,mkdir,mkdirat,mknod,mknodat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,execve"
_OPENED = re.compile(r'open(?:at2?)?\((?:AT_FDCWD, |\d+, )?"([^"]*)", (?:\{flags=)?([A-Z_|0-9]+)')
_MADE = re.compile(r'\b(?:creat|mkdir(?:at)?|mknod(?:at)?|rename(?:at2?)?|link(?:at)?|symlink(?:at)?)\((.*)\) += 0')
_QUOTED = re.compile(r'"([^"]*)"')
_STARTED = re.compile(r'execve\("([^"]*)".*\) += 0')
_SOCKET = re.compile(r"socket\((AF_\w+)")
_ADDRESS = re.compile(r"sa_family=(AF_\w+)")
_REACHED = re.compile(r'connect\(.*sin6?_port=htons\((\d+)\).*?(?:inet_addr\("|AF_INET6, ")([^"]+)"')
_PEER = re.compile(r'sun_path=@?"([^"]*)"')
_LOOK_UP = re.compile(r"/etc/(?:resolv\.conf|hosts|host\.conf|gai\.conf|networks|services)$|/resolve/|libnss_(?:dns|mdns|resolve|myhostname)")


@dataclass(frozen=True)
class Traced:
    """What a process printed, the files it made or opened to write, the families of the sockets it made or spoke to, the addresses with
    ports that it tried, the sockets of this
    computer that it spoke to, the files it opened that turn names into addresses, and the programs it started."""

    said: str
    complained: str
    written: frozenset[str]
    families: frozenset[str]
    reached: frozenset[str]
    peers: frozenset[str]
    looked_up: frozenset[str]
    started: tuple[str, ...]


def trace(arguments: Sequence[str], home: Path, *, cut_off: bool = True, patience: float = 170) -> Traced:
    """Run Python with these arguments, with a home and a folder for temporary files of its own, and no network where `cut_off`."""
    home.mkdir(parents=True, exist_ok=True)
    temporary, log = home / "tmp", home.with_name(home.name + ".trace")
    temporary.mkdir(exist_ok=True)
    alone = _namespace() if cut_off else []
    watched = ["strace", "-f", "-qq", "--seccomp-bpf", "-s", "4096", "-e", f"trace={_CALLS}", "-o", str(log)]
    done = subprocess.run(
        [*alone, *watched, sys.executable, *arguments], env=_environment(home, temporary), cwd=home, capture_output=True, text=True, check=False, timeout=patience
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    told = log.read_text(errors="replace")
    opened = _OPENED.findall(told)
    written = {path for path, flags in opened if {"O_WRONLY", "O_RDWR", "O_CREAT"} & set(flags.split("|"))}
    made = {path for call in _MADE.findall(told) for path in _QUOTED.findall(call)}
    return Traced(
        said=done.stdout,
        complained=done.stderr,
        written=frozenset(written | made),
        families=frozenset(_SOCKET.findall(told)) | frozenset(_ADDRESS.findall(told)),
        reached=frozenset(f"{address} {port}" for port, address in _REACHED.findall(told)),
        peers=frozenset(_PEER.findall(told)),
        looked_up=frozenset(path for path, _ in opened if _LOOK_UP.search(path)),
        started=tuple(_STARTED.findall(told)[1:]),
    )


def _namespace() -> list[str]:
    """A network of its own with nothing in it; who is not root needs a user of its own for that."""
    return ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--net"]


def _environment(home: Path, temporary: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "COV_", "PYTEST_"))}
    return {
        **kept,
        "HOME": str(home),
        "TMPDIR": str(temporary),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
