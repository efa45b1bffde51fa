"""A file that is removed or replaced while the app has it open: noticed before a write and after it, and no other file is written."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from coi_app.domain.errors import VaultDamaged, VaultMoved
from coi_app.store import relock
from coi_app.store.store import Store
from coi_app.store.unlock import Proof
from coi_app.store.vault import create, open_vault
from tests.store.examples import CHEAP, ME, PASSPHRASE, VAULT, declaration, number

Trouble = Callable[[Path], None]


def saved(store: Store, seed: int) -> None:
    """Save a declaration, and return when it is confirmed."""
    with store.work() as work:
        work.declarations.save(declaration(seed))
        work.commit()


def remove(folder: Path) -> None:
    """Remove the file."""
    (folder / "declare.db").unlink()


def replace_by_other_records(folder: Path) -> None:
    """Put the file of another vault in its place."""
    other = folder.parent / "other"
    create(other, number(3), passphrase=PASSPHRASE, cost=CHEAP).close()
    os.replace(other / "declare.db", folder / "declare.db")


def replace_by_an_older_copy(folder: Path) -> None:
    """Put a copy from before in its place, which has the same key."""
    os.replace(folder / "copy", folder / "declare.db")


def replace_by_noise(folder: Path) -> None:
    """Put something else in its place."""
    (folder / "noise").write_bytes(b"noise" * 5000)
    os.replace(folder / "noise", folder / "declare.db")


def rename_the_folder(folder: Path) -> None:
    """Move the folder with everything in it."""
    folder.rename(folder.with_name("moved"))


def remove_the_log(folder: Path) -> None:
    """Remove the log that holds the latest answers."""
    (folder / "declare.db-wal").unlink()


FILE = [remove, replace_by_other_records, replace_by_an_older_copy, replace_by_noise, rename_the_folder]


@pytest.fixture
def open_store(store: Store, folder: Path) -> Store:
    """A store that has been written to, with a copy of its file from before beside it."""
    store.close()
    (folder / "copy").write_bytes((folder / "declare.db").read_bytes())
    again = open_vault(folder, passphrase=PASSPHRASE)
    saved(again, 1)
    os.link(folder / "declare.db", folder.parent / "kept")
    return again


@pytest.mark.parametrize("trouble", FILE)
def test_nothing_is_written_once_the_file_is_another(open_store: Store, folder: Path, trouble: Trouble) -> None:
    trouble(folder)
    there = folder / "declare.db"
    before = there.read_bytes() if there.exists() else None
    with pytest.raises(VaultMoved) as told:
        saved(open_store, 2)
    assert str(folder) in str(told.value) and str(told.value).count("\n") == 0
    for look in (open_store.glance, open_store.owner, open_store.check):
        with pytest.raises(VaultMoved):
            look()
    with pytest.raises(VaultMoved), open_store.reading():
        pass
    with pytest.raises(VaultMoved), relock.replaced_lock(open_store, Proof(PASSPHRASE), Proof("four other words here"), CHEAP):
        pass
    open_store.close()
    assert (there.read_bytes() if there.exists() else None) == before


@pytest.mark.parametrize("trouble", [*FILE, remove_the_log])
def test_no_answer_is_confirmed_that_is_not_in_the_file(open_store: Store, folder: Path, trouble: Trouble) -> None:
    with pytest.raises(VaultMoved), open_store.work() as work:
        work.declarations.save(declaration(2))
        trouble(folder)
        work.commit()
    open_store.close()


@pytest.mark.parametrize("trouble", [*FILE, remove_the_log])
def test_nor_where_it_goes_while_the_answer_is_written(open_store: Store, folder: Path, trouble: Trouble) -> None:
    """The file goes between the look before the commit and the look after it."""
    with pytest.raises(VaultMoved), open_store.work() as work:
        work.declarations.save(declaration(2))
        work._file.check_writing()  # noqa: SLF001 - as `commit` begins
        trouble(folder)
        work._transaction.commit()  # noqa: SLF001
        work._file.check_writing()  # noqa: SLF001 - as it ends
    open_store.close()


def test_what_was_confirmed_is_in_the_file_that_was_moved(open_store: Store, folder: Path) -> None:
    remove(folder)
    with pytest.raises(VaultMoved):
        saved(open_store, 2)
    open_store.close()
    with pytest.raises(VaultDamaged):
        open_vault(folder, passphrase=PASSPHRASE)
    os.replace(folder.parent / "kept", folder / "declare.db")
    again = open_vault(folder, passphrase=PASSPHRASE)
    assert [one.id for one in again.glance()] == [declaration(1).id] and again.check() == ()
    saved(again, 2)
    again.close()


def test_a_file_that_is_put_back_is_written_again(open_store: Store, folder: Path) -> None:
    (folder / "declare.db").rename(folder / "away")
    with pytest.raises(VaultMoved):
        saved(open_store, 2)
    (folder / "away").rename(folder / "declare.db")
    saved(open_store, 2)
    assert len(open_store.glance()) == 2 and open_store.owner() == ME.id == VAULT
    open_store.close()
