"""One bit turned over anywhere in the files of a profile: said in one sentence or harmless, never guessed at, and nothing written by looking."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from coi_app.domain.errors import DeclareError
from coi_app.store import backup, vault
from coi_app.store.connection import connect
from coi_app.store.slots import COPY, read_slots, slots_of
from coi_app.store.slots import NAME as SLOTS
from coi_app.store.unlock import Proof, unlock
from tests.store.examples import CHEAP, ME, NOW, PASSPHRASE, VAULT

PAGE = 4096
LATER = NOW + timedelta(hours=1)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile with an owner and a backup of it, closed."""
    folder = tmp_path_factory.mktemp("kept")
    store = vault.create(folder, VAULT, passphrase=PASSPHRASE, cost=CHEAP)
    with store.work() as work:
        work.people.own(ME)
        work.commit()
    store.back_up(NOW)
    store.close()
    return folder


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock"}


def flip(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 0x10
    path.write_bytes(content)


def test_a_bit_in_any_page_of_the_records_is_said_or_leaves_every_row_readable(kept: Path) -> None:
    records = kept / "declare.db"
    whole = records.read_bytes()
    rows = backup.manifest_of(backup.listed(kept)[0].path)[0].counts
    said = readable = found = 0
    for at in [3, 900, *range(PAGE + 70, len(whole), PAGE), len(whole) - 90]:
        flip(records, at)
        before = records.read_bytes()
        try:
            made = read_all(kept)
        except DeclareError as told:
            said += 1
            assert str(told).endswith(".")
        else:
            # An index is not read for a backup, which makes it anew: no row hangs on it.
            readable += 1
            assert made.manifest.counts == rows
            made.kept.path.unlink()
            found += damaged_pages(records, kept) > 0
        finally:
            assert records.read_bytes() == before, "nothing is written by looking"
            records.write_bytes(whole)
    assert said and found == readable
    assert read_all(kept).manifest.counts == rows


def read_all(folder: Path) -> backup.Sound:
    """Opens the records to read, and makes a backup of them, which reads every row."""
    store = vault.open_vault(folder, passphrase=PASSPHRASE, read_only=True)
    try:
        return backup.make(folder, store.key, LATER)
    finally:
        store.close()


def damaged_pages(records: Path, folder: Path) -> int:
    """How many pages are not as they were written, by their own seals."""
    store = vault.open_vault(folder, passphrase=PASSPHRASE, read_only=True)
    try:
        with closing(connect(records, store.key, read_only=True)) as connection:
            return len(connection.execute("PRAGMA cipher_integrity_check").fetchall())
    finally:
        store.close()


@pytest.mark.parametrize("name", [SLOTS, COPY])
def test_a_bit_anywhere_in_one_of_the_two_vault_files_bars_nobody_who_has_the_other(kept: Path, name: str) -> None:
    """Also in a slot: the right passphrase is never called wrong, and the next opening writes the file anew."""
    whole = (kept / name).read_bytes()
    for at in range(len(whole)):
        flip(kept / name, at)
        try:
            read = read_slots(kept)
            assert unlock(read, Proof(PASSPHRASE)).keys if at % 16 == 0 else read == slots_of(whole), f"a bit at {at}"
        finally:
            (kept / name).write_bytes(whole)


def test_a_damaged_vault_file_is_written_anew_when_the_records_open(kept: Path) -> None:
    for name in (SLOTS, COPY):
        whole = (kept / name).read_bytes()
        for at in range(0, len(whole), 40):
            flip(kept / name, at)
            vault.open_vault(kept, passphrase=PASSPHRASE, read_only=True).close()
            assert (kept / name).read_bytes() != whole, "who only reads writes nothing"
            vault.open_vault(kept, passphrase=PASSPHRASE).close()
            assert slots_of((kept / name).read_bytes()) == slots_of(whole)
            (kept / name).write_bytes(whole)


def test_a_bit_in_any_hundredth_of_a_backup_is_said_or_gives_back_the_same_records(kept: Path, tmp_path: Path) -> None:
    one = backup.listed(kept)[0].path
    whole = one.read_bytes()
    said = 0
    for at in range(0, len(whole), len(whole) // 100):
        spoiled, target = tmp_path / f"{at}.declare-backup", tmp_path / str(at)
        spoiled.write_bytes(whole)
        flip(spoiled, at)
        try:
            vault.restore(target, spoiled, NOW, Proof(PASSPHRASE))
        except DeclareError:
            said += 1
            assert not (target / "declare.db").exists() and not (target / SLOTS).exists()
        else:
            store = vault.open_vault(target, passphrase=PASSPHRASE)
            assert store.owner() == ME.id
            store.close()
    assert said >= 95
