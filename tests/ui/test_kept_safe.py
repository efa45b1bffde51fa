"""Recovery key, backups, history and the archive on their pages, by key alone, on real encrypted records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coi_app.domain.recovery_key import RecoveryKey
from coi_app.services import mine, safekeeping
from coi_app.ui.pages.kept_safe import KeptSafePage
from coi_app.ui.theme import Theme
from tests.ui.checking import example
from tests.ui.conftest import LAPTOP
from tests.ui.declaring import Declaring


@pytest.fixture
def person(qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path) -> Iterator[Declaring]:
    """Someone with one draft in their records, on the page that shows how they are kept safe."""
    person = Declaring(qtbot, qapp, theme, tmp_path, LAPTOP)
    topic, given = example("candidate")
    person.check(topic, dict(given))
    person.press("Declare this")
    person.set_up()
    person.go(Qt.Key.Key_4)
    person.wait_for("My information")
    person.press("See how they are kept safe")
    person.wait_for("Kept safe")
    yield person
    person.close()
    assert not person.messages.said


def said(person: Declaring) -> str:
    """What the page says just happened."""
    page = person.page
    assert isinstance(page, KeptSafePage)
    return page.notice.said


def button(person: Declaring, begins: str) -> str:
    """The name of the first button that begins so, which also tells of which backup it is."""
    from PySide6.QtWidgets import QPushButton

    return next(b.accessibleName() for b in person.page.findChildren(QPushButton) if b.isVisible() and b.accessibleName().startswith(begins))


def test_a_backup_is_made_tried_gone_back_to_and_that_undone(person: Declaring) -> None:
    person.press("Make a backup now")
    assert "Backed up" in said(person)
    person.press(button(person, "Try it"))
    assert "It restores: 1 records" in said(person)
    person.clock.now = person.clock.now.replace(hour=12)
    person.press(button(person, "Go back to it"))
    assert "as they were then" in said(person)
    services = person.desk.services
    assert services is not None and len(mine.listed(services.store)) == 1
    assert len(services.store.backups()) == 2, "what was here a moment ago is one of them"
    person.clock.now = person.clock.now.replace(hour=13)
    person.press("Undo: go back to that")
    assert "as they were then" in said(person) and len(mine.listed(services.store)) == 1


def test_the_history_is_checked_and_shown(person: Declaring) -> None:
    person.press("Check the history")
    assert said(person).startswith("Whole: ")
    person.press("See what happened")
    person.wait_for("What happened")
    assert "Begun" in person.words()


def test_an_archive_is_saved_and_brought_in_again(person: Declaring, tmp_path: Path) -> None:
    target = tmp_path / "archive.zip"
    person.messages.next_files.append(target)
    person.press("Save an archive")
    assert "not encrypted" in said(person) and "records.json" in ZipFile(target).namelist()
    person.messages.next_files.append(target)
    person.press("Bring records in")
    assert "1 were here already" in said(person)
    (tmp_path / "no archive.zip").write_bytes(b"no zip")
    person.messages.next_files.append(tmp_path / "no archive.zip")
    person.press("Bring records in")
    assert "Nothing was changed" in said(person)


def test_older_backups_are_let_go_after_a_new_one(person: Declaring, tmp_path: Path) -> None:
    for day in (24, 25):
        person.clock.now = person.clock.now.replace(day=day)
        person.press("Make a backup now")
    person.clock.now = person.clock.now.replace(day=26)
    assert person.window.grab().save(str(tmp_path / "kept-safe.png"))
    person.press("Make a new one and remove all older ones")
    assert "older ones are gone" in said(person)
    assert len(list((person.desk.folder / "backups").iterdir())) == 1


def test_the_recovery_key_that_is_shown_opens_the_records(qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path) -> None:
    person = Declaring(qtbot, qapp, theme, tmp_path, LAPTOP)
    topic, given = example("candidate")
    person.check(topic, dict(given))
    person.press("Declare this")
    person.wait_for("Set up your own records")
    person.type_in("Passphrase", "harbour pencil over nine")
    person.type_in("The same passphrase again", "harbour pencil over nine")
    person.press("Set up")
    person.wait_for("Your recovery key")
    person.press("Copy it")
    shown = QApplication.clipboard().text()
    assert shown in person.words().replace("\n", "-")
    QApplication.clipboard().clear()
    person.press("Go on")
    person.close()
    store = safekeeping.open_records(person.desk.folder, recovery=RecoveryKey.read(shown.lower().replace("-", " ")), key_store=lambda: None)
    assert len(mine.listed(store)) == 1
    store.close()


def test_forgetting_says_which_backups_still_hold_it_and_until_when(person: Declaring) -> None:
    person.press("Make a backup now")
    person.go(Qt.Key.Key_3)
    person.press("Continue 1")
    person.press("Forget this draft")
    person.wait_for("My declarations")
    person.qtbot.waitUntil(lambda: "1 of your backups still hold it, until 30 Nov 2027" in person.words())
    person.press("Undo: keep it")
    assert "Title covered" in person.words()
