"""Power lost at any moment: whatever blocks and names were not safe yet, every confirmed call is there and the records open.

What a session asked of the disk is recorded by strace, and the files are rebuilt from it; see `tests/store/harness/disk.py` for
what may then be lost.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.store.harness.at_work import Orders
from tests.store.harness.disk import BLOCK, Disk, Tree
from tests.store.harness.ledger import Ledger
from tests.store.harness.power_loss import Losses, lose_power, tree_of
from tests.store.harness.recording import Asked, record
from tests.store.harness.runs import begun

MANY = (
    ("autosave", 40), ("signing", 20), ("parking", 15), ("migration", 10), ("creation", 10), ("backup", 12), ("restore", 10),
    ("lock", 15), ("key change", 8), ("everything", 30),
)
"""Each kind of work, and how many calls of it a session has."""

Recorded = tuple[Path, tuple[Asked, ...], Tree, Ledger]


def recorded(place: Path, kind: str, calls: int, seed: int = 1) -> Recorded:
    """A session of this kind of work: its folder, what it asked for, and the files and what was known of them before."""
    folder = place / "profile"
    ledger = begun(folder, kind)
    before = tree_of(folder) if folder.exists() else {}
    orders = Orders(str(folder), kind, seed, 0, 0, 0)
    return folder, record(orders, calls, place / "log"), before, ledger


def lost(place: Path, told: Recorded, *, ways: int, most: int | None = None) -> Losses:
    folder, session, before, ledger = told
    return lose_power(place, folder, session, before, ledger, seed=1, ways=ways, most=most)


@pytest.mark.parametrize(("kind", "calls", "most"), [("autosave", 12, 250), ("migration", 2, 150), ("creation", 2, 150), ("everything", 14, 250)])
def test_a_power_loss_loses_nothing_that_was_confirmed(tmp_path: Path, kind: str, calls: int, most: int) -> None:
    losses = lost(tmp_path, recorded(tmp_path, kind, calls), ways=1, most=most)
    assert not losses.faults, "\n".join(losses.faults)
    assert losses.rebuilt["only what is safe"] and losses.rebuilt["by chance"] and losses.rebuilt["as asked"]


@pytest.mark.prove
@pytest.mark.parametrize(("kind", "calls"), MANY)
def test_a_power_loss_at_every_moment_loses_nothing_that_was_confirmed(tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, calls: int) -> None:
    losses = lost(tmp_path, recorded(tmp_path, kind, calls, seed=2), ways=3)
    with capsys.disabled():
        print(f"\n{kind}: {losses.told()}")  # noqa: T201 - its figures are in the README
    assert not losses.faults, "\n".join(losses.faults)


def test_without_its_syncs_answers_would_be_lost(tmp_path: Path) -> None:
    folder, session, before, ledger = recorded(tmp_path, "autosave", 12)
    careless = tuple(call for call in session if call.name not in ("fsync", "fdatasync"))
    assert lost(tmp_path, (folder, careless, before, ledger), ways=1, most=250).faults, "a power loss in the model loses what was never made safe"


def asked(name: str, arguments: str, *texts: bytes, result: int = 0) -> Asked:
    return Asked(name, arguments, texts, result)


def test_a_disk_keeps_what_was_synced_and_may_lose_any_block_that_was_not() -> None:
    disk = Disk("/p", {"a": b"1" * 3 * BLOCK})
    disk.ask(asked("openat", "AT_FDCWD, T, O_RDWR", b"/p/a", result=3))
    disk.ask(asked("pwrite64", f"3, T, {BLOCK}, 0", b"2" * BLOCK, result=BLOCK))
    disk.ask(asked("fdatasync", "3"))
    disk.ask(asked("pwrite64", f"3, T, {2 * BLOCK}, {BLOCK}", b"3" * 2 * BLOCK, result=2 * BLOCK))
    assert disk.least() == {"a": b"2" * BLOCK + b"1" * 2 * BLOCK}
    assert disk.kept() == {"a": b"2" * BLOCK + b"3" * 2 * BLOCK}
    chance = Random(1)
    found = {(disk.by_chance(chance)["a"] or b"")[::BLOCK] for _ in range(50)}
    assert found == {b"211", b"213", b"231", b"233"}


def test_a_name_is_safe_once_its_folder_was_synced_and_names_come_in_their_order() -> None:
    disk = Disk("/p", {})
    for number, name in enumerate((b"/p/a", b"/p/b")):
        disk.ask(asked("openat", "AT_FDCWD, T, O_RDWR|O_CREAT, 0600", name, result=3 + number))
    disk.ask(asked("rename", "T, T", b"/p/a", b"/p/c"))
    assert disk.least() == {} and set(disk.kept()) == {"b", "c"}
    chance = Random(1)
    assert {tuple(sorted(disk.by_chance(chance))) for _ in range(50)} == {(), ("a",), ("a", "b"), ("b", "c")}
    disk.ask(asked("openat", "AT_FDCWD, T, O_RDONLY", b"/p", result=9))
    disk.ask(asked("fsync", "9"))
    assert set(disk.least()) == {"b", "c"} and not disk.unsafe()
