"""What a person sees of their own record and may do with it, by key alone on real encrypted records."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from coi_app.domain.history import EventKind
from coi_app.services import history, mine, own_record
from coi_app.services.context import Services
from coi_app.store.connection import connect
from coi_app.ui.pages.declaration import DeclarationPage
from coi_app.ui.theme import Theme
from tests.ui.checking import tab_to_a_card
from tests.ui.conftest import LAPTOP
from tests.ui.declaring import Declaring
from tests.ui.driving import focused, heard, press, tab_to
from tests.ui.test_declare_journey import sign, to_check_answers, to_seen


@pytest.fixture
def person(qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path) -> Iterator[Declaring]:
    """Someone with the app open; nothing may have gone wrong unsaid at its end."""
    person = Declaring(qtbot, qapp, theme, tmp_path, LAPTOP)
    yield person
    person.close()
    assert not person.messages.said


def hand_over(person: Declaring) -> None:
    """A declaration, signed and given to the manager."""
    to_check_answers(person, "candidate")
    to_seen(person)
    sign(person)
    person.press("I gave it to my manager")
    person.wait_for("Handed over: your manager has it")


def services_of(person: Declaring) -> Services:
    assert person.desk.services is not None
    return person.desk.services


def said(person: Declaring) -> str:
    page = person.page
    assert isinstance(page, DeclarationPage)
    return page.notice.said


def buttons(person: Declaring) -> list[str]:
    return [one.text() for one in person.page.findChildren(QPushButton) if one.isVisible()]


def test_a_record_tells_its_history_latest_first_and_why_it_cannot_be_forgotten(person: Declaring) -> None:
    to_check_answers(person, "candidate")
    to_seen(person)
    sign(person)
    assert "Forget this declaration" in buttons(person)
    assert "Why this cannot be forgotten here" not in person.words()
    person.press("I gave it to my manager")
    words = person.words()
    assert words.index("Handed over on 23 Nov 2026, as you said") < words.index("9:41: Signed") < words.index("9:41: Begun")
    assert "Why this cannot be forgotten here" in words and "Forget this declaration" not in buttons(person)
    assert "Ask whoever holds the copy" in words


def test_a_statement_is_added_seen_and_stays_as_it_is(person: Declaring, tmp_path: Path) -> None:
    hand_over(person)
    person.press("Add my statement")
    assert "Write what you want to add." in person.words()
    for text in ("I was on leave that week.", "And the week after."):
        person.clock.now += timedelta(minutes=1)
        person.type_in("What I want to add", text)
        person.press("Add my statement")
        assert said(person) == "Your statement is added to this record."
        assert text in person.words() and "Write what you want to add." not in person.words()
    (listed,) = mine.listed(services_of(person).store)
    assert [one.text for one in own_record.statements(services_of(person), listed.id)] == ["I was on leave that week.", "And the week after."]
    assert "A statement added (2 times)" in person.words()
    person.messages.next_files.append(tmp_path / "record.txt")
    person.press("Save this whole record as text")
    saved = (tmp_path / "record.txt").read_text()
    assert "I was on leave that week." in saved and "Version 1, signed by Aroha Example" in saved and "Handed over on 23 Nov 2026" in saved
    assert "A copy of the whole record saved as text" in person.words()


def test_a_statement_half_typed_when_the_app_locked_is_put_back(person: Declaring) -> None:
    hand_over(person)
    person.type_in("What I want to add", "Half a thought")
    press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    person.quiet()
    person.restart()  # closed while locked, as a kill leaves it
    person.press("Unlock my records")
    person.unlock()
    person.press("Go on typing")
    person.wait_for("Handed over: your manager has it")
    assert [field.toPlainText() for field in person.page.findChildren(QPlainTextEdit)] == ["Half a thought"]
    person.press("Add my statement")
    assert "Half a thought" in person.words()


def test_a_label_is_kept_deletes_nothing_and_says_when_its_day_has_come(person: Declaring) -> None:
    hand_over(person)
    person.press("Choose how long")
    choose(person, "Seven years from the day I signed it")
    assert said(person) == "Your label is kept. Nothing is deleted by it."
    assert "By your label, until 23 Nov 2033." in person.words()
    (listed,) = mine.listed(services_of(person).store)
    person.clock.now += timedelta(days=7 * 366)
    person.go(Qt.Key.Key_3)
    person.press("Open 1")
    assert "The day of your label has come: 23 Nov 2033. Nothing was deleted" in person.words()
    assert mine.whole(services_of(person), listed.id).declaration.retention == "seven_years"
    labelled = [one.event for one in history.of(services_of(person)) if one.event.kind is EventKind.LABELLED]
    assert [event.facts["label"] for event in labelled] == ["seven_years"], "what was only passed over is no label"


def choose(person: Declaring, title: str) -> None:
    """Goes down to this label and keeps it."""
    tab_to("I have not said")
    for _ in range(5):
        if heard(focused()).name == title:
            break
        press(Qt.Key.Key_Down)
    person.press("Keep this label")


def test_nobody_signs_a_new_version_without_seeing_what_is_new(person: Declaring) -> None:
    hand_over(person)
    person.press("Change it")
    person.wait_for("Check your answers")
    person.press("Continue")
    person.wait_for("What changed since you shared it")
    assert "Nothing that you say has changed." in person.words()
    person.press("Back")
    person.press("Add my own words")
    person.type_in("My own words", "Only on Sundays.")
    person.press("Save")
    person.press("Continue")
    person.wait_for("What changed since you shared it")
    words = person.words()
    assert "Compared with version 1, which you signed on 23 Nov 2026, 9:41." in words
    assert words.index("In my own words") < words.index("Before") < words.index("Nothing said") < words.index("Now") < words.index("Only on Sundays.")
    person.press("Continue")
    person.wait_for("Exactly what your manager will see")
    sign(person)
    assert "What changed since you shared it" in person.words() and "Only on Sundays." in person.words()
    assert "Version 2 signed" in person.words()
    assert "Forget this declaration" not in buttons(person), "the version before was handed over"
    assert history.verify(services_of(person).store).signed.as_signed == 2


def test_saved_is_said_only_once_it_is_on_disk(person: Declaring) -> None:
    to_check_answers(person, "candidate")
    person.press("Change overlap with your work")
    services = services_of(person)
    before = answered(services)
    person.clock.now += timedelta(minutes=14)
    tab_to_a_card()
    with closing(connect(services.store.path, services.store.key)) as other:
        other.execute("BEGIN IMMEDIATE")  # another holds the file, so that the write has to wait
        press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Space)
        assert not person.desk.operations.is_idle, "the answer is on its way and not there yet"
        assert "Saved 9:55" not in person.words()
        assert answered(services) == before
        other.execute("ROLLBACK")
    person.quiet()
    assert "Saved 9:55" in person.words()
    assert answered(services) == before + 1


def answered(services: Services) -> int:
    """How many answers are on record."""
    return sum(one.event.kind is EventKind.ANSWERED for one in history.of(services))
