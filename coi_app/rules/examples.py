"""The worked examples of the guidance: what the rules make of them, and whether each is a complete journey."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from coi_app.domain.answers import NOT_SURE, Answers, Value
from coi_app.domain.assessment import Assessment
from coi_app.rules.content import Content, Question, Topic
from coi_app.rules.explain import assess
from coi_app.rules.guidance import Example
from coi_app.rules.journey import Journey, walk
from coi_app.rules.written import Finding, Placed, Written, parts


def worked_out(content: Content, topic: str, example: Example, day: date) -> Assessment:
    """What an example comes to on this day, by the same rules as anyone's own answers."""
    return assess(content, topic, example.role, example.answers, day)


def guidance_findings(written: Written, content: Content) -> Iterator[Finding]:
    """Every topic without guidance, every worked example that is no complete journey, and every explained word that does not stand."""
    placed = {one.table["id"]: one for one in written.every("guidance", "topic")}
    for topic in content.topics.values():
        if topic.id not in placed:
            yield Finding("guidance", topic.id, "has no guidance: write what it is about, and two worked examples with their answers")
            continue
        examples = content.guidance.topics[topic.id].examples
        for place, example in zip(parts(placed[topic.id], "example"), examples, strict=True):
            yield from _in_example(content, topic, example, place)
    yield from (one.finding("id", f"there is no topic {name!r}") for name, one in placed.items() if name not in content.topics)
    yield from _words(written)


def _in_example(content: Content, topic: Topic, example: Example, place: Placed) -> Iterator[Finding]:
    unknown = [name for name in example.answers if name not in topic.questions]
    if unknown:
        yield place.finding(f"answers.{unknown[0]}", f"{topic.id} does not ask this; `coi-app questions {topic.id}` lists what it asks")
        return
    problem = _problem(content, topic, example.role, example.answers)
    if problem:
        name, words = problem
        yield place.finding(name, words)


def _problem(content: Content, topic: Topic, role: Answers, answers: Answers) -> tuple[str, str] | None:
    journey = walk(content, topic, role, answers)
    for question in journey.unanswered:
        return _where(question), f"has no answer that {question.id!r} has: it needs {_known(journey, question)}"
    for name in answers:
        if name in journey.ignored:
            return f"answers.{name}", "is not asked after the other answers; take it out"
    given: Mapping[str, Value] = {**role, **answers}
    for question in journey.asked:
        offered = {option.id for option in journey.offered(question)} | {NOT_SURE}
        value = given[question.id]
        chosen = (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ()
        wrong = [one for one in chosen if question.options and one not in offered]
        if wrong:
            return _where(question), f"the card {wrong[0]!r} is not shown here; it needs {_known(journey, question)}"
    return None


def _where(question: Question) -> str:
    return "role" if question.table == "role" else f"answers.{question.id}"


def _known(journey: Journey, question: Question) -> str:
    if not question.options:
        return f"a {question.kind}"
    return ("some of " if question.kind == "many" else "one of ") + ", ".join(option.id for option in journey.offered(question))


def _words(written: Written) -> Iterator[Finding]:
    """Words explained twice, and words of te reo Māori that name no source."""
    seen: set[str] = set()
    for term in written.every("glossary", "term"):
        for form in (term.table["word"], *term.table.get("found_as", ())):
            if form.casefold() in seen:
                yield term.finding("found_as", f"{form!r} is explained twice")
            seen.add(form.casefold())
        if term.table.get("te_reo") and "source" not in term.table:
            yield term.finding("source", "is missing: a word of te reo Māori names where its meaning was read")
