"""Backups are whole when they are made, say what is wrong when they are not, and give the records back."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from random import Random
from zipfile import ZIP_STORED, ZipFile

import pytest

from coi_app.domain.answers import Answers
from coi_app.domain.errors import BackupUnusable, WrongKey
from coi_app.domain.history import EventKind
from coi_app.domain.kept import Parked
from coi_app.services import backup, declare, mine, safekeeping
from coi_app.services.context import Services
from coi_app.store import vault
from coi_app.store.unlock import Proof
from tests.store.examples import MARKER, NOW, PASSPHRASE


def declared(services: Services, count: int = 1) -> None:
    for _ in range(count):
        declare.start(services, topic="P07", answers=Answers({"duty": "none"}), words=MARKER)


def test_a_backup_is_proved_and_holds_every_row(services: Services) -> None:
    declared(services, 3)
    made = backup.make(services)
    drill = backup.drill(services, made.kept)
    assert drill.sound.manifest.counts["declaration"] == 3
    assert drill.sound.history and drill.sound.history.broken is None
    assert drill.compared and drill.compared.since == 0
    declared(services)
    again = backup.drill(services, made.kept)
    assert again.compared == drill.compared, "what came since takes nothing from what is in the backup"


def test_a_changed_record_is_told_from_one_that_is_as_it_was(services: Services) -> None:
    declared(services, 2)
    made = backup.make(services)
    first = mine.listed(services.store)[-1]
    declare.forget(services, first.id)
    compared = backup.drill(services, made.kept).compared
    assert compared and compared.since == 3, "a declaration, its version and its interest"


def test_nothing_of_what_is_in_it_can_be_read(services: Services, folder: Path) -> None:
    declared(services)
    body = backup.make(services).kept.path.read_bytes()
    assert MARKER.encode() not in body and b"P07" not in body
    assert [path for path in (folder / "backups").iterdir() if path.suffix != ".declare-backup"] == [], "no scratch is left"


def test_one_changed_byte_is_noticed_wherever_it_changes_anything(services: Services) -> None:
    declared(services)
    kept = backup.make(services).kept
    whole = kept.path.read_bytes()
    sound = backup.drill(services, kept)
    chance, unnoticed = Random(20261124), 0
    for place in (*range(60), *(chance.randrange(len(whole)) for _ in range(60)), *range(len(whole) - 60, len(whole))):
        body = bytearray(whole)
        body[place] ^= 1 << chance.randrange(8)
        kept.path.write_bytes(body)
        try:
            assert backup.drill(services, kept) == sound, "a change in the zip's own notes, such as a date, changes nothing that is read"
            unnoticed += 1
        except BackupUnusable as told:
            assert "Nothing was changed" in str(told)
    assert unnoticed < 60
    assert len(mine.listed(services.store)) == 1


@pytest.mark.parametrize("body", (b"", b"PK", b"no zip at all" * 100))
def test_what_is_no_backup_is_told_in_a_sentence(services: Services, folder: Path, body: bytes) -> None:
    kept = backup.make(services).kept
    kept.path.write_bytes(body)
    with pytest.raises(BackupUnusable):
        backup.drill(services, kept)


def test_a_zip_that_would_swell_is_no_backup(services: Services) -> None:
    kept = backup.make(services).kept
    with ZipFile(kept.path) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    with ZipFile(kept.path, "w", 8) as whole:
        for name, body in parts.items():
            whole.writestr(name, body)
    with pytest.raises(BackupUnusable):
        backup.drill(services, kept)
    with ZipFile(kept.path, "w", ZIP_STORED) as whole:
        for name, body in {**parts, "../evil": b"x"}.items():
            whole.writestr(name, body)
    with pytest.raises(BackupUnusable):
        backup.drill(services, kept)


def test_a_day_has_one_backup_and_only_where_something_changed(services: Services) -> None:
    declared(services)
    assert backup.make_if_due(services) is not None
    declared(services)
    assert backup.make_if_due(services) is None, "the next is due tomorrow"
    services.clock.now += timedelta(days=1)  # type: ignore[attr-defined]
    assert backup.make_if_due(services) is not None
    services.clock.now += timedelta(days=1)  # type: ignore[attr-defined]
    assert backup.make_if_due(services) is None, "nothing has changed"


def test_what_the_rule_lets_go_is_gone_from_the_list_of_copies(services: Services) -> None:
    for _ in range(20):
        declared(services)
        services.clock.now += timedelta(days=1)  # type: ignore[attr-defined]
        backup.make(services)
    there = services.store.backups()
    with services.store.reading() as reading:
        assert {copy.name for copy in reading.copies.all()} == {one.path.name for one in there}
    assert 7 <= len(there) <= 12


def test_forgetting_says_which_backup_holds_it_until_when_and_can_let_go(services: Services) -> None:
    declared(services)
    first = mine.listed(services.store)[0].id
    assert backup.still_held(services, first) is None
    made = backup.make(services)
    held = backup.still_held(services, first)
    assert held and held.backups == (made.kept,) and held.until and held.until > services.today() + timedelta(days=330)
    declare.forget(services, first)
    before_an_update = services.store.path.with_name("declare.db.before-0002-from-0001")
    before_an_update.write_bytes(b"as it was")
    left = backup.let_go(services)
    assert not before_an_update.exists()
    assert not services.store.copies_before()
    assert left.gone == (made.kept,) and services.store.backups() == (left.kept,)
    assert backup.drill(services, left.kept).sound.manifest.counts["declaration"] == 0


def test_a_copy_from_before_an_update_is_said_to_hold_it_where_no_backup_does(services: Services) -> None:
    declared(services)
    only = mine.listed(services.store)[0].id
    before_an_update = services.store.path.with_name("declare.db.before-0002-from-0001")
    before_an_update.write_bytes(b"as it was")
    assert backup.still_held(services, only) == backup.StillHeld((), None, (before_an_update,))


def test_forgetting_a_draft_clears_what_was_parked_for_it_and_no_other_page(services: Services) -> None:
    declared(services, 2)
    first, second = (one.id for one in mine.listed(services.store))
    parked = Parked({"declaration": str(second)}, {"words": "half a sentence"}, services.clock())
    safekeeping.park(services.store, parked)
    declare.forget(services, first)
    assert safekeeping.parked(services.store) == parked
    declare.forget(services, second)
    assert safekeeping.parked(services.store) is None


def test_going_back_gives_the_records_of_then_and_can_be_undone(services: Services) -> None:
    declared(services, 2)
    then = mine.listed(services.store)
    made = backup.make(services)
    declared(services, 3)
    now = mine.listed(services.store)
    backup.put_back(services, made.kept)
    assert mine.listed(services.store) == then
    backup.put_back(services, services.store.backups()[0])
    assert mine.listed(services.store) == now
    with services.store.reading() as reading:
        assert reading.events.of()[-1].kind is EventKind.RESTORED


def test_a_new_computer_opens_the_backup_with_its_passphrase(services: Services, tmp_path: Path) -> None:
    declared(services, 2)
    made, there = backup.make(services), mine.listed(services.store)
    elsewhere = tmp_path / "another computer"
    with pytest.raises(WrongKey):
        vault.restore(elsewhere, made.kept.path, NOW, Proof("not this one at all"))
    assert vault.condition(elsewhere) is vault.Condition.NONE
    assert vault.restore(elsewhere, made.kept.path, NOW, Proof(PASSPHRASE)) is None
    again = vault.open_vault(elsewhere, passphrase=PASSPHRASE)
    assert mine.listed(again) == there
    again.close()


@pytest.mark.parametrize("stop", range(12))
def test_a_restore_cut_short_anywhere_ends_at_the_next_opening(services: Services, folder: Path, tmp_path: Path, stop: int) -> None:
    """The process dies at one system call after the other, in a process of its own."""
    declared(services, 1)
    then, made = mine.listed(services.store), backup.make(services)
    declared(services, 1)
    now = mine.listed(services.store)
    services.store.close()
    subprocess.run([sys.executable, "-c", CUT_SHORT, str(folder), str(made.kept.path), str(stop)], check=False, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])})
    again = vault.open_vault(folder, passphrase=PASSPHRASE)
    assert mine.listed(again) in (then, now)
    assert again.check() == ()
    again.close()


CUT_SHORT = """
import os, sys
from pathlib import Path
from coi_app.store import vault
from coi_app.store.unlock import Proof
from tests.store.examples import NOW, PASSPHRASE
left = int(sys.argv[3])
def watch(event, arguments):
    global left
    if event in ("os.rename", "os.remove", "os.rmdir", "shutil.rmtree") and str(arguments[0]).find(".scratch-") < 0:
        left -= 1
        if left < 0:
            os._exit(9)
sys.addaudithook(watch)
vault.restore(Path(sys.argv[1]), Path(sys.argv[2]), NOW, Proof(PASSPHRASE))
"""
