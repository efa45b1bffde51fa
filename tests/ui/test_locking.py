"""Locking: everything is covered and parked, the key goes, and the way back leads to the same place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from coi_app.domain.errors import NeedsPassphrase
from coi_app.services import safekeeping
from coi_app.ui.theme import Theme, ThemeChoice
from tests.ui.checking import example
from tests.ui.conftest import LAPTOP
from tests.ui.declaring import PASSPHRASE, Declaring
from tests.ui.driving import focused, heard, press, tab_to, type_text

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
