"""Recording what a session asks of the disk, by strace: each write, truncation, new name and sync, in the order it was asked for."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.store.harness.at_work import Orders
from tests.store.harness.killing import ROOT

CALLS = (
    "openat,open,creat,write,pwrite64,writev,pwritev,pwritev2,truncate,ftruncate,fallocate,fsync,fdatasync,rename,renameat,renameat2,"
    "unlink,unlinkat,mkdir,mkdirat,rmdir,lseek,sendfile,copy_file_range,link,linkat,symlink,symlinkat,sync_file_range"
)
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += +(-?\d+)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')


@dataclass(frozen=True)
class Asked:
    """One call that went well: its name, its arguments as they stand with texts taken out, those texts, and what it gave back."""

    name: str
    arguments: str
    texts: tuple[bytes, ...]
    result: int

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers among its arguments: the file's handle first."""
        return tuple(int(one) for one in re.findall(r"(?<![\w.])-?\d+(?![\w.])", self.arguments))


def record(orders: Orders, calls: int, log: Path) -> tuple[Asked, ...]:
    """Run a session and give what it asked of the disk; what it told goes through its standard output, and stands among it."""
    watched = ["strace", "-f", "-qq", "--seccomp-bpf", "-xx", "-s", "10000000", "-e", f"trace={CALLS}", "-o", str(log)]
    command = [sys.executable, "-m", "tests.store.harness.session", json.dumps(asdict(orders)), str(calls)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    done = subprocess.run([*watched, *command], env=environment, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    with open(log, encoding="ascii") as file:
        return tuple(_asked(file))


def _asked(lines: Iterator[str]) -> Iterator[Asked]:
    for line in lines:
        found = _CALL.match(line)
        if found and int(found[3]) >= 0:
            assert "..." not in _TEXT.sub("", line), "a text was cut short"
            texts = tuple(bytes.fromhex(text.replace("\\x", "")) for text, _ in _TEXT.findall(found[2]))
            yield Asked(found[1], _TEXT.sub("T", found[2]), texts, int(found[3]))
