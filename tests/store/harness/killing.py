"""Killing a process at work at a chosen moment, and looking whether everything it had confirmed is there."""

from __future__ import annotations

import json
import os
import select
import signal
import statistics
import subprocess
import sys
import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random
from typing import Self

from coi_app.domain.errors import WrongKey
from coi_app.domain.heads import HeadKind, Mismatch
from coi_app.services import relock, safekeeping
from coi_app.store.connection import connect
from coi_app.store.store import Store
from coi_app.store.unlock import Proof
from coi_app.store.vault import Condition, open_vault
from tests.store.examples import NOW
from tests.store.harness.at_work import Ids, Orders, passphrase, recovery_key
from tests.store.harness.ledger import Ledger, known
from tests.store.harness.telling import BEGIN, CHILD, DONE, ENDED, READY, Line, read

ROOT = Path(__file__).parents[3]
INSIDE = 0.95
"""So many kills are meant to fall inside a call; some of these calls end before the kill reaches them."""

PATIENCE = 60.0
"""Seconds after which a process that says nothing has gone wrong."""

TOLD_AFTER = {"restore": (Mismatch.OLDER, Mismatch.ANOTHER), "create": (Mismatch.GONE,), "open": (Mismatch.GONE,)}
"""What the heads outside the file may say after a call that was cut short: there the person is told, and goes on."""


@dataclass
class Tally:
    """What a run came to."""

    kills: Counter[str] = field(default_factory=Counter[str])
    inside: Counter[str] = field(default_factory=Counter[str])
    during: Counter[str] = field(default_factory=Counter[str])
    confirmed: int = 0
    refused: int = 0
    opened: int = 0
    unconfirmed_kept: int = 0
    faults: list[str] = field(default_factory=list[str])

    def told(self) -> str:
        """The figures, for people."""
        kills, inside = self.kills.total(), self.inside.total()
        by_kind = ", ".join(f"{kind} {count}" for kind, count in self.kills.items())
        during = ", ".join(f"{what} {count}" for what, count in self.during.most_common())
        return (
            f"{kills} kills ({by_kind}), {inside} of them inside a call that writes ({during}); {self.confirmed} calls confirmed, {self.refused} refused for want of room; "
            f"lost {len(self.faults)}; opened {self.opened} of {kills}; done though not yet confirmed {self.unconfirmed_kept}"
        )


class Nursery:
    """A process that gives each set of orders a process of its own."""

    def __init__(self, errors: Path, place: tuple[str, ...] = ()) -> None:
        """`place` is a command to run it in, such as one that gives it a disk of its own."""
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
        self._errors = errors
        with open(errors, "wb") as file:
            command = [*place, sys.executable, "-m", "tests.store.harness.nursery"]
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=file, env=environment, cwd=ROOT)
        assert self._process.stdin and self._process.stdout
        self._orders, self._said = self._process.stdin, self._process.stdout.fileno()
        self._rest, self._lines = b"", deque[Line]()
        self.pid = self._process.pid
        line = self.next(PATIENCE)
        assert line and line.word == READY, self.wrong()

    def order(self, orders: Orders) -> int:
        """Send a new process to work, and give its number."""
        self._orders.write(json.dumps(asdict(orders)).encode() + b"\n")
        self._orders.flush()
        line = self.next(PATIENCE)
        assert line and line.word == CHILD, self.wrong()
        return int(line.what)

    def next(self, seconds: float) -> Line | None:
        """The next line, or None where none comes within this time."""
        if not self._lines and select.select([self._said], [], [], max(seconds, 0))[0]:
            whole, _, self._rest = (self._rest + os.read(self._said, 1 << 16)).rpartition(b"\n")
            self._lines += [read(line) for line in whole.splitlines()]
        return self._lines.popleft() if self._lines else None

    def wrong(self) -> str:
        """What went wrong in there."""
        return self._errors.read_text() or "nothing was said"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._orders.close()
        self._process.kill()
        self._process.wait()
        assert self._process.stdout
        self._process.stdout.close()


class Killer:
    """Kills at moments drawn by chance, nine in ten of them while a call is under way."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._took: dict[str, deque[float]] = {}

    def kill(self, nursery: Nursery, orders: Orders, ledger: Ledger) -> tuple[Ledger, bool]:
        """Send a process to work and kill it; the ledger from what it said, and whether the kill fell inside a call."""
        child = nursery.order(orders)
        calls = 0 if orders.kind in ("migration", "creation") and self._chance.random() < 0.8 else self._chance.randint(1, 5)
        within = self._chance.random() < INSIDE
        began = 0.0
        while True:
            line = nursery.next(PATIENCE)
            assert line and line.word != ENDED, nursery.wrong()
            ledger = ledger.heard(line)
            if line.word == BEGIN:
                began = time.monotonic()
                if within and calls <= 0 and not select.select([nursery._said], [], [], self._delay(line.what))[0]:  # noqa: SLF001
                    break
                calls -= 1
            elif line.word == DONE:
                self._took.setdefault(line.what, deque(maxlen=20)).append(time.monotonic() - began)
            if line.word != BEGIN and not within and calls <= 0:
                break
        os.kill(child, signal.SIGKILL)
        while (line := nursery.next(PATIENCE)) and line.word != ENDED:
            ledger = ledger.heard(line)
        assert line and line.what == str(-signal.SIGKILL), nursery.wrong()
        return ledger, ledger.pending is not None

    def _delay(self, what: str) -> float:
        """Somewhere in the time that such a call takes."""
        took = self._took.get(what)
        return self._chance.uniform(0, statistics.median(took) if took else 0.005)


@contextmanager
def reopened(folder: Path, ledger: Ledger) -> Iterator[tuple[Store, int, tuple[int, ...]]]:
    """The records opened by a way in that must or may stand, and ended as the app ends what was cut short; which passphrase and recovery keys open them."""
    words = [number for number in ledger.passphrases if _opens(folder, Proof(passphrase(number)))]
    keys = tuple(number for number in ledger.recoveries if _opens(folder, Proof(recovery=recovery_key(number))))
    assert words, f"no passphrase opens the records: {ledger.pending}"
    assert keys or not ledger.recoveries, f"no recovery key opens the records: {ledger.pending}"
    store = safekeeping.open_records(folder, passphrase=passphrase(words[-1]), at=NOW)
    try:
        relock.end_change(store, Ids(Orders(str(folder), "", 0, -ledger.begun, 0, 0)), NOW)
        yield store, words[-1], tuple(number for number in keys if _unlocks(folder, number))
    finally:
        store.close()


def examined(store: Store, ledger: Ledger) -> tuple[list[str], bool]:
    """What is wrong with the opened records, and whether the call under way was done after all."""
    faults = [f"page: {one}" for one in store.check()]
    with closing(connect(store.path, store.key)) as connection:
        structure = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
        faults += [] if structure == ["ok"] else [f"structure: {one}" for one in structure]
    verified = store.verify()
    if verified.broken or verified.guards_gone:
        faults.append(f"history: {verified}")
    under_way = ledger.pending.what if ledger.pending else ""
    if verified.rollback and verified.rollback.mismatch not in TOLD_AFTER.get(under_way, ()):
        faults.append(f"heads: {verified.rollback}")
    with store.reading() as reading:
        found = known(reading)
    faults += ledger.lost(found)
    operation = ledger.pending.told.get("operation") if ledger.pending else None
    if verified.rollback:
        store.begin_heads(HeadKind.OLDER_COPY_SEEN)  # the person was told, and goes on
    return faults, operation in found.done


def _opens(folder: Path, proof: Proof) -> bool:
    try:
        open_vault(folder, passphrase=proof.passphrase, recovery=proof.recovery).close()
    except WrongKey:
        return False
    return True


def _unlocks(folder: Path, number: int) -> bool:
    """Whether this recovery key opens the vault that is open."""
    try:
        open_vault(folder, recovery=recovery_key(number), read_only=True).close()
    except WrongKey:
        return False
    return True


def is_made(folder: Path) -> bool:
    """Whether there are records in this folder."""
    return safekeeping.condition(folder) is not Condition.NONE


def killed(nursery: Nursery, killer: Killer, orders: Orders, before: Ledger, tally: Tally) -> Ledger:
    """One kill, counted; the ledger from what was said before it."""
    ledger, inside = killer.kill(nursery, orders, before)
    tally.kills[orders.kind] += 1
    tally.confirmed += ledger.confirmed - before.confirmed
    tally.refused += ledger.refused - before.refused
    if inside and ledger.pending:
        tally.inside[orders.kind] += 1
        tally.during[ledger.pending.what] += 1
    return ledger


def looked_at(folder: Path, ledger: Ledger, tally: Tally) -> Ledger:
    """What is found after a kill, counted; the ledger to go on with."""
    if not ledger.made and not is_made(folder):
        tally.opened += 1  # nothing was there to open, and nothing was confirmed: the next may begin
        return ledger
    with reopened(folder, ledger) as (store, word, keys):
        faults, done = examined(store, ledger)
        with store.reading() as reading:
            found = known(reading)
    tally.opened += 1
    tally.unconfirmed_kept += done
    tally.faults += [f"{folder.name}, {ledger.pending}: {fault}" for fault in faults]
    return ledger.settled(found, word, keys)
