"""The other copy of the app, in a process of its own: it holds the records of a folder open to write, until it is told otherwise."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from coi_app.domain.recovery_key import RecoveryKey
from coi_app.services import safekeeping
from coi_app.store import relock
from coi_app.store.unlock import Proof
from tests.store.examples import CHEAP
from tests.store.test_durability import environment

RECOVERY = RecoveryKey(bytes(range(32)))
NEW = "four other words here"


class Other:
    """The other process: `new_key` changes the key of the whole file there, `put_back` goes back to its newest backup, `leave` closes it."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self._told()

    def new_key(self) -> None:
        """The other window puts the file under a new key."""
        self._tell("new key")

    def put_back(self) -> None:
        """The other window goes back to the newest backup."""
        self._tell("put back")

    def leave(self) -> None:
        """The other window is closed."""
        self._tell("leave")
        self.process.wait()

    def _tell(self, words: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{words}\n")
        self.process.stdin.flush()
        self._told()

    def _told(self) -> None:
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "done\n"


@contextmanager
def another_window(folder: Path, passphrase: str) -> Iterator[Other]:
    """Another process that has these records open to write."""
    command = [sys.executable, "-m", "tests.ui.beside", str(folder), passphrase]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment()) as process:
        try:
            yield Other(process)
        finally:
            process.kill()


def done() -> None:
    """Tells the test that what it asked for is done."""
    sys.stdout.write("done\n")
    sys.stdout.flush()


def main(folder: Path, passphrase: str) -> None:
    """What the other process does."""
    store = safekeeping.open_records(folder, passphrase=passphrase, at=datetime.now().astimezone())
    done()
    for line in sys.stdin:
        if line == "new key\n":
            with relock.replaced_key(store, Proof(passphrase), Proof(NEW), RECOVERY, CHEAP):
                pass
        elif line == "put back\n":
            store.put_back(store.backups()[0].path, datetime.now().astimezone())
        else:
            store.close()
            done()
            return
        done()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
