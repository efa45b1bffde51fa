"""Guidance at the keyboard: about a topic from its card, a question and the result, words explained in place, general pages; nothing kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from coi_app.paths import resources
from coi_app.rules.loader import load_folder
from coi_app.ui.models.about import about
from coi_app.ui.page import Page
from coi_app.ui.pages.about import AboutPage
from coi_app.ui.pages.guidance import GuidanceTextPage, WordsPage
from coi_app.ui.pages.home import HomePage
from coi_app.ui.pages.question import QuestionPage
from coi_app.ui.pages.result import ResultPage
from coi_app.ui.theme import Theme, ThemeChoice
from coi_app.ui.window import Window
from tests.ui.checking import NOW, Session, example, tab_to_id
from tests.ui.conftest import SMALL
from tests.ui.driving import focusable, heard, press, scrolls_sideways, settle

CONTENT = load_folder(resources())


@pytest.fixture
def session(qtbot: QtBot, window: Window, tmp_path: Path) -> Iterator[Session]:
    started = Session(qtbot, window, tmp_path)
    yield started
    assert not started.problems


def words_on(page: Page) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_about_a_topic_from_its_card_by_f1_and_back_to_the_same_card(session: Session) -> None:
    session.start()
    tab_to_id("topic.P07")
    press(Qt.Key.Key_F1)
    assert isinstance(session.page, AboutPage)
    shown = words_on(session.page)
    assert "You drop leaflets in your own street" in shown
    assert "You can do this." in shown
    assert "Not in this form." in shown
    assert "A manager may not ask" in shown
    press(Qt.Key.Key_Escape)
    assert session.page.title == "What do you have in mind?"
    assert not session.flow.under_way


def test_the_mark_on_a_card_opens_the_same_by_mouse(session: Session) -> None:
    session.start()
    mark = next(b for b in session.page.findChildren(QPushButton) if b.objectName() == "about.card" and b.isVisible())
    assert heard(mark).name.startswith("About: ")
    session.qtbot.mouseClick(mark, Qt.MouseButton.LeftButton)
    assert isinstance(session.page, AboutPage)


def test_about_from_a_question_keeps_the_place_and_leaves_no_trace(session: Session) -> None:
    session.start()
    session.choose_topic("P07")
    session.answer("public_service")
    assert isinstance(session.page, QuestionPage)
    at = session.page.question_id
    tab_to_id("about")
    press(Qt.Key.Key_Return)
    assert isinstance(session.page, AboutPage)
    press(Qt.Key.Key_Escape)
    assert isinstance(session.page, QuestionPage)
    assert session.page.question_id == at
    press(Qt.Key.Key_F1)
    assert isinstance(session.page, AboutPage)
    press(Qt.Key.Key_Escape)
    assert session.desk.store is None
    assert not list(session.desk.folder.iterdir())
    session.flow.forget()
    assert not session.window.navigation.can_go_forward


def test_about_from_the_result_and_on_to_a_general_page_and_all_the_way_back(session: Session) -> None:
    topic, given = example("pamphlets")
    session.start()
    session.choose_topic(topic)
    session.answer_all(given)
    assert isinstance(session.page, ResultPage)
    press(Qt.Key.Key_F1)
    assert isinstance(session.page, AboutPage)
    settle()
    link = next(b for b in session.page.findChildren(QPushButton) if b.text() == CONTENT.guidance.pages["speaking-up"].title)
    link.setFocus(Qt.FocusReason.TabFocusReason)
    press(Qt.Key.Key_Return)
    assert isinstance(session.page, GuidanceTextPage)
    assert "not a protected disclosure" in words_on(session.page)
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Escape)
    assert isinstance(session.page, ResultPage)


def test_a_word_in_a_question_is_explained_below_it(session: Session) -> None:
    session.start()
    session.choose_topic("P07")
    assert isinstance(session.page, QuestionPage)
    assert "A public body with its own board" not in words_on(session.page)
    tab_to_id("words")
    assert "Crown entity" in heard(session.window.focusWidget()).name or "words explained" in heard(session.window.focusWidget()).name.lower()
    press(Qt.Key.Key_Return)
    settle()
    assert "A public body with its own board" in words_on(session.page)


def test_home_leads_to_the_general_pages(qtbot: QtBot, window: Window) -> None:
    page = HomePage()
    asked: list[str] = []
    page.guidance_asked.connect(asked.append)
    window.navigation.start(page)
    settle()
    for words in ("Speaking up", "Moving agency or leaving", "Words explained"):
        next(b for b in page.findChildren(QPushButton) if b.text() == words).click()
    assert asked == ["speaking-up", "moving", "words"]


PAGES: dict[str, Callable[[], Page]] = {
    "about-P07": lambda: about_page("P07"),
    "about-P16": lambda: about_page("P16"),
    "about-I-03": lambda: about_page("I-03"),
    "guidance-speaking-up": lambda: GuidanceTextPage(CONTENT.guidance.pages["speaking-up"], CONTENT),
    "guidance-moving": lambda: GuidanceTextPage(CONTENT.guidance.pages["moving"], CONTENT),
    "guidance-words": lambda: WordsPage(CONTENT),
}


def about_page(topic: str) -> Page:
    seen = about(CONTENT, topic, NOW.date())
    assert seen is not None
    return AboutPage(seen, CONTENT)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_guidance_in_every_look(window: Window, theme: Theme, name: str, keep_picture: Callable[[QWidget, str], None]) -> None:
    window.navigation.start(PAGES[name]())
    for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.CONTRAST):
        theme.choose(choice)
        settle()
        keep_picture(window, f"{name}_{choice.value}")
    window.resize(*SMALL)
    keep_picture(window, f"{name}_small")
    page = window.navigation.current
    assert page is not None
    assert not scrolls_sideways(page)
    assert all(heard(widget).name for widget in focusable(page))


def test_every_topic_has_a_page_about_it() -> None:
    for topic in CONTENT.topics:
        seen = about(CONTENT, topic, NOW.date())
        assert seen is not None
        assert len(seen.examples) >= 2
