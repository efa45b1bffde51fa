"""Everything held about me, by key alone on real encrypted records: counted as it is, and nothing claimed that no reply says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coi_app.domain.history import EventKind
from coi_app.services import mine
from coi_app.ui.theme import Theme
from tests.ui.conftest import LAPTOP
from tests.ui.declaring import Declaring
from tests.ui.test_own_record import hand_over, services_of


@pytest.fixture
def person(qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path) -> Iterator[Declaring]:
    """Someone who has handed one declaration over and added a statement."""
    person = Declaring(qtbot, qapp, theme, tmp_path, LAPTOP)
    hand_over(person)
    person.type_in("What I want to add", "I was on leave that week.")
    person.press("Add my statement")
    yield person
    person.close()
    assert not person.messages.said


def see(person: Declaring) -> str:
    """The words of the page."""
    person.go(Qt.Key.Key_4)
    person.wait_for("My information")
    person.press("See everything held about me")
    person.wait_for("Everything held about me")
    return person.words()


def test_each_kind_is_counted_with_why_where_and_how_long(person: Declaring, tmp_path: Path) -> None:
    words = see(person)
    for said in ("My name and place of work: 4 of 5", "Private notes: 0", "Drafts: 0", "Declarations: 1, with 1 signed versions", "Statements: 1", "Half typed text: none"):
        assert said in words
    services = services_of(person)
    with services.store.reading() as reading:
        assert f"Lines of history: {reading.events.count()}" in words.splitlines()
    assert str(tmp_path / "profile") in words and "may see more than Declare can prevent" in words


def test_nothing_is_claimed_of_opening_before_a_reply_is_on_record(person: Declaring) -> None:
    words = see(person)
    assert "version 1 of the declaration begun on 23 Nov 2026" in words
    assert "You gave it yourself on 23 Nov 2026" in words and "No reply is in your records" in words and "Opened on" not in words
    services = services_of(person)
    person.clock.now += timedelta(days=2)
    with services.store.work() as work:
        work.events.add(services.event(EventKind.OPENED, services.clock(), mine.listed(services.store)[0].id))
        work.commit()
    words = see(person)
    assert "Opened on 25 Nov 2026, as their reply says." in words and "No reply is in your records" not in words


@pytest.mark.parametrize(
    ("button", "page"),
    [("Save all of it as files", "Kept safe"), ("Put my name or role right", "My information"), ("Put a record right, or add a statement", "My declarations")],
)
def test_what_can_be_done_is_a_step_away(person: Declaring, button: str, page: str) -> None:
    see(person)
    person.press(button)
    person.wait_for(page)
