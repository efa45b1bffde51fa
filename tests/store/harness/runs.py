"""Runs of the harness: so many kills of each kind of work, each kind on records of its own."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from coi_app.domain.declaration import Declaration
from coi_app.domain.plain import from_plain
from coi_app.services import safekeeping
from coi_app.store import vault
from coi_app.store.relock import first_slot
from coi_app.store.slots import Slots, read_slots, write_slots
from coi_app.store.unlock import Proof, unlock
from tests.store.examples import CHEAP, NOW, PASSPHRASE
from tests.store.harness.at_work import Ids, Orders, passphrase, recovery_key
from tests.store.harness.killing import Killer, Nursery, Tally, killed, looked_at
from tests.store.harness.ledger import Known, Ledger
from tests.store.harness.telling import digest
from tests.store.test_trouble import IN_A_NAMESPACE, may_mount

VAULTS = Path(__file__).parents[1] / "vaults"
KILLS_IN_ONE_VAULT = 40
"""After so many kills the work goes on in a new vault, as looking at everything takes the longer the more there is."""

DISK = 2 << 20
"""Bytes of the small disk."""


def run(kills: Mapping[str, int], place: Path, seed: int) -> Tally:
    """So many kills of each kind."""
    chance, tally = Random(seed), Tally()
    killer = Killer(chance)
    with Nursery(place / "errors") as nursery:
        for kind, count in kills.items():
            if kind != "full disk":
                _kills(nursery, killer, kind, count, place, tally, chance)
    if kills.get("full disk"):
        with small_disk(place) as disk:
            _full_disk(disk, killer, kills["full disk"], tally, chance)
    return tally


def _kills(nursery: Nursery, killer: Killer, kind: str, count: int, place: Path, tally: Tally, chance: Random) -> None:
    folder, ledger = Path(), Ledger()
    anew = 1 if kind in ("migration", "creation") else KILLS_IN_ONE_VAULT
    for turn in range(count):
        if turn % anew == 0:
            shutil.rmtree(folder, ignore_errors=True) if turn else None
            folder = place / f"{kind} {turn}"
            ledger = begun(folder, kind)
        ledger = looked_at(folder, killed(nursery, killer, _orders(folder, kind, turn, ledger, chance), ledger, tally), tally)


def _orders(folder: Path, kind: str, turn: int, ledger: Ledger, chance: Random) -> Orders:
    recovery = max(ledger.recoveries, default=0)
    return Orders(str(folder), kind, chance.randrange(1 << 32), turn, ledger.passphrases[-1], recovery, tuple(ledger.backups))


def begun(folder: Path, kind: str) -> Ledger:
    """A folder in which work of this kind can begin, and what is known of it."""
    if kind == "creation":
        return Ledger(made=False)
    if kind == "migration":
        return _old_vault(folder)
    new_id = Ids(Orders(str(folder), kind, 0, -1, 0, 0))
    store = vault.create(folder, new_id(), passphrase=passphrase(0), recovery=recovery_key(0), cost=CHEAP)
    safekeeping.owner(store, new_id, NOW)
    store.close()
    return Ledger(recoveries=(0,))


def _old_vault(folder: Path) -> Ledger:
    """A vault of the first version of the tables, under the passphrase of the harness."""
    shutil.copytree(VAULTS / "0001", folder)
    told = json.loads((folder / "records.json").read_text(encoding="utf-8"))
    slots = read_slots(folder)
    key = unlock(slots, Proof(PASSPHRASE)).keys[0]
    write_slots(folder, Slots(slots.vault, (first_slot(slots, key, Proof(passphrase(0)), CHEAP),)))
    records = {one["id"]: digest(from_plain(Declaration, one)) for one in told["declarations"]}
    return Ledger(Known(records, frozenset(one["operation"] for one in told["events"])))


@dataclass(frozen=True)
class Disk:
    """A disk that is full: its folder as the nursery sees it and as this process does; without a disk of its own, files are kept from growing."""

    nursery: Nursery
    inner: Path
    seen: Path
    own: bool

    @contextmanager
    def filled(self, room: int) -> Iterator[int]:
        """No more than this room is left; gives the most bytes that a file may have, where that is how it is done."""
        if not self.own:
            yield max(room, 1)
            return
        told, ballast = os.statvfs(self.seen), self.seen / "ballast"
        ballast.write_bytes(bytes(max(0, told.f_bavail * told.f_frsize - room)))
        try:
            yield 0
        finally:
            ballast.unlink()


@contextmanager
def small_disk(place: Path) -> Iterator[Disk]:
    """A nursery with a small disk of its own, where the system lets a person mount one."""
    inner, errors = place / "disk", place / "errors on the disk"
    inner.mkdir()
    if not may_mount():
        with Nursery(errors) as nursery:
            yield Disk(nursery, inner, inner, own=False)
        return
    mounted = ("sh", "-c", f'mount -t tmpfs -o size={DISK},mode=700 declare "$0" && exec "$@"', str(inner))
    with Nursery(errors, (*IN_A_NAMESPACE, *mounted)) as nursery:
        yield Disk(nursery, inner, Path(f"/proc/{nursery.pid}/root{inner}"), own=True)


def _full_disk(disk: Disk, killer: Killer, count: int, tally: Tally, chance: Random) -> None:
    ledger, outside = Ledger(), disk.inner.with_name("outside")
    for turn in range(count):
        if turn % KILLS_IN_ONE_VAULT == 0:
            shutil.rmtree(outside, ignore_errors=True)
            ledger = begun(outside, "full disk")
        folder = disk.inner / f"profile {turn}"
        shutil.copytree(outside, disk.seen / folder.name)
        orders = _orders(folder, "full disk", turn, ledger, chance)
        with disk.filled(chance.choice((0, 4, 16, 40, 80, 200)) << 10) as most_bytes:
            ledger = killed(disk.nursery, killer, replace(orders, most_bytes=most_bytes), ledger, tally)
        # Looked at where there is room again; there also because SQLite does not follow the way into another process's disk.
        shutil.rmtree(outside)
        shutil.move(disk.seen / folder.name, outside)
        ledger = looked_at(outside, ledger, tally)
