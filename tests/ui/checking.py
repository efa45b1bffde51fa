"""A private check at the keyboard: a real desk and flow in a real window, and a person who answers by key alone."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from coi_app import paths
from coi_app.services import safekeeping
from coi_app.services.check import Check
from coi_app.services.context import Services
from coi_app.ui.desk import Desk, Surroundings
from coi_app.ui.flows.check import CheckFlow
from coi_app.ui.operations import Operations
from coi_app.ui.page import Page
from coi_app.ui.pages.question import QuestionPage
from coi_app.ui.window import Window
from tests.store.examples import CHEAP, PASSPHRASE
from tests.ui.driving import focused, heard, press, tab_to

NOW = datetime(2026, 11, 23, 9, 41, tzinfo=timezone(timedelta(hours=13)))
Given = Mapping[str, str | Sequence[str]]
NONE, UNSURE = "none_of_these", "not_sure"


class Session:
    """A window with a check in it, what the flow told, and home as a plain page."""

    def __init__(self, qtbot: QtBot, window: Window, folder: Path) -> None:
        self.qtbot, self.window = qtbot, window
        self.problems: list[Exception] = []
        self.told: list[tuple[str, Check]] = []
        surroundings = Surroundings(paths.resources(), folder, lambda: NOW, uuid4)
        self.desk = Desk(window, Operations(window), surroundings, self.problems.append)
        self.flow = CheckFlow(self.desk)
        self.desk.records_wanted.connect(self.open_records)
        self.flow.finished.connect(self.home)
        self.flow.declare_asked.connect(lambda check: self.told.append(("declare", check)))
        self.flow.note_asked.connect(lambda check: self.told.append(("note", check)))
        self.flow.guide_asked.connect(lambda check: self.told.append(("guide", check)))
        self.flow.differently_asked.connect(lambda check: self.told.append(("differently", check)))
        self.flow.draft_asked.connect(lambda check, question: self.told.append((f"draft {question}", check)))
        self.home()

    def open_records(self, then: Callable[[Services], None], why: str) -> None:
        """Sets up real encrypted records at once, as the page for it would."""
        store, _ = safekeeping.create(self.desk.folder / "profile", uuid4, NOW, passphrase=PASSPHRASE, cost=CHEAP)
        self.desk.use_records(store, safekeeping.owner(store, uuid4, NOW), then)

    @property
    def page(self) -> Page:
        """The page that is shown."""
        page = self.window.navigation.current
        assert page is not None
        return page

    def home(self) -> None:
        """Shows home, with no way back."""
        page = Page("Home", "home")
        page.column.addWidget(page.heading)
        self.window.navigation.start(page)

    def start(self, words: str = "") -> None:
        """Opens the topics and waits for them."""
        self.flow.start(words)
        self.wait_for("What do you have in mind?")

    def wait_for(self, title: str) -> None:
        """Waits until the page with this heading is shown."""
        self.qtbot.waitUntil(lambda: self.page.title == title, timeout=5000)

    def choose_topic(self, topic: str) -> None:
        """Opens one of the topics shown."""
        tab_to_id(f"topic.{topic}")
        press(Qt.Key.Key_Return)

    def answer(self, option: str | Sequence[str], *, go_on: bool = True) -> None:
        """Answers the question that is shown, by key alone, and goes on by Enter."""
        if isinstance(option, str):
            tab_to_a_card()
            for _ in range(16):
                if focused().objectName() == f"option.{option}":
                    break
                press(Qt.Key.Key_Down)
            if not focused().isChecked():  # pyright: ignore[reportAttributeAccessIssue]
                press(Qt.Key.Key_Space)
        for one in () if isinstance(option, str) else option or (NONE,):
            tab_to_id(f"option.{one}")
            press(Qt.Key.Key_Space)
        if go_on:
            press(Qt.Key.Key_Return)

    def answer_all(self, given: Given, until: str | None = None) -> list[str]:
        """Answers every question, *not sure* where nothing is given, until one question or the end; returns the headings met."""
        met = []
        while isinstance(self.page, QuestionPage):
            question = self.page.question_id
            if question == until:
                break
            met.append(question)
            value = given.get(question, UNSURE)
            self.answer([UNSURE] if value == UNSURE and not_one(self.page) else value)
        return met


def example(name: str) -> tuple[str, Given]:
    """A shipped example's topic, and what is answered in it."""
    with (paths.resources() / "examples" / f"{name}.toml").open("rb") as file:
        read = tomllib.load(file)
    interest = read["interest"][0]
    return interest["topic"], {**read["role"], **interest["answers"]}


def not_one(page: Page) -> bool:
    """Whether the question on the page takes any number of answers."""
    return bool(page.findChildren(QCheckBox))


def tab_to_a_card() -> None:
    """Presses Tab until the keyboard is on an answer."""
    for _ in range(40):
        if focused().objectName().startswith("option."):
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError("Tab never came to an answer")


def tab_to_id(name: str) -> None:
    """Presses Tab until the keyboard is on the widget of this object name."""
    for _ in range(120):
        if focused().objectName() == name:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never came to {name}")


def press_button(name: str) -> None:
    """Goes to a button by Tab and presses it."""
    tab_to(name)
    press(Qt.Key.Key_Return)


def said_here() -> str:
    """What a screen reader says of where the keyboard is."""
    return heard(focused()).name
