"""What must never happen: the negative tests N1 to N9 of the domain reference, as far as the rules and the content decide them.

N5 stands in `test_scenarios.py`, N9 in `test_proofs.py`; what the command line and the guide add to N1 and N4 in `tests/cli/test_never.py`.
N7 (a person may decide on another level, with a reason, and both are shown) and N8 (an older result is marked) belong to the review.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from coi_app.domain.answers import NOT_SURE, Answers
from coi_app.domain.assessment import Answer, Assessment, Level
from coi_app.paths import resources
from coi_app.rules.content import Content, Topic
from coi_app.rules.explain import assess
from coi_app.rules.search import TopicSearch
from coi_app.rules.tact import asks
from tests.rules.test_scenarios import DAY, result, scenarios

ROOT = Path(__file__).parent.parent.parent


def files() -> list[Path]:
    found = [*sorted((ROOT / "coi_app").rglob("*.py")), *sorted(p for p in resources().rglob("*") if p.suffix in (".toml", ".json"))]
    made_from_notice = "parsed.json"  # what the build makes of all the content files, and no source
    return [path for path in found if path.name not in ("notice.toml", made_from_notice)]


def test_no_party_is_named_anywhere_but_in_the_one_file(content: Content) -> None:
    """N1: no field, label, rule, schema or line of code holds the name of a party; only the words to notice do."""
    named = [word for word in content.notice.words if word.endswith(" party") or word.startswith(("pāti ", "rōpū "))]
    assert len(named) > 10
    spoken = {path: path.read_text(encoding="utf-8").lower() for path in files()}
    assert not [(path.name, name) for path, text in spoken.items() for name in named if name in text]


def texts(content: Content, topic: Topic) -> Iterator[str]:
    for question in content.asked_for(topic):
        yield from (question.words, question.hint, question.why, question.short)
        yield from (text for option in question.options for text in (option.words, option.example, option.as_reason, option.as_change, option.as_dropped))


def test_nobody_is_asked_whether_they_are_a_member(content: Content) -> None:
    """N2: no question asks about membership; a person picks the activity, and only when they want help with it."""
    for topic in content.topics.values():
        assert not [text for text in texts(content, topic) if asks(text)]
        assert not [question.id for question in content.asked_for(topic) if "member" in question.words.lower()]
    assert [found.topic.id for found in TopicSearch(content).find("join a party")][0] == "P03"


def test_a_private_activity_asks_only_how_it_is_done(content: Content) -> None:
    """N2: what is nobody's business asks nothing at all, and being an ordinary member asks nothing about the party."""
    for topic in content.topics.values():
        if "nobodys_business" in topic.flags:
            assert content.asked_for(topic) == ()
    assert content.topics["P03"].questions == ("conduct", "already_in_place")


@pytest.mark.parametrize("topic", ["P31", "P32"])
def test_a_union_or_professional_body_never_raises_a_level(content: Content, topic: str) -> None:
    """N3: whoever is asked, in whatever role, and whatever they answer besides."""
    questions = [q for q in content.role_questions if q.kind == "one"]
    powers = tuple(option.id for option in content.questions["powers"].options)
    stops = tuple(option.id for option in content.questions["conduct"].options)
    for chosen in product(*((q.options[0].id, q.options[-1].id, NOT_SURE) for q in questions)):
        role = Answers.from_plain({**dict(zip((q.id for q in questions), chosen, strict=True)), "powers": list(powers)})
        found = assess(content, topic, role, Answers({"conduct": stops, "paid": "paid"}), DAY)
        assert found.neutrality and (found.neutrality.level, found.answer) == (Level.L0, Answer.GO_AHEAD)
        assert not found.stops and found.conflict is None


def test_no_answer_tells_of_union_belief_or_origin_so_none_can_count(content: Content) -> None:
    """N3 and N4: nothing about a union, a belief or an origin is there to be answered, so no rule can look at it."""
    ids = {question.id for question in content.questions.values()} | {o.id for q in content.questions.values() for o in q.options}
    assert not [name for name in ids if any(part in name for part in ("union", "party", "ethnic", "iwi", "religio", "faith", "belief", "whakapapa"))]
    assert {question.kind for question in content.questions.values()} <= {"one", "many"}, "free text never reaches a rule"


def stopped() -> list[Any]:
    return [param for param in scenarios() if param.values[0].get("stops")]


@pytest.mark.parametrize("one", stopped())
def test_a_stop_says_which_part_to_change_and_never_to_give_it_up(content: Content, one: dict[str, Any]) -> None:
    """N6: "change this part", not "stop your political activity"; and without the part, the level is the same."""
    found = result(content, one)
    assert found.answer is Answer.NOT_AS_DESCRIBED
    fine = (found.fine_version or "").lower()  # each change is a sentence of its own there
    assert all(stop.fix.lower() in fine for stop in found.stops)
    assert found.headline.startswith("Not in this form. This would be fine:")
    assert not {step.id for step in found.steps} & {"end-activity", "one-of-two"}
    kept = {q: value for q, value in one["answers"].items() if q not in ("conduct", "conduct_interest")}
    without = assess(content, one["topic"], Answers.from_plain(one["role"]), Answers.from_plain({**kept, "conduct": [], "conduct_interest": []}), DAY)
    assert same_concern(found, without)


def same_concern(one: Assessment, other: Assessment) -> bool:
    levels = [found.neutrality.level if found.neutrality else None for found in (one, other)]
    conflicts = [(found.conflict.type, found.conflict.severity) if found.conflict else None for found in (one, other)]
    return levels[0] == levels[1] and conflicts[0] == conflicts[1]


@pytest.mark.parametrize("one", stopped())
def test_a_political_stop_alone_leaves_the_activity_free(content: Content, one: dict[str, Any]) -> None:
    """N6: with the part changed, what was fine before is fine."""
    if set(one["stops"]) - {"STOP-1", "STOP-3", "STOP-4", "STOP-5"} or one.get("level") not in ("L0", "L1"):
        return
    changed = assess(content, one["topic"], Answers.from_plain(one["role"]), Answers.from_plain({**one["answers"], "conduct": []}), DAY)
    assert changed.answer is Answer.GO_AHEAD


def test_what_the_result_says_next_never_contradicts_itself(content: Content) -> None:
    """Nothing to do stands beside nothing else to do, and no plan is asked for where the form itself does not fit."""
    told = {rule.id: rule.because for rule in content.next}
    for param in scenarios():
        found = result(content, param.values[0])
        steps = {step.id for step in found.steps}
        if told["next-other-form"] in found.next:
            assert told["next-plan"] not in found.next and told["next-talk"] not in found.next
        if told["next-keep-apart"] in found.next:
            assert found.answer is Answer.GO_AHEAD
            assert told["next-tell-conflict"] not in found.next
        if "no-action" in steps:
            assert not steps & {"tell-manager", "gift-register"}
            assert not [step for step in found.steps if step.status == "required"]


