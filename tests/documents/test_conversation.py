"""The conversation guide, read back from the file as a person, a screen reader and a program would."""

import json
import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from uuid import UUID

import pikepdf
import pypdfium2
import pytest

from coi_app import paths
from coi_app.documents.conversation import conversation_guide
from coi_app.documents.preview import page_count
from coi_app.domain.assessment import Confidence, Right, Source, Stop
from coi_app.domain.conversation import AnsweredQuestion, ConversationGuide, conversation_record, conversation_record_bytes
from coi_app.domain.declaration import Interest
from coi_app.rules.explain import assess
from coi_app.rules.loader import load_folder
from coi_app.rules.wording import answer_words
from coi_app.services import conversation
from coi_app.services.describe import describe
from tests.documents.guides import BLANK, COMPLEX, ELECTION, ELECTORAL, OAG, OURS, PAMPHLETS, PRIVACY, SIMPLE, STANDING, TEXTS
from tests.documents.reading import artifacts, elements, text
from tests.documents.validity import failures

STATES = {
    "simple": SIMPLE,
    "complex": COMPLEX,
    "blank": BLANK,
    "one hard interest": replace(SIMPLE, interests=(STANDING,)),
    "nobody named": replace(SIMPLE, person="", job_title="", manager="", agency=""),
    "no words, no answers": replace(SIMPLE, interests=(replace(PAMPHLETS, words="", answers=()),)),
    "neutrality alone": replace(SIMPLE, interests=(replace(PAMPHLETS, assessment=replace(PAMPHLETS.assessment, conflict=None)),)),
    "a step to consider": replace(
        SIMPLE, interests=(replace(PAMPHLETS, assessment=replace(PAMPHLETS.assessment, steps=STANDING.assessment.steps)),)
    ),
    "no steps": replace(SIMPLE, interests=(replace(PAMPHLETS, assessment=replace(PAMPHLETS.assessment, steps=(), rights=())),)),
}


@pytest.fixture(params=STATES.values(), ids=STATES.keys())
def guide(request: pytest.FixtureRequest) -> ConversationGuide:
    return request.param


def flat(words: str) -> str:
    return " ".join(words.split())


def in_order(wanted: list[str], found: str) -> None:
    """Each of the words stands in the text, after the one before."""
    position = 0
    for words in wanted:
        position = found.find(flat(words), position)
        assert position >= 0, f"missing, or before what it should follow: {words!r}"
        position += len(flat(words))


def test_the_same_guide_gives_the_same_bytes(guide: ConversationGuide) -> None:
    assert conversation_guide(guide) == conversation_guide(guide)


def test_no_clock_and_no_environment_gets_into_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    before = conversation_guide(SIMPLE)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1234567890")
    assert conversation_guide(SIMPLE) == before


def test_another_day_is_another_file() -> None:
    assert conversation_guide(SIMPLE) != conversation_guide(replace(SIMPLE, day=date(2026, 11, 24)))


def test_every_state_is_valid(guide: ConversationGuide) -> None:
    assert not failures(conversation_guide(guide))


def test_a_simple_case_takes_two_pages() -> None:
    assert page_count(conversation_guide(SIMPLE)) == 2


def test_two_complex_interests_take_four_pages_at_most() -> None:
    assert page_count(conversation_guide(COMPLEX)) <= 4


def test_what_was_declared_is_read_in_the_order_of_the_talk() -> None:
    interest = SIMPLE.interests[0]
    rows = [part for row in interest.answers for part in (row.asked, row.answered)]
    reasons = [reason.because for reason in interest.assessment.reasons]
    wanted = [
        TEXTS.notice, SIMPLE.person, SIMPLE.job_title, SIMPLE.manager, SIMPLE.agency, "23 November 2026",
        *(right.words for right in interest.assessment.rights), interest.title, interest.assessment.headline, interest.words,
        *rows, *reasons, *TEXTS.before, *TEXTS.do_not_ask, *TEXTS.do_not_say, *TEXTS.opening, *TEXTS.ask, TEXTS.proportionality,
        TEXTS.career, *(rung.title for rung in TEXTS.ladder), "Facts found", "Information used", "Reasons", "Steps we agree", "Date",
        *TEXTS.where_to_go, *TEXTS.after, TEXTS.privacy, "Sources.",
    ]  # fmt: skip
    in_order(wanted, flat(text(conversation_guide(SIMPLE))))


def test_both_interests_are_read_whole() -> None:
    found = flat(text(conversation_guide(COMPLEX)))
    for interest in COMPLEX.interests:
        in_order([interest.title, interest.assessment.headline, interest.words], found)
        for row in interest.answers:
            assert row.answered in found
        for reason in interest.assessment.reasons:
            assert reason.because in found
        for step in interest.assessment.steps:
            assert step.title in found and step.why in found
    assert STANDING.seen_differently in found
    assert STANDING.assessment.stops[0].words in found and STANDING.assessment.statute[0].words in found
    assert "8 October 2026 to 9 November 2026" in found


def test_roles_say_what_each_piece_is() -> None:
    found = elements(conversation_guide(SIMPLE))
    by_role = {role: [element.text for element in found if element.role == role] for role in ("H1", "H2", "H3")}
    assert by_role["H1"] == ["Conversation guide"]
    assert by_role["H2"] == ["Rights come first", "Understand: Delivering pamphlets", "Talk", "Decide", "Sign and share"]
    assert "Opening words" in by_role["H3"]
    answer = next(element for element in found if element.text == PAMPHLETS.answers[0].answered)
    assert answer.above[-3:] == ("Table", "TR", "TD")
    asked = next(element for element in found if element.text == PAMPHLETS.answers[0].asked)
    assert asked.above[-3:] == ("Table", "TR", "TH")
    words = next(element for element in found if element.text == PAMPHLETS.words)
    assert words.above[-1] == "BlockQuote"
    question = next(element for element in found if element.text == TEXTS.ask[0])
    assert question.above[-3:] == ("L", "LI", "LBody")


def test_only_header_and_footer_are_not_read_aloud() -> None:
    pages = artifacts(conversation_guide(COMPLEX))
    for number, furniture in enumerate(pages, start=1):
        assert furniture.split("\n") == [
            "Declare · conversation guide",
            f"{COMPLEX.document_id} · content 2026.11 · personal information: share only as agreed",
            f"Page {number} of {len(pages)}",
        ]


def test_a_fact_that_is_not_confirmed_carries_a_mark() -> None:
    found = text(conversation_guide(SIMPLE))
    assert found.count("check this") >= 1
    checked = tuple(replace(r, source=PAMPHLETS.assessment.reasons[0].source) for r in PAMPHLETS.assessment.neutrality.reasons)
    sure = replace(PAMPHLETS.assessment, neutrality=replace(PAMPHLETS.assessment.neutrality, reasons=checked), conflict=None)
    assert "check this" not in text(conversation_guide(replace(SIMPLE, interests=(replace(PAMPHLETS, assessment=sure),))))


def test_dates_that_are_not_confirmed_carry_a_mark_beside_a_law_that_is() -> None:
    (law,) = STANDING.assessment.statute

    def told(dates_source: Source) -> str:
        assessment = replace(STANDING.assessment, statute=(replace(law, dates_source=dates_source),))
        return " ".join(text(conversation_guide(replace(SIMPLE, interests=(replace(STANDING, assessment=assessment),)))).split())

    assert "(8 October 2026 to 9 November 2026)" in told(ELECTORAL)
    assert re.search(r"\(8 October 2026 to 9 November 2026 \[\d+, check this\]\)", told(OAG))
    assert re.search(r"\(8 October 2026 to 9 November 2026 \[\d+\]\)", told(ELECTION))


def test_a_right_read_in_a_summary_is_told_without_a_doubt() -> None:
    """Where it was read stands with the sources, not beside the right."""
    read = replace(PRIVACY, confidence=Confidence.SECONDARY)
    assessment = replace(PAMPHLETS.assessment, rights=(Right("see", "You may see it.", read),), neutrality=None, conflict=None)
    found = " ".join(text(conversation_guide(replace(SIMPLE, interests=(replace(PAMPHLETS, assessment=assessment),)))).split())
    assert re.search(r"You may see it\. \[\d+\]", found)
    assert f"{PRIVACY.title} (read in a summary)" in found
    assert "“Read in a summary” marks what holds" in found and "check this" not in found.casefold()


def test_what_would_be_fine_is_not_shouted() -> None:
    """The answer stands in large type, what would be fine in that of the text; nothing of either is lost."""
    fine = "the same work for people who have nothing to do with your agency"
    assessment = replace(PAMPHLETS.assessment, headline=f"Not in this form. This would be fine: {fine}.", fine_version=fine)
    said = [element.text for element in elements(conversation_guide(replace(SIMPLE, interests=(replace(PAMPHLETS, assessment=assessment),))))]
    assert said[said.index("Not in this form.") + 1] == f"This would be fine: {fine}."


@pytest.mark.parametrize("not_sure", [(), ("seniority",)], ids=["all answered", "one not sure"])
def test_a_light_result_is_no_promise_while_an_answer_is_open(not_sure: tuple[str, ...]) -> None:
    assessment = replace(PAMPHLETS.assessment, not_sure=not_sure)
    assert assessment.neutrality and assessment.neutrality.level.name == "L1"
    said = text(conversation_guide(replace(SIMPLE, interests=(replace(PAMPHLETS, assessment=assessment),))))
    assert ("(L1), as far as is known" in said) == bool(not_sure)


def test_of_several_cards_each_begins_a_line() -> None:
    row = AnsweredQuestion("conduct_interest", "Needs care", ("hidden", "told_late"), "I hid part of it; I told it late")
    with pypdfium2.PdfDocument(conversation_guide(replace(SIMPLE, interests=(replace(PAMPHLETS, answers=(row,)),)))) as made:
        lines = made[0].get_textpage().get_text_range().splitlines()
    assert any(line.strip().endswith("I hid part of it;") for line in lines) and "I told it late" in [line.strip() for line in lines]


def test_changes_that_all_lead_to_the_same_say_it_once_on_paper_too() -> None:
    first, *_ = STANDING.assessment.changes
    changes = tuple(replace(first, words=f"If part {n} was left out", result="You can do this, with these steps") for n in range(3))
    said = text(conversation_guide(replace(SIMPLE, interests=(replace(STANDING, assessment=replace(STANDING.assessment, changes=changes)),))))
    assert "What would change this to “You can do this, with these steps”" in said
    assert said.count("You can do this, with these steps") == 1 and all(f"{change.words}." in said for change in changes)


@pytest.mark.parametrize("count", [1, 4])
def test_several_parts_to_change_are_one_list(count: int) -> None:
    stops = tuple(Stop(f"stop-{n}", f"Part {n} stops it.", f"leave part {n} out", OURS) for n in range(count))
    read = elements(conversation_guide(replace(SIMPLE, interests=(replace(PAMPHLETS, assessment=replace(PAMPHLETS.assessment, stops=stops)),))))
    said = " ".join(element.text for element in read)
    assert said.count("has to change") == (count == 1) and said.count("These parts have to change") == (count > 1)
    for stop in stops:
        assert f"{stop.words} To be fine: {stop.fix}." in said


def test_who_has_nothing_to_add_is_not_read_as_refusing() -> None:
    """Of what a person offers, the shipped words say *not yet*: a bare *none of these* would read as a no."""
    content = load_folder(paths.resources())
    for question in ("suggest", "already_in_place"):
        asked = content.question(question)
        assert "yet" in answer_words(content, asked, ()) and answer_words(content, asked, ()) != content.wording.phrases["none_of_these"]
    day = date(2026, 11, 23)
    body = (paths.resources() / "examples" / "candidate.toml").read_bytes()
    described = describe(body, content, day)
    (interest,) = described.interests
    found = assess(content, interest.topic, described.role, interest.answers, day)
    made = conversation.guide(content, conversation.Named("", "", "", ""), day, [(Interest(UUID(int=0), interest.topic, interest.answers), found)], "EX-1")
    said = text(conversation.pdf(made))
    assert "Already done" in said and "None of these\n" not in said


def test_what_the_app_suggests_is_marked_in_words() -> None:
    found = [element.text for element in elements(conversation_guide(SIMPLE))]
    assert "L1 Fine, keep it separate from work (app)" in found
    assert "No conflict (app)" in found and "Minor" in found
    assert any(line.startswith("0 No action") and line.endswith("suggested") for line in found)


def test_a_blank_guide_suggests_nothing() -> None:
    assert "(app)" not in text(conversation_guide(BLANK))


def test_a_fourth_level_asks_for_a_second_signature() -> None:
    assert "Second signature" in text(conversation_guide(COMPLEX))
    assert "Second signature" not in text(conversation_guide(SIMPLE))


@pytest.mark.parametrize("word", ["approve", "approval", "refuse", "decline", "permission", "permit", "allowed"])
def test_nothing_is_approved_or_refused(guide: ConversationGuide, word: str) -> None:
    assert word not in text(conversation_guide(guide)).lower()


def test_macrons_come_out_of_the_file() -> None:
    found = text(conversation_guide(SIMPLE))
    for word in ("Hana Rāwiri", "whānau", "kaumātua"):
        assert word in found


def test_the_record_reads_back_byte_for_byte(guide: ConversationGuide) -> None:
    with pikepdf.open(BytesIO(conversation_guide(guide))) as document:
        assert list(document.attachments) == ["declare-record.json"]
        assert document.attachments["declare-record.json"].get_file().read_bytes() == conversation_record_bytes(guide)


IDS = {"format", "topic", "question", "option", "level", "type", "severity", "day"}


def test_the_record_holds_nothing_that_the_pages_do_not_print(guide: ConversationGuide) -> None:
    pdf = conversation_guide(guide)
    printed = flat(text(pdf) + "\n" + "\n".join(artifacts(pdf)))
    for words in _texts(conversation_record(guide)):
        assert flat(words) in printed


def _texts(record: object, key: str = "") -> list[str]:
    if isinstance(record, dict):
        return [words for name, value in record.items() for words in _texts(value, name)]
    if isinstance(record, list):
        return [words for value in record for words in _texts(value, key)]
    return [record] if isinstance(record, str) and key not in IDS else []


def test_the_record_names_what_a_program_needs_to_go_on() -> None:
    record = json.loads(conversation_record_bytes(COMPLEX))
    assert [interest["topic"] for interest in record["interests"]] == ["P25", "I-03"]
    assert record["interests"][0]["answers"][0] == {
        "question": "q0",
        "asked": "What kind of role do you have?",
        "option": "o0",
        "answered": "Senior adviser",
    }


def test_the_title_names_no_topic_and_no_person() -> None:
    with pikepdf.open(BytesIO(conversation_guide(SIMPLE))) as document:
        assert document.docinfo["/Title"] == "Conversation guide D-2026-7F3A91"
        assert document.docinfo["/Author"] == "Declare"
        assert str(document.Root.Lang) == "en-NZ"


def test_the_outline_leads_to_each_section() -> None:
    with pikepdf.open(BytesIO(conversation_guide(SIMPLE))) as document, document.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Conversation guide"]
        assert [item.title for item in outline.root[0].children] == [
            "Rights come first", "Understand: Delivering pamphlets", "Talk", "Decide", "Sign and share",
        ]  # fmt: skip
