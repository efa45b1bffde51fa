"""What each widget says to a screen reader and does with a keyboard."""

import sys
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from coi_app.ui.page import Page
from coi_app.ui.theme import Theme
from coi_app.ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from coi_app.ui.widgets.choices import CheckList, Option, OptionList
from coi_app.ui.widgets.fields import ComboField, DateField, LongText, TextField
from coi_app.ui.widgets.form import ErrorSummary, Form
from coi_app.ui.widgets.progress import ProgressLine
from coi_app.ui.widgets.search_field import SearchField
from coi_app.ui.widgets.text import Heading, Text
from coi_app.ui.window import Window
from tests.ui.driving import focused, heard, press, settle, tab_to, type_text

Role = QAccessible.Role
OPTIONS = (
    Option("no", "No, it is private", "Nobody outside family & friends would know"),
    Option("local", "Local people may recognise me", "For example letterbox drops"),
    Option("unsure", "Not sure", "That is fine: it becomes something to talk about", unsure=True),
)


def test_calls_into_qt_keep_their_references(qapp: QApplication) -> None:
    field = QLineEdit()
    before = sys.getrefcount(None)
    for _ in range(500):
        field.setText("x")
    assert sys.getrefcount(None) >= before - 50


def test_words_and_buttons_say_what_they_are(theme: Theme, qtbot: QtBot) -> None:
    for widget, role, name in (
        (Heading("Kia ora, Aroha", 1), Role.Heading, "Kia ora, Aroha"),
        (Text("Most of it needs nothing from you."), Role.StaticText, "Most of it needs nothing from you."),
        (PrimaryButton("Check & go"), Role.Button, "Check & go"),
        (SecondaryButton("Continue"), Role.Button, "Continue"),
        (LinkButton("Show titles"), Role.Button, "Show titles"),
        (ProgressLine(), Role.ProgressBar, "Progress"),
        (SearchField("What do you have in mind?", "For example a gift"), Role.EditableText, "What do you have in mind?"),
    ):
        qtbot.addWidget(widget)
        assert (heard(widget).role, heard(widget).name) == (role, name)


def test_a_paragraph_of_runs_is_heard_as_plain_text(theme: Theme, qtbot: QtBot) -> None:
    text = Text()
    qtbot.addWidget(text)
    text.set_runs([("Your rights <come> first.", True), (" You may vote.", False)])
    assert heard(text).name == "Your rights <come> first. You may vote."


def test_an_option_is_named_by_its_title_and_described_by_its_example(theme: Theme, qtbot: QtBot) -> None:
    options = OptionList("Could people connect this with your job?", OPTIONS)
    qtbot.addWidget(options)
    assert heard(options).role == Role.Grouping
    assert heard(options).name == "Could people connect this with your job?"
    for card, option in zip(options.cards, OPTIONS, strict=True):
        assert heard(card) == heard(card).__class__(option.title, Role.RadioButton, option.example)


def test_arrow_keys_choose_among_options(window: Window) -> None:
    page, options = a_page_with(OptionList("Who?", OPTIONS))
    window.navigation.start(page)
    chosen: list[str] = []
    options.chosen.connect(chosen.append)
    settle()
    tab_to("No, it is private")
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert chosen == ["no", "local", "unsure"]
    assert options.value == "unsure"
    press(Qt.Key.Key_Up)
    assert options.value == "local"


def test_tab_passes_a_group_in_one_step_once_an_answer_is_chosen(window: Window) -> None:
    page, _ = a_page_with(OptionList("Who?", OPTIONS, value="local"), PrimaryButton("Continue"))
    window.navigation.start(page)
    settle()
    tab_to("Local people may recognise me")
    press(Qt.Key.Key_Tab)
    assert heard(focused()).name == "Continue"


def test_not_sure_stands_alone_among_many(window: Window) -> None:
    page, checks = a_page_with(CheckList("Which?", OPTIONS))
    window.navigation.start(page)
    settle()
    tab_to("No, it is private")
    press(Qt.Key.Key_Space)
    tab_to("Local people may recognise me")
    press(Qt.Key.Key_Space)
    assert checks.values == ("no", "local")
    assert heard(focused()).role == Role.CheckBox
    tab_to("Not sure")
    press(Qt.Key.Key_Space)
    assert checks.values == ("unsure",)


def test_enter_presses_a_button(window: Window) -> None:
    page, button = a_page_with(PrimaryButton("Continue"))
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    window.navigation.start(page)
    settle()
    tab_to("Continue")
    press(Qt.Key.Key_Return)
    assert len(pressed) == 1


def test_a_form_names_and_describes_every_field(theme: Theme, qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    name = form.add("Your name", TextField(), "As your manager knows it")
    words = form.add("In your words", LongText())
    day = form.add("From when", DateField(), "For example 7 11 2026")
    basis = form.add("Basis", ComboField())
    assert (heard(name).name, heard(name).description) == ("Your name", "As your manager knows it")
    assert heard(words).name == "In your words"
    assert heard(day.day).name == "Day, From when"
    assert heard(day.year).description == "For example 7 11 2026"
    assert heard(basis).name == "Basis"


def test_tab_leaves_long_text(window: Window) -> None:
    form = Form()
    words = form.add("In your words", LongText())
    page, _ = a_page_with(form, PrimaryButton("Continue"))
    window.navigation.start(page)
    settle()
    tab_to("In your words")
    type_text("I see it differently")
    press(Qt.Key.Key_Tab)
    assert heard(focused()).name == "Continue"
    assert words.value == "I see it differently"


@pytest.mark.parametrize(
    "typed, value",
    [(("7", "11", "2026"), "2026-11-07"), (("31", "2", "2026"), ""), (("", "", ""), ""), (("1", "", "2026"), "")],
)
def test_a_date_is_three_fields_and_one_value(theme: Theme, qtbot: QtBot, typed: tuple[str, str, str], value: str) -> None:
    field = DateField()
    qtbot.addWidget(field)
    for part, text in zip((field.day, field.month, field.year), typed, strict=True):
        part.setText(text)
    assert field.value == value
    assert field.is_empty == (typed == ("", "", ""))


def test_a_date_shows_what_it_was_given(theme: Theme, qtbot: QtBot) -> None:
    field = DateField("2026-03-01")
    qtbot.addWidget(field)
    assert (field.day.text(), field.month.text(), field.year.text(), field.value) == ("1", "3", "2026", "2026-03-01")


def test_an_error_is_an_alert_whose_link_takes_you_to_the_field(window: Window) -> None:
    form, summary = Form(), ErrorSummary()
    name = form.add("Your name", TextField())
    page, _ = a_page_with(summary, form)
    window.navigation.start(page)
    settle()
    form.show_error(name, "Enter your name.")
    summary.show_errors([("Enter your name.", name)])
    settle()
    assert focused() is summary
    assert heard(summary).role == Role.AlertMessage
    assert "Enter your name." in heard(summary).name
    assert heard(name).description == "Error: Enter your name."
    tab_to("Enter your name.")
    press(Qt.Key.Key_Space)
    assert focused() is name
    form.show_error(name, "")
    summary.show_errors([])
    assert not summary.isVisible()
    assert heard(name).description == ""


def test_the_wheel_leaves_a_list_alone_that_has_no_focus(window: Window) -> None:
    combo = ComboField()
    combo.addItems(["Low", "Medium", "High"])
    page, _ = a_page_with(TextField(), combo)
    window.navigation.start(page)
    settle()
    assert not combo.hasFocus()
    wheel(combo)
    assert combo.currentText() == "Low"


def wheel(widget: QWidget) -> None:
    """Turns the wheel by one notch over a widget."""
    middle = QPointF(widget.rect().center())
    none = Qt.MouseButton.NoButton
    event = QWheelEvent(
        middle, QPointF(widget.mapToGlobal(middle)), QPoint(0, -10), QPoint(0, -120), none, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(widget, event)


def a_page_with(first: Any, *more: QWidget) -> tuple[Page, Any]:
    """A page with some widgets on it; returns the first of them too."""
    page = Page("A page", "check")
    page.column.addWidget(page.heading)
    for widget in (first, *more):
        if isinstance(widget, QPushButton):
            page.bar.addWidget(widget)
        else:
            page.column.addWidget(widget)
    return page, first
