"""Two copies of the app: one writes and is named to the other, which may read."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

import pytest

from coi_app.domain.errors import CannotWrite, VaultBusy, VaultDamaged
from coi_app.domain.recovery_key import RecoveryKey
from coi_app.store import relock
from coi_app.store.connection import connect
from coi_app.store.files import Holder, holder_of, this_process
from coi_app.store.store import Store
from coi_app.store.unlock import Proof
from coi_app.store.vault import open_vault
from tests.store.examples import NOW, PASSPHRASE, declaration
from tests.store.test_durability import run
from tests.store.test_vault import tree, with_a_declaration


def reading(folder: Path) -> Store:
    """The store, opened to read."""
    return open_vault(folder, passphrase=PASSPHRASE, read_only=True)


def test_the_one_who_writes_is_named_to_the_second(store: Store, folder: Path) -> None:
    store.close()
    holder = Holder("huia", 4321, NOW)
    writer = open_vault(folder, passphrase=PASSPHRASE, holder=holder)
    assert holder_of(folder / "declare.lock") == holder
    with pytest.raises(VaultBusy) as told:
        open_vault(folder, passphrase=PASSPHRASE, holder=this_process(NOW))
    assert "huia" in str(told.value) and "4321" in str(told.value) and "2026" in str(told.value)
    assert holder_of(folder / "declare.lock") == holder
    writer.close()
    mine = this_process(NOW)
    open_vault(folder, passphrase=PASSPHRASE, holder=mine).close()
    assert holder_of(folder / "declare.lock") == mine and mine.process == os.getpid()


@pytest.mark.parametrize(
    "noise", [b"", b" ", b" {", b" []", b" 7", b'\n{"computer": "huia"}', b'\n{"computer": 1, "process": [], "since": "x"}', b"\xff" * 9000, b" " + b"[" * 4000]
)
def test_a_lock_file_that_names_nobody_still_locks(store: Store, folder: Path, noise: bytes) -> None:
    (folder / "declare.lock").write_bytes(noise)
    assert holder_of(folder / "declare.lock") is None
    with pytest.raises(VaultBusy):
        open_vault(folder, passphrase=PASSPHRASE)


def test_a_long_name_does_not_fill_the_screen(store: Store, folder: Path) -> None:
    told = {"computer": "x" * 1000, "process": 1, "since": NOW.isoformat()}
    (folder / "declare.lock").write_text(" " + json.dumps(told))
    with pytest.raises(VaultBusy) as busy:
        open_vault(folder, passphrase=PASSPHRASE)
    assert len(str(busy.value)) < 400


def test_the_second_reads_what_the_first_has_written_and_writes_nothing(store: Store, folder: Path) -> None:
    second = reading(folder)
    assert second.read_only and not store.read_only
    assert second.glance() == ()
    with store.work() as work:
        work.declarations.save(declaration())
        work.commit()
    before = tree(folder)
    assert len(second.glance()) == 1 and second.owner() == store.owner() and second.check() == ()
    with second.reading() as records:
        assert records.declarations.get(declaration().id) == declaration()
    with pytest.raises(VaultBusy) as told, second.work():
        pass
    assert str(told.value).count("\n") == 0
    with pytest.raises(VaultBusy), relock.replaced_recovery(second, Proof(PASSPHRASE), RecoveryKey(bytes(32))):
        pass
    assert {name: content for name, content in tree(folder).items() if not name.endswith("-shm")} == {
        name: content for name, content in before.items() if not name.endswith("-shm")
    }
    with store.work() as work:
        work.declarations.save(declaration(5))
        work.commit()
    assert len(second.glance()) == 2
    second.close()


def test_a_reader_needs_no_writer_and_leaves_the_file_as_it_was(store: Store, folder: Path) -> None:
    with_a_declaration(store)
    before = (folder / "declare.db").read_bytes()
    alone = reading(folder)
    assert len(alone.glance()) == 1
    with pytest.raises(VaultBusy), alone.work():
        pass
    alone.close()
    assert (folder / "declare.db").read_bytes() == before
    open_vault(folder, passphrase=PASSPHRASE).close()


def test_a_reader_does_not_bring_an_older_file_forward(store: Store, folder: Path) -> None:
    with connect(folder / "declare.db", store.key) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    connection.close()
    store.close()
    before = tree(folder)
    with pytest.raises(VaultBusy):
        reading(folder)
    assert tree(folder)["declare.db"] == before["declare.db"] and not list(folder.glob("*.before-*"))


def test_a_reader_of_a_missing_file_makes_none(store: Store, folder: Path) -> None:
    store.close()
    (folder / "declare.db").unlink()
    with pytest.raises(VaultDamaged):
        reading(folder)
    assert not (folder / "declare.db").exists()


IN_A_LOCKED_FOLDER = """
import os, sys
from pathlib import Path
import coi_app.store.work  # before this process gives up the right to read the library
from coi_app.domain.errors import CannotWrite
from coi_app.store.vault import open_vault
from tests.store.examples import PASSPHRASE, declaration

if os.geteuid() == 0:
    os.setuid(65534)
try:
    open_vault(Path(sys.argv[1]), passphrase=PASSPHRASE)
    sys.exit("a folder that takes no files took some")
except CannotWrite:
    pass
store = open_vault(Path(sys.argv[1]), passphrase=PASSPHRASE, read_only=True)
assert len(store.glance()) == 1
with store.reading() as reading:
    assert reading.declarations.get(declaration().id) == declaration()
store.close()
"""


def test_a_folder_that_takes_no_files_can_still_be_read(store: Store, folder: Path) -> None:
    with_a_declaration(store)
    with tempfile.TemporaryDirectory() as open_to_all:
        os.chmod(open_to_all, 0o755)
        shared = Path(open_to_all) / "profile"
        folder.rename(shared)
        for path in (*shared.iterdir(), shared):
            path.chmod(0o555 if path.is_dir() else 0o444)
        before = tree(shared)
        run(IN_A_LOCKED_FOLDER, shared)
        assert tree(shared) == before
        shared.chmod(0o755)


def test_a_folder_that_takes_no_lock_is_told(store: Store, folder: Path) -> None:
    store.close()
    (folder / "declare.lock").unlink()
    (folder / "declare.lock").mkdir()
    with pytest.raises(CannotWrite):
        open_vault(folder, passphrase=PASSPHRASE)
