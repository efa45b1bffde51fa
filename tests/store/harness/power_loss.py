"""The files that a power loss can leave, rebuilt for each moment of a recorded session, opened and looked at."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from random import Random

from coi_app.domain.errors import BackupUnusable, DeclareError, WrongKey
from coi_app.store import backup
from coi_app.store.driver import driver
from coi_app.store.store import Store
from tests.store.harness.disk import Disk, Tree, told
from tests.store.harness.killing import examined, is_made, reopened
from tests.store.harness.ledger import Ledger
from tests.store.harness.recording import Asked
from tests.store.harness.telling import read


@dataclass
class Losses:
    """What the power losses of a session came to."""

    moments: int = 0
    rebuilt: Counter[str] = field(default_factory=Counter[str])
    confirmed: int = 0
    faults: list[str] = field(default_factory=list[str])

    def told(self) -> str:
        """The figures, for people."""
        ways = ", ".join(f"{way} {count}" for way, count in self.rebuilt.items())
        return f"{self.moments} moments of {self.confirmed} confirmed calls; {self.rebuilt.total()} sets of files rebuilt ({ways}), each opened and looked at; faults {len(self.faults)}"


def tree_of(folder: Path) -> Tree:
    """The files of a folder as they lie there."""
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


class PowerLoss:
    """Goes through a recorded session, and loses the power at each moment that is `wanted`."""

    def __init__(self, disk: Disk, ledger: Ledger, place: Path, chance: Random, ways: int) -> None:
        """`ways` is in how many ways the blocks that are not safe yet are lost and kept at each moment."""
        self._disk, self._ledger, self._place, self._chance, self._ways = disk, ledger, place, chance, ways
        self._seen: set[bytes] = set()
        self._sound: set[bytes] = set()
        self.losses = Losses()

    def go_through(self, session: tuple[Asked, ...], wanted: Callable[[int], bool]) -> Losses:
        """Every call in its order."""
        for number, call in enumerate(session):
            for line in told(call):
                self._ledger = self._ledger.heard(read(line))
                self.losses.confirmed = self._ledger.confirmed
            if self._disk.ask(call) and wanted(number):
                self._lose_power(f"call {number} ({call.name})")
        self._lose_power("the end")
        return self.losses

    def _lose_power(self, moment: str) -> None:
        self.losses.moments += 1
        self._look("as asked", self._disk.kept(), moment)
        if self._disk.unsafe():
            self._look("only what is safe", self._disk.least(), moment)
            for _ in range(self._ways):
                self._look("by chance", self._disk.by_chance(self._chance), moment)

    def _look(self, way: str, tree: Tree, moment: str) -> None:
        mark = _mark(tree, self._ledger)
        if mark in self._seen:
            return
        self._seen.add(mark)
        self.losses.rebuilt[way] += 1
        folder = self._place / "rebuilt"
        shutil.rmtree(folder, ignore_errors=True)
        _write(folder, tree)
        try:
            self.losses.faults += [f"{moment}, {way}, {self._ledger.pending}: {fault}" for fault in self._faults(folder)]
        except (DeclareError, AssertionError, OSError, driver.Error) as problem:
            self.losses.faults.append(f"{moment}, {way}, {self._ledger.pending}: {problem!r}")

    def _faults(self, folder: Path) -> list[str]:
        if not self._ledger.made and not is_made(folder):
            return []
        with reopened(folder, self._ledger) as (store, _, _):
            faults, _ = examined(store, self._ledger)
            return faults + self._unsound_backups(store)

    def _unsound_backups(self, store: Store) -> list[str]:
        """Where a backup was confirmed there is a whole one still, whatever the rule lets go of; and each that was confirmed opens whole."""
        if not self._ledger.backups:
            return []
        there = [path for path in (one.path for one in store.backups()) if self._is_sound(path, store.key)]
        return [] if there else ["a backup was confirmed and there is none"]

    def _is_sound(self, path: Path, key: bytes) -> bool:
        """Whether this backup opens whole; one that was confirmed has to."""
        body = sha256(path.read_bytes()).digest()
        if body in self._sound:
            return True
        try:
            backup.check(path, key)
        except (BackupUnusable, WrongKey):
            if path.name in self._ledger.backups:
                raise
            return False
        self._sound.add(body)
        return True


def _mark(tree: Tree, ledger: Ledger) -> bytes:
    """The same for the same files after the same confirmations."""
    told_so_far = (ledger.confirmed, ledger.begun)
    return sha256(repr((sorted((path, sha256(held or b"").digest()) for path, held in tree.items()), told_so_far)).encode()).digest()


def _write(folder: Path, tree: Tree) -> None:
    """Put these files in a folder; one whose folder was lost is lost with it."""
    folder.mkdir()
    for path, held in sorted(tree.items()):
        if held is None:
            (folder / path).mkdir(parents=True, exist_ok=True)
        elif (folder / path).parent.is_dir():
            (folder / path).write_bytes(held)


def lose_power(place: Path, folder: Path, session: tuple[Asked, ...], before: Tree, ledger: Ledger, *, seed: int, ways: int, most: int | None = None) -> Losses:
    """Lose the power at every moment of a session, or at about so many of them drawn by chance."""
    chance = Random(seed)
    share = 1.0 if most is None else min(1.0, most / len(session))
    power = PowerLoss(Disk(str(folder), before), replace(ledger, confirmed=0), place, chance, ways)
    return power.go_through(session, lambda _: chance.random() < share)
