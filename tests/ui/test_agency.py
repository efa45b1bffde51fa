"""What an agency adds, in the window: a line on home, the page with all of it, the mark on a result; a broken one is left out and said so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coi_app import paths
from coi_app.app import Running, build
from coi_app.domain.answers import Answers
from coi_app.rules.agency_changes import STANDS
from coi_app.rules.content import Content
from coi_app.rules.explain import assess
from coi_app.rules.loader import load
from coi_app.ui.desk import Surroundings
from coi_app.ui.flows.opening import Opening
from coi_app.ui.pages.agency import AgencyPage
from coi_app.ui.pages.home import HomePage
from coi_app.ui.pages.information import InformationPage
from coi_app.ui.pages.result import ResultPage
from coi_app.ui.theme import Theme
from coi_app.ui.widgets.agency_card import AgencyCard
from coi_app.ui.widgets.agency_line import AgencyLine
from coi_app.ui.widgets.text import Text
from coi_app.ui.window import Window
from tests.rules.agency_layers import EXAMPLE, example_files, put, spoilt, whole
from tests.rules.test_agency import answers_to
from tests.store.examples import CHEAP
from tests.ui.checking import NOW
from tests.ui.driving import focusable, heard, settle

Start = Callable[..., Running]


@pytest.fixture
def started(qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path) -> Iterator[Start]:
    """Builds the app with an agency's content at some place, and waits until the content is there."""
    windows: list[Window] = []

    def start(*places: Path) -> Running:
        where = Surroundings(paths.resources(), tmp_path / "profile", lambda: NOW, uuid4, places)
        running = build(qapp, where, theme, lambda: Opening(lambda: None, CHEAP))
        windows.append(running.window)
        running.window.show()
        running.window.activateWindow()
        loaded: list[Content] = []
        running.desk.with_content(lambda content, _: loaded.append(content))
        qtbot.waitUntil(lambda: bool(loaded), timeout=5000)
        settle()
        return running

    yield start
    for window in windows:
        window.close()
        window.deleteLater()
    settle()


@pytest.fixture(scope="module")
def layered() -> Content:
    return load(whole(example_files()))


def said(page: QWidget) -> str:
    return " ".join(text.text() for text in page.findChildren(Text) if text.isVisible())


def follow(running: Running) -> None:
    """Presses the one way to the page, where Tab stops, by key."""
    page = running.window.navigation.current
    assert page is not None
    [link] = [widget for widget in focusable(page) if heard(widget).name == "What your agency adds"]
    QTest.keyClick(link, Qt.Key.Key_Space)


def test_without_one_nothing_is_said_of_it(started: Start) -> None:
    running = started()
    page = running.window.navigation.current
    assert isinstance(page, HomePage)
    assert page.findChildren(AgencyLine) == []


def test_home_says_whose_content_is_on_top_and_leads_to_all_of_it_by_key(qtbot: QtBot, started: Start, keep_picture: Callable[[QWidget, str], None]) -> None:
    running = started(EXAMPLE)
    home = running.window.navigation.current
    assert isinstance(home, HomePage)
    line = home.findChildren(AgencyLine)[0]
    assert line.isVisible() and line.said.startswith("Te Mana Arataki Wai adds")
    keep_picture(running.window, "agency-home")
    follow(running)
    qtbot.waitUntil(lambda: isinstance(running.window.navigation.current, AgencyPage), timeout=5000)
    page = running.window.navigation.current
    assert page is not None
    keep_picture(running.window, "agency-page")
    words = said(page)
    for expected in (*STANDS, "Nobody here inspects a site where they have a tie of their own.", "Within 10 working days.", "Kaitiaki tikanga", "Could you be sent to inspect it?", "x-"):
        assert (expected in words) is (expected != "x-")
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert isinstance(running.window.navigation.current, HomePage)


def test_my_information_leads_there_too(qtbot: QtBot, started: Start) -> None:
    running = started(EXAMPLE)
    running.window.commands.information.trigger()
    qtbot.waitUntil(lambda: isinstance(running.window.navigation.current, InformationPage), timeout=5000)
    settle()
    follow(running)
    qtbot.waitUntil(lambda: isinstance(running.window.navigation.current, AgencyPage), timeout=5000)


def test_one_that_cannot_be_used_is_left_out_and_home_says_why(started: Start, tmp_path: Path, qtbot: QtBot, keep_picture: Callable[[QWidget, str], None]) -> None:
    broken = put(spoilt("questions.toml", "Could you be sent to inspect it?", "Which iwi is it?"), tmp_path / "agency")
    running = started(broken)
    home = running.window.navigation.current
    assert home is not None
    line = home.findChildren(AgencyLine)[0]
    assert "could not be used" in line.said and "questions.toml" in line.said and "records are as before" in line.said
    keep_picture(running.window, "agency-broken")
    found: list[Content] = []
    running.desk.with_content(lambda content, _: found.append(content))
    assert found[0].agency is None and "x-water-scheme" not in found[0].topics


def test_the_first_place_where_there_is_one_counts(started: Start, tmp_path: Path) -> None:
    running = started(tmp_path / "nothing", EXAMPLE, tmp_path)
    found: list[Content] = []
    running.desk.with_content(lambda content, _: found.append(content))
    assert found[0].version.endswith("+ Te Mana Arataki Wai 1.2")


def test_a_result_marks_what_is_the_agencys_and_says_what_it_is_without(qtbot: QtBot, window: Window, layered: Content, keep_picture: Callable[[QWidget, str], None]) -> None:
    given: Answers = answers_to(layered, "x-water-scheme", "x-inspect", "me", "work_stake", "own_business")
    result = assess(layered, "x-water-scheme", given, given, NOW.date())
    page = ResultPage(result, layered.topics["x-water-scheme"], layered)
    window.navigation.start(page)
    settle()
    card = page.findChildren(AgencyCard)[0]
    assert card.isVisible()
    assert "Without this, the result would be: You can do this" in said(card) and "Not from Declare." in said(card)
    page.scroll_to(card)
    keep_picture(card, "agency-result")
    plain_one = assess(layered, "P23", *(answers_to(layered, "P23"),) * 2, NOW.date())
    window.navigation.start(ResultPage(plain_one, layered.topics["P23"], layered))
    current = window.navigation.current
    assert current is not None and current.findChildren(AgencyCard) == []
