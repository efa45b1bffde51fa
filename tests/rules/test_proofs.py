"""What holds of whole journeys, by comparison: the properties that the proofs go through by enumeration, here by lot."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from coi_app.domain.answers import NOT_SURE, Answers, Value
from coi_app.domain.assessment import Answer, Assessment
from coi_app.rules.content import Content, Question
from coi_app.rules.explain import assess
from coi_app.rules.journey import walk

DAY = date(2026, 9, 15)


def any_value(draw: Any, question: Question) -> Value:
    ids = [option.id for option in question.options]
    if question.kind == "many":
        return draw(st.one_of(st.just(NOT_SURE), st.lists(st.sampled_from(ids), unique=True).map(lambda chosen: tuple(i for i in ids if i in chosen))))
    return draw(st.sampled_from([*ids, NOT_SURE]))


@st.composite
def journeys(draw: Any, content: Content, *, complete: bool = True) -> tuple[str, Answers, Answers]:
    """A topic with answers, as if someone had gone through it."""
    topic = content.topics[draw(st.sampled_from(sorted(content.topics)))]
    role, answers = Answers(), Answers()
    while unanswered := walk(content, topic, role, answers).unanswered:
        if not complete and draw(st.booleans()):
            break
        question = unanswered[0]
        value = any_value(draw, question)
        role, answers = (role.with_answer(question.id, value), answers) if question.table == "role" else (role, answers.with_answer(question.id, value))
    return topic.id, role, answers


def concern(found: Assessment) -> tuple[int, int, int]:
    assert found.answer is not None
    level = int(found.neutrality.level) if found.neutrality else 0
    return found.answer.rank, level, found.conflict.severity.rank if found.conflict else 0


RISING = {"seniority": 1, "ministers": 1, "overlap": 1, "reach": 1, "timing": 1}


@given(data=st.data())
def test_a_whole_journey_with_one_answer_raised_is_never_lighter(content: Content, data: DataObject) -> None:
    topic, role, answers = data.draw(journeys(content))
    raised = [q for q in RISING if q in (*role, *answers)]
    before = assess(content, topic, role, answers, DAY, with_changes=False)
    for question_id in raised:
        question = content.questions[question_id]
        table = role if question.table == "role" else answers
        at = question.by_option[str(table[question_id])].at if table[question_id] != NOT_SURE else None
        for option in question.options:
            if at is None or option.at <= at:
                continue
            changed = table.with_answer(question_id, option.id)
            after = assess(content, topic, changed if table is role else role, changed if table is answers else answers, DAY, with_changes=False)
            if after.complete and before.complete:
                assert concern(after)[:2] >= (0, 0)
                assert concern(after)[0] >= concern(before)[0], (topic, question_id)
                assert concern(after)[1] >= concern(before)[1], (topic, question_id)


@given(data=st.data())
def test_not_sure_never_yields_go_ahead_and_an_incomplete_journey_never_promises(content: Content, data: DataObject) -> None:
    topic, role, answers = data.draw(journeys(content, complete=False))
    found = assess(content, topic, role, answers, DAY, with_changes=False)
    if not found.complete:
        assert found.answer is None
        assert found.neutrality is None and found.conflict is None
    elif found.not_sure:
        assert found.answer is not Answer.GO_AHEAD


@given(data=st.data())
def test_answers_that_are_not_asked_for_never_change_a_result_and_order_does_not_matter(content: Content, data: DataObject) -> None:
    topic, role, answers = data.draw(journeys(content))
    found = assess(content, topic, role, answers, DAY)
    strangers = [q for q in content.questions.values() if q.id not in (*role, *answers)]
    extra = data.draw(st.lists(st.sampled_from(strangers), max_size=4, unique_by=lambda q: q.id)) if strangers else []
    asked = {q.id for q in walk(content, content.topics[topic], role, answers).asked}
    more = dict(answers)
    for question in extra:
        if question.id not in asked and question.table == "answers" and question.options:
            more[question.id] = (question.options[-1].id,) if question.kind == "many" else question.options[-1].id
    shuffled = data.draw(st.permutations(list(more.items())))
    again = assess(content, topic, role, Answers(dict(shuffled)), DAY)
    assert set(again.ignored) >= {q for q in more if q not in answers}
    assert again == assess(content, topic, role, Answers(more), DAY) or again.ignored != found.ignored
    assert (again.answer, again.neutrality, again.conflict, again.steps, again.stops) == (found.answer, found.neutrality, found.conflict, found.steps, found.stops)


@given(data=st.data())
def test_what_would_change_it_really_changes_it_and_never_who_the_person_is(content: Content, data: DataObject) -> None:
    topic, role, answers = data.draw(journeys(content))
    found = assess(content, topic, role, answers, DAY)
    for alternative in found.changes:
        changed = answers
        for change in alternative.changes:
            question = content.questions[change.question]
            assert question.table == "answers" and not question.identity
            assert answers[change.question] == change.before or isinstance(change.before, tuple)
            changed = changed.with_answer(change.question, change.after)
        other = assess(content, topic, role, changed, DAY, with_changes=False)
        assert other.answer is alternative.answer
        assert concern(other) < concern(found)
    single = [len(a.changes) for a in found.changes]
    assert set(single) <= {1} or single == [2], "a pair only where no single answer helps, and then one"


@given(data=st.data())
def test_identical_answers_give_identical_results(content: Content, data: DataObject) -> None:
    """N9: nothing is random and nothing learns."""
    topic, role, answers = data.draw(journeys(content))
    assert assess(content, topic, role, answers, DAY) == assess(content, topic, role, Answers(dict(answers)), DAY)


@given(data=st.data())
def test_what_is_already_in_place_never_makes_a_result_stricter(content: Content, data: DataObject) -> None:
    topic, role, answers = data.draw(journeys(content))
    value = answers.get("already_in_place")
    if not isinstance(value, tuple) or "told_manager" in value:
        return
    before = assess(content, topic, role, answers, DAY, with_changes=False)
    after = assess(content, topic, role, answers.with_answer("already_in_place", ("told_manager", *value)), DAY, with_changes=False)
    assert concern(after) <= concern(before)
