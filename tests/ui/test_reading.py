"""Records that cannot be written now are opened to read: said above every page, with nothing lost, and written again by one press."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from coi_app.services import backup, mine
from coi_app.ui.theme import Theme, ThemeChoice
from coi_app.ui.widgets.banner import Banner
from tests.ui.beside import NEW, another_window
from tests.ui.checking import example
from tests.ui.conftest import LAPTOP
from tests.ui.declaring import PASSPHRASE, Declaring
from tests.ui.driving import press, tab_to, type_text

ELSEWHERE, CANNOT_WRITE = "Your records are open elsewhere", "Declare cannot write here"
ANSWERS = "Check your answers"


@pytest.fixture
def person(qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path) -> Iterator[Declaring]:
    """A person with one draft whose questions are all answered, and its window closed."""
    theme.choose(ThemeChoice.LIGHT)
    someone = Declaring(qtbot, qapp, theme, tmp_path, LAPTOP)
    topic, shipped = example("candidate")
    someone.check(topic, dict(shipped))
    someone.press("Declare this")
    someone.set_up()
    someone.answer_all(dict(shipped))
    someone.quiet()
    services = someone.desk.services
    assert services is not None
    backup.make(services)
    someone.close()
    yield someone
    someone.close()


def profile(tmp_path: Path) -> Path:
    return tmp_path / "profile"


def line(person: Declaring) -> str:
    """What is said above the page; empty where nothing is."""
    said = [label.text() for banner in person.window.findChildren(Banner) if banner.isVisible() and not person.page.isAncestorOf(banner) for label in banner.findChildren(QLabel)]
    return " ".join(said)


def open_to_read(person: Declaring, told: str) -> None:
    """Asks for the records, is told why they cannot be written, and opens them to read."""
    person.restart()
    person.go(Qt.Key.Key_3)
    person.unlock()
    person.wait_for(told)
    person.press("Open to read")
    assert person.desk.reads_only and person.desk.services is not None
    assert person.page.title == "My declarations"


def open_the_draft(person: Declaring) -> None:
    person.press("Continue 1")
    person.wait_for(ANSWERS)


def test_beside_another_window_everything_is_read_and_who_writes_is_named(person: Declaring, tmp_path: Path) -> None:
    with another_window(profile(tmp_path), PASSPHRASE) as other:
        open_to_read(person, ELSEWHERE)
        assert "open to read only" in line(person) and f"process {other.process.pid}" in line(person)
        open_the_draft(person)
        assert "open to read only" in line(person)
        other.leave()
    person.close()
    person.restart()
    person.go(Qt.Key.Key_3)
    person.unlock()
    assert not person.desk.reads_only and line(person) == ""


def test_half_a_sentence_stays_on_its_page_until_it_can_be_saved(person: Declaring, tmp_path: Path) -> None:
    with another_window(profile(tmp_path), PASSPHRASE) as other:
        open_to_read(person, ELSEWHERE)
        open_the_draft(person)
        person.press("Add my own words")
        tab_to("My own words")
        type_text("Half a sen")
        person.press("Save")
        assert "open already" in person.words() and written(person) == "Half a sen"
        person.press("Try again to write")
        assert person.desk.reads_only and f"process {other.process.pid}" in line(person)
        other.leave()
    person.press("Try again to write")
    assert not person.desk.reads_only and "You can write again" in line(person)
    assert written(person) == "Half a sen"
    person.press("Save")
    person.wait_for(ANSWERS)
    services = person.desk.services
    assert services is not None and line(person) == ""
    kept = mine.whole(services, mine.listed(services.store)[0].id).declaration.latest
    assert kept.interests[0].words == "Half a sen"


def test_whatever_is_tried_ends_in_a_sentence_and_changes_nothing(person: Declaring, tmp_path: Path) -> None:
    with another_window(profile(tmp_path), PASSPHRASE):
        open_to_read(person, ELSEWHERE)
        before = tree(profile(tmp_path))
        open_the_draft(person)
        for name in ("Forget this draft", "Remember my role"):
            person.messages.next_answers.append(True)
            person.messages.said.clear()
            person.press(name)
            assert ["open already" in said for said in person.messages.said] == [True], name
            person.messages.next_answers.clear()
        person.go(Qt.Key.Key_4)
        person.press("See how they are kept safe")
        person.wait_for("Kept safe")
        for name in ("Make a backup now", "Go back to it: 23 Nov 2026, 9:41"):
            person.press(name)
            assert "open already" in person.words(), name
        person.press("Check the history")
        assert "open already" not in person.words(), "what only reads is done"
        assert tree(profile(tmp_path)) == before


def test_where_the_folder_takes_no_lock_the_records_are_read(person: Declaring, tmp_path: Path) -> None:
    lock = profile(tmp_path) / "declare.lock"
    lock.unlink()
    lock.mkdir()
    open_to_read(person, CANNOT_WRITE)
    assert "open to read only" in line(person)
    open_the_draft(person)
    person.press("Try again to write")
    assert person.desk.reads_only
    lock.rmdir()
    person.press("Try again to write")
    assert not person.desk.reads_only and "You can write again" in line(person)
    person.go(Qt.Key.Key_3)
    assert line(person) == ""


@pytest.mark.parametrize("how", ["new key", "put back"])
def test_what_the_other_window_changed_as_a_whole_is_opened_again_with_half_a_sentence_still_there(person: Declaring, tmp_path: Path, how: str) -> None:
    with another_window(profile(tmp_path), PASSPHRASE) as other:
        open_to_read(person, ELSEWHERE)
        open_the_draft(person)
        person.press("Add my own words")
        tab_to("My own words")
        type_text("Half a sen")
        other.new_key() if how == "new key" else other.put_back()
        person.press("Save")
        other.leave()
        person.press("Try again to write")
        assert person.window.locked and "changed as a whole" in front(person)
        tab_to("Passphrase")
        type_text(NEW if how == "new key" else PASSPHRASE)
        press(Qt.Key.Key_Return)
        person.quiet()
        assert not person.window.locked and person.desk.reads_only and written(person) == "Half a sen"
        person.press("Try again to write")
        person.press("Save")
        person.wait_for(ANSWERS)


def test_a_reader_is_told_that_the_key_was_changed_and_never_of_damage(person: Declaring, tmp_path: Path) -> None:
    with another_window(profile(tmp_path), PASSPHRASE) as other:
        open_to_read(person, ELSEWHERE)
        other.new_key()
        person.go(Qt.Key.Key_1)
        assert "changed as a whole" in line(person) and not person.messages.said
        person.press("Open them again")
        assert person.window.locked
        tab_to("Passphrase")
        type_text(NEW)
        press(Qt.Key.Key_Return)
        person.quiet()
        assert not person.window.locked and "open to read only" in line(person)
        person.go(Qt.Key.Key_3)
        person.wait_for("My declarations")


def written(person: Declaring) -> str:
    """What stands in the field for one's own words."""
    return person.page.findChildren(QPlainTextEdit)[0].toPlainText()


def front(person: Declaring) -> str:
    """Everything that can be read in the window."""
    return " ".join(label.text() for label in person.window.findChildren(QLabel) if label.isVisible())


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, save what readers share in memory with the writer and how the window stood."""
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file() and not path.name.endswith(("-shm", "preferences.json"))}
