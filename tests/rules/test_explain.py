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
    "the part in the work": ("I-03", PLAIN_ROLE, Answers({"gift_state": "declined", "gift_why": "courtesy", "gift_moment": "none", "duty": NOT_SURE}), "Your part in that work"),
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


def test_where_two_things_do_not_go_together_the_way_out_is_fine_for_both(content: Content) -> None:
    """Who leads an agency and decides cases is told the narrower way, and only that."""
    role = Answers({"employment": "public_service", "seniority": "chief_executive", "ministers": "never", "powers": ("adjudicator",)})
    found = completed(content, "P12", role, Answers({"conduct": ("work_resources",), "already_in_place": ()}))
    assert found.answer is Answer.NOT_AS_DESCRIBED
    assert found.fine_version == "voting, thinking and talking in private as you like, or the activity after you have left this role, if you use your own time, devices and places"


@pytest.mark.parametrize("kept", ["a-card-that-is-no-more", ("staff", "a-card-that-is-no-more"), 7], ids=["a card", "a list", "a number"])
def test_an_answer_kept_under_older_content_is_asked_for_again(content: Content, kept: str | tuple[str, ...] | int) -> None:
    found = assess(content, "P07", PLAIN_ROLE.with_answer("seniority", kept), NOTHING_ODD, DAY)
    assert (found.complete, found.answer) == (False, None)
    assert "seniority" in found.unanswered
