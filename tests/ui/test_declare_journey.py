"""Declaring, from the first answer to the manager's hands, by keys alone on a real encrypted profile."""

import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from coi_app.documents import preview
from coi_app.services import mine
from coi_app.store.key_store import KeyStore
from coi_app.ui.models.papers import Paper, free_name, paper_of
from coi_app.ui.pages.question import QuestionPage
from coi_app.ui.pages.seen import SeenPage
from coi_app.ui.theme import Theme, ThemeChoice
from tests.store.key_stores import Remembering
from tests.ui.checking import example, not_one
from tests.ui.conftest import LAPTOP
from tests.ui.declaring import PASSPHRASE, Declaring
from tests.ui.driving import focused, heard, press, tab_to

Start = Callable[[], Declaring]


@pytest.fixture
def start_with(
    qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[KeyStore | None], Declaring]]:
    """Starts the app, with a key store or none, as often as a test likes; nothing may have gone wrong unsaid at its end."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    theme.choose(ThemeChoice.LIGHT)
    opened: list[Declaring] = []

    def make(key_store: KeyStore | None) -> Declaring:
        opened.append(Declaring(qtbot, qapp, theme, tmp_path, LAPTOP, key_store))
        return opened[-1]

    yield make
    for person in opened:
        person.close()
        assert not person.messages.said
    theme.choose(ThemeChoice.LIGHT)


@pytest.fixture
def start(start_with: Callable[[KeyStore | None], Declaring]) -> Start:
    """Starts the app on a computer without a key store."""
    return lambda: start_with(None)


def to_check_answers(person: Declaring, name: str) -> None:
    topic, given = example(name)
    person.check(topic, dict(given))
    person.press("Declare this" if name != "pamphlets" else "Declare this anyway")
    person.set_up("Aroha Example")
    person.wait_for("Check your answers")


def to_seen(person: Declaring) -> None:
    person.press("Continue")
    person.wait_for("Who you are, and who gets this")
    person.type_in("My job title", "Senior adviser")
    person.type_in("My agency", "Example Agency")
    person.type_in("My manager", "Mereana Example")
    person.press("Continue")
    person.wait_for("Exactly what your manager will see")


def sign(person: Declaring) -> None:
    person.press("Continue to sign")
    person.wait_for("Your signature")
    person.type_in("Type your name", "Aroha Example")
    person.press("Sign")
    person.wait_for("Ready: signed, not handed over yet")


def question_of(person: Declaring) -> str:
    page = person.page
    assert isinstance(page, QuestionPage)
    return page.question_id


def statuses(person: Declaring) -> list[str]:
    assert person.desk.store is not None
    return [one.status.value for one in mine.listed(person.desk.store)]


def test_from_a_check_to_the_managers_hands(start: Start, tmp_path: Path) -> None:
    person = start()
    to_check_answers(person, "candidate")
    to_seen(person)
    sign(person)
    person.messages.next_files.append(tmp_path / "for my manager.pdf")
    person.press("Save the PDF")
    saved = (tmp_path / "for my manager.pdf").read_bytes()
    assert preview.page_count(saved) <= 4
    assert "Mereana Example" in preview.page_sizes(saved)[0][2]
    assert "Saved as for my manager.pdf" in person.words()
    person.press("Open the folder")
    assert person.opened_folders == [tmp_path]
    person.press("I gave it to my manager")
    person.wait_for("Handed over: your manager has it")
    assert "23 Nov 2026" in person.words()


def test_what_is_saved_is_what_was_seen_before_signing(start: Start, tmp_path: Path) -> None:
    person = start()
    to_check_answers(person, "candidate")
    to_seen(person)
    services, declaration = person.desk.services, person.running.desk.store
    assert services and declaration
    (listed,) = mine.listed(declaration)
    seen = paper_of(services, listed.id, person.desk.today()).pdf
    sign(person)
    person.messages.next_files.append(tmp_path / "saved.pdf")
    person.press("Save the PDF")
    assert (tmp_path / "saved.pdf").read_bytes() == seen


def test_a_file_is_offered_under_a_name_that_tells_no_topic_and_overwrites_nothing(tmp_path: Path) -> None:
    paper = Paper(b"", (), date(2026, 11, 23))
    assert free_name(tmp_path, paper).name == "Conversation guide 2026-11-23.pdf"
    free_name(tmp_path, paper).touch()
    assert free_name(tmp_path, paper).name == "Conversation guide 2026-11-23 (2).pdf"


def test_each_answer_is_kept_and_a_restart_returns_to_the_same_question(start: Start) -> None:
    person = start()
    person.go(Qt.Key.Key_3)
    person.press("Declare an interest")
    person.set_up()
    person.wait_for("What do you have in mind?")
    person.choose_topic("P16")
    person.quiet()
    person.answer("public_service")
    person.answer("senior")
    assert question_of(person) == "ministers"
    person.answer("regularly" if has_card(person, "regularly") else first_card(person), go_on=False)
    assert "Saved 9:41" in person.words()
    person.restart()
    assert "Your records are locked" in person.words()
    assert "They are in your records. Unlock those to see them." in person.words()
    assert "None kept yet" not in person.words()
    person.press("Unlock my records")
    person.unlock()
    person.wait_for("Kia ora")
    person.press("Continue")
    assert question_of(person) == "ministers"
    assert len(chosen(person)) == 1
    press(Qt.Key.Key_Escape)
    person.quiet()
    assert question_of(person) == "seniority"
    person.restart()
    person.go(Qt.Key.Key_3)
    person.unlock()
    person.wait_for("My declarations")
    person.press("Continue 1")
    assert question_of(person) == "seniority"
    assert chosen(person) == ["senior"]


def test_a_check_saved_as_a_draft_stays_at_its_question(start: Start) -> None:
    person = start()
    person.go(Qt.Key.Key_2)
    person.choose_topic("P07")
    person.answer("public_service")
    assert question_of(person) == "seniority"
    person.press("Save as a draft")
    person.set_up()
    assert question_of(person) == "seniority"
    assert "Saved 9:41" in person.words()
    person.answer("staff")
    assert question_of(person) == "ministers"
    assert statuses(person) == ["draft"]


def test_a_change_returns_to_all_answers(start: Start) -> None:
    person = start()
    to_check_answers(person, "candidate")
    person.press("Change overlap with your work")
    assert question_of(person) == "overlap"
    before = chosen(person)
    person.answer("none" if before != ["none"] and has_card(person, "none") else first_card(person))
    while isinstance(person.page, QuestionPage):
        person.answer("not_sure")
    assert person.page.title == "Check your answers"


def test_my_own_words_and_my_own_view_are_warned_about_gently_and_printed(start: Start) -> None:
    person = start()
    to_check_answers(person, "candidate")
    person.press("Add my own words")
    person.wait_for("In your own words")
    person.type_in("My own words", "I believe in vote swapping, I vote for them")
    person.press("Save")
    assert person.page.title == "In your own words"
    assert "These words may tell" in heard(focused()).name
    person.type_in("My own words", "Only on Saturdays.")
    person.press("Save")
    person.wait_for("Check your answers")
    assert "Only on Saturdays." in person.words()
    person.press("Say how I see it")
    person.wait_for("I see it differently")
    person.type_in("How I see it", "My team does not work on this at all.")
    person.press("Save")
    person.wait_for("Check your answers")
    to_seen(person)
    text = seen_text(person)
    assert "Only on Saturdays." in text
    assert "My team does not work on this at all." in text


def test_who_sees_a_result_differently_says_so_at_once_and_it_is_a_draft(start: Start) -> None:
    person = start()
    topic, given = example("candidate")
    person.check(topic, dict(given))
    person.press("I see it differently")
    person.set_up()
    person.wait_for("I see it differently")
    person.type_in("How I see it", "Nobody outside would connect this with my work.")
    person.press("Save")
    person.wait_for("Check your answers")
    assert "Nobody outside would connect this with my work." in person.words()
    person.press("See the reasons")
    person.wait_for("You can do this, with these steps.")
    person.press("Back to the declaration")
    assert person.page.title == "Check your answers"


def test_what_is_nobodys_business_is_said_to_be_so_and_nothing_is_kept(start: Start) -> None:
    person = start()
    person.press("Declare an interest")
    person.set_up()
    person.wait_for("What do you have in mind?")
    person.choose_topic("P01")
    person.quiet()
    assert person.page.title == "You can do this. It is your private business."
    assert statuses(person) == []


def test_an_interest_is_added_removed_and_put_back(start: Start) -> None:
    person = start()
    to_check_answers(person, "candidate")
    person.press("Add another interest")
    person.wait_for("What do you have in mind?")
    person.choose_topic("P07")
    person.quiet()
    while isinstance(person.page, QuestionPage):
        assert question_of(person) not in ("employment", "seniority")
        person.answer(["not_sure"] if not_one(person.page) else "not_sure")
    person.wait_for("Check your answers")
    assert "1. Standing for Parliament" in person.words()
    person.press("Remove this interest, interest 1")
    assert "Standing for Parliament" not in person.words()
    assert heard(focused()).name == "The interest is removed."
    person.press("Undo: put it back")
    assert "1. Standing for Parliament" in person.words()


def test_a_note_stays_private_until_it_is_declared(start: Start) -> None:
    person = start()
    topic, given = example("pamphlets")
    person.check(topic, dict(given))
    person.press("Keep a private note")
    person.set_up()
    person.wait_for("Your private note")
    assert "Nobody sees it" in person.words()
    person.press("Declare this")
    person.wait_for("Check your answers")
    assert "Nothing was handed over" in person.words()


def test_nothing_to_declare_asks_nothing_and_is_signed(start: Start, tmp_path: Path) -> None:
    person = start()
    person.press("I have nothing to declare")
    person.set_up("Aroha Example")
    person.wait_for("You have nothing to declare")
    assert "About my role" not in person.words()
    to_seen(person)
    assert "I have nothing to declare today" in seen_text(person)
    sign(person)
    person.go(Qt.Key.Key_3)
    person.press("I have nothing to declare")
    person.wait_for("You have nothing to declare")


def test_forgetting_can_be_undone_until_the_person_goes_on(start: Start) -> None:
    person = start()
    to_check_answers(person, "candidate")
    person.press("Forget this draft")
    person.wait_for("My declarations")
    assert "Nothing declared yet" in person.words()
    person.press("Undo: keep it")
    assert "1. Title covered, one interest" in person.words()
    person.press("Continue 1")
    person.press("Forget this draft")
    person.go(Qt.Key.Key_1)
    assert statuses(person) == []


def test_what_is_to_be_forgotten_is_gone_when_the_window_closes(start: Start) -> None:
    person = start()
    to_check_answers(person, "candidate")
    to_seen(person)
    sign(person)
    person.press("Forget this declaration")
    person.wait_for("My declarations")
    person.restart()
    person.go(Qt.Key.Key_3)
    person.unlock()
    person.wait_for("My declarations")
    assert statuses(person) == []


def test_titles_are_covered_until_asked_for(start: Start) -> None:
    person = start()
    to_check_answers(person, "candidate")
    person.go(Qt.Key.Key_3)
    assert "Standing for Parliament" not in person.words()
    person.press("Show titles")
    assert "Standing for Parliament" in person.words()


def test_a_change_after_handing_over_begins_a_new_version(start: Start) -> None:
    person = start()
    to_check_answers(person, "candidate")
    to_seen(person)
    sign(person)
    person.type_in("Day, I gave it to my manager on", "24")
    person.press("I gave it to my manager")
    assert "Choose today or an earlier day" in person.words()
    person.type_in("Day, I gave it to my manager on", "22")
    person.press("I gave it to my manager")
    person.wait_for("Handed over: your manager has it")
    person.press("Change it")
    person.wait_for("Check your answers")
    assert "A new version has begun" in person.words()
    assert statuses(person) == ["draft"]


def test_the_page_is_shown_anew_when_midnight_passed_before_signing(start: Start) -> None:
    person = start()
    to_check_answers(person, "candidate")
    to_seen(person)
    person.press("Continue to sign")
    person.clock.now += timedelta(days=1)
    person.type_in("Type your name", "aroha  example")
    person.press("Sign")
    person.wait_for("Exactly what your manager will see")
    assert "24 November 2026" in seen_text(person)
    sign(person)


def test_another_name_does_not_sign(start: Start) -> None:
    person = start()
    to_check_answers(person, "candidate")
    to_seen(person)
    person.press("Continue to sign")
    person.press("Sign")
    assert "Type your name to sign." in heard(focused()).name
    person.type_in("Type your name", "Somebody Else")
    person.press("Sign")
    assert person.page.title == "Your signature"
    assert "as it stands at the top of the page: Aroha Example" in heard(focused()).name


def test_it_is_printed_page_by_page(start: Start) -> None:
    person = start()
    to_check_answers(person, "candidate")
    to_seen(person)
    sign(person)
    person.press("Print")
    person.qtbot.waitUntil(lambda: "went to the printer" in person.words(), timeout=20_000)
    assert preview.page_count(person.printed.read_bytes()) == 3


def test_the_guide_of_a_check_is_previewed_without_keeping_anything(start: Start) -> None:
    person = start()
    topic, given = example("candidate")
    person.check(topic, dict(given))
    person.press("Preview the conversation guide")
    person.wait_for("Exactly what your manager will see")
    assert "in memory only" in person.words()
    person.press("Back to the result")
    assert person.page.title == "You can do this, with these steps."
    assert not (person.desk.folder / "declare.db").exists()


def test_pages_are_shown_sharp_and_moved_by_key(start: Start) -> None:
    person = start()
    to_check_answers(person, "candidate")
    to_seen(person)
    page = person.page
    assert isinstance(page, SeenPage)
    person.qtbot.waitUntil(lambda: page.view.is_sharp, timeout=20_000)
    tab_to("Pages")
    reached: list[int] = []
    page.view.page_reached.connect(reached.append)
    press(Qt.Key.Key_PageDown)
    press(Qt.Key.Key_PageDown)
    press(Qt.Key.Key_PageUp)
    assert reached == [1, 2, 1]
    press(Qt.Key.Key_Plus)
    assert page.view.zoom > 1
    press(Qt.Key.Key_0)
    assert page.view.zoom == 1


def test_a_save_that_fails_says_so_and_keeps_the_page(start: Start) -> None:
    person = start()
    person.go(Qt.Key.Key_2)
    person.choose_topic("P07")
    person.press("Save as a draft")
    person.set_up()
    assert question_of(person) == "employment"
    with a_full_disk(person.desk.folder):
        person.answer("public_service")
        assert focused().window() is not person.window, "no message was shown"
        press(Qt.Key.Key_Return)
        person.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    person.window.activateWindow()  # what a window manager does, and the offscreen platform has none
    person.quiet()
    assert question_of(person) == "employment"
    assert chosen(person) == ["public_service"]
    assert "Not saved" in person.words()
    assert any("full" in said or "written" in said for said in person.messages.said), person.messages.said
    person.messages.said.clear()
    press(Qt.Key.Key_Return)
    person.quiet()
    assert question_of(person) == "seniority"


def test_a_wrong_passphrase_says_so_without_a_hint(start: Start) -> None:
    person = start()
    to_check_answers(person, "pamphlets")
    person.restart()
    person.go(Qt.Key.Key_3)
    person.unlock("not the right one")
    person.wait_for("Open your records")
    assert "does not open" in heard(focused()).name
    assert PASSPHRASE not in person.words()
    person.unlock()
    person.wait_for("My declarations")


def test_records_open_elsewhere_are_left_alone(start: Start) -> None:
    person = start()
    to_check_answers(person, "pamphlets")
    other = start()
    other.go(Qt.Key.Key_3)
    other.unlock()
    other.wait_for("Your records are open elsewhere")
    person.close()
    other.press("Try again")
    other.unlock()
    other.wait_for("My declarations")


def test_damaged_records_are_said_to_be_so_and_left_as_they_are(start: Start) -> None:
    person = start()
    to_check_answers(person, "pamphlets")
    person.close()
    for name in ("vault.json", "vault.json.copy"):
        (person.desk.folder / name).write_text("{}")
    other = start()
    other.go(Qt.Key.Key_3)
    other.wait_for("Your records cannot be read")
    other.press("Not now")
    other.wait_for("Kia ora")


def test_a_key_store_opens_the_records_by_itself(start_with: Callable[[KeyStore | None], Declaring]) -> None:
    person = start_with(KeyStore(Remembering()))
    topic, given = example("pamphlets")
    person.check(topic, dict(given))
    person.press("Keep a private note")
    person.wait_for("Set up your own records")
    person.press("Set up")
    person.wait_for("Your recovery key")
    person.press("Go on")
    person.wait_for("Your private note")
    person.restart()
    person.go(Qt.Key.Key_3)
    person.wait_for("My declarations")
    assert "1. Title covered, one interest" in person.words()


def test_my_information_is_kept_and_my_role_marks_what_is_out_of_date(start: Start) -> None:
    person = start()
    to_check_answers(person, "candidate")
    person.press("Remember my role")
    person.go(Qt.Key.Key_4)
    person.wait_for("My information")
    person.type_in("My support person", "Hana Example")
    person.press("Save")
    assert "Saved 9:41" in person.words()
    person.clock.now += timedelta(minutes=5)
    person.press("Change seniority")
    assert question_of(person) == "seniority"
    person.answer("manager_of_managers")
    person.wait_for("My information")
    person.go(Qt.Key.Key_3)
    assert "Your role has changed since" in person.words()
    person.press("Continue 1")
    person.wait_for("Check your answers")
    person.press("Use my role as it is now")
    assert "I manage managers" in person.words()
    person.go(Qt.Key.Key_4)
    person.press("Forget my role")
    assert "each check asks for it" in person.words()


def test_the_rules_in_full_are_saved_by_anyone_without_any_records(start: Start, tmp_path: Path) -> None:
    person = start()
    person.go(Qt.Key.Key_4)
    person.wait_for("My information")
    person.messages.next_files += [tmp_path / "the rules", tmp_path / "rules.md", tmp_path / "nowhere" / "rules.md", None]
    person.press("Save the rules")
    assert "Saved as the rules.pdf" in person.words()
    pages = preview.page_sizes((tmp_path / "the rules.pdf").read_bytes())
    assert len(pages) > 50 and "The rules of Declare, in full" in pages[0][2]
    person.press("Save the rules")
    assert "Saved as rules.md" in person.words()
    assert (tmp_path / "rules.md").read_text("utf-8").startswith("# The rules of Declare, in full")
    person.press("Save the rules")
    assert "could not be written" in person.words()
    person.press("Save the rules")
    assert sorted(file.name for file in tmp_path.glob("*rules*")) == ["rules.md", "the rules.pdf"]


def test_the_appearance_is_chosen_and_kept(start: Start) -> None:
    person = start()
    person.go(Qt.Key.Key_4)
    person.wait_for("My information")
    tab_to("As this computer has it")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert person.running.theme.tokens.name == "dark"
    person.restart()
    person.go(Qt.Key.Key_4)
    tab_to("Dark")


@contextmanager
def a_full_disk(folder: Path) -> Iterator[None]:
    """Files of this process may not grow beyond what the records take now: what a write then meets is what a full disk gives."""
    largest = max(file.stat().st_size for file in folder.iterdir() if file.is_file())
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (min(largest, 4096), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def seen_text(person: Declaring) -> str:
    """What a screen reader reads of the pages shown."""
    page = person.page
    assert isinstance(page, SeenPage)
    return " ".join(" ".join(sheet.accessibleDescription() for sheet in page.view.sheets).split())


def chosen(person: Declaring) -> list[str]:
    cards = person.page.findChildren(QAbstractButton)
    return [card.objectName().removeprefix("option.") for card in cards if card.objectName().startswith("option.") and card.isChecked()]


def has_card(person: Declaring, option: str) -> bool:
    return person.page.findChild(QAbstractButton, f"option.{option}") is not None


def first_card(person: Declaring) -> str:
    cards = [card.objectName() for card in person.page.findChildren(QAbstractButton) if card.objectName().startswith("option.")]
    return cards[0].removeprefix("option.")
