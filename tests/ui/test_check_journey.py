"""A private check from the first word typed to the result, by keys alone."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from coi_app.ui.pages.question import QuestionPage
from coi_app.ui.pages.result import ResultPage
from coi_app.ui.window import Window
from tests.ui.checking import Session, example, press_button, said_here
from tests.ui.driving import focused, press, type_text


@pytest.fixture
def session(qtbot: QtBot, window: Window, tmp_path: Path) -> Iterator[Session]:
    made = Session(qtbot, window, tmp_path)
    yield made
    made.desk.operations.finish()
    made.desk.close_records()


def words_on(page: object) -> str:
    assert isinstance(page, ResultPage | QuestionPage)
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def checked(session: Session, name: str, **other: str | Sequence[str]) -> None:
    topic, given = example(name)
    session.start()
    session.choose_topic(topic)
    session.answer_all({**given, **other})


def test_pamphlets_on_weekends_are_found_by_misspelt_words_and_are_nobodys_business(session: Session) -> None:
    session.start()
    type_text("pamflets on wekends")
    press(Qt.Key.Key_Down)
    assert said_here() == "Helping a campaign"
    press(Qt.Key.Key_Return)
    met = session.answer_all(example("pamphlets")[1])
    assert met == ["employment", "seniority", "ministers", "powers", "overlap", "conduct", "already_in_place"]
    assert session.page.title == "You can do this."
    assert "Your private business" in words_on(session.page)
    press_button("Done, keep nothing")
    assert session.page.title == "Home"
    assert not session.flow.under_way
    assert not session.told and not session.problems


def test_standing_for_parliament_as_an_adviser_to_ministers_shows_both_tracks_the_law_and_the_ways_on(session: Session) -> None:
    checked(session, "candidate")
    assert session.page.title == "You can do this, with these steps."
    shown = words_on(session.page)
    for words in ("Get advice first", "Could become one · moderate", "Law", "Electoral Act 1993, section 52", "Your rights come first"):
        assert words in shown
    assert "Only if needed" not in shown
    press_button("3 more steps, only if needed")
    assert "Only if needed" in words_on(session.page)
    press_button("Declare this")
    (told, check), = session.told
    assert (told, check.topic.id) == ("declare", "P16")
    assert check.journey.complete


def test_not_sure_everywhere_is_never_go_ahead(session: Session) -> None:
    session.start()
    session.choose_topic("P07")
    session.answer_all({})
    assert isinstance(session.page, ResultPage)
    assert session.page.title != "You can do this."
    assert "You were not sure about something" in words_on(session.page)


def test_nobodys_business_shows_its_result_at_once_and_nothing_to_keep(session: Session) -> None:
    session.start()
    session.choose_topic("P01")
    assert session.page.title == "You can do this. It is your private business."
    shown = set(names_by_tab(session))
    assert not shown & {"Declare this", "Declare this anyway", "Keep a private note", "Save as a draft"}
    press_button("Done")
    assert session.page.title == "Home"


def names_by_tab(session: Session) -> list[str]:
    names = []
    for _ in range(40):
        names.append(said_here())
        press(Qt.Key.Key_Tab)
    return names


def test_going_back_keeps_the_answers_and_a_changed_one_counts(session: Session) -> None:
    session.start()
    session.choose_topic("P07")
    session.answer("public_service")
    session.answer("staff")
    assert page_of(session).question_id == "ministers"
    press(Qt.Key.Key_Escape)
    assert page_of(session).question_id == "seniority"
    assert chosen(session) == ["staff"]
    press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page_of(session).question_id == "employment"
    assert chosen(session) == ["public_service"]
    session.answer("ministerial_staff")
    assert page_of(session).question_id != "seniority"
    assert "These answers no longer count" in words_on(session.page)
    assert "Seniority" in words_on(session.page)


def page_of(session: Session) -> QuestionPage:
    page = session.page
    assert isinstance(page, QuestionPage)
    return page


def chosen(session: Session) -> list[str]:
    cards = session.page.findChildren(QAbstractButton)
    return [card.objectName().removeprefix("option.") for card in cards if card.objectName().startswith("option.") and card.isChecked()]


def test_an_answer_is_changed_from_the_list_and_the_result_is_worked_out_again(session: Session) -> None:
    checked(session, "pamphlets")
    press_button("Change an answer")
    press_button("Change work mixed into it")
    assert page_of(session).question_id == "conduct"
    assert chosen(session) == ["none_of_these"]
    session.answer(["work_resources"])
    assert session.page.title == "Change an answer"
    press_button("See what it means")
    assert session.page.title == "Not in this form."
    assert "own time, devices and places" in words_on(session.page)


def test_going_on_without_an_answer_says_so_and_leads_to_the_answers(session: Session) -> None:
    session.start()
    session.choose_topic("P07")
    press(Qt.Key.Key_Return)
    assert page_of(session).question_id == "employment"
    assert "Something has to change before you go on" in said_here()
    press(Qt.Key.Key_Tab)
    assert said_here() == "Choose one answer. Not sure is one too."
    press(Qt.Key.Key_Return)
    session.qtbot.waitUntil(lambda: focused().objectName() == "option.public_service", timeout=2000)
    session.answer("public_service")
    assert page_of(session).question_id == "seniority"


def test_unanswered_none_and_not_sure_are_three_things(session: Session) -> None:
    session.start()
    session.choose_topic("P07")
    session.answer_all(example("pamphlets")[1], until="powers")
    press(Qt.Key.Key_Return)
    assert page_of(session).question_id == "powers"
    session.answer(["funding", "none_of_these"], go_on=False)
    assert chosen(session) == ["none_of_these"]
    session.answer(["not_sure"], go_on=False)
    assert chosen(session) == ["not_sure"]
    session.answer(["funding"], go_on=False)
    assert chosen(session) == ["funding"]


def test_a_check_left_for_another_page_waits_in_memory_and_can_be_forgotten(session: Session) -> None:
    session.start()
    session.choose_topic("P07")
    session.answer("public_service")
    session.home()
    session.start()
    press_button("Go on with my check")
    assert page_of(session).question_id == "seniority"
    press_button("Forget this check")
    assert session.page.title == "Home"
    assert not session.flow.under_way


def test_another_topic_leaves_nothing_of_the_first_check_behind(session: Session) -> None:
    session.start()
    session.choose_topic("P07")
    session.answer("public_service")
    session.start("voting")
    session.choose_topic("P01")
    assert session.page.title == "You can do this. It is your private business."
    met = []
    while session.page.title != "Home":
        press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        met.append(session.page.title)
    assert met == ["What do you have in mind?", "What do you have in mind?", "Home"]


def test_forgetting_from_the_topics_takes_the_pages_too(session: Session) -> None:
    session.start()
    session.choose_topic("P07")
    session.answer("public_service")
    session.start()
    press_button("Forget my check")
    assert not session.flow.under_way
    assert said_here() == "What do you have in mind?"
    press(Qt.Key.Key_Escape)
    assert not isinstance(session.page, QuestionPage)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not session.window.findChildren(QuestionPage)


def test_a_draft_is_asked_for_with_the_question_that_was_shown(session: Session) -> None:
    session.start()
    session.choose_topic("P07")
    session.answer("public_service")
    press_button("Save as a draft")
    (told, check), = session.told
    assert told == "draft seniority"
    assert dict(check.role) == {"employment": "public_service"}


def test_second_opinion_and_support_name_people_and_lead_back(session: Session) -> None:
    checked(session, "pamphlets")
    press_button("Second opinion and support")
    assert session.page.title == "Second opinion and support"
    press(Qt.Key.Key_Escape)
    assert isinstance(session.page, ResultPage)


def test_the_role_is_kept_only_when_asked_and_is_not_asked_again(session: Session) -> None:
    checked(session, "pamphlets")
    assert not list(session.desk.folder.iterdir())
    press_button("Remember my role")
    session.qtbot.waitUntil(lambda: "Your role is remembered" in words_on(session.page), timeout=10_000)
    press_button("Done, keep nothing")
    session.start()
    session.choose_topic("P07")
    session.qtbot.waitUntil(lambda: isinstance(session.page, QuestionPage), timeout=5000)
    assert page_of(session).question_id == "overlap"
    session.answer_all(example("pamphlets")[1])
    assert session.page.title == "You can do this."
    assert "What you said about your role is not kept" not in words_on(session.page)
    assert not session.problems


def test_words_that_fit_nothing_say_what_to_do(session: Session) -> None:
    session.start("zzzzqqq")
    labels = [label.text() for label in session.page.findChildren(QLabel) if label.isVisible()]
    assert "Nothing here fits those words" in labels
    assert any("ask an adviser" in label for label in labels)
    press_button("Who can help")
    assert session.page.title == "Second opinion and support"
    press(Qt.Key.Key_Escape)
    assert session.page.title == "What do you have in mind?"
