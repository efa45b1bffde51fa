"""Declaring, from the first answer to the manager's hands, by keys alone on a real encrypted profile."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coi_app.documents import preview
from coi_app.ui.theme import Theme, ThemeChoice
from tests.ui.checking import example
from tests.ui.conftest import LAPTOP
from tests.ui.declaring import Declaring

Start = Callable[[], Declaring]


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    monkeypatch.setattr("sys.excepthook", __import__("sys").excepthook)
    theme.choose(ThemeChoice.LIGHT)
    opened: list[Declaring] = []

    def make() -> Declaring:
        opened.append(Declaring(qtbot, qapp, theme, tmp_path, LAPTOP))
        return opened[-1]

    yield make
    for person in opened:
        person.close()
        assert not person.messages.said


def to_check_answers(person: Declaring, name: str) -> None:
    topic, given = example(name)
    person.check(topic, dict(given))
    person.press("Declare this" if name != "pamphlets" else "Declare this anyway")
    person.set_up("Aroha Example")
    person.wait_for("Check your answers")


def to_seen(person: Declaring) -> None:
    person.press("Continue")
    person.wait_for("What stands at the top of the page")
    person.type_in("My job title", "Senior adviser")
    person.type_in("My agency", "Example Agency")
    person.type_in("My manager", "Mereana Example")
    person.press("Continue")
    person.wait_for("Exactly what your manager will see")


def sign(person: Declaring) -> None:
    person.press("Continue to sign")
    person.wait_for("Sign")
    person.type_in("Type your name", "Aroha Example")
    person.press("Sign")
    person.wait_for("Ready: signed, not handed over yet")


def test_from_a_check_to_the_managers_hands(start: Start, tmp_path: Path) -> None:
    person = start()
    to_check_answers(person, "candidate")
    to_seen(person)
    sign(person)
    person.messages.next_files.append(tmp_path / "for my manager.pdf")
    person.press("Save the PDF")
    saved = (tmp_path / "for my manager.pdf").read_bytes()
    assert preview.page_count(saved) <= 4
    assert "Mereana Example" in preview.page_sizes(saved)[0][2]
    assert "Saved as for my manager.pdf" in person.words()
    person.press("Open the folder")
    assert person.opened_folders == [tmp_path]
    person.press("I gave it to my manager")
    person.wait_for("Handed over: your manager has it")
    assert "23 Nov 2026" in person.words()
