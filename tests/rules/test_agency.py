"""An agency's own content: it adds and makes stricter; whatever else it tries is caught, with its file and its key."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coi_app.domain.answers import Answers, Value
from coi_app.domain.assessment import Answer, Level, StepStatus
from coi_app.domain.plain import from_plain, plain
from coi_app.paths import resources
from coi_app.rules.agency_changes import changes_of
from coi_app.rules.agency_check import check_agency
from coi_app.rules.agency_limits import layer_findings
from coi_app.rules.agency_loading import with_agency, with_agency_or_without
from coi_app.rules.agency_merging import merged
from coi_app.rules.agency_proofs import agency_proofs, values_of
from coi_app.rules.agency_words import read_limits, texts
from coi_app.rules.bundle import pack, read_folder, unpack
from coi_app.rules.content import Content
from coi_app.rules.explain import assess
from coi_app.rules.journey import walk
from coi_app.rules.loader import load
from coi_app.rules.proving.prove import Depth
from coi_app.rules.search import TopicSearch
from coi_app.rules.triage import judge
from tests.rules.agency_layers import EXAMPLE, example_files, layer_of, put, spoilt, whole

HERE = Path(__file__).parent
DAY = date(2026, 11, 23)
LITTLE = Depth(outcomes=40, changes=1, samples=20)


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text("utf-8"))


@pytest.fixture(scope="session")
def layered() -> Content:
    return load(whole(example_files()))


def test_the_example_is_never_freer_and_says_what_it_changes(layered: Content) -> None:
    proofs = agency_proofs(layered, DAY)
    assert len(proofs) == 4 and all(proof.holds for proof in proofs), proofs
    assert sum(proof.cases for proof in proofs) > 5_000
    changes = changes_of(layered)
    assert changes and [part.title for part in changes.parts] == [
        "Your agency also expects", "Rules of its own", "Questions that it adds", "Topics that it adds", "Who you can turn to", "How fast it means to be",
    ]
    rules = changes.parts[1].changes
    assert rules[1].when == "When the answer to “Could you be sent to inspect it?” is “Yes, I could be sent”, and the scale “How much the interest weighs” is at least “substantial”."
    assert layered.version.endswith(" + Te Mana Arataki Wai 1.2")


def test_a_rule_that_breaks_a_proof_of_the_content_is_named_with_the_case_and_how_to_mend_it(tmp_path: Path) -> None:
    """Nothing in the grammar forbids it, but who has told would be worse off than who has not."""
    rule = (
        '[[answer]]\nid = "x-told"\ntrack = "conflict_of_interest"\ngive = "not_as_described"\nbecause = "Those who told us wait."\nfine = "waiting"\nsource = "x-code"\n'
        'when = { all = [{ topic = "I-04" }, { question = "already_in_place", is = "told_manager" }] }\n'
    )
    found = check_agency(read_folder(resources()), put(spoilt("rules.toml", "", rule), tmp_path / "agency"), resources(), Depth(outcomes=200, changes=1, samples=20))
    [broken] = [proof for proof in found.checked.proofs if not proof.holds]
    assert (broken.file, broken.key) == ("rules.toml", "answer[x-told].when")
    assert "I-04" in broken.against and broken.mend


@pytest.mark.parametrize("case", read("agency_cases.toml")["case"], ids=lambda case: case["what"])
def test_what_is_wrong_is_named_by_file_and_key(case: dict[str, str], tmp_path: Path) -> None:
    place = put(spoilt(case["file"], case["right"], case["wrong"]), tmp_path / "agency")
    bundle = read_folder(resources())
    found = check_agency(bundle, place, resources(), LITTLE).checked
    assert not found.holds
    told = [str(finding) for finding in found.findings]
    assert [f for f in found.findings if (f.file, f.key) == (case["file"], case["key"]) and case["says"].casefold() in f"{f.problem}. {f.mend}".casefold()], told
    assert all(finding.mend.endswith(".") for finding in found.findings), told
    assert all("\n" not in line for line in told)
    kept = with_agency_or_without(load(bundle), bundle, place, resources())
    if "never" not in case["says"] and "no journey" not in case["says"]:  # what cannot happen does no harm, and only its author is told
        assert kept.content.agency is None and kept.bundle is bundle
        assert case["file"] in kept.problem and "left out" in kept.problem


@pytest.mark.parametrize("text", read("agency_words.toml")["tells"])
def test_no_question_asks_for_a_protected_fact(text: str, content: Content) -> None:
    layer = layer_of(spoilt("questions.toml", "Could you be sent to inspect it?", text))
    found = [finding for finding in layer_findings(content, layer, read_limits(resources())) if finding.key == "question[x-inspect].words"]
    assert found and found[0].mend.endswith(".")


@pytest.mark.parametrize("text", read("agency_words.toml")["fine"])
def test_what_only_sounds_like_one_is_left_alone(text: str, content: Content) -> None:
    layer = layer_of(spoilt("questions.toml", "Could you be sent to inspect it?", text))
    assert layer_findings(content, layer, read_limits(resources())) == ()


def test_every_text_of_the_example_is_looked_at(content: Content) -> None:
    """A protected fact put into any text that asks or tells is found, wherever it stands."""
    asking = [spoken for spoken in texts(layer_of(example_files())) if spoken.asking]
    assert len(asking) > 50
    for spoken in asking:
        changed = spoilt(spoken.file, f'"{spoken.words}"', f'"{spoken.words} Your iwi."')
        found = layer_findings(content, layer_of(changed), read_limits(resources()))
        assert any("iwi" in finding.problem and finding.file == spoken.file for finding in found), spoken


def test_the_layer_is_pinned_with_the_content_and_loads_the_same_again(layered: Content) -> None:
    bundle = whole(example_files())
    again = load(unpack(pack(bundle)))
    assert (again.hash, again.version, again.agency) == (layered.hash, layered.version, layered.agency)
    base = load(read_folder(resources()))
    direct = with_agency(base, read_folder(resources()), EXAMPLE, resources())
    assert direct.content == layered and direct.bundle == bundle
    assert layered.base == base and layered.hash != base.hash


def test_the_base_is_the_same_with_nothing_on_top() -> None:
    base = load(read_folder(resources()))
    assert base.agency is None and base.base is None and changes_of(base) is None


def test_ids_of_an_agency_never_meet_those_of_declare(content: Content, layered: Content) -> None:
    assert not any(name.startswith("x-") for name in (*content.topics, *content.questions, *content.sources))
    assert all(layered.questions[q] == question for q, question in content.questions.items())
    assert {q for q in layered.questions if q not in content.questions} == {"x-inspect", "x-last-visit"}


def test_an_own_topic_is_found_and_judged_as_what_it_is_like(layered: Content) -> None:
    assert TopicSearch(layered).find("meter reading for a scheme")[0].topic.id == "x-water-scheme"
    given = answers_to(layered, "x-water-scheme", "consent", "needed")
    mine, like = (assess(layered, topic, given, given, DAY) for topic in ("x-water-scheme", "I-02"))
    assert (mine.answer, mine.conflict and mine.conflict.severity, mine.rights) == (like.answer, like.conflict and like.conflict.severity, like.rights)


def answers_to(content: Content, topic: str, *given: Value | str) -> Answers:
    """The first card of every question that a topic asks, except what is given as question, answer, question, answer."""
    first: dict[str, Value] = {question.id: values_of(question)[0] for question in content.asked_for(content.topics[topic])}
    pairs = dict(zip(map(str, given[::2]), given[1::2], strict=True))
    return Answers({**first, **pairs})


def test_a_rule_of_the_agency_is_told_as_its_own_with_the_result_without_it(layered: Content) -> None:
    given = answers_to(layered, "x-water-scheme", "x-inspect", "me", "work_stake", "own_business")
    result = assess(layered, "x-water-scheme", given, given, DAY)
    assert result.answer is Answer.NOT_AS_DESCRIBED and result.fine_version and "colleague's list" in result.fine_version
    assert result.agency and result.agency.agency == "Te Mana Arataki Wai"
    assert {"x-own-business-that-we-inspect", "x-swap-the-visit"} <= {reason.rule for reason in result.agency.rules}
    assert result.agency.without.startswith("You can do this")
    assert from_plain(type(result), json.loads(json.dumps(plain(result)))) == result


def test_without_a_rule_that_fires_nothing_is_said_of_the_agency(layered: Content) -> None:
    given = answers_to(layered, "P23")
    assert assess(layered, "P23", given, given, DAY).agency is None


def test_an_expectation_is_told_with_the_topics_that_it_names(layered: Content) -> None:
    given = answers_to(layered, "I-04")
    found = assess(layered, "I-04", given, given, DAY).agency
    assert found and [one.words for one in found.expected] == [layered.agency.expectations[0].words if layered.agency else ""]


def test_a_step_is_firmer_with_both_reasons(layered: Content, content: Content) -> None:
    given = answers_to(layered, "I-03", "gift_state", "accepted")
    step = next(step for step in assess(layered, "I-03", given, given, DAY).steps if step.id == "gift-register")
    plain_words = next(rule.because for rule in content.steps if rule.id == "gift-register")
    assert step.status is StepStatus.REQUIRED
    assert step.why.startswith(plain_words) and step.why.endswith("handled openly.")


def test_rules_hold_from_the_day_of_the_layer_on() -> None:
    later = load(whole(spoilt("manifest.toml", "effective = 2026-11-23", "effective = 2026-12-01")))
    given = answers_to(later, "x-water-scheme", "x-inspect", "me", "work_stake", "own_business")
    before, after = (assess(later, "x-water-scheme", given, given, date(2026, month, day)) for month, day in ((11, 30), (12, 1)))
    assert (before.answer is Answer.NOT_AS_DESCRIBED, after.answer is Answer.NOT_AS_DESCRIBED) == (False, True)


def test_a_layer_written_for_another_version_is_used_and_says_so() -> None:
    older = load(whole(spoilt("manifest.toml", 'written_for = "2026.11.1"', 'written_for = "2025.1"')))
    changes = changes_of(older)
    assert changes and any("2025.1" in note for note in changes.notes)


@pytest.mark.parametrize("field", ["level_floors", "answer_rules", "steps", "stops", "rights", "statute"])
def test_each_proof_finds_what_it_is_there_to_find(layered: Content, content: Content, field: str) -> None:
    """A content that lost something of the base, as no layer can make it, is caught with the case."""
    few = {topic: layered.topics[topic] for topic in ("P15", "P26", "I-03", "x-water-scheme")}
    worse = replace(layered, topics=few, **{field: () if field != "steps" else layered.steps[-1:]})
    against = [proof for proof in agency_proofs(worse, DAY) if not proof.holds]
    assert against and all(proof.against for proof in against)


def test_the_net_holds_where_a_rule_of_the_base_would_fall_through(content: Content) -> None:
    """A layer that raises a scale which lifts an exemption or a floor still ends no freer: answer, level and severity are the stricter of both."""
    layer = layer_of(example_files())
    under = merged(content, layer, "")
    loosened = replace(under, answer_rules=(), level_floors=(), severity_floors=(), incompatible=())
    for topic in ("P15", "I-04", "I-03"):
        given = answers_to(under, topic, "conduct", ("work_resources",), "conduct_interest", ("hidden",))
        journey = walk(loosened, loosened.topics[topic], given, given)
        outcome = judge(loosened, journey, DAY)
        base = judge(content, walk(content, content.topics[topic], given, given), DAY)
        assert base.no_worse_than(outcome)


@given(st.data())
def test_no_journey_is_freer_asks_less_or_loses_a_right(layered: Content, content: Content, data: st.DataObject) -> None:
    topic = data.draw(st.sampled_from(sorted(layered.topics)))
    under = content.topics[layered.topics[topic].like or topic]
    given = Answers({q.id: data.draw(st.sampled_from(values_of(q))) for q in layered.asked_for(layered.topics[topic])})
    mine, plain_one = assess(layered, topic, given, given, DAY, with_changes=False), assess(content, under.id, given, given, DAY, with_changes=False)
    assert mine.answer and plain_one.answer and mine.answer.rank >= plain_one.answer.rank
    assert (mine.neutrality.level if mine.neutrality else Level.L0) >= (plain_one.neutrality.level if plain_one.neutrality else Level.L0)
    assert (mine.conflict.severity.rank if mine.conflict else 0) >= (plain_one.conflict.severity.rank if plain_one.conflict else 0)
    for name in ("rights", "statute", "stops"):
        assert {one.id for one in getattr(plain_one, name)} <= {one.id for one in getattr(mine, name)}
    assert [a.question for a in plain_one.journey] == [a.question for a in mine.journey if not a.question.startswith("x-")]
    if "nobodys_business" in under.flags:
        assert not mine.journey and mine.agency is None and mine.answer is Answer.GO_AHEAD


@given(st.data())
def test_any_rule_in_the_grammar_can_only_make_a_result_stricter(content: Content, data: st.DataObject) -> None:
    """Rules and questions made up at random, with conditions that no limit has looked at: still nothing is freer."""
    layer = layer_of({**example_files(), "rules.toml": random_rules(content, data), "questions.toml": random_questions(content, data)})
    under = merged(content, layer, "")
    topic = data.draw(st.sampled_from([t for t in content.topics if content.topics[t].questions]))
    given = Answers({q.id: data.draw(st.sampled_from(values_of(q))) for q in under.asked_for(under.topics[topic])})
    mine, plain_one = (assess(one, topic, given, given, date(2026, 12, 24), with_changes=False) for one in (under, content))
    assert mine.answer and plain_one.answer and mine.answer.rank >= plain_one.answer.rank
    assert not (mine.neutrality and plain_one.neutrality) or mine.neutrality.level >= plain_one.neutrality.level
    assert not (mine.conflict and plain_one.conflict) or mine.conflict.severity.rank >= plain_one.conflict.severity.rank
    assert {right.id for right in plain_one.rights} <= {right.id for right in mine.rights}
    assert {step.id for step in plain_one.statute} <= {step.id for step in mine.statute}


def random_rules(content: Content, data: st.DataObject) -> str:
    """A rules file with a rule of each kind, on conditions drawn from all that there are."""
    steps = st.sampled_from([step.id for step in content.steps])
    parts = (
        f'[[level]]\nid = "x-a"\nlevel = {data.draw(st.integers(1, 4))}', f'[[severity]]\nid = "x-b"\nseverity = "{data.draw(st.sampled_from(["minor", "moderate", "significant"]))}"',
        f'[[answer]]\nid = "x-c"\ntrack = "{data.draw(st.sampled_from(["political_neutrality", "conflict_of_interest"]))}"\ngive = "go_ahead_with_steps"',
        '[[answer]]\nid = "x-d"\ntrack = "conflict_of_interest"\ngive = "not_as_described"\nfine = "less of it"',
        f'[[step]]\nid = "x-e"\nstep = "{data.draw(steps)}"\nstatus = "{data.draw(st.sampled_from(["suggested", "required"]))}"',
    )
    return "\n".join(f'{part}\nwhen = {data.draw(conditions(content))}\nbecause = "So."\nsource = "x-code"' for part in parts)


def random_questions(content: Content, data: st.DataObject) -> str:
    """A question on every topic that raises any scale at all, also those that the limits keep from it."""
    scale = data.draw(st.sampled_from(sorted(content.scales)))
    last = len(content.scales[scale].positions) - 1
    topics = json.dumps([topic for topic in content.topics if content.topics[topic].questions])
    return (
        f'[[question]]\nid = "x-q"\ntopics = {topics}\nkind = "one"\nwords = "W?"\nshort = "W"\nwhy = "W."\nsource = "x-code"\nscale = "{scale}"\n'
        f'option = [{{ id = "no", words = "No" }}, {{ id = "yes", words = "Yes", at = {last or 1} }}]\n'
        if last
        else "question = []\n"
    )


def conditions(content: Content) -> st.SearchStrategy[str]:
    """A condition, as TOML writes it."""
    scales = st.tuples(st.sampled_from(sorted(content.scales)), st.sampled_from(["at_least", "below"]), st.integers(0, 4)).map(lambda p: f'{{ scale = "{p[0]}", {p[1]} = {p[2]} }}')
    cards = st.sampled_from([(q.id, o.id) for q in content.questions.values() for o in q.options]).map(lambda p: f'{{ question = "{p[0]}", is = "{p[1]}" }}')
    leaf = scales | cards | st.sampled_from(sorted(content.topics)).map(lambda topic: f'{{ topic = "{topic}" }}')
    return st.recursive(
        leaf,
        lambda inner: inner.map(lambda one: f"{{ not = {one} }}")
        | st.tuples(st.sampled_from(["all", "any"]), st.lists(inner, min_size=1, max_size=3)).map(lambda p: f"{{ {p[0]} = [{', '.join(p[1])}] }}"),
        max_leaves=4,
    )
