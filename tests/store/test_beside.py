"""Two copies of the app: one writes and is named to the other, which may read."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

import pytest

from coi_app.domain.errors import CannotWrite, VaultBusy, VaultChanged, VaultDamaged
from coi_app.domain.recovery_key import RecoveryKey
from coi_app.store import relock
from coi_app.store.connection import connect
from coi_app.store.files import Holder, holder_of, this_process
from coi_app.store.store import Store
from coi_app.store.unlock import Proof
from coi_app.store.vault import begin_writing, open_vault
from tests.store.examples import CHEAP, NOW, PASSPHRASE, declaration
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
    with pytest.raises(CannotWrite), alone.work():
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
from coi_app.store.vault import begin_writing, open_vault
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
for attempt in (store.check_writable, lambda: begin_writing(store)):
    try:
        attempt()
        sys.exit("nobody may write here")
    except CannotWrite as told:
        assert sys.argv[1] in str(told) and str(told).count("\\n") == 0
assert len(store.glance()) == 1
store.close()
"""


@pytest.mark.parametrize("kept", ["folder", "file"])
def test_a_folder_or_a_file_that_is_only_to_be_read_can_still_be_read(store: Store, folder: Path, kept: str) -> None:
    with_a_declaration(store)
    with tempfile.TemporaryDirectory() as open_to_all:
        os.chmod(open_to_all, 0o755)
        shared = Path(open_to_all) / "profile"
        folder.rename(shared)
        for path in (*shared.iterdir(), shared):
            path.chmod((0o555 if kept == "folder" else 0o777) if path.is_dir() else 0o444 if kept == "folder" or path.name == "declare.db" else 0o666)
        before = tree(shared)
        run(IN_A_LOCKED_FOLDER, shared)
        # Readers of a file share what is in the file with -shm, where the folder takes it.
        assert {name: content for name, content in tree(shared).items() if not name.endswith(("-shm", "-wal"))} == before
        shared.chmod(0o755)


def test_a_folder_that_takes_no_lock_is_told(store: Store, folder: Path) -> None:
    store.close()
    (folder / "declare.lock").unlink()
    (folder / "declare.lock").mkdir()
    with pytest.raises(CannotWrite):
        open_vault(folder, passphrase=PASSPHRASE)


WITH_NO_ROOM = """
import resource, sys
from pathlib import Path
import coi_app.store.work
from coi_app.domain.errors import CannotWrite
from coi_app.store.vault import begin_writing, open_vault
from tests.store.examples import PASSPHRASE, declaration

resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
try:
    open_vault(Path(sys.argv[1]), passphrase=PASSPHRASE)
    sys.exit("a full disk went unnoticed")
except CannotWrite:
    pass
store = open_vault(Path(sys.argv[1]), passphrase=PASSPHRASE, read_only=True)
with store.reading() as reading:
    assert reading.declarations.get(declaration().id) == declaration()
try:
    begin_writing(store)
    sys.exit("a full disk went unnoticed")
except CannotWrite:
    pass
assert len(store.glance()) == 1 and store.read_only
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
begin_writing(store)
with store.work() as work:
    work.declarations.save(declaration(5))
    work.commit()
assert len(store.glance()) == 2
store.close()
"""


def test_records_on_a_disk_without_room_can_still_be_read(store: Store, folder: Path) -> None:
    with_a_declaration(store)
    run(WITH_NO_ROOM, folder)
    again = open_vault(folder, passphrase=PASSPHRASE)
    assert len(again.glance()) == 2 and again.check() == ()
    again.close()


def test_the_second_writes_once_the_first_has_gone_and_keeps_what_both_have_written(store: Store, folder: Path) -> None:
    second = reading(folder)
    with pytest.raises(VaultBusy):
        begin_writing(second)
    assert second.read_only and second.glance() == ()
    with_a_declaration(store)
    begin_writing(second, Holder("kea", 7, NOW))
    assert not second.read_only and holder_of(folder / "declare.lock") == Holder("kea", 7, NOW)
    with second.work() as work:
        work.declarations.save(declaration(5))
        work.commit()
    assert len(second.glance()) == 2
    with pytest.raises(VaultBusy):
        open_vault(folder, passphrase=PASSPHRASE)
    second.close()
    open_vault(folder, passphrase=PASSPHRASE).close()


@pytest.mark.parametrize("looked", [False, True])
def test_a_reader_tells_a_new_key_from_damage_and_reads_again_when_it_is_opened_again(store: Store, folder: Path, looked: bool) -> None:
    with store.work() as work:
        work.declarations.save(declaration())
        work.commit()
    second = reading(folder)
    if looked:
        with second.reading() as records:
            assert records.declarations.get(declaration().id) == declaration()
    recovery = RecoveryKey(bytes(32))
    with relock.replaced_key(store, Proof(PASSPHRASE), Proof("four other words here"), recovery, CHEAP):
        pass
    before = tree(folder)
    for attempt in (second.glance, second.owner, second.rollback, second.verify, second.check, lambda: read(second)):
        with pytest.raises(VaultChanged) as told:
            attempt()
        assert "changed" in str(told.value) and "not damaged, and nothing was lost" in str(told.value)
    store.close()
    with pytest.raises(VaultChanged):
        begin_writing(second)
    assert second.read_only
    second.close()
    again = open_vault(folder, recovery=recovery, read_only=True)
    assert read(again) == declaration()
    again.close()
    assert before["vault.json"] == tree(folder)["vault.json"]


def test_a_reader_of_a_damaged_file_is_told_of_damage(store: Store, folder: Path) -> None:
    with_a_declaration(store)
    second = reading(folder)
    records = folder / "declare.db"
    with open(records, "r+b") as file:
        file.write(bytes(4096))
    with pytest.raises(VaultDamaged):
        second.glance()
    with pytest.raises(VaultDamaged):
        read(second)
    second.close()


def read(store: Store) -> object:
    """The one declaration, through the engine that reads."""
    with store.reading() as records:
        return records.declarations.get(declaration().id)
