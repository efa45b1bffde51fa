"""Records that are not as they should be when they are opened: said on the screen, with a way on, on real files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coi_app.ui.theme import Theme
from tests.ui.checking import example
from tests.ui.conftest import LAPTOP
from tests.ui.declaring import Declaring

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
