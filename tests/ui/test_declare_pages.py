"""The pages of declaring and of the person's own records: names, folding, what is in view, and their pictures in each theme."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid5

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from coi_app import paths
from coi_app.documents import preview
from coi_app.domain.answers import Answers
from coi_app.domain.declaration import Declaration, Interest, Kind, Status, Version
from coi_app.domain.people import Person
from coi_app.rules.content import Content
from coi_app.rules.explain import assess
from coi_app.rules.loader import load_folder
from coi_app.services import check as checks
from coi_app.services import conversation
from coi_app.services.conversation import Named
from coi_app.ui.models.declared import AnswerRow, DeclarationShown, shown
from coi_app.ui.models.happened import Line
from coi_app.ui.models.own_record import ChangeShown, RecordShown, StatementShown
from coi_app.ui.moments import day_words
from coi_app.ui.page import Page
from coi_app.ui.pages.check_answers import CheckAnswersPage
from coi_app.ui.pages.declaration import DeclarationPage, Signed
from coi_app.ui.pages.information import InformationPage, InformationShown, RecordsState
from coi_app.ui.pages.mine import Mine, MinePage
from coi_app.ui.pages.names import NamesGiven, NamesPage
from coi_app.ui.pages.own_words import WordsPage
from coi_app.ui.pages.reasons import ReasonsPage
from coi_app.ui.pages.result import ResultPage
from coi_app.ui.pages.seen import SeenPage
from coi_app.ui.pages.set_up import SetUpPage
from coi_app.ui.pages.sign import SignPage
from coi_app.ui.pages.trouble import TroublePage
from coi_app.ui.pages.unlock import UnlockPage
from coi_app.ui.theme import Theme, ThemeChoice
from coi_app.ui.widgets.buttons import PrimaryButton
from coi_app.ui.widgets.pdf_view import PageSize, image_of
from coi_app.ui.window import Window
from tests.ui.checking import NOW, example
from tests.ui.conftest import LAPTOP, SMALL
from tests.ui.driving import focusable, heard, is_in_view, scrolls_sideways, settle

ME = UUID("6d9f0a52-4b1c-4c55-9f0e-0d6f5a1e7c01")
KEPT = (
    "Your declarations, drafts and notes, and what stands above: encrypted, in /example/Declare. Your passphrase opens them, and your recovery key.",
    "A private check: in memory only, gone when you forget it or close Declare.",
    "A PDF that you save or print is not encrypted. It is where you put it.",
)
BEFORE_THE_ELECTION = date(2026, 9, 1)
Make = Callable[[Content], Page]


@pytest.fixture(scope="module")
def content() -> Content:
    return load_folder(paths.resources())


def answered(content: Content, name: str) -> tuple[str, Answers, Answers]:
    topic, given = example(name)
    check = checks.begin(content, topic, NOW.date())
    while question := checks.next_question(check):
        value = given[question.id]
        check = checks.answer(check, question.id, value if isinstance(value, str) else tuple(value))
    return topic, check.role, check.answers


def declaration(content: Content, *names: str, status: Status = Status.DRAFT, kind: Kind = Kind.INTERESTS, without: str = "") -> Declaration:
    made = [answered(content, name) for name in names]
    interests = tuple(Interest(uuid5(ME, f"{at}"), topic, answers.without(without)) for at, (topic, _, answers) in enumerate(made))
    role = made[0][1] if made else Answers()
    signed = {"signed_name": "Aroha Example", "signed_at": NOW} if status is not Status.DRAFT else {}
    version = Version(1, content.hash, content.version, NOW.date(), role, NOW, interests, **signed)
    return Declaration(uuid5(ME, "declaration"), ME, kind, status, NOW, NOW, (version,))


def seen_as(content: Content, made: Declaration, *, outdated: bool = False) -> DeclarationShown:
    results = {one.id: assess(content, one.topic, made.latest.role, one.answers, made.latest.day) for one in made.latest.interests}
    return shown(content, made, results, role_outdated=outdated)


def check_answers(content: Content, *names: str, without: str = "", outdated: bool = False, kind: Kind = Kind.INTERESTS) -> CheckAnswersPage:
    made = declaration(content, *names, without=without, kind=kind)
    if names:
        first = replace(made.latest.interests[0], words="I would do this on Saturdays, away from Wellington.")
        made = made.with_latest(made.latest.with_interest(first), NOW)
    return CheckAnswersPage(seen_as(content, made, outdated=outdated), "Saved 9:41")


def removed(content: Content) -> CheckAnswersPage:
    page = check_answers(content, "candidate")
    page.notice.say("The interest is removed.", link="Undo: put it back")
    return page


def warned(content: Content) -> WordsPage:
    page = WordsPage("In your own words", "Helping a campaign. What should your manager know that the questions did not ask? You can leave it empty.", "My own words", "I vote for them.")
    page.warn(content.notice.warning, ("vote for",))
    return page


def paper(content: Content) -> SeenPage:
    made = declaration(content, "candidate")
    results = [(one, assess(content, one.topic, made.latest.role, one.answers, made.latest.day)) for one in made.latest.interests]
    guide = conversation.guide(content, Named("Aroha Example", "Senior adviser", "Mereana Example", "Example Agency"), date(2026, 11, 23), results)
    pdf = conversation.pdf(guide)
    page = SeenPage([PageSize(*size) for size in preview.page_sizes(pdf)], manager="Mereana Example")

    def draw(number: int, dots: float) -> None:
        found = preview.page_image(pdf, number, dots)
        page.view.show_page(number, image_of(found.width, found.height, found.rgb))

    page.view.image_wanted.connect(draw)
    return page


LONG = "The minutes of that evening say that I spoke for the group. I did not: I asked a question from the floor, as anyone may, and left before the vote. " * 3
BEGUN = tuple(Line(f"{day} Nov 2026, 9:41", "A question answered", day) for day in range(12, 1, -1))
RECORDS = {
    Status.READY: RecordShown((Line("23 Nov 2026, 9:41", "Signed"), Line("23 Nov 2026, 9:30", "Begun")), "", (), (), "", "", given=False),
    Status.HANDED_OVER: RecordShown(
        (Line("23 Nov 2026, 10:02", "Handed over on 23 Nov 2026, as you said"), Line("23 Nov 2026, 9:41", "Version 2 signed"), *BEGUN),
        "Compared with version 1, which you signed on 2 Nov 2026, 8:15.",
        (
            ChangeShown("About my role", "My place in the agency", "Staff, without people to lead", "A senior role, or one that leads people"),
            ChangeShown("Standing for Parliament", "Overlap with my work", "None", "Some of what I work on is what the campaign is about"),
            ChangeShown("Standing for Parliament", "In my own words", "", LONG),
            ChangeShown("Other paid work", "This interest is new", "Not there", "There, without own words"),
        ),
        (StatementShown("24 Nov 2026, 8:00", LONG), StatementShown("25 Nov 2026, 8:00", "And the week after.")),
        "seven_years",
        "The day of your label has come: 23 Nov 2033. Nothing was deleted, and nothing will be by itself.",
        given=True,
    ),
}


def signed(content: Content, status: Status) -> DeclarationPage:
    made = declaration(content, "candidate", "pamphlets", status=status)
    given = "You gave it to your manager on 23 Nov 2026." if status is Status.HANDED_OVER else ""
    page = DeclarationPage(seen_as(content, made, outdated=status is Status.HANDED_OVER), Signed("Signed by Aroha Example on 23 Nov 2026, 9:41.", given, "2026-11-23"), RECORDS[status])
    if status is Status.READY:
        page.notice.say("Saved as Conversation guide 2026-11-23.pdf in Documents. It is not encrypted there: whoever can open that folder can read it.", link="Open the folder")
    return page


def mine(content: Content, *, covered: bool = True) -> MinePage:
    page = MinePage(
        (
            Mine(uuid5(ME, "1"), "Draft", "only you have seen it", "neutral", ("Standing for Parliament",), "Changed 23 Nov 2026, 9:41.", draft=True),
            Mine(uuid5(ME, "2"), "Ready", "signed, not handed over yet", "warn", ("Gifts and hospitality", "Other paid work"), "Changed 20 Nov 2026, 16:05. Your role has changed since: the result is out of date.", draft=False),
            Mine(uuid5(ME, "3"), "Handed over", "your manager has it", "ok", (), "Changed 1 Nov 2026, 8:00.", draft=False, nothing=True),
            Mine(uuid5(ME, "4"), "Private note", "only you see it", "neutral", ("Posting about politics",), "Changed 1 Nov 2026, 7:30.", draft=False),
        )
    )
    if not covered:
        page._turn.click()  # the picture with its titles
    return page


def set_up(*, key_store: bool) -> SetUpPage:
    return SetUpPage("What you declare is kept in your own records, encrypted, until you hand it over.", 10, key_store=key_store)


def wrong_passphrase() -> UnlockPage:
    page = UnlockPage("They are on this computer, encrypted.")
    page.show_wrong("This passphrase does not open your records. Nothing was changed.")
    return page


def information(content: Content, *, known: bool) -> InformationPage:
    role = tuple(AnswerRow(None, q.id, q.short, q.options[0].words) for q in content.role_questions)
    return InformationPage(
        InformationShown(
            RecordsState.OPEN, ThemeChoice.SYSTEM, KEPT, Person(ME, "Aroha Example", "Senior adviser", "Example Agency", "Mereana Example"),
            role if known else (), "As you told it on 23 Nov 2026. Changing it marks older results as out of date.",
        )
    )


PAGES: dict[str, Make] = {
    "check_answers": lambda content: check_answers(content, "candidate"),
    "check_answers_open": lambda content: check_answers(content, "candidate", "pamphlets", without="overlap", outdated=True),
    "check_answers_note": lambda content: check_answers(content, "pamphlets", kind=Kind.PRIVATE_NOTE),
    "check_answers_removed": removed,
    "nothing_to_declare": lambda content: check_answers(content, kind=Kind.NOTHING_TO_DECLARE),
    "own_words": warned,
    "names": lambda content: NamesPage(NamesGiven("Aroha Example")),
    "seen": paper,
    "sign": lambda content: SignPage("Aroha Example"),
    "ready": lambda content: signed(content, Status.READY),
    "handed_over": lambda content: signed(content, Status.HANDED_OVER),
    "reasons": lambda content: ReasonsPage(assess(content, *answered(content, "candidate"), NOW.date()), content.topic("P16"), content),
    "mine": mine,
    "mine_shown": lambda content: mine(content, covered=False),
    "mine_none": lambda content: MinePage(()),
    "set_up": lambda content: set_up(key_store=False),
    "set_up_key_store": lambda content: set_up(key_store=True),
    "unlock": lambda content: UnlockPage("Your declarations are on this computer, encrypted."),
    "unlock_wrong": lambda content: wrong_passphrase(),
    "trouble": lambda content: TroublePage("Your records are open elsewhere", "Another window of Declare has your records open.", ("Close the other window of Declare, then try again.",)),
    "information": lambda content: information(content, known=True),
    "information_closed": lambda content: InformationPage(InformationShown(RecordsState.LOCKED, ThemeChoice.SYSTEM, KEPT)),
}
every_page = pytest.mark.parametrize("name", PAGES)


@every_page
def test_each_stop_has_a_name_of_its_own_that_is_its_words(window: Window, content: Content, name: str) -> None:
    page = PAGES[name](content)
    window.navigation.start(page)
    settle()
    stops = [heard(widget).name for widget in focusable(page) if widget.objectName() != "qt_spinbox_lineedit"]
    assert all(stops), stops
    assert len(stops) == len(set(stops)), sorted(stops)
    for widget in focusable(page):
        text = getattr(widget, "text", lambda: "")()
        if text and hasattr(widget, "setShortcut"):
            assert heard(widget).name == text.replace("&&", "&")


@every_page
@pytest.mark.parametrize("size", [LAPTOP, SMALL])
def test_nothing_goes_sideways_and_what_comes_next_is_in_view(window: Window, content: Content, name: str, size: tuple[int, int]) -> None:
    page = PAGES[name](content)
    window.resize(*size)
    window.navigation.start(page)
    settle()
    assert scrolls_sideways(page) == []
    primary = [button for button in page.findChildren(PrimaryButton) if button.isVisible()]
    assert all(is_in_view(button) for button in primary)
    assert len(primary) <= 1


def test_the_law_is_told_alike_wherever_a_result_is_shown(window: Window, content: Content) -> None:
    result = assess(content, *answered(content, "candidate"), BEFORE_THE_ELECTION)
    begins, ends = next((law.begins, law.ends) for law in result.statute if law.begins and law.ends)
    pages: list[Page] = [ReasonsPage(result, content.topic("P16"), content), ResultPage(result, content.topic("P16"), content)]
    for page in pages:
        window.navigation.start(page)
        said = [label.text() for label in page.findChildren(QLabel)]
        assert any(f"{day_words(begins)} to {day_words(ends)}" in text for text in said)
        assert all(any(law.source.title in text for text in said) for law in result.statute)


@pytest.mark.parametrize("size", [LAPTOP, SMALL], ids=["laptop", "small"])
@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.CONTRAST])
@every_page
def test_pictures(
    qtbot: QtBot, window: Window, theme: Theme, content: Content, keep_picture: Callable[[QWidget, str], None], name: str, choice: ThemeChoice, size: tuple[int, int]
) -> None:
    if size == SMALL and choice is not ThemeChoice.LIGHT:
        return
    theme.choose(choice)
    window.resize(*size)
    page = PAGES[name](content)
    window.navigation.start(page)
    settle()
    if isinstance(page, SeenPage):
        qtbot.waitUntil(lambda: page.view.is_sharp)
    keep_picture(window, f"declare_{name}_{choice}_{'laptop' if size == LAPTOP else 'small'}")
    theme.choose(ThemeChoice.LIGHT)


def test_an_answer_whose_card_is_no_more_is_asked_again(content: Content) -> None:
    made = declaration(content, "candidate")
    first = made.latest.interests[0]
    stale = replace(first, answers=first.answers.with_answer("overlap", "a_card_of_old"))
    found = seen_as(content, made.with_latest(replace(made.latest.with_interest(stale), role=made.latest.role.with_answer("seniority", "of_old")), NOW))
    assert [row.question for row in found.open_rows] == ["seniority", "overlap"]
    assert not found.complete


@pytest.mark.parametrize("width", [910, 760])
def test_the_pages_settle_at_every_height_of_the_window(window: Window, content: Content, width: int) -> None:
    """With a bar the pages are narrower, so lower, so the bar could go and come for ever where the window is as tall as they are."""
    page = paper(content)
    window.navigation.start(page)
    window.resize(width, SMALL[1])
    settle()
    whole = window.height() + page.column.totalHeightForWidth(width) - page.height()
    for height in range(whole - 60, whole + 220, 4):
        window.resize(width, height)
        settle()
    assert scrolls_sideways(page) == []
