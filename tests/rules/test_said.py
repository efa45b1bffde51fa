"""What people read in a result, looked at by a program: every scenario, and a seeded draw of complete answers over all topics and roles."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from datetime import date
from uuid import UUID

import pytest

from coi_app.domain.answers import NOT_SURE, Answers, Value
from coi_app.domain.assessment import Assessment
from coi_app.domain.declaration import Interest
from coi_app.rules.content import Content, Question, Topic
from coi_app.rules.deciders import Decider
from coi_app.rules.explain import assess
from coi_app.rules.joining import in_sentences, said_once, told_whole
from coi_app.rules.journey import Journey, walk
from coi_app.services.about_role import decider_in
from coi_app.services.conversation import Named, guide, pdf
from tests.documents.reading import text as read_aloud
from tests.rules.test_scenarios import scenarios
from tests.rules.test_words import PLAIN_MAORI

DAY = date(2026, 11, 24)
DRAWN, PAPERS = 2000, 20
MOST_WORDS, MOST_WORDS_OF_TWO = 25, 30
"""In a sentence, and in a change of two answers at once, which no rule can shorten."""

Case = tuple[str, Answers, Answers]
Said = tuple[str, str]
END = re.compile(r"(?<=[.!?])[”\"]?\s+")
OPEN = ("fine", "fix", "change", "change result", "step title")
"""What stands after other words, or as a heading, and so has no capital or full stop of its own."""


def cases(content: Content) -> Iterator[Case]:
    for one in (each.values[0] for each in scenarios()):
        yield one["topic"], Answers.from_plain(one["role"]), Answers.from_plain(one["answers"])
    topics, draw = [topic for topic in content.topics.values() if topic.questions], random.Random(7)
    for number in range(DRAWN):
        topic = topics[number % len(topics)]
        yield topic.id, *drawn(content, topic, draw)


def drawn(content: Content, topic: Topic, draw: random.Random) -> tuple[Answers, Answers]:
    role, answers = Answers(), Answers()
    while not (journey := walk(content, topic, role, answers)).complete:
        question = journey.unanswered[0]
        value = answer(journey, question, draw)
        if question.table == "role":
            role = role.with_answer(question.id, value)
        else:
            answers = answers.with_answer(question.id, value)
    return role, answers


def answer(journey: Journey, question: Question, draw: random.Random) -> Value:
    cards = [option.id for option in journey.offered(question)]
    match question.kind:
        case "one":
            return draw.choice([*cards, NOT_SURE]) if draw.random() < 0.2 else draw.choice(cards)
        case "many":
            some = draw.sample(cards, min(draw.choice([0, 1, 1, 1, 2, 3]), len(cards)))
            return tuple(card for card in cards if card in some)
        case "number":
            return draw.choice([0, 5, 100, 1000, 30_000])
        case "date":
            return "2026-12-01"
        case "text":
            return "words"


def said_in(result: Assessment) -> Iterator[Said]:
    yield "headline", result.headline
    yield from (("fine", one) for one in (result.fine_version,) if one)
    for track in (result.neutrality, result.conflict):
        yield from (("reason", reason.because) for reason in (track.reasons if track else ()))
    for stop in result.stops:
        yield from (("stop", stop.words), ("fix", stop.fix))
    yield from (("law", one.words) for one in result.statute)
    for step in result.steps:
        yield from (("step title", step.title), ("step", step.words), ("step", step.why))
    for change in result.changes:
        yield from (("change" if len(change.changes) < 2 else "change of two", change.words), ("change result", change.result))
    yield from (("right", right.words) for right in result.rights)
    yield from (("link", one) for one in result.links)
    yield from (("next", one) for one in result.next)


@pytest.fixture(scope="module")
def results(content: Content) -> list[tuple[Case, Decider, list[Said]]]:
    found: list[tuple[Case, Decider, list[Said]]] = []
    for case in cases(content):
        result = assess(content, *case, DAY)
        assert result.complete
        found.append((case, decider_in(content, case[1]), list(said_in(result))))
    assert len({case[0] for case, _, _ in found}) > 40
    assert len({decider.id for _, decider, _ in found}) == len(content.deciders)
    return found


def sentences(text: str) -> list[str]:
    return [one for one in END.split(text) if one]


def lower_case(place: str, text: str, _: Decider) -> bool:
    return place not in OPEN and any(not (one[0].isupper() or one[0].isdigit() or one[0] in "“\"") for one in sentences(text))


def unfinished(place: str, text: str, _: Decider) -> bool:
    return place not in OPEN and place != "change of two" and not re.search(r"[.!?…][\"”’)]?$", text)


def too_long(place: str, text: str, decider: Decider) -> bool:
    """Longer than a person reads at once; whoever decides counts as two words, as in *your manager*, and a lead before a colon is none of it."""
    most = MOST_WORDS_OF_TWO if place == "change of two" else MOST_WORDS
    plain = text.replace(decider.words["decider"], "your manager").replace(decider.words["above"], "your manager")
    return any(len(re.findall(r"[\w'’-]+", part)) > most for one in sentences(plain) for part in one.split(": "))


def pattern(regex: str, flags: int = 0) -> Callable[[str, str, Decider], bool]:
    found = re.compile(regex, flags)
    return lambda place, text, decider: bool(found.search(text))


FAULTS: dict[str, Callable[[str, str, Decider], bool]] = {
    "a place is not filled": pattern(r"[{}⟦⟧]"),
    "two spaces, or one at an end": pattern(r"  |^\s|\s$"),
    "the same on both sides of and": pattern(r"\b(\w+(?: \w+){1,8}),? and \1\b", re.IGNORECASE),
    "the same word twice": pattern(r"\b(\w+) \1\b", re.IGNORECASE),
    "two signs in a row": pattern(r"\.\.|,,|\.,|;\.|\.;|:\.|\?\."),
    "a before a vowel": pattern(r"\b[Aa] (?!one\b|us|uni|eu)[aeiou]\w"),
    "an before a consonant": pattern(r"\b[Aa]n (?!hon|hour|MP|HR|NZ)[^aeiouAEIOU\W]"),
    "a word without its macron": pattern(PLAIN_MAORI.pattern, re.IGNORECASE),
    "a sentence begins small": lower_case,
    "a sentence has no end": unfinished,
    "a sentence is too long": too_long,
    "a manager for somebody who has none": lambda place, text, decider: decider.id != "manager" and "your manager" in text.lower(),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_no_result_reads_badly(results: list[tuple[Case, Decider, list[Said]]], fault: str) -> None:
    found = {(place, text) for _, decider, said in results for place, text in said if FAULTS[fault](place, text, decider)}
    assert not found


def test_no_result_says_a_sentence_twice(results: list[tuple[Case, Decider, list[Said]]]) -> None:
    """What would be fine repeats the parts to change, and what would change it leads to the same results: these alone may."""
    twice: set[str] = set()
    for _, _, said in results:
        told = [one for place, text in said if place not in ("fine", "fix", "change result") for one in sentences(text.rstrip("."))]
        twice |= {one for one in told if told.count(one) > 1}
    assert not twice


def test_each_fault_is_seen() -> None:
    manager, chair = Decider("manager", None, {"decider": "your manager", "above": "X"}), Decider("chair", None, {"decider": "your chair", "above": "X"})
    bad = {
        "a place is not filled": "Tell {decider}.", "two spaces, or one at an end": "Tell  them.", "the same on both sides of and": "Tell them now and tell them now.",
        "the same word twice": "Tell the the chair.", "two signs in a row": "Tell them..", "a before a vowel": "It is a interest.", "an before a consonant": "It is an conflict.",
        "a word without its macron": "Bring whanau.", "a sentence begins small": "Tell them. then wait.", "a sentence has no end": "Tell them",
        "a sentence is too long": "word " * 26 + ".", "a manager for somebody who has none": "Tell your manager.",
    }
    assert {fault for fault, text in bad.items() if FAULTS[fault]("reason", text, chair)} == set(FAULTS)
    assert not [fault for fault in FAULTS if FAULTS[fault]("reason", "Tell your manager about an interest. An MP is a user of a unit.", manager)]


def test_papers_read_as_well(content: Content, results: list[tuple[Case, Decider, list[Said]]]) -> None:
    for (topic, role, answers), decider, _ in random.Random(3).sample(results, PAPERS):
        made = guide(content, Named("A person", "", "Someone else", ""), DAY, [(Interest(UUID(int=1), topic, answers), assess(content, topic, role, answers, DAY))])
        paper = read_aloud(pdf(made))
        faults = ["a place is not filled", "the same on both sides of and", "the same word twice", "two signs in a row", "a word without its macron", "a manager for somebody who has none"]
        assert not [(fault, line) for fault in faults for line in paper.splitlines() if FAULTS[fault]("paper", line, decider)]
        assert decider.title in paper


@pytest.mark.parametrize(("texts", "told"), [
    (("tell them now", "tell them now, and step aside"), ("tell them now, and step aside",)),
    (("tell them now", "tell them nowhere"), ("tell them now", "tell them nowhere")),
    (("stop", "stop"), ("stop",)),
])
def test_what_another_says_as_well_is_not_said(texts: tuple[str, ...], told: tuple[str, ...]) -> None:
    assert told_whole(texts) == told


def test_several_texts_become_sentences() -> None:
    assert in_sentences(("use your own time", "hold it until you have talked")) == "use your own time. Hold it until you have talked"
    assert said_once(("It was late. It can be a crime.", "It was taken. It can be a crime.", "It can be a crime.")) == ("It was late. It can be a crime.", "It was taken.", "It can be a crime.")
