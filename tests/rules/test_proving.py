"""Every proof proved: a small change to the content that breaks one is caught by that proof, with its file, its key and a case."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import prod

import pytest

from coi_app.paths import resources, scenarios
from coi_app.rules.bundle import Bundle, parsed, read_folder
from coi_app.rules.content import Content
from coi_app.rules.loader import load
from coi_app.rules.proof import Proof, joined
from coi_app.rules.proving import dates, protected, results, rising, situations, whole
from coi_app.rules.proving.axes import Lattice
from coi_app.rules.proving.narrow import Narrow
from coi_app.rules.proving.prove import Depth, Part, prove_topic, put_together
from coi_app.rules.proving.situations import Scenario, read_scenarios
from coi_app.rules.written import Written, file_of_each

LOOK = Depth(outcomes=3_000, changes=1, samples=50)
"""Far enough to meet what is broken here."""

GLANCE = Depth(outcomes=300, changes=1, samples=50)
"""For what is not broken: every journey of a look, and fewer places on the scales."""

Edit = tuple[str, str, str]
"""A file, what stands there, and what is put in its place; to add to a file, nothing stands there."""


@dataclass(frozen=True)
class Broken:
    """Content in which one proof fails: what was done to it, in which topics that can be met, and what has to be said of it."""

    title: str
    edits: tuple[Edit, ...]
    file: str
    key: str
    case: str
    topics: tuple[str, ...] = ()


POLITICAL, ROLE, GIFTS = (f"content/en-NZ/questions/{name}.toml" for name in ("political", "role", "gifts"))
CONFLICT, TOPICS, NEXT = "content/en-NZ/questions/conflict.toml", "content/en-NZ/topics/political.toml", "content/en-NZ/next.toml"
NEUTRALITY, ANSWERS, STATUTE, SCALES = "rules/neutrality.toml", "rules/answers.toml", "rules/statute.toml", "rules/scales.toml"
COMMON = 'because = "x"\nsource = "bill-of-rights"\n'

BROKEN = {
    "a category without a topic": Broken(
        whole.FOUND, (("content/en-NZ/categories.toml", "", '[[category]]\nid = "empty"\ntitle = "Empty"\n'),), "content/en-NZ/categories.toml", "category[empty]", "'empty'",
    ),
    "a question that is never asked": Broken(
        whole.ASKED, ((POLITICAL, 'asked_when = { all = [{ flag = "parliament" }', 'asked_when = { all = [{ flag = "gift" }'),), TOPICS, "topic[P15].questions", "'leave' is never asked in P15",
        ("P15", "P16"),
    ),
    "a card that is never shown": Broken(
        whole.OFFERED, ((CONFLICT, 'offered_when = { flag = "named_profile" }', 'offered_when = { all = [{ flag = "named_profile" }, { flag = "gift" }] }'),), CONFLICT,
        "question[already_in_place].option[link_removed].offered_when", "'link_removed' is never shown", ("P22",),
    ),
    "a rule that can never fire": Broken(
        whole.FIRED, ((NEUTRALITY, 'when = { flag = "local" }', 'when = { all = [{ flag = "local" }, { flag = "parliament" }] }'),), NEUTRALITY, "floor[local-office].when",
        "'local-office'", ("P17", "P18"),
    ),
    "a card that does nothing and does not say so": Broken(
        whole.APART, ((POLITICAL, 'id = "costs"\nplain = true', 'id = "costs"'),), POLITICAL, "question[paid].option[costs]", "'costs' never leads anywhere else than choosing 'unpaid'",
    ),
    "a card that says it does nothing and does": Broken(
        whole.APART, ((POLITICAL, 'id = "back_channel"', 'id = "back_channel"\nplain = true'),), POLITICAL, "question[whose_act].option[back_channel].plain", "says that it is plain",
    ),
    "a position that no card leads to": Broken(
        whole.EDGES, ((SCALES, '{ words = "the very matter" }', '{ words = "the very matter" }, { words = "more" }'),), SCALES, "scale[overlap].position[7]", "position 7",
    ),
    "a line that is never met from below": Broken(
        whole.EDGES, ((NEUTRALITY, '{ flag = "visible" }, { scale = "role", at_least = 3 }', '{ flag = "visible" }, { scale = "activity", at_least = 2 }, { scale = "role", at_least = 3 }'),),
        NEUTRALITY, "incompatible[senior-role-and-party-office].when", "a line at 2 on 'activity'", ("P10", "P11", "P12", "P13"),
    ),
    "a rule that stops to hold further up": Broken(
        rising.RISING, ((NEUTRALITY, '{ scale = "timing", at_least = 2 }', '{ scale = "timing", at_least = 2 }, { scale = "timing", below = 3 }'),), NEUTRALITY,
        "adjustment[close-to-election].when", "going from 2 to 3 on timing turns", ("P20",),
    ),
    "a table that falls": Broken(
        rising.RISING, ((NEUTRALITY, "[1, 2, 3, 3, 4]", "[1, 2, 3, 2, 4]"),), NEUTRALITY, "table.levels", "going from 2 to 3 on role turns L", ("P13",),
    ),
    "a table of severities that falls": Broken(
        rising.RISING, (("rules/conflict.toml", '"moderate", "moderate", "significant"]', '"moderate", "minor", "significant"]'),), "rules/conflict.toml", "table.severities",
        "turns moderate, go ahead with steps into minor", ("I-02",),
    ),
    "a step taken that counts against one": Broken(
        rising.EASING, ((ANSWERS, 'id = "answer-talked"\ntrack = "political_neutrality"\ngive = "go_ahead"', 'id = "answer-talked"\ntrack = "political_neutrality"\ngive = "not_as_described"'),),
        ANSWERS, "answer[answer-talked].when", "L2, go ahead with steps becomes L2, not as described", ("P20",),
    ),
    "a vote that can be declared": Broken(
        protected.EXEMPT, ((TOPICS, "declarable = false", "declarable = true"),), TOPICS, "topic[P01].declarable", "P01 can be declared", ("P01",),
    ),
    "a union that a role makes heavier": Broken(
        protected.EXEMPT, ((NEUTRALITY, 'when = { flag = "nobodys_business" }', 'when = { all = [{ flag = "nobodys_business" }, { flag = "speech" }] }'),
                           (NEUTRALITY, '{ flag = "local" }\nlevel = 2', '{ flag = "nobodys_business" }\nlevel = 2')), TOPICS, "topic[P31]", "P31 with employment", ("P31",),
    ),
    "a rule that reads words": Broken(
        protected.UNMOVED,
        ((POLITICAL, "", '[[question]]\nid = "more"\ntable = "answers"\nkind = "text"\nwords = "More?"\nshort = "More"\nwhy = "x"\nsource = "bill-of-rights"\n'),
         (TOPICS, 'questions = ["conduct", "already_in_place"]', 'questions = ["more", "conduct", "already_in_place"]'),
         (NEUTRALITY, "", f'[[floor]]\nid = "reads"\nwhen = {{ question = "more", is = "text" }}\nlevel = 2\n{COMMON}')),
        NEUTRALITY, "floor[reads].when", "P03: words about 'party'", ("P03",),
    ),
    "a card for a union": Broken(protected.BLIND, ((ROLE, 'id = "defence"', 'id = "union"'),), ROLE, "question[employment].option[union]", "'union'"),
    "a place on a scale without its reason": Broken(
        results.EXPLAINED, ((SCALES, 'because = "Your role is not senior, does not deal with Ministers and does not speak for your agency."\n', ""),), SCALES,
        "scale[role].position[1].because", "has no words", ("P20",),
    ),
    "a rule that does not say why, and seldom fires": Broken(
        results.EXPLAINED, (("rules/conflict.toml", 'because = "You would go on deciding about those you will work for, and no plan mends that."\n', ""),), "rules/conflict.toml",
        "incompatible[deciding-about-the-next-employer].because", "has no words", ("I-09",),
    ),
    "a result without a right": Broken(
        results.EXPLAINED, (("content/en-NZ/rights.toml", 'when = { topic = ["P31", "I-16"] }', 'when = { topic = "P31" }'),), "content/en-NZ/rights.toml", "right",
        "I-16 with nothing asked: no right", ("I-16",),
    ),
    "a result with nothing to do next": Broken(
        results.EXPLAINED, ((NEXT, 'id = "next-nothing"\nwhen = { flag = "nobodys_business" }', 'id = "next-nothing"\nwhen = { flag = "gift" }'),), NEXT, "next",
        "P01 with nothing asked: nothing says what to do next", ("P01",),
    ),
    "a stop that moves a level": Broken(
        results.STOPS, ((NEUTRALITY, 'when = { question = "whose_act", is = "back_channel" }', 'when = { question = "conduct", is = "pressure" }'),), NEUTRALITY,
        "floor[hidden-help].when", "conduct = pressure", ("P03",),
    ),
    "a stop without its answer": Broken(
        results.STOPS, ((ANSWERS, 'when = { scale = "stops", at_least = 1 }', 'when = { scale = "stops", at_least = 9 }'),), ANSWERS, "answer", "without it L", ("P03",),
    ),
    "not sure that yields go ahead": Broken(
        results.UNSURE, ((ANSWERS, 'when = { scale = "not_sure", at_least = 1 }', 'when = { scale = "not_sure", at_least = 9 }'),), ANSWERS, "answer", ": the answer is go ahead",
        ("P03",),
    ),
    "nothing that would change it, and no word why": Broken(
        results.CHANGES, (("content/en-NZ/wording.toml", 'no_change = "How you do it does not change this.', 'no_change = "Nothing does.'),
                          ("content/en-NZ/wording.toml", "It comes from the activity and from your role, and says nothing against you.", "")), "content/en-NZ/wording.toml",
        "phrases.no_change", "nothing would change it", ("P15",),
    ),
    "a rule that ends before it begins": Broken(
        dates.IN_FORCE, ((STATUTE, "from = 2026-05-01", "from = 2026-05-01\nuntil = 2026-01-01"),), STATUTE, "statute[STAT-6].from", "'STAT-6' on 2026-05-01",
    ),
    "two elections on one day with other dates": Broken(
        dates.CALENDAR,
        (("law/elections.toml", "", '[[election]]\nid = "again"\nkind = "local"\ntitle = "Again"\nsource = "local-election-day"\n[election.dates]\nnomination_day = 2028-09-04\npolling_day = 2028-10-14\n'),),
        "law/elections.toml", "election[again].dates.polling_day", "Again on 2028-10-14",
    ),
    "an amount that ends before it begins": Broken(
        dates.AMOUNTS, (("law/thresholds.toml", "dollars = 50\n", "dollars = 50\nfrom = 2026-03-01\nuntil = 2026-02-01\n"),), "law/thresholds.toml",
        "threshold[overseas-donation].dollars", "on 2026-03-01",
    ),
    "a scenario that comes to something else": Broken(
        situations.EXPECTED, ((ANSWERS, 'id = "answer-talk"\ntrack = "political_neutrality"\ngive = "go_ahead_with_steps"', 'id = "answer-talk"\ntrack = "political_neutrality"\ngive = "not_as_described"'),),
        "scenarios/", "scenario[", "answer is 'not_as_described'",
    ),
    "a rule without a scenario": Broken(
        situations.FIRED, (("content/en-NZ/rights.toml", "", f'[[right]]\nid = "right-new"\nwhen = {{ all = [{{ flag = "gift" }}, {{ question = "employment", is = "defence" }}] }}\n{COMMON}'),),
        "content/en-NZ/rights.toml", "right[right-new].when", "'right-new'",
    ),
}


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return read_folder(resources())


@pytest.fixture(scope="module")
def told() -> tuple[Scenario, ...]:
    return read_scenarios(scenarios())


@pytest.fixture(scope="module")
def parts(bundle: Bundle) -> dict[str, Part]:
    """What is proved and seen of each topic of the shipped content."""
    content = load(bundle)
    return {topic.id: prove_topic(content, topic, content.effective, GLANCE) for topic in content.topics.values()}


def by_title(content: Content, parts: dict[str, Part], told: tuple[Scenario, ...], only: str = "") -> dict[str, Proof]:
    return {proof.title: proof for proof in put_together(content, parts.values(), content.effective, told, only)}


@pytest.fixture(scope="module")
def shipped(bundle: Bundle, parts: dict[str, Part], told: tuple[Scenario, ...]) -> dict[str, Proof]:
    return by_title(load(bundle), parts, told)


def changed(bundle: Bundle, edits: tuple[Edit, ...]) -> Bundle:
    found = dict(bundle)
    for file, right, wrong in edits:
        text = found[file].decode()
        assert right in text, (file, right)
        found[file] = (text.replace(right, wrong, 1) if right else f"{text}\n{wrong}").encode()
    return found


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
def test_a_proof_catches_what_breaks_it(bundle: Bundle, parts: dict[str, Part], told: tuple[Scenario, ...], shipped: dict[str, Proof], broken: Broken) -> None:
    assert shipped[broken.title].holds, "the shipped content is none of the broken ones"
    files = changed(bundle, broken.edits)
    content = load(files)
    # Only the topics in which the change can be met are gone through again, and only for the proof that it breaks.
    again = {topic: prove_topic(content, content.topics[topic], content.effective, LOOK, broken.title) for topic in broken.topics}
    proof = by_title(content, {**parts, **again}, told, broken.title)[broken.title].filed(file_of_each(Written({name: parsed(body) for name, body in files.items()})))
    assert not proof.holds
    assert (proof.file, proof.key) == (broken.file, broken.key) or (proof.file.startswith(broken.file) and proof.key.startswith(broken.key) and broken.key.endswith("["))
    assert broken.case in proof.against
    assert proof.mend.endswith(".")
    assert proof.cases > 0


def test_a_proof_by_itself_is_the_one_that_stands_among_all(bundle: Bundle, parts: dict[str, Part], told: tuple[Scenario, ...], shipped: dict[str, Proof]) -> None:
    content = load(bundle)
    few = {topic: parts[topic] for topic in ("P20", "I-02", "P31")}
    for title in (proof.title for part in few.values() for proof in part[0]):
        again = [prove_topic(content, content.topics[topic], content.effective, GLANCE, title) for topic in ("P31",)]
        assert [replace(p, seconds=0.0) for proofs, _ in again for p in proofs] == [replace(p, seconds=0.0) for p in few["P31"][0] if p.title == title]
    for title in (dates.AMOUNTS, protected.BLIND, situations.FIRED):
        assert replace(by_title(content, parts, told, title)[title], seconds=0.0) == replace(shipped[title], seconds=0.0)


def test_every_proof_is_proved(shipped: dict[str, Proof]) -> None:
    assert shipped.keys() - {broken.title for broken in BROKEN.values()} == set()


@pytest.mark.parametrize("most", [40, 300, 12_000])
@pytest.mark.parametrize("topic", ["P01", "P31", "I-16", "P20", "I-02"])
def test_a_proof_over_scales_says_whether_it_went_through_all(bundle: Bundle, topic: str, most: int) -> None:
    """Each place is one case, and what says that it went through all did."""
    content = load(bundle)
    lattice = Lattice(Narrow(content, content.topics[topic], content.effective), most)
    places = list(lattice.places())
    every = prod(len(axis.values) for axis in lattice.axes)
    assert len(set(places)) == len(places) <= every
    proof = rising.prove_rising(lattice)
    assert (proof.cases, proof.is_sample) == (len(places), len(places) < every)


def test_what_was_a_sample_in_one_topic_is_one_in_all() -> None:
    whole_one, sample = Proof("A", 10, there_are=10), Proof("A", 5, there_are=90)
    assert [(p.cases, p.there_are, p.is_sample) for p in joined([whole_one, sample, Proof("A", 3)])] == [(18, 103, True)]
    assert not any(p.is_sample for p in joined([whole_one, Proof("A", 3)]))
