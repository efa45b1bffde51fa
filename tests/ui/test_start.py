"""The start of the window: nothing slow before the first paint, no key lost after it, and a list that waits for nothing but the file."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coi_app import paths
from coi_app.app import Running, build
from coi_app.domain.declaration import Kind, Status
from coi_app.rules.content import Content
from coi_app.rules.loader import load_folder
from coi_app.services import safekeeping
from coi_app.services.context import Services
from coi_app.store.glance import Listed
from coi_app.store.key_store import KeyStore
from coi_app.ui.desk import Surroundings
from coi_app.ui.flows.opening import Opening
from coi_app.ui.models.listed import InterestSeen, Waiting, status_word, waiting
from coi_app.ui.pages.home import MOST_TILES, MOST_WAITING, HomePage
from coi_app.ui.pages.topics import TopicsPage
from coi_app.ui.theme import Theme
from coi_app.ui.window import Window
from tests.store.examples import CHEAP
from tests.store.key_stores import Remembering
from tests.ui.checking import NOW
from tests.ui.driving import focusable, heard, press, settle, tab_to

Start = Callable[..., Running]
SLOW = ("sqlalchemy", "alembic", "sqlcipher3", "nacl", "keyring", "reportlab", "pypdfium2", "jsonschema", "rapidfuzz", "tomllib", "coi_app.rules", "coi_app.store")

FIRST_PAINT = """
import sys
from pathlib import Path
from coi_app import app as declare

application = declare.application()
running = declare.build(application, declare.surroundings(Path(sys.argv[1])))
running.window.show()
# Painted whole, before the event loop turns for the first time.
assert not running.window.grab().isNull()
print("loaded:", *(name for name in sys.argv[2:] if name in sys.modules))
from PySide6.QtTest import QTest
QTest.keyClicks(running.window.navigation.current.search, "pamphlets")
print("typed:", running.window.navigation.current.search.text())
print("content:", "coi_app.rules.loader" in sys.modules)
sys.stdout.flush()
running.window.close()
"""


def test_the_first_paint_loads_nothing_slow_and_takes_a_key(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, str(tmp_path), *SLOW], capture_output=True, text=True, timeout=60, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    )
    assert done.stdout.splitlines() == ["loaded:", "typed: pamphlets", "content: False"], done.stderr


@pytest.fixture
def started(qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path) -> Iterator[Start]:
    """Builds the app on a profile and shows it; nothing was waited for. It is closed at the end."""
    windows: list[Window] = []

    def start(key_store: KeyStore | None = None) -> Running:
        where = Surroundings(paths.resources(), tmp_path, lambda: NOW, uuid4)
        running = build(qapp, where, theme, lambda: Opening(lambda: key_store, CHEAP))
        windows.append(running.window)
        running.window.show()
        running.window.activateWindow()
        return running

    yield start
    for window in windows:
        window.close()
        window.deleteLater()
    settle()


def test_a_search_asked_before_the_content_is_there_goes_on_with_it(started: Start, qtbot: QtBot) -> None:
    running = started()
    search = running.window.navigation.current.search
    # Before the loop has turned at all: nothing can have been loaded.
    QTest.keyClicks(search, "pamphlets on weekends")
    QTest.keyClick(search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(running.window.navigation.current, TopicsPage), timeout=20_000)
    assert running.window.navigation.current.search.text() == "pamphlets on weekends"
    assert running.messages.said == []


def test_asking_for_the_records_while_the_start_opens_them_waits_for_it(started: Start, qtbot: QtBot, tmp_path: Path) -> None:
    keys = KeyStore(Remembering())
    safekeeping.create(tmp_path, uuid4, NOW, key_store=lambda: keys).store.close()
    running = started(keys)
    opened: list[Services] = []
    with qtbot.waitSignal(running.window.first_painted):
        pass
    running.desk.with_services(opened.append, "for a test")
    qtbot.waitUntil(lambda: bool(opened), timeout=20_000)
    assert running.messages.said == []


def test_a_state_has_the_word_of_the_content_before_that_is_there() -> None:
    content: Content = load_folder(paths.resources())
    assert {status.value: status_word(status) for status in Status} == dict(content.wording.statuses)


def _interests(count: int, title: str = "") -> tuple[InterestSeen, ...]:
    return tuple(InterestSeen(str(at), title and f"{title} {at}", "Draft · 23 Nov 2026 9:41", "P07") for at in range(count))


@pytest.mark.parametrize(("answers", "title"), [(0, "A draft you have begun"), (1, "A draft with 1 answer"), (2, "A draft with 2 answers")])
def test_a_draft_says_how_many_answers_it_has(answers: int, title: str) -> None:
    draft = Listed(uuid4(), Kind.INTERESTS, Status.DRAFT, NOW, None, None, 1, ("P07",), answers, "", role_outdated=False)
    assert [one.title for one in waiting((draft,))] == [title]


def test_titles_asked_for_too_early_come_when_they_are_there(window: Window) -> None:
    page = HomePage()
    window.navigation.start(page)
    page.show_records("", (), _interests(2))
    settle()
    tab_to("Show titles")
    press(Qt.Key.Key_Return)
    assert not any("Club" in heard(widget).name for widget in focusable(page))
    page.show_titles(_interests(2, "Club"))
    settle()
    assert [heard(widget).name for widget in focusable(page) if "Club" in heard(widget).name] == ["Club 0", "Club 1"]


def test_home_stays_short_with_very_many_records(window: Window, qtbot: QtBot) -> None:
    page = HomePage()
    window.navigation.start(page)
    waiting = tuple(Waiting(str(at), "Draft", "neutral", f"Draft {at}", "Saved.", "Continue") for at in range(200))
    page.show_records("", waiting, _interests(200))
    settle()
    names = [heard(widget).name for widget in focusable(page)]
    assert sum(name.startswith("Interest ") for name in names) == MOST_TILES
    assert [name for name in names if name.startswith("Continue")] == [f"Continue {n}" for n in range(1, MOST_WAITING + 1)]
    tab_to("All of them are in My declarations")
    with qtbot.waitSignal(page.all_records_asked):
        press(Qt.Key.Key_Return)
