"""Records that are not as they should be when they are opened: said on the screen, with a way on, on real files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from coi_app.domain.answers import Answers
from coi_app.domain.history import EventKind
from coi_app.services import backup, declare, history, mine, safekeeping
from coi_app.ui.pages.set_up import SetUpPage
from coi_app.ui.theme import Theme
from tests.ui.checking import example
from tests.ui.conftest import LAPTOP
from tests.ui.declaring import PASSPHRASE, Declaring
from tests.ui.driving import press

BACKUPS = "Kept safe"


def declaring(person: Declaring) -> None:
    """Declares a draft, as far as being asked to open or make the records."""
    topic, given = example("candidate")
    person.check(topic, dict(given))
    person.press("Declare this")


def test_a_folder_that_a_service_copies_is_said_before_records_are_made_and_where_they_are_kept(qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path) -> None:
    person = Declaring(qtbot, qapp, theme, tmp_path / "Dropbox", LAPTOP)
    declaring(person)
    person.wait_for("Set up your own records")
    assert "Dropbox copies to other computers" in person.words()
    assert not (tmp_path / "Dropbox" / "profile" / "declare.db").exists()
    person.set_up()
    person.go(Qt.Key.Key_4)
    person.wait_for("My information")
    person.press("See how they are kept safe")
    person.wait_for(BACKUPS)
    assert "Dropbox copies to other computers" in person.words()
    person.close()


def with_records(qtbot: QtBot, qapp: QApplication, theme: Theme, folder: Path) -> Declaring:
    """Someone with one draft and a backup of it."""
    person = Declaring(qtbot, qapp, theme, folder, LAPTOP)
    declaring(person)
    person.set_up()
    services = person.desk.services
    assert services is not None
    backup.make(services)
    return person


def asks(person: Declaring) -> None:
    """Asks for the records with their passphrase."""
    person.go(Qt.Key.Key_3)
    person.unlock()


def test_damaged_records_offer_their_backups_and_are_put_aside_not_overwritten(qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path) -> None:
    person = with_records(qtbot, qapp, theme, tmp_path)
    person.close()
    records = tmp_path / "profile" / "declare.db"
    spoiled = b"\0" * 4096 + records.read_bytes()[4096:]
    records.write_bytes(spoiled)
    person.restart()
    asks(person)
    person.wait_for("Your records cannot be read")
    assert records.read_bytes() == spoiled, "nothing is written by looking"
    person.press(named(person, "Go back to the newest backup"))
    person.wait_for("Open your backup")
    person.type_in("Passphrase", "not the right one")
    person.press("Restore")
    assert records.read_bytes() == spoiled
    person.type_in("Passphrase", PASSPHRASE)
    person.press("Restore")
    if "These may not be your latest records" in person.words():
        person.press("Go on with these")
    assert person.desk.services is not None and len(mine.listed(person.desk.services.store)) == 1
    assert [path.read_bytes() for path in (tmp_path / "profile" / "backups").glob("Put aside */declare.db")] == [spoiled]
    person.close()


def test_an_older_copy_is_said_when_it_is_opened_and_gone_on_with_only_once_it_was_seen(qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path) -> None:
    person = with_records(qtbot, qapp, theme, tmp_path)
    person.close()
    records = tmp_path / "profile" / "declare.db"
    older = records.read_bytes()
    person.restart()
    asks(person)
    services = person.desk.services
    assert services is not None
    declare.start(services, topic="P07", answers=Answers({"duty": "none"}), words="")
    person.close()
    records.write_bytes(older)
    person.restart()
    for _ in range(2):
        asks(person)
        person.wait_for("These may not be your latest records")
        assert "An older copy may have been put back" in person.words() and "The newest backup is from" in person.words()
        assert person.desk.services is None and person.desk.store is None
        person.press("Not now")
    asks(person)
    person.press("Go on with these")
    services = person.desk.services
    assert services is not None and history.older_copy(services.store) is None
    assert history.of(services)[-1].event.kind is EventKind.OLDER_COPY_SEEN
    person.restart()
    asks(person)
    assert person.desk.services is not None
    person.close()


def test_a_new_computer_begins_from_a_backup_and_asks_how_it_is_locked_there(qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path) -> None:
    person = with_records(qtbot, qapp, theme, tmp_path / "old")
    person.close()
    whole = safekeeping.backups(tmp_path / "old" / "profile")[0].path
    person = Declaring(qtbot, qapp, theme, tmp_path / "new", LAPTOP)
    declaring(person)
    person.wait_for("Set up your own records")
    person.messages.next_files.append(whole)
    person.press("I have a backup")
    person.wait_for("Open your backup")
    person.type_in("Passphrase", PASSPHRASE)
    person.press("Restore")
    person.wait_for("Your records are on this computer")
    assert person.desk.services is not None and len(mine.listed(person.desk.services.store)) == 1
    person.press("Choose how this is locked")
    person.wait_for("How this is locked")
    press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    person.wait_for("Your records are on this computer")
    person.press("Go on")
    assert len(mine.listed(person.desk.services.store)) == 2, "what the person came for is done too"
    person.close()


def test_a_file_that_is_no_backup_is_said_and_nothing_made(qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path) -> None:
    person = Declaring(qtbot, qapp, theme, tmp_path, LAPTOP)
    other = tmp_path / "other.declare-backup"
    other.write_bytes(b"a letter")
    declaring(person)
    person.wait_for("Set up your own records")
    page = person.page
    assert isinstance(page, SetUpPage)
    drop(page, other)
    person.wait_for("This backup cannot be used")
    assert not (tmp_path / "profile" / "declare.db").exists()
    person.close()


def named(person: Declaring, begins: str) -> str:
    """The whole name of the button that begins so."""
    return next(button.accessibleName() or button.text() for button in person.page.findChildren(QPushButton) if button.isVisible() and button.text().startswith(begins))


def drop(page: SetUpPage, file: Path) -> None:
    """Drops a file on the page, as the window system does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    at, copy, none = QPoint(9, 9), Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(page, QDragEnterEvent(at, copy, data, Qt.MouseButton.LeftButton, none))
    QApplication.sendEvent(page, QDropEvent(QPointF(at), copy, data, Qt.MouseButton.LeftButton, none))
