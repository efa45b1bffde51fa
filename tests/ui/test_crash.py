"""A mistake of the app itself: one calm page, a report that is read before it can go anywhere, and nothing written by itself."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from coi_app.ui import last_page
from coi_app.ui.dialogs.crash import CrashDialog
from coi_app.ui.theme import Theme, ThemeChoice
from tests.ui.conftest import LAPTOP
from tests.ui.declaring import Declaring
from tests.ui.driving import focused, heard, press, settle, tab_to

MARKER = "quokkamarker"
TITLE = "Something went wrong in the app"


@pytest.fixture
def person(qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Declaring]:
    """A person at the app; Python's hook is as it was afterwards."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    theme.choose(ThemeChoice.LIGHT)
    someone = Declaring(qtbot, qapp, theme, tmp_path, LAPTOP)
    yield someone
    someone.close()


def shown() -> list[CrashDialog]:
    """The pages about a mistake that are on the screen."""
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, CrashDialog) and w.isVisible()]


def mistaken() -> None:
    """A mistake in the middle of something."""
    raise KeyError(MARKER)


class Spoilt(QWidget):
    """Makes a mistake each time it is painted."""

    def paintEvent(self, event: QPaintEvent) -> None:
        mistaken()


def in_a_slot(person: Declaring) -> None:
    QTimer.singleShot(0, mistaken)


def at_the_worker_boundary(person: Declaring) -> None:
    person.running.desk.operations.run(lambda task: mistaken(), lambda _: None, lambda problem: None)


def reported_too(person: Declaring) -> None:
    person.running.desk.operations.run(lambda task: mistaken(), lambda _: None, person.running.desk.report)


def beside_the_window(person: Declaring) -> None:
    """On another thread than the window's, as Qt ends a call of ours there."""

    def fall() -> None:
        try:
            mistaken()
        except KeyError as problem:
            sys.excepthook(type(problem), problem, problem.__traceback__)

    aside = threading.Thread(target=fall)
    aside.start()
    aside.join()


PLACES: tuple[Callable[[Declaring], None], ...] = (in_a_slot, at_the_worker_boundary, reported_too, beside_the_window)


@pytest.mark.parametrize("make", PLACES, ids=lambda make: make.__name__)
def test_a_mistake_is_told_once_and_in_a_sentence(person: Declaring, make: Callable[[Declaring], None]) -> None:
    make(person)
    person.qtbot.waitUntil(lambda: bool(shown()))
    person.quiet()
    (page,) = shown()
    assert heard(page).name == TITLE
    words = " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())
    assert "is in your file" in words and "still on its page" in words and "You can go on." in words
    assert MARKER not in words and not page.report.isVisible()
    press(Qt.Key.Key_Return)
    settle()
    assert not shown() and not any(hasattr(sys, name) for name in ("last_value", "last_traceback", "last_exc"))


def test_the_report_is_read_before_it_is_saved_and_saved_only_where_the_person_says(
    person: Declaring, tmp_path: Path, keep_picture: Callable[[QWidget, str], None]
) -> None:
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    QGuiApplication.clipboard().setText("of somebody else")
    in_a_slot(person)
    person.qtbot.waitUntil(lambda: bool(shown()))
    (page,) = shown()
    keep_picture(page, "crash")
    assert not page.save.isVisible() and not page.copy.isVisible()
    tab_to("Show the report")
    press(Qt.Key.Key_Return)
    keep_picture(page, "crash-report")
    read = page.report.toPlainText()
    assert "KeyError" in read and MARKER not in read and str(tmp_path) not in read and page.report.isReadOnly()
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == before
    assert QGuiApplication.clipboard().text() == "of somebody else"
    person.messages.next_files.extend((None, tmp_path / "nowhere" / "report.txt", tmp_path / "report"))
    tab_to("Save the report…")
    press(Qt.Key.Key_Return)
    assert not page.notice.said
    press(Qt.Key.Key_Return)
    assert "could not be written" in page.notice.said
    tab_to("Save the report…")
    press(Qt.Key.Key_Return)
    assert page.notice.said == "Saved as report.txt. Nobody was told."
    assert {path for path in tmp_path.rglob("*") if path.is_file()} - before == {tmp_path / "report.txt"}
    assert (tmp_path / "report.txt").read_text() == read
    tab_to("Copy")
    press(Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == read
    press(Qt.Key.Key_Escape)
    settle()
    assert not shown()


def test_what_goes_wrong_at_every_stroke_of_the_brush_is_one_page(person: Declaring) -> None:
    spoilt = Spoilt(person.window)
    spoilt.show()
    for _ in range(3):
        with pytest.raises(KeyError) as raised:
            spoilt.repaint()
        # A window's own loop hands it to the hook; called from here, it comes back here first.
        sys.excepthook(raised.type, raised.value, raised.tb)
    (page,) = shown()
    assert "more since." in page.report.toPlainText()
    spoilt.deleteLater()
    settle()
    page.close()


def test_what_is_typed_stays_and_the_keyboard_comes_back_to_it(person: Declaring) -> None:
    tab_to("What do you have in mind?")
    field = focused()
    person.qtbot.keyClicks(field, "pamphlets")
    in_a_slot(person)
    person.qtbot.waitUntil(lambda: bool(shown()))
    press(Qt.Key.Key_Return)
    settle()
    assert focused() is field and field.property("text") == "pamphlets"


def test_the_key_that_covers_everything_covers_the_page_too(person: Declaring) -> None:
    person.window.commands.cover.trigger()
    in_a_slot(person)
    person.qtbot.waitUntil(lambda: bool(person.messages.said))
    person.qtbot.waitUntil(lambda: not shown())
    person.window.uncover()
    settle()
    (page,) = shown()
    page.close()


def test_where_qt_has_ended_the_app_the_page_stands_alone_and_says_so(qtbot: QtBot, theme: Theme, keep_picture: Callable[[QWidget, str], None]) -> None:
    page = last_page.last_page("Report of a mistake in Declare\n")
    page.open()
    settle()
    keep_picture(page, "crash-last-page")
    words = " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())
    assert "The app had to close." in words and "still on its page" not in words
    press(Qt.Key.Key_Return)
    settle()
    assert not shown()
