"""What can only be said of the content as a whole: everything in it can happen, matters, and is tried at both ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations

from coi_app.rules.content import Content, Option, Question
from coi_app.rules.proof import Proof
from coi_app.rules.proving.journeys import Journeys
from coi_app.rules.proving.narrow import Narrow
from coi_app.rules.proving.results import UNSURE
from coi_app.rules.proving.seen import Seen, apart_in, lines_drawn
from coi_app.rules.reach import Happening, named_as_written, rule_lists
from coi_app.rules.search import TopicSearch

ASKED = "Every question is asked in every topic that lists it"
OFFERED = "Every card is shown in some journey"
FIRED = "Every rule in force fires in some journey"
FOUND = "Every topic stands under a category, and its title finds it"
APART = "No card is dead: it leads somewhere else than each of the others, or says that it is plain"
EDGES = "Every threshold on a scale is met from both sides, and every scale at both ends"

_FOUND_AMONG = 3


def prove_happening(content: Content, never: Iterable[Happening], seen: Seen) -> Iterator[Proof]:
    """Whatever is written can happen; `never` is what has not happened, also where it was looked for by itself."""
    left = {what: [one for one in never if one.what == what] for what in ("asked", "offered", "fired")}
    cases = {what: sum(one.what == what for one in seen.happenings) for what in left}
    for what, title in (("asked", ASKED), ("offered", OFFERED), ("fired", FIRED)):
        first = next(iter(left[what]), None)
        yield _never(content, title, cases[what], first) if first else Proof(title, cases[what])


def _never(content: Content, title: str, cases: int, first: Happening) -> Proof:
    if first.what == "asked":
        against = f"{first.which!r} is never asked in {first.where}, whatever is answered before it"
        return Proof(title, cases, against, key=f"topic[{first.where}].questions", mend="Take the question out of the topic, or widen its `asked_when`.")
    if first.what == "offered":
        against = f"the card {first.which!r} is never shown, whatever is answered before it"
        return Proof(title, cases, against, key=f"question[{first.where}].option[{first.which}].offered_when", mend="Take the card out, or widen its `offered_when`.")
    rule = next(rule for rule in rule_lists(content)[first.where] if rule.id == first.which)
    against = f"no journey was found in which {first.which!r} changes anything"
    return Proof(title, cases, against, key=f"{named_as_written(content, rule)}.when", mend="Widen its condition, or take the rule out: another one always comes before it.")


def prove_found(content: Content) -> Proof:
    """Whoever looks for a topic by its title finds it among the first, and no category is empty."""
    search = TopicSearch(content)
    for cases, topic in enumerate(content.topics.values(), 1):
        if topic not in [found.topic for found in search.find(topic.title)][:_FOUND_AMONG]:
            return Proof(FOUND, cases, f"{topic.title!r} does not find {topic.id}", key=f"topic[{topic.id}].search", mend="Add the words of its title to `search`.")
    empty = sorted(content.categories.keys() - {topic.category for topic in content.topics.values()})
    if empty:
        return Proof(FOUND, len(content.topics), f"no topic stands under {empty[0]!r}", key=f"category[{empty[0]}]", mend="Put a topic under it, or take it out.")
    return Proof(FOUND, len(content.topics))


def prove_unsure_everywhere(content: Content, seen: Seen) -> Proof:
    """*Not sure* was an answer to every question there is, and the journey went on to a result."""
    asked = [question for question in content.questions.values() if any(question in content.asked_for(topic) for topic in content.topics.values())]
    mute = next((question.id for question in asked if question.id not in seen.unsure), "")
    if mute:
        return Proof(UNSURE, len(asked), f"not sure was never an answer to {mute!r} in a journey with a result", key=f"question[{mute}]", mend="Let the journey go on after it.")
    return Proof(UNSURE, len(asked))


def prove_apart(content: Content, seen: Seen, day: date) -> Proof:
    """Each pair of cards of a question leads apart somewhere: another result, step, question or reason."""
    cases = 0
    for question in content.questions.values():
        same = [pair for pair in _pairs(question) if not _leads_apart(content, seen, question, *pair)]
        for option in question.options:
            cases += option.plain
            if option.plain and not any(option in pair for pair in same):
                told = f"{option.id!r} says that it is plain, and leads somewhere else than any other"
                return Proof(APART, cases, told, key=f"question[{question.id}].option[{option.id}].plain", mend="Take `plain` out.")
        for one, other in _pairs(question):
            cases += 1
            if (one, other) not in same or one.plain or (other and other.plain) or _apart_after_all(content, question, one, other, day):
                continue
            told = f"choosing {one.id!r} never leads anywhere else than choosing {other.id if other else 'nothing'!r}"
            return Proof(APART, cases, told, key=f"question[{question.id}].option[{one.id}]", mend="Let a rule or a scale look at it, take it out, or say `plain = true`.")
    return Proof(APART, cases)


def _leads_apart(content: Content, seen: Seen, question: Question, one: Option, other: Option | None) -> bool:
    pair = sorted((one.id, other.id if other else ""))
    return (question.id, pair[0], pair[1]) in seen.apart or _says(content, question, one) != _says(content, question, other)


def _apart_after_all(content: Content, question: Question, one: Option, other: Option | None, day: date) -> bool:
    """Whether two cards lead apart where they are looked for by themselves, with every pair of answers, in each topic that asks."""
    pair = sorted((one.id, other.id if other else ""))
    asking = (topic for topic in content.topics.values() if question in content.asked_for(topic))
    return any((question.id, pair[0], pair[1]) in apart_in(Journeys(Narrow(content, topic, day), samples=0)) for topic in asking)


def _pairs(question: Question) -> Iterator[tuple[Option, Option | None]]:
    """Each card beside none where several can be chosen, and beside each other where one can."""
    if question.kind == "many":
        yield from ((option, None) for option in question.options)
        return
    yield from ((later, earlier) for earlier, later in combinations(question.options, 2))


def _says(content: Content, question: Question, option: Option | None) -> tuple[object, ...]:
    """What a card says by itself: its places on scales that something looks at, and its words where they can be a reason."""
    if option is None:
        return {}, ""
    tables = {content.neutrality_table.rows, content.neutrality_table.columns, content.conflict_table.rows, content.conflict_table.columns}
    looked_at = tables | {scale for _, _, scale, _ in lines_drawn(content)}
    places = {scale: at for scale, at in question.places(option).items() if at and looked_at & _leading(content, scale)}
    told = any(f"{question.id}.{option.id}" in scale.told_by or question.id in scale.told_by for scale in content.scales.values()) or any(tables & _leading(content, scale) for scale in places)
    return places, option.as_reason if told else ""


def _leading(content: Content, scale: str) -> set[str]:
    return {scale}.union(*(_leading(content, derived.id) for derived in content.derived_from[scale]))


def prove_edges(content: Content, seen: Seen) -> Proof:
    """For each place at which a rule starts or stops to hold, some journey ends there and one ends just below it."""
    cases = 0
    for _, key, scale, limit in lines_drawn(content):
        for side, at in _nearest(seen, scale, limit):
            cases += 1
            if (key, scale, at) not in seen.edges:
                against = f"it draws a line at {limit} on {scale!r}, and no journey that it could be for ends {side} it"
                return Proof(EDGES, cases, against, key=key, mend=f"Leave {scale!r} out of this condition, or draw the line where both sides can happen.")
    for scale in content.scales.values():
        for at in (0, len(scale.positions) - 1):
            cases += 1
            if (scale.id, at) not in seen.stood:
                against = f"no journey ends at position {at + 1} of {scale.id!r}"
                return Proof(EDGES, cases, against, key=f"scale[{scale.id}].position[{at + 1}]", mend="Take the position out, or add a card that leads to it.")
    return Proof(EDGES, cases)


def _nearest(seen: Seen, scale: str, limit: int) -> Iterator[tuple[str, int | None]]:
    """The places next to a line on both sides, among those that any journey ends at; None where there is none."""
    stood = [at for name, at in seen.stood if name == scale]
    yield "below", max((at for at in stood if at < limit), default=None)
    yield "at or above", min((at for at in stood if at >= limit), default=None)
