"""The pages of a private check: names, folding, what is in view, and their pictures in each theme."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from coi_app import paths
from coi_app.domain.answers import Answers
from coi_app.domain.assessment import AskedBy, Confidence, StatutoryStep, StepStatus
from coi_app.rules.content import Content, Option, Question
from coi_app.rules.loader import load_folder
from coi_app.rules.search import TopicSearch
from coi_app.services import check as checks
from coi_app.services.check import Check
from coi_app.ui.models.asked import Asked, asked
from coi_app.ui.page import Page
from coi_app.ui.pages.answers import AnswerSeen, AnswersPage
from coi_app.ui.pages.question import QuestionPage
from coi_app.ui.pages.reasons import ReasonsPage
from coi_app.ui.pages.result import ResultPage
from coi_app.ui.pages.support import SupportPage
from coi_app.ui.pages.topics import TopicsPage
from coi_app.ui.theme import Theme, ThemeChoice
from coi_app.ui.widgets.buttons import ChipButton, PrimaryButton, SecondaryButton
from coi_app.ui.widgets.source_line import SourcedPoints, SourceLine
from coi_app.ui.widgets.step_rows import StepRows
from coi_app.ui.widgets.surfaces import Chip
from coi_app.ui.widgets.text import Heading
from coi_app.ui.widgets.track_card import ChangeList
from coi_app.ui.window import Window
from tests.ui.checking import NOW, example
from tests.ui.conftest import LAPTOP, SMALL
from tests.ui.driving import focusable, focused, heard, is_in_view, press, scrolls_sideways, settle, tab_to, type_text

Make = Callable[[Content], Page]


@pytest.fixture(scope="module")
def content() -> Content:
    return load_folder(paths.resources())


def complete(content: Content, name: str) -> Check:
    topic, given = example(name)
    check = checks.begin(content, topic, NOW.date())
    while question := checks.next_question(check):
        value = given[question.id]
        check = checks.answer(check, question.id, value if isinstance(value, str) else tuple(value))
    return check


def topics(content: Content, words: str = "", *, waiting: bool = False) -> TopicsPage:
    search = TopicSearch(content)

    def find(said: str) -> list[object]:
        return [found.topic for found in search.find(said)]

    return TopicsPage(tuple(content.categories.values()), content.topics, find, words=words, waiting=waiting)  # pyright: ignore[reportArgumentType]


def question(content: Content, question_id: str) -> QuestionPage:
    return QuestionPage(asked(complete(content, "candidate"), content.question(question_id)))


def result(check: Check, **more: object) -> ResultPage:
    return ResultPage(checks.result(check), check.topic, check.content, **more)  # pyright: ignore[reportArgumentType]


def stopped(content: Content) -> ResultPage:
    check = checks.answer(complete(content, "candidate"), "conduct", ("work_resources", "pressure"))
    return result(check, role_offered=True, note=(content.wording.phrases["no_longer_asked"], ["Seniority"]))


def answers(content: Content) -> AnswersPage:
    given = checks.result(complete(content, "candidate")).journey
    seen = [AnswerSeen(one.question, content.question(one.question).short, one.words) for one in given]
    return AnswersPage(seen[1:], seen[:1], content.wording.phrases["no_longer_asked"])


PAGES: dict[str, Make] = {
    "topics": topics,
    "topics_found": lambda content: topics(content, "pamflets on wekends", waiting=True),
    "topics_nothing": lambda content: topics(content, "zzzzqqq"),
    "question_role": lambda content: question(content, "seniority"),
    "question_one": lambda content: question(content, "duty"),
    "question_many": lambda content: question(content, "conduct"),
    "result_candidate": lambda content: result(complete(content, "candidate"), role_offered=True),
    "result_pamphlets": lambda content: result(complete(content, "pamphlets"), role_offered=True),
    "result_not_in_this_form": stopped,
    "result_nobodys_business": lambda content: result(checks.begin(content, "P01", NOW.date())),
    "answers": answers,
    "support": lambda content: SupportPage(content.contacts),
}
every_page = pytest.mark.parametrize("make", PAGES.values(), ids=PAGES)


def shown(window: Window, page: Page, size: tuple[int, int]) -> Page:
    window.navigation.start(page)
    window.resize(*size)
    settle()
    return page


def texts(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_what_has_no_name_can_be_asked_about_anyway(window: Window, content: Content, qtbot: QtBot) -> None:
    page = shown(window, topics(content, "zzzzqqq"), LAPTOP)
    (anyway,) = [button for button in page.findChildren(SecondaryButton) if button.isVisible()]
    assert isinstance(page, TopicsPage)
    with qtbot.waitSignal(page.chosen) as chosen:
        anyway.click()
    assert chosen.args == ["I-17"]


@pytest.mark.parametrize("size", [(1000, 700), (820, 480), SMALL], ids=str)
def test_politics_and_interests_are_equally_near(window: Window, content: Content, size: tuple[int, int]) -> None:
    """The smallest windows stand for large type: 820 by 480 is what 1230 by 720 leaves at 150 %."""
    page = shown(window, topics(content), size)
    groups = [category for category in content.categories.values() if any(topic.category == category.id for topic in content.topics.values())]
    ways = page.findChildren(ChipButton)
    assert [way.text().rpartition(" (")[0] for way in ways] == [group.title for group in groups]
    assert all(is_in_view(way) for way in ways)
    for group, way in zip(groups, ways, strict=True):
        cards = [topic for topic in content.topics.values() if topic.category == group.id]
        assert heard(way).description.startswith(f"{len(cards)} topic")
        tab_to(heard(way).name)
        press(Qt.Key.Key_Return)
        settle()
        assert heard(focused()).name == cards[0].title
        assert is_in_view(focused()), group.title
        assert is_in_view(next(one for one in page.findChildren(Heading) if one.text() == group.title and one is not page.heading)), group.title
        press(Qt.Key.Key_Home)
        settle()
        assert focused() is page.first_focus() and is_in_view(page.heading)


def test_the_ways_to_groups_make_room_for_what_was_found(window: Window, content: Content) -> None:
    page = shown(window, topics(content, "pamphlets"), LAPTOP)
    assert not [way for way in page.findChildren(ChipButton) if way.isVisible()]


@every_page
@pytest.mark.parametrize("size", [LAPTOP, SMALL], ids=str)
def test_nothing_scrolls_sideways_and_the_primary_action_is_in_view(window: Window, content: Content, make: Make, size: tuple[int, int]) -> None:
    page = shown(window, make(content), size)
    assert scrolls_sideways(page) == []
    primary = page.findChildren(PrimaryButton)
    assert len(primary) <= 1
    assert all(is_in_view(button) for button in primary)
    assert primary or isinstance(page, TopicsPage | SupportPage)


@every_page
def test_every_stop_has_a_name_of_its_own_that_is_its_visible_words(window: Window, content: Content, make: Make) -> None:
    page = shown(window, make(content), LAPTOP)
    names = [heard(widget).name for widget in focusable(window)]
    assert len(names) == len(set(names)), names
    for widget in focusable(page):
        visible = widget.text().replace("&&", "&") if isinstance(widget, QAbstractButton) else page.title
        assert heard(widget).name == visible != ""


@every_page
def test_tab_goes_down_the_page_in_the_order_read(window: Window, content: Content, make: Make) -> None:
    page = shown(window, make(content), LAPTOP)
    chain, widget = [], page.heading.nextInFocusChain()
    while widget is not page.heading and len(chain) < 2000:
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and page.isAncestorOf(widget):
            chain.append(widget)
        widget = widget.nextInFocusChain()
    first = next(i for i, w in enumerate(chain) if w.mapTo(page, w.rect().topLeft()).y() == min(v.mapTo(page, v.rect().topLeft()).y() for v in chain))
    chain = chain[first:] + chain[:first]
    tops = [(w.mapTo(page, w.rect().topLeft()).y(), w.mapTo(page, w.rect().topLeft()).x()) for w in chain]
    columns = isinstance(page, ResultPage)
    assert columns or all(b[0] >= a[0] - 40 for a, b in zip(tops, tops[1:], strict=False)), [heard(w).name for w in chain]


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.CONTRAST], ids=str)
@every_page
def test_pictures_are_kept_to_be_looked_at(
    window: Window, theme: Theme, content: Content, make: Make, choice: ThemeChoice, keep_picture: Callable[[QWidget, str], None], request: pytest.FixtureRequest
) -> None:
    theme.choose(choice)
    name = next(name for name, one in PAGES.items() if one is make)
    shown(window, make(content), LAPTOP)
    assert window.windowTitle() == "Declare"
    keep_picture(window, f"check_{name}_{choice.value}")
    window.resize(*SMALL)
    keep_picture(window, f"check_{name}_{choice.value}_small")


def test_a_fact_that_could_not_be_checked_carries_its_mark(window: Window, content: Content) -> None:
    known = content.question("duty")
    doubtful = replace(known, source=replace(known.source, confidence=Confidence.UNVERIFIED))
    sure = asked(complete(content, "candidate"), known)
    shown(window, QuestionPage(sure), LAPTOP)
    assert "Check this" not in texts(window)
    shown(window, QuestionPage(replace(sure, question=doubtful)), LAPTOP)
    assert "Check this" in texts(window)
    assert content.wording.phrases["check_this_meaning"] in texts(window)


def test_a_law_whose_dates_could_not_be_checked_carries_the_mark(window: Window, content: Content) -> None:
    """The law itself was read; only the dates in the calendar were not."""
    sure, doubtful = content.sources["electoral-52"], content.sources["local-election-day"]
    law = StatutoryStep("STAT-1", "The law puts you on leave.", NOW.date(), NOW.date(), sure, sure)
    unsure = replace(doubtful, confidence=Confidence.UNVERIFIED)
    for dates_source, summary, check in ((sure, 0, 0), (doubtful, 1, 0), (unsure, 0, 1)):
        rows = StepRows(content, (), (replace(law, dates_source=dates_source),))
        rows.setParent(window)
        rows.show()
        assert (texts(rows).count("Read in a summary"), texts(rows).count("Check this")) == (summary, check)
        rows.setParent(None)


def test_a_right_that_was_read_in_a_summary_looks_and_reads_unlike_a_doubt(window: Window, content: Content) -> None:
    holds, unsure = content.sources["privacy-act"], content.sources["policing-99"]
    lines = {source.id: SourceLine(source, content.wording.phrases) for source in (holds, unsure)}
    for line in lines.values():
        line.setParent(window)
        line.show()
    said = {name: texts(line) for name, line in lines.items()}
    tones = {name: line.findChildren(Chip)[0].property("tone") for name, line in lines.items()}
    assert "Read in a summary\nThis holds." in said[holds.id] and "Check this" not in said[holds.id]
    assert "Check this\nWe are not sure of this" in said[unsure.id] and "This holds" not in said[unsure.id]
    assert tones[holds.id] != tones[unsure.id] == "warn"
    points = SourcedPoints([("You may see it.", holds), ("You may have it corrected.", holds), ("Police may not.", unsure)], content.wording.phrases)
    points.setParent(window)
    points.show()
    assert texts(points).casefold().count("read in a summary") == 2 and texts(points).count("Check this") == 1
    assert len(points.findChildren(Chip)) == 1, "a list of what holds is not crowded with marks"
    for widget in (*lines.values(), points):
        widget.setParent(None)


def test_a_mark_is_explained_once_in_a_list_of_laws(window: Window, content: Content) -> None:
    laws = [StatutoryStep(name, "The law says so.", None, None, content.sources[name]) for name in ("electoral-53", "crown-entities-63", "crown-entities-68")]
    rows = StepRows(content, (), laws)
    rows.setParent(window)
    rows.show()
    said = texts(rows)
    assert (said.count("Read in a summary"), said.count("This holds.")) == (3, 1)
    rows.setParent(None)


def test_changes_that_all_lead_to_the_same_say_it_once(window: Window, content: Content) -> None:
    found = checks.result(complete(content, "candidate")).changes
    same = [replace(change, result="You can do this.") for change in found[:3]]
    for changes, lead in ((same, 1), (found[:3], 0)):
        shown_list = ChangeList(changes, "the answer")
        shown_list.setParent(window)
        shown_list.show()
        said = texts(shown_list)
        assert said.count("Each of these leads to") == lead
        assert all(change.words in said for change in changes)
        assert said.count("You can do this") == lead or not lead
        shown_list.setParent(None)


def test_reasons_open_with_the_answer_and_fold_what_is_only_there_if_needed(window: Window, content: Content) -> None:
    """A heading of six lines would be shouted, and a screen reader would say all of it as the name of the page."""
    check = checks.answer(complete(content, "candidate"), "conduct", ("work_resources", "pressure"))
    found = checks.result(check)
    page = shown(window, ReasonsPage(found, check.topic, content), LAPTOP)
    assert page.title == "Not in this form." and found.headline.startswith(page.title)
    fine = found.headline.removeprefix(page.title).strip()
    assert fine in [heading.text() for heading in page.findChildren(Heading)]
    said = texts(page)
    assert all(f"{stop.words} To be fine: {stop.fix.rstrip('.')}." in said for stop in found.stops) and found.stops
    if_needed = [step for step in found.steps if step.status is StepStatus.CONSIDER]
    assert if_needed and not any(step.words in said for step in if_needed)
    tab_to(f"{len(if_needed)} more steps, only if needed")
    press(Qt.Key.Key_Return)
    settle()
    assert all(step.words in texts(page) for step in if_needed)


def test_what_goes_with_a_role_is_not_called_law(window: Window, content: Content) -> None:
    practice = StatutoryStep("STAT-20", "Your contract sets your duties.", None, None, content.sources["contract-duties"], of=AskedBy.ROLE)
    rows = StepRows(content, (), (practice,))
    rows.setParent(window)
    rows.show()
    said = texts(rows).splitlines()
    assert "Your role" in said and "Check this" in said and "Law" not in said
    rows.setParent(None)


def test_no_page_asks_or_shows_who_a_person_supports(window: Window, content: Content) -> None:
    shown(window, question(content, "duty"), LAPTOP)
    assert "We never ask" in texts(window)
    assert "None of it changes the answer." in texts(window)


def plain_question(content: Content, kind: str) -> Asked:
    base = content.question("duty")
    made = Question(
        id="made", table="answers", kind=kind, words="A question of another kind", short="How many", hint="", why=base.why, source=base.source,  # pyright: ignore[reportArgumentType]
        options=(), scale=None, asked_when=None, identity=False, cost=1, not_sure="",
    )
    return Asked(made, content.topic("P16"), (), None, checks.Progress(0, 1), content.wording.phrases)


@pytest.mark.parametrize(("kind", "typed", "value"), [("number", "12", 12), ("text", "a club", "a club"), ("date", "7", "2026-11-07")])
def test_a_question_can_be_answered_by_typing_and_not_sure_is_there_too(window: Window, content: Content, kind: str, typed: str, value: object) -> None:
    page = QuestionPage(plain_question(content, kind))
    told: list[tuple[str, object]] = []
    page.continued.connect(lambda question_id, answer: told.append((question_id, answer)))
    shown(window, page, LAPTOP)
    press(Qt.Key.Key_Tab)
    if kind == "date":
        tab_to("Day, How many")
        type_text(typed)
        press(Qt.Key.Key_Tab)
        type_text("11")
        press(Qt.Key.Key_Tab)
        type_text("2026")
    else:
        tab_to("How many")
        type_text(typed)
    press(Qt.Key.Key_Return)
    assert told == [("made", value)]
    tab_to("Not sure")
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return)
    assert told[-1] == ("made", "not_sure")


def test_what_is_more_opens_and_closes_again(window: Window, content: Content) -> None:
    page = shown(window, result(complete(content, "candidate")), LAPTOP)
    sources = "Privacy Act 2020"
    assert sources not in texts(page)
    tab_to("More about your rights")
    press(Qt.Key.Key_Return)
    page.window().repaint()
    tab_to("Less about your rights")
    assert sources in texts(page)
    press(Qt.Key.Key_Return)
    tab_to("More about your rights")
    assert sources not in texts(page)


def test_a_remembered_role_is_neither_asked_nor_offered_again(content: Content) -> None:
    role = Answers({"employment": "public_service", "seniority": "staff", "ministers": "never", "powers": ()})
    check = checks.begin(content, "P07", NOW.date(), role)
    first = checks.next_question(check)
    assert first is not None
    assert asked(check, first).role_known
    assert first.id == "overlap"


def test_options_offered_are_those_of_the_journey(content: Content) -> None:
    check = complete(content, "candidate")
    seen: tuple[Option, ...] = asked(check, content.question("already_in_place")).options
    assert "stood_aside" in {option.id for option in seen}


def test_a_no_never_stands_without_what_would_be_fine(window: Window, content: Content) -> None:
    page = shown(window, stopped(content), LAPTOP)
    said = texts(page).splitlines()
    assert said.index("Not in this form.") < next(n for n, line in enumerate(said) if line.startswith("This would be fine: ")) < said.index("Your rights come first")


def test_the_few_next_things_stand_before_the_long_list_of_steps(window: Window, content: Content) -> None:
    page = shown(window, result(complete(content, "candidate")), LAPTOP)
    said = texts(page).splitlines()
    assert said.index("Your rights come first") < said.index("Political neutrality") < said.index("Next") < said.index("What to do, lightest first")


def test_who_was_not_sure_is_promised_nothing(window: Window, content: Content) -> None:
    sure = complete(content, "pamphlets")
    assert "Nobody has to know." in texts(shown(window, result(sure), LAPTOP))
    said = texts(shown(window, result(checks.answer(sure, "powers", "not_sure")), LAPTOP))
    assert "Nobody has to know." not in said
    assert "Finding out what you were not sure about." in said
