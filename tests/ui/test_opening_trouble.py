"""Records that are not as they should be when they are opened: said on the screen, with a way on, on real files."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from coi_app.domain.answers import Answers
from coi_app.domain.history import EventKind
from coi_app.domain.recovery_key import RecoveryKey
from coi_app.services import backup, declare, history, mine, relock, safekeeping
from coi_app.store.key_store import KeyStore
from coi_app.store.unlock import Proof
from coi_app.ui.pages.set_up import SetUpPage
from coi_app.ui.theme import Theme
from tests.store.examples import CHEAP
from tests.store.key_stores import Remembering
from tests.ui.checking import example
from tests.ui.conftest import LAPTOP
from tests.ui.declaring import PASSPHRASE, Declaring
from tests.ui.driving import press

BACKUPS = "Kept safe"
HERE_ALREADY = "There are records on this computer already"
RECOVERY = RecoveryKey(bytes(range(32)))


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
    """Someone with one draft and a backup of it, which a recovery key opens too."""
    person = Declaring(qtbot, qapp, theme, folder, LAPTOP)
    declaring(person)
    person.set_up()
    services = person.desk.services
    assert services is not None
    relock.set_recovery_key(services, Proof(PASSPHRASE), RECOVERY)
    backup.make(services)
    return person


def with_a_key_store(qtbot: QtBot, qapp: QApplication, theme: Theme, folder: Path, keys: Remembering) -> Declaring:
    """Someone whose records open with the key store of this computer, with one draft and a backup of it."""
    person = Declaring(qtbot, qapp, theme, folder, LAPTOP, KeyStore(keys))
    declaring(person)
    person.wait_for("Set up your own records")
    person.press("Set up")
    person.wait_for("Your recovery key")
    person.press("Go on")
    services = person.desk.services
    assert services is not None
    relock.set_recovery_key(services, Proof(key_store=KeyStore(keys)), RECOVERY)
    backup.make(services)
    person.close()
    return person


def spoil(tmp_path: Path) -> None:
    """The first page of the records is gone."""
    records = tmp_path / "profile" / "declare.db"
    records.write_bytes(b"\0" * 4096 + records.read_bytes()[4096:])


def older_put_back(person: Declaring, tmp_path: Path) -> None:
    """An older copy stands in the place of the records, whose newest backup is later; the window is open again."""
    records = tmp_path / "profile" / "declare.db"
    person.close()
    older = records.read_bytes()
    person.restart()
    asks(person)
    services = person.desk.services
    assert services is not None
    declare.start(services, topic="P07", answers=Answers({"duty": "none"}), words="")
    person.clock.now += timedelta(days=1)
    backup.make(services)
    person.close()
    records.write_bytes(older)
    person.restart()


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
    go_on_with_these(person)
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


def test_a_backup_comes_back_by_the_recovery_key_and_a_new_passphrase_is_chosen(qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path) -> None:
    person = with_records(qtbot, qapp, theme, tmp_path)
    person.close()
    spoil(tmp_path)
    person.restart()
    asks(person)
    person.wait_for("Your records cannot be read")
    person.press(named(person, "Go back to the newest backup"))
    person.wait_for("Open your backup")
    person.press("Forgot passphrase?")
    person.type_in("Recovery key", RecoveryKey(bytes(32)).grouped.replace("\n", " "))
    person.press("Restore")
    assert person.page.title == "Open your backup" and person.desk.store is None
    person.type_in("Recovery key", RECOVERY.grouped.replace("\n", " "))
    person.press("Restore")
    go_on_with_these(person)
    person.wait_for("Choose a new passphrase")
    assert person.desk.services is not None and len(mine.listed(person.desk.services.store)) == 1
    person.close()


def test_a_backup_comes_back_by_the_key_store_without_a_question(qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path) -> None:
    person = with_a_key_store(qtbot, qapp, theme, tmp_path, Remembering())
    spoil(tmp_path)
    person.restart()
    person.go(Qt.Key.Key_3)
    person.wait_for("Your records cannot be read")
    person.press(named(person, "Go back to the newest backup"))
    go_on_with_these(person)
    person.wait_for("My declarations")
    assert person.desk.services is not None and len(mine.listed(person.desk.services.store)) == 1
    person.close()


def test_where_the_key_store_lost_the_key_the_recovery_key_opens_the_records(qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path) -> None:
    keys = Remembering()
    person = with_a_key_store(qtbot, qapp, theme, tmp_path, keys)
    keys.kept.clear()
    person.restart()
    person.go(Qt.Key.Key_3)
    person.wait_for("The key to your records is not there")
    person.press("Use the recovery key")
    person.type_in("Recovery key", RECOVERY.grouped.replace("\n", " "))
    person.press("Open")
    person.wait_for("Choose a new passphrase")
    assert person.desk.services is not None
    person.close()


def test_from_an_older_copy_the_person_goes_back_to_the_newest_backup(qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path) -> None:
    person = with_records(qtbot, qapp, theme, tmp_path)
    older_put_back(person, tmp_path)
    older = (tmp_path / "profile" / "declare.db").read_bytes()
    asks(person)
    person.wait_for("These may not be your latest records")
    person.press("Go back to the newest backup")
    person.wait_for("Open your backup")
    person.type_in("Passphrase", PASSPHRASE)
    person.press("Restore")
    go_on_with_these(person)
    services = person.desk.services
    assert services is not None and len(mine.listed(services.store)) == 2
    assert [path.read_bytes() for path in (tmp_path / "profile" / "backups").glob("Put aside */declare.db")] == [older]
    person.close()


@pytest.mark.parametrize("further", [False, True])
def test_closing_the_window_before_an_older_copy_is_gone_on_with_changes_nothing(
    qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path, further: bool
) -> None:
    person = with_records(qtbot, qapp, theme, tmp_path)
    older_put_back(person, tmp_path)
    kept = {name: (tmp_path / "profile" / name).read_bytes() for name in ("declare.db", "declare.heads", "vault.json")}
    asks(person)
    person.wait_for("These may not be your latest records")
    if further:
        person.press("Go back to the newest backup")
        person.wait_for("Open your backup")
    person.close()
    assert {name: (tmp_path / "profile" / name).read_bytes() for name in kept} == kept
    store = safekeeping.open_records(tmp_path / "profile", passphrase=PASSPHRASE, key_store=lambda: None)
    assert history.older_copy(store) is not None, "it is said again at the next start"
    store.close()


def test_a_second_backup_on_a_day_says_which_one_it_stands_in_for(qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path) -> None:
    person = with_records(qtbot, qapp, theme, tmp_path)
    person.clock.now += timedelta(hours=2)
    person.go(Qt.Key.Key_4)
    person.press("See how they are kept safe")
    person.wait_for(BACKUPS)
    person.press("Make a backup now")
    assert "stands in for: 23 Nov 2026, 9:41. That is removed." in person.words()
    person.close()


@pytest.mark.parametrize("begins", ["set up", "unlock"])
def test_a_backup_replaces_no_records_that_are_here_before_the_person_has_read_what_becomes_of_them(
    qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path, begins: str
) -> None:
    person = with_records(qtbot, qapp, theme, tmp_path / "old")
    person.close()
    whole = safekeeping.backups(tmp_path / "old" / "profile")[0].path
    folder = tmp_path / "new" / "profile"
    person = Declaring(qtbot, qapp, theme, tmp_path / "new", LAPTOP)
    if begins == "set up":
        declaring(person)
        person.wait_for("Set up your own records")
    here = safekeeping.create(folder, uuid4, person.clock(), passphrase="some other words", key_store=lambda: None, cost=CHEAP).store
    own = here.back_up(person.clock()).kept.path
    here.close()
    records, slots = (folder / "declare.db").read_bytes(), (folder / "vault.json").read_bytes()
    if begins == "unlock":
        person.go(Qt.Key.Key_3)
        person.wait_for("Open your records")
    choose(person, whole)
    assert str(folder / "backups") in person.words() and "put aside whole" in person.words()
    person.press("Keep what is here")
    person.wait_for("Open your records")
    choose(person, whole)
    assert (folder / "declare.db").read_bytes() == records and list((folder / "backups").iterdir()) == [own]
    person.press("Put it aside and open the backup")
    person.wait_for("Open your backup")
    person.type_in("Passphrase", PASSPHRASE)
    person.press("Restore")
    person.wait_for("Your records are on this computer")
    aside = next((folder / "backups").glob("Put aside *"))
    assert (aside / "declare.db").read_bytes() == records and (aside / "vault.json").read_bytes() == slots
    assert (aside / own.name).exists() and not own.exists(), "its backups go with it, out of reach of the rule that prunes"
    assert person.desk.services is not None and len(mine.listed(person.desk.services.store)) == 1
    person.close()


def choose(person: Declaring, whole: Path) -> None:
    """Says that there is a backup, and which."""
    person.messages.next_files.append(whole)
    person.press("I have a backup")
    person.wait_for(HERE_ALREADY)


def go_on_with_these(person: Declaring) -> None:
    """Goes on where a backup is not as far as the records once were."""
    if person.page.title == "These may not be your latest records":
        person.press("Go on with these")


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
