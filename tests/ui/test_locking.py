"""Locking: everything is covered and parked, the key goes, and the way back leads to the same place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from coi_app.domain.errors import NeedsPassphrase
from coi_app.services import safekeeping
from coi_app.store.key_store import KeyStore
from coi_app.ui.theme import Theme, ThemeChoice
from tests.store.test_key_store import Remembering
from tests.ui.checking import example
from tests.ui.conftest import LAPTOP
from tests.ui.declaring import PASSPHRASE, Declaring
from tests.ui.driving import focused, heard, press, settle, tab_to, type_text

CONTROL = Qt.KeyboardModifier.ControlModifier
LOCKED = "Declare is locked"


@pytest.fixture
def person(qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path) -> Iterator[Declaring]:
    """A person at the app, with a passphrase."""
    theme.choose(ThemeChoice.LIGHT)
    someone = Declaring(qtbot, qapp, theme, tmp_path, LAPTOP)
    yield someone
    someone.close()


def write_half_a_sentence(person: Declaring) -> None:
    """A draft on the page for one's own words, where something is typed and not saved."""
    topic, shipped = example("candidate")
    given = dict(shipped)
    person.check(topic, given)
    person.press("Declare this")
    person.set_up()
    person.answer_all(given)
    person.quiet()
    person.press("Add my own words")
    tab_to("My own words")
    type_text("Half a sen")


def lock(person: Declaring) -> None:
    press(Qt.Key.Key_L, CONTROL)
    person.quiet()


def unlock(person: Declaring, passphrase: str = PASSPHRASE) -> None:
    tab_to("Passphrase")
    press(Qt.Key.Key_A, CONTROL)
    type_text(passphrase)
    press(Qt.Key.Key_Return)
    person.quiet()


def told(interface: QAccessibleInterface) -> Iterator[str]:
    """Every name, value and description that a screen reader finds below this."""
    for part in (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description):
        yield interface.text(part)
    for at in range(interface.childCount()):
        child = interface.child(at)
        if child is not None:
            yield from told(child)


def everything_told(app: QApplication) -> str:
    root = QAccessible.queryAccessibleInterface(app)
    assert root is not None
    return "\n".join(filter(None, told(root)))


def test_a_lock_parks_what_is_half_typed_and_the_way_back_leads_to_the_same_place(person: Declaring, qapp: QApplication) -> None:
    write_half_a_sentence(person)
    assert "Half a sen" in everything_told(qapp)
    lock(person)
    assert person.window.locked
    assert heard(focused()).name == "Passphrase"
    said = everything_told(qapp)
    assert LOCKED in said
    assert "Half a sen" not in said
    assert "council" not in said.lower()
    assert person.window.windowTitle() == "Declare"
    store = person.desk.store
    assert store is not None
    assert store.locked
    with pytest.raises(NeedsPassphrase):
        store.glance()
    unlock(person)
    assert not person.window.locked
    field = focused()
    assert isinstance(field, QPlainTextEdit)
    assert field.toPlainText() == "Half a sen"
    type_text("tence.")
    assert safekeeping.parked(store) is None
    person.press("Save")
    assert "Half a sentence." in person.words()


def test_after_a_kill_while_locked_the_text_is_offered_and_put_back(person: Declaring) -> None:
    write_half_a_sentence(person)
    for _ in range(4):
        press(Qt.Key.Key_Left)
    lock(person)
    # The next start finds what a process that was killed while locked leaves: the window closes without unlocking.
    person.restart()
    person.press("Unlock my records")
    person.unlock()
    assert "You were typing here" in person.words()
    person.press("Go on typing")
    person.wait_for("In your own words")
    field = focused()
    assert isinstance(field, QPlainTextEdit)
    type_text("a pamphlet ")
    assert field.toPlainText() == "Half aa pamphlet  sen"
    store = person.desk.store
    assert store is not None
    assert safekeeping.parked(store) is not None
    person.press("Save")
    assert safekeeping.parked(store) is None
    assert "Half aa pamphlet  sen" in person.words()
    person.go(Qt.Key.Key_1)
    assert "You were typing here" not in person.words()


def test_a_cover_does_not_park_and_any_key_takes_it_away(person: Declaring) -> None:
    write_half_a_sentence(person)
    press(Qt.Key.Key_F9)
    assert person.window.covered
    assert not person.window.locked
    press(Qt.Key.Key_X)
    field = focused()
    assert isinstance(field, QPlainTextEdit)
    assert field.toPlainText() == "Half a sen"
    store = person.desk.store
    assert store is not None
    assert safekeeping.parked(store) is None


def test_without_records_a_lock_is_the_cover_and_the_check_stays_in_memory(person: Declaring) -> None:
    topic, given = example("candidate")
    person.check(topic, dict(given))
    before = person.page.title
    lock(person)
    assert person.window.covered
    assert not person.window.locked
    press(Qt.Key.Key_Space)
    assert person.page.title == before
    assert not (person.desk.folder / "vault.json").exists()


def test_a_wrong_passphrase_costs_a_wait_that_grows_and_writes_nothing(person: Declaring) -> None:
    write_half_a_sentence(person)
    lock(person)
    folder = person.desk.folder
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    for _ in range(3):
        unlock(person, "not this one")
        assert person.window.locked
    said = locked_words(person)
    assert "You can try again in 2 seconds." in said
    assert not button(person, "Open").isEnabled()
    unlock(person)
    assert person.window.locked, "the right one, too early, is not looked at"
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before
    person.clock.now += timedelta(seconds=1)
    person.qtbot.waitUntil(lambda: "You can try again in 1 second." in locked_words(person), timeout=3000)
    person.clock.now += timedelta(seconds=1)
    person.qtbot.waitUntil(lambda: button(person, "Open").isEnabled(), timeout=3000)
    unlock(person)
    assert not person.window.locked


def locked_words(person: Declaring) -> str:
    """What can be read on the page of the lock."""
    return "\n".join(label.text() for label in person.window.findChildren(QLabel) if label.isVisible())


def button(person: Declaring, name: str) -> QPushButton:
    return next(one for one in person.window.findChildren(QPushButton) if one.isVisible() and one.text() == name)


def test_a_message_and_a_menu_are_covered_too_and_the_message_comes_back(person: Declaring, qapp: QApplication) -> None:
    write_half_a_sentence(person)
    answers: list[bool] = []
    person.messages.ask("Forget this draft?", "It says council.", "Forget it", "Keep it", answers.append)
    settle()
    person.window.commands.lock.trigger()
    person.quiet()
    said = everything_told(qapp)
    assert "council" not in said
    assert [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()] == [person.window]
    unlock(person)
    assert "council" in everything_told(qapp)
    press(Qt.Key.Key_Escape)
    assert answers == [False]


def test_what_wants_to_be_said_while_locked_waits(person: Declaring, qapp: QApplication) -> None:
    write_half_a_sentence(person)
    lock(person)
    person.messages.tell("Saved", "It says council.")
    settle()
    assert [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()] == [person.window]
    assert "council" not in everything_told(qapp)
    unlock(person)
    assert "council" in everything_told(qapp)
    press(Qt.Key.Key_Return)


def test_the_key_store_unlocks_by_one_press(qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path) -> None:
    person = Declaring(qtbot, qapp, theme, tmp_path, LAPTOP, KeyStore(Remembering()))
    topic, given = example("candidate")
    person.check(topic, dict(given))
    person.press("Declare this")
    person.press("Set up")
    person.wait_for("Your recovery key")
    person.press("Go on")
    person.quiet()
    before = person.page
    lock(person)
    assert heard(focused()).name == "Open"
    press(Qt.Key.Key_Return)
    person.quiet()
    assert not person.window.locked
    assert person.page is before
    person.close()


def test_a_locked_window_takes_no_other_command_than_to_quit(person: Declaring) -> None:
    write_half_a_sentence(person)
    lock(person)
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_L):
        press(key, CONTROL)
    press(Qt.Key.Key_F9)
    assert person.window.locked
    assert "Declare is locked" in locked_words(person)
    tab_to("Close Declare")
    press(Qt.Key.Key_Return)
    assert not person.window.isVisible()
