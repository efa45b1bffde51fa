"""The main job shown on a shipped example: a person at the keyboard of the real window, from the first words typed to the PDF.

What is done on a page hangs on its heading and on the names that a screen reader is told, so that other content changes nothing here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QPushButton, QRadioButton

from coi_app.domain.answers import NOT_SURE, Value
from coi_app.domain.errors import CannotWrite, CheckFailed
from coi_app.rules.content import Content, Question
from coi_app.rules.loader import load_folder
from coi_app.rules.wording import none_words
from coi_app.services.describe import Described, DescribedInterest, describe
from coi_app.ui.desk import Desk
from coi_app.ui.keyboard import focused, heard, press, settle, tab_to, tab_until, type_text, wait_until
from coi_app.ui.messages import Messages
from coi_app.ui.page import Page
from coi_app.ui.widgets.pdf_view import PdfView

GUIDE = "conversation.pdf"
SAVE = "Save the PDF"
MOST_PAGES = 60
PASSPHRASE = "four words of nobody"


@dataclass(frozen=True)
class Left:
    """What a demonstration leaves behind."""

    guide: Path
    pictures: tuple[Path, ...]


def read_example(resources: Path, name: str) -> tuple[Described, Content]:
    """A shipped example, with the content that it is about."""
    content = load_folder(resources)
    body = (resources / "examples" / f"{name}.toml").read_bytes()
    return describe(body, content, content.effective), content


def clock_on(day: date) -> Callable[[], datetime]:
    """The time of now on another day, so that a demonstration is the same on every day."""
    return lambda: datetime.now().astimezone().replace(year=day.year, month=day.month, day=day.day)


def make_folder(out: Path) -> None:
    """Makes the folder for what is left, without a PDF of an earlier time in it; CannotWrite where that does not go."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / GUIDE).unlink(missing_ok=True)
    except OSError as problem:
        raise CannotWrite(f"The folder {out.name} cannot be used: {problem.strerror}.") from None


class Demonstration:
    """Goes through a whole declaration of what is described. CheckFailed says where it could not go on."""

    def __init__(self, desk: Desk, messages: Messages, content: Content, example: Described, out: Path) -> None:
        self._desk, self._messages, self._content = desk, messages, content
        self._example, self._out = example, out
        self._at = 0
        self._words_given = False
        self._pictures: list[Path] = []
        self._questions = {question.words: question for question in content.questions.values()}
        self._known = {
            "What do you have in mind?": self._choose_topic,
            "Set up your own records": self._set_up,
            "Your recovery key": lambda: self._leave_by("Go on"),
            "Who you are, and who gets this": self._name_names,
            "Check your answers": self._check_answers,
            "In your own words": self._say_in_own_words,
            "Exactly what your manager will see": lambda: self._leave_by("Continue to sign"),
            "Your signature": self._sign,
        }

    def run(self) -> Left:
        """From home to the saved PDF, and home again."""
        self._await("The window did not come up.", lambda: QApplication.focusWidget() is not None)
        self._search()
        for _ in range(MOST_PAGES):
            if self._offers(SAVE):
                break
            self._go_through()
        guide = self._save_guide()
        press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
        self._await("The way home was not found.", lambda: self._page.section == "home")
        self._take_picture()
        return Left(guide, tuple(self._pictures))

    def check(self) -> str:
        """A private check of the first interest, from home as far as its result; the heading of the result."""
        self._await("The window did not come up.", lambda: QApplication.focusWidget() is not None)
        self._search()
        for _ in range(MOST_PAGES):
            if self._offers("Declare this") or self._offers("Declare this anyway"):
                break
            self._go_through()
        return self._page.title

    @property
    def _interest(self) -> DescribedInterest:
        """The one that is being told at the moment."""
        return self._example.interests[self._at]

    @property
    def _page(self) -> Page:
        page = self._desk.window.navigation.current
        if page is None:
            raise CheckFailed("The window shows no page.")
        return page

    def _offers(self, name: str) -> bool:
        """Whether the page that is shown has this button."""
        return any(button.isVisible() and heard(button).name == name for button in self._page.findChildren(QPushButton))

    def _go_through(self) -> None:
        """Does what a person does on the page that is shown, and waits for the next one."""
        page = self._page
        question = self._questions.get(page.title)
        if question is not None:
            self._answer(question)
        elif page.title in self._known:
            self._known[page.title]()
        else:
            self._leave_by("Declare this", "Declare this anyway")

    def _search(self) -> None:
        """Says on home what it is about."""
        type_text(self._interest.words)
        self._leave_by_key()

    def _choose_topic(self) -> None:
        """Says what it is about, where that was not said on home, and takes the topic from what is found."""
        if self._at:
            type_text(self._interest.words)
        self._take_picture()
        press(Qt.Key.Key_Down)
        tab_to(self._content.topic(self._interest.topic).title)
        self._leave_by_key(pictured=True)

    def _answer(self, question: Question) -> None:
        value = self._given(question)
        if question.kind == "one":
            self._choose(self._names(question, value)[0])
        elif question.kind == "many" or value == NOT_SURE:
            for name in self._names(question, value):
                tab_until(lambda widget, name=name: isinstance(widget, QCheckBox) and heard(widget).name == name, f"the card {name!r}")
                press(Qt.Key.Key_Space)
        else:
            self._fill_in(str(value))
        self._leave_by_key()

    def _given(self, question: Question) -> Value:
        """The example's answer; what the example does not tell is *not sure*."""
        table = self._example.role if question.table == "role" else self._interest.answers
        value = table.get(question.id)
        return NOT_SURE if value is None else value

    def _names(self, question: Question, value: Value) -> list[str]:
        """The words on the cards that make up an answer."""
        phrases = self._content.wording.phrases
        if value == NOT_SURE:
            return [phrases["not_sure"]]
        if value == ():
            return [none_words(phrases, question)]
        return [question.by_option[each].words for each in (value if isinstance(value, tuple) else (str(value),))]

    def _choose(self, name: str) -> None:
        """Goes into the cards by Tab and to the right one by arrow key."""
        tab_until(lambda widget: isinstance(widget, QRadioButton), "the answers")
        for _ in range(len(self._page.findChildren(QRadioButton))):
            if heard(focused()).name == name:
                press(Qt.Key.Key_Space)
                return
            press(Qt.Key.Key_Down)
        raise CheckFailed(f"The card {name!r} was not found.")

    def _fill_in(self, value: str) -> None:
        """Types a number or a text; a date goes into its three fields."""
        tab_until(lambda widget: isinstance(widget, QLineEdit), "a field to type in")
        parts = [part.lstrip("0") for part in reversed(value.split("-"))] if value.count("-") == 2 else [value]
        for part in parts:
            type_text(part)
            if part is not parts[-1]:
                press(Qt.Key.Key_Tab)

    def _set_up(self) -> None:
        self._fill("My name, if I like", self._example.person)
        self._fill("Passphrase", PASSPHRASE)
        self._fill("The same passphrase again", PASSPHRASE)
        self._leave_by("Set up")

    def _name_names(self) -> None:
        self._fill("My name", self._example.person)
        self._fill("My agency", self._example.agency)
        self._fill("My manager", self._example.manager)
        self._leave_by("Continue")

    def _check_answers(self) -> None:
        """Adds the own words, then the next interest, and goes on when all is told."""
        if not self._words_given:
            self._words_given = True
            self._leave_by("Add my own words", f"Add my own words, interest {self._at + 1}")
        elif self._at + 1 < len(self._example.interests):
            self._at, self._words_given = self._at + 1, False
            self._leave_by("Add another interest")
        else:
            self._leave_by("Continue")

    def _say_in_own_words(self) -> None:
        tab_to("My own words")
        type_text(self._interest.words)
        self._leave_by("Save")

    def _sign(self) -> None:
        self._fill("Type your name", self._example.person)
        self._leave_by("Sign")

    def _save_guide(self) -> Path:
        guide = self._out / GUIDE
        self._messages.next_files.append(guide)
        self._take_picture()
        tab_to(SAVE)
        press(Qt.Key.Key_Return)
        self._await("The conversation PDF was not saved.", lambda: guide.is_file())
        self._take_picture()
        return guide

    def _fill(self, name: str, text: str) -> None:
        """Puts a text into a field, in place of what is in it."""
        tab_to(name)
        press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        type_text(text)

    def _leave_by(self, *names: str) -> None:
        """Presses the button with one of these names, which leads to another page."""
        self._take_picture()
        tab_to(*names)
        self._leave_by_key(pictured=True)

    def _leave_by_key(self, *, pictured: bool = False) -> None:
        """Presses Enter, which leads to another page."""
        if not pictured:
            self._take_picture()
        page, title = self._page, self._page.title
        press(Qt.Key.Key_Return)
        self._await(f"There was no way on from the page {title!r}.", lambda: self._page is not page)

    def _await(self, otherwise: str, holds: Callable[[], bool]) -> None:
        """Waits for the window; what it tells the person instead ends the demonstration."""
        said = self._messages.said
        wait_until(lambda: bool(said) or (holds() and self._desk.operations.is_idle), otherwise)
        if said:
            raise CheckFailed(f"The window said: {said[-1]}")

    def _take_picture(self) -> None:
        """Keeps what is on the screen, once documents on it are drawn."""
        page = self._page
        wait_until(lambda: all(view.is_sharp for view in page.findChildren(PdfView)), "The document was not drawn.")
        settle()
        place = self._out / f"{len(self._pictures) + 1:02}-{_file_name(page.title)}.png"
        if not self._desk.window.grab().save(str(place)):
            raise CannotWrite(f"{place.name} could not be written to the folder for screenshots.")
        self._pictures.append(place)


def _file_name(title: str) -> str:
    """A heading as part of a file name: plain letters and hyphens, short."""
    plain = unicodedata.normalize("NFD", title).encode("ascii", "ignore").decode().lower()
    words = "".join(letter if letter.isalnum() else " " for letter in plain).split()
    return "-".join(words)[:40].rstrip("-")
