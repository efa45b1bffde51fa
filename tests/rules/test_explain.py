"""What a result says of itself: nothing as a fact that was not answered, and one way out that holds for the whole of it."""

from __future__ import annotations

from datetime import date

import pytest

from coi_app.domain.answers import NOT_SURE, Answers
from coi_app.domain.assessment import Answer, Assessment
from coi_app.rules.content import Content
from coi_app.rules.explain import assess

DAY = date(2026, 9, 15)
PLAIN_ROLE = Answers({"employment": "public_service", "seniority": "staff", "ministers": "never", "powers": ()})
NOTHING_ODD = Answers({"conduct": (), "already_in_place": ()})

UNSURE = {
    "a part of the role": ("P04", PLAIN_ROLE.with_answer("powers", NOT_SURE), NOTHING_ODD, "Parts of your job"),
    "how close": ("I-04", PLAIN_ROLE, NOTHING_ODD.with_answer("relation", NOT_SURE).with_answer("their_part", NOT_SURE).with_answer("duty", "nothing"), "How close you are"),
    "the part in the work": ("I-03", PLAIN_ROLE, Answers({"gift_state": "declined", "gift_why": "courtesy", "gift_moment": "open", "duty": NOT_SURE}), "Your part in that work"),
}


def completed(content: Content, topic: str, role: Answers, answers: Answers) -> Assessment:
    """The result, with *not sure* for whatever else is asked."""
    while (found := assess(content, topic, role, answers, DAY)).unanswered:
        asked = content.questions[found.unanswered[0]]
        answers = answers.with_answer(asked.id, () if asked.kind == "many" else NOT_SURE)
    return found


@pytest.mark.parametrize(("topic", "role", "answers", "short"), UNSURE.values(), ids=UNSURE.keys())
def test_what_a_person_is_not_sure_of_is_never_told_them_as_a_fact(content: Content, topic: str, role: Answers, answers: Answers, short: str) -> None:
    found = completed(content, topic, role, answers)
    said = [reason for reason in found.reasons if reason.because.startswith("You were not sure about") and short in reason.because]
    assert said, [reason.because for reason in found.reasons]
    assert all(given.option == NOT_SURE for reason in said for given in reason.answers)


def test_a_reason_cites_the_answers_however_many_scales_lie_between(content: Content) -> None:
    """A gift weighs as much as the heaviest thing about it, and an interest as much as the heaviest it is made of."""
    gift = Answers({"gift_state": "accepted", "gift_value": "large", "gift_why": "favour", "duty": "decide"})
    found = completed(content, "I-03", PLAIN_ROLE, gift)
    assert found.conflict is not None
    closeness = found.conflict.reasons[0]
    assert {"gift_value", "gift_why"} == {given.question for given in closeness.answers}
    assert "It is worth a lot, or is money." in closeness.because


def test_where_a_question_was_not_needed_the_answer_that_made_it_so_is_told(content: Content) -> None:
    found = completed(content, "P16", PLAIN_ROLE, NOTHING_ODD.with_answer("overlap", "none"))
    assert found.conflict is not None
    assert "duty" not in {given.question for given in found.journey}
    assert "It does not touch your work." in [reason.because for reason in found.conflict.reasons]


def test_where_two_things_do_not_go_together_the_way_out_is_fine_for_both(content: Content) -> None:
    """Who leads an agency and decides cases is told the narrower way, and only that."""
    role = Answers({"employment": "public_service", "seniority": "chief_executive", "ministers": "never", "powers": ("adjudicator",)})
    found = completed(content, "P12", role, Answers({"conduct": ("work_resources",), "already_in_place": ()}))
    assert found.answer is Answer.NOT_AS_DESCRIBED
    assert found.fine_version == "voting, thinking and talking in private as you like, or the activity after you have left this role. Change this as well: use your own time, devices and places"


@pytest.mark.parametrize("kept", ["a-card-that-is-no-more", ("staff", "a-card-that-is-no-more"), 7], ids=["a card", "a list", "a number"])
def test_an_answer_kept_under_older_content_is_asked_for_again(content: Content, kept: str | tuple[str, ...] | int) -> None:
    found = assess(content, "P07", PLAIN_ROLE.with_answer("seniority", kept), NOTHING_ODD, DAY)
    assert (found.complete, found.answer) == (False, None)
    assert "seniority" in found.unanswered


def test_what_would_change_a_result_reads_as_a_sentence(content: Content) -> None:
    role = PLAIN_ROLE.with_answer("seniority", "senior").with_answer("ministers", "regularly")
    answers = Answers({"leave": "by_law", "overlap": "partly", "timing": "election_year", "duty": "advise", "meet": "later", "conduct": ("pressure", "work_resources"), "already_in_place": ()})
    found = assess(content, "P16", role, answers, DAY)
    assert found.conflict is not None
    assert [change.words for change in found.conflict.changes][:2] == ["If your agency worked on it, but you did not", "If your team dealt with it, but you did not"]
    told = [change.words for change in found.changes]
    assert "If you used no work time or work things, and nobody was asked who may feel they cannot say no" in told


@pytest.mark.parametrize(("topic", "answers"), [
    ("I-04", {"relation": "household", "their_part": "gains", "power_over": "yes", "duty": "decide", "meet": "now", "step_aside": "core", "lasts": "goes_on", "suggest": (), "conduct_interest": (), "already_in_place": ()}),
    ("I-03", {"gift_from": "business", "gift_state": "accepted", "gift_value": "large", "gift_often": "first", "gift_why": "favour", "gift_moment": "open", "duty": "decide", "step_aside": "core", "lasts": "goes_on", "suggest": (), "conduct_interest": (), "already_in_place": ()}),
    ("I-02", {"work_stake": "own_business", "work_clients": "dealt_with", "work_hours": "work_time", "consent": "needed", "duty": "advise", "meet": "now", "step_aside": "core", "lasts": "goes_on", "suggest": (), "conduct_interest": (), "already_in_place": ()}),
    ("I-01", {"holding": "own", "whose": "mine", "shared_by": "few", "duty": "decide", "meet": "now", "step_aside": "core", "lasts": "goes_on", "suggest": (), "conduct_interest": ("took_part", "took_benefit", "steps_not_kept"), "already_in_place": ()}),
    ("I-05", {"body_role": "leads", "duty": "decide", "meet": "now", "step_aside": "core", "lasts": "goes_on", "suggest": (), "conduct_interest": (), "already_in_place": ()}),
    ("I-09", {"how_far": "talks", "duty": "decide", "meet": "now", "step_aside": "core", "lasts": "goes_on", "suggest": (), "conduct_interest": (), "already_in_place": ()}),
    ("I-10", {"relation": "household", "lobby_matter": "touches", "lobby_contact": "private", "duty": "decide", "meet": "now", "step_aside": "core", "lasts": "goes_on", "suggest": (), "conduct_interest": (), "already_in_place": ()}),
    ("I-11", {"foreign_tie": "promise", "duty": "decide", "meet": "now", "step_aside": "core", "lasts": "goes_on", "suggest": (), "conduct_interest": (), "already_in_place": ()}),
    ("P29", {"whose_act": "own", "reach": "large", "recognition": "known", "tone": "attack", "overlap": "very_matter", "timing": "after_polling", "duty": "advise", "meet": "now", "step_aside": "core", "conduct": (), "already_in_place": ()}),
])
def test_every_card_that_could_better_a_result_has_words_for_it(content: Content, topic: str, answers: dict[str, str | tuple[str, ...]]) -> None:
    found = assess(content, topic, PLAIN_ROLE, Answers(answers), DAY)
    assert found.changes
    assert not [change.words for change in found.changes if "“" in change.words or not change.words.startswith("If ")]
