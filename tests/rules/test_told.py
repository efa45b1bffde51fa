"""Telling never costs: with the same answers, who has told gets no heavier result. And what results say by newer rules: headlines, facts told once, cards put forward."""

from __future__ import annotations

import pytest

from coi_app.domain.assessment import Answer, Assessment, ConflictType, Severity
from coi_app.rules.content import Content
from coi_app.rules.explain import assess
from tests.rules.test_said import DAY, Case, cases

ANSWERS = list(Answer)
TOLD = "told_manager"

Found = list[tuple[Case, Assessment]]


@pytest.fixture(scope="module")
def found(content: Content) -> Found:
    return [(case, assess(content, *case, DAY)) for case in cases(content)]


def heaviness(result: Assessment) -> tuple[int, int, int]:
    assert result.answer
    level = int(result.neutrality.level) if result.neutrality else 0
    return ANSWERS.index(result.answer), level, result.conflict.severity.rank if result.conflict else 0


def test_who_has_told_gets_no_heavier_result(content: Content, found: Found) -> None:
    cards = [option.id for option in content.questions["already_in_place"].options]
    tried = 0
    for (topic, role, answers), before in found:
        done = answers.get("already_in_place")
        if not isinstance(done, tuple) or TOLD in done:
            continue
        told = answers.with_answer("already_in_place", tuple(card for card in cards if card in done or card == TOLD))
        after = assess(content, topic, role, told, DAY, with_changes=False)
        tried += 1
        assert all(one <= other for one, other in zip(heaviness(after), heaviness(before), strict=True)), (topic, role, answers)
    assert tried > 1000


def test_the_headline_promises_no_more_than_is_known_and_agreed(content: Content, found: Found) -> None:
    headlines, met = content.wording.headlines, set[str]()
    for (_, _, answers), result in found:
        if result.answer is not Answer.GO_AHEAD_WITH_STEPS or "nobodys_business" in content.topics[result.topic].flags:
            continue
        done = answers.get("already_in_place", ())
        agreed = isinstance(done, tuple) and bool({"agreed_plan", "stood_aside"} & {*done}) or answers.get("step_aside") == "arranged"
        heavy = result.conflict is not None and (result.conflict.severity, result.conflict.type) == (Severity.SIGNIFICANT, ConflictType.ACTUAL)
        name = "open" if result.not_sure else "once_agreed" if heavy and not agreed else "go_ahead_with_steps"
        assert result.headline == headlines[name]
        met.add(name)
    assert met == {"open", "once_agreed", "go_ahead_with_steps"}


def test_rules_that_tell_the_same_fact_tell_it_once(content: Content, found: Found) -> None:
    tells = {rule.id: rule.tells for rule in content.incompatible if rule.tells}
    met = 0
    for _, result in found:
        for track in (result.neutrality, result.conflict):
            told = [tells[reason.rule] for reason in (track.reasons if track else ()) if reason.rule in tells]
            assert len(told) == len(set(told))
            met += len(told)
    assert met > 20


def test_a_card_is_put_forward_only_in_the_place_of_those_it_names(content: Content, found: Found) -> None:
    met = 0
    for _, result in found:
        for changed in (one for change in result.changes for one in change.changes):
            card = content.questions[changed.question].by_option.get(str(changed.after))
            if card and card.instead_of:
                assert changed.before in card.instead_of
                met += 1
    assert met


def test_lobbying_says_how_it_touches_politics_and_asks_for_none(content: Content, found: Found) -> None:
    words = {rule.id: rule.because for rule in content.links}
    lobbying = {topic.id for topic in content.topics.values() if "lobbying" in topic.flags}
    assert lobbying and lobbying <= {result.topic for _, result in found}
    for _, result in found:
        assert (words["lobbying"] in result.links) == (result.topic in lobbying)
        assert not (words["only-conflict"] in result.links and words["lobbying"] in result.links)
