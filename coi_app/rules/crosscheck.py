"""Whether the files of the content fit each other: every id is there, every position is on its scale, every question comes in time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from coi_app.domain.assessment import Level, Severity
from coi_app.rules.addressing import addressing_findings
from coi_app.rules.tact import asks_nobody
from coi_app.rules.triage import COMPUTED
from coi_app.rules.written import CONDITIONS, Finding, Placed, Plain, Written, every_table, parts

RULES = (
    ("neutrality", "exemption"), ("neutrality", "adjustment"), ("neutrality", "floor"), ("neutrality", "incompatible"), ("conflict", "exemption"),
    ("conflict", "adjustment"), ("conflict", "floor"), ("conflict", "type"), ("conflict", "in_place"), ("conflict", "incompatible"), ("stops", "stop"),
    ("statute", "statute"), ("answers", "answer"), ("mitigations", "step"), ("links", "link"), ("rights", "right"), ("next", "next"),
)
"""Where rules stand: the kind of file, and the name of the list in it."""

KNOWN_THEN: Mapping[tuple[str, str], frozenset[str]] = {
    ("stops", "stop"): frozenset({"not_sure"}),
    ("neutrality", "exemption"): frozenset({"not_sure", "stops"}),
    ("neutrality", "adjustment"): frozenset({"not_sure", "stops", "level"}),
    ("neutrality", "floor"): frozenset({"not_sure", "stops"}),
    ("conflict", "exemption"): frozenset({"not_sure", "stops", "level"}),
    ("conflict", "adjustment"): frozenset({"not_sure", "stops", "level"}),
    ("conflict", "floor"): frozenset({"not_sure", "stops", "level"}),
    ("conflict", "type"): frozenset(COMPUTED) - {"incompatible"},
    ("conflict", "in_place"): frozenset({"not_sure", "stops", "level", "severity"}),
    ("neutrality", "incompatible"): frozenset(COMPUTED) - {"incompatible"},
    ("conflict", "incompatible"): frozenset(COMPUTED) - {"incompatible"},
}
"""Which of the scales that the triage works out are there when a kind of rule is read; for other rules, all of them."""

_HIGHEST = {"level": max(Level), "severity": max(s.rank for s in Severity), "remaining": max(s.rank for s in Severity)}


@dataclass(frozen=True)
class _Known:
    """What is defined where, by id."""

    sources: Mapping[str, Placed]
    categories: Mapping[str, Placed]
    topics: Mapping[str, Placed]
    questions: Mapping[str, Placed]
    scales: Mapping[str, Placed]
    flags: frozenset[str]

    def size(self, scale: str) -> int:
        """How many positions a scale has."""
        return len(self.scales[scale].table["position"])

    def options(self, question: str) -> frozenset[str]:
        """The ids of a question's cards."""
        return frozenset(option["id"] for option in self.questions[question].table.get("option", ()))


def cross_check(written: Written) -> tuple[Finding, ...]:
    """Everything in which the files do not fit each other; they fit their schemas already."""
    twice = tuple(replace(finding, mend="Give one of the two a name of its own.") for finding in _twice(written))
    if twice:
        return twice
    known = _known(written)
    found = (
        (_references(written, known), "Name one that is there, or add it."),
        (_positions(written, known), "Give the scale another position, or name one that it has."),
        (_tables(written, known), "Give the table one row and one column for each position of its two scales."),
        (_conditions(written, known), "Look only at what is asked and worked out by then; `coi-app questions TOPIC` lists the questions with their cards."),
        (_in_time(known), "Put the question that is looked at before the one that looks at it, or take it out of the condition."),
        (_dates(written), "Correct the date, or move the one in manifest.toml on."),
        (_unused_sources(written, known), "Cite the source where it is used, or take it out."),
        (addressing_findings(written), "Use {decider}, {above} or {adviser}, with a capital at the start of a sentence; deciders.toml says who that is."),
        (asks_nobody(written), "Ask what somebody does or has a part in, never what they are or think."),
    )
    return tuple(dict.fromkeys(replace(finding, mend=finding.mend or mend) for findings, mend in found for finding in findings))


def _known(written: Written) -> _Known:
    topics = written.every("topics", "topic")
    return _Known(
        _by_id(written.every("sources", "source")), _by_id(written.every("categories", "category")), _by_id(topics), _by_id(written.every("questions", "question")),
        _by_id(written.every("scales", "scale")), frozenset(flag for topic in topics for flag in topic.table["flags"]),
    )


def _by_id(placed: Iterable[Placed]) -> dict[str, Placed]:
    return {one.table["id"]: one for one in placed}


def _twice(written: Written) -> Iterator[Finding]:
    kinds = (("sources", "source"), ("categories", "category"), ("topics", "topic"), ("questions", "question"), ("scales", "scale"), ("contacts", "contact"), ("deciders", "decider"), ("elections", "election"), ("holidays", "holiday"), ("holidays", "break"))
    for kind, name in kinds:
        yield from _repeated(written.every(kind, name), "id")
    # A reason names its rule, so no two rules of a result may share an id; steps have ids of their own.
    yield from _repeated([rule for kind, name in RULES if kind != "mitigations" for rule in written.every(kind, name)], "id")
    yield from _repeated(written.every("mitigations", "step"), "id")
    yield from _repeated(written.every("ladder", "rung"), "rung")
    for question in written.every("questions", "question"):
        yield from _repeated(parts(question, "option"), "id")


def _repeated(placed: Iterable[Placed], name: str) -> Iterator[Finding]:
    seen: set[object] = set()
    for one in placed:
        if one.table[name] in seen:
            yield one.finding("id" if name == "id" else name, f"{one.table[name]!r} is there twice")
        seen.add(one.table[name])


def _references(written: Written, known: _Known) -> Iterator[Finding]:
    for placed in every_table(written):
        if isinstance(placed.table.get("source"), str):
            yield from _lacking(placed, "source", "source", [placed.table["source"]], known.sources)
    for topic in known.topics.values():
        yield from _lacking(topic, "category", "category", [topic.table["category"]], known.categories)
        yield from _lacking(topic, "questions", "question", topic.table["questions"], known.questions)
        yield from _lacking(topic, "scales", "scale", topic.table.get("scales", {}), known.scales)
        yield from _lacking(topic, "because", "starting place on a scale", topic.table.get("because", {}), topic.table.get("scales", {}))
    for question in known.questions.values():
        yield from _lacking(question, "scale", "scale", [question.table["scale"]] if "scale" in question.table else [], known.scales)
        yield from _lacking(question, "counts", "scale", [question.table["counts"]] if "counts" in question.table else [], known.scales)
        for option in parts(question, "option"):
            yield from _lacking(option, "also", "scale", option.table.get("also", {}), known.scales)
    for scale in known.scales.values():
        yield from _lacking(scale, "made_from", "scale", scale.table.get("made_from", ()), known.scales)
        yield from _lacking(scale, "told_by", "question", [name.partition(".")[0] for name in scale.table.get("told_by", ())], known.questions)
    yield from _rule_references(written, known)
    yield from _cue_references(written, known)


def _cue_references(written: Written, known: _Known) -> Iterator[Finding]:
    for placed in written.of("synonyms"):
        meanings = placed.table.get("concepts", {})
        for topic, cues in placed.table.get("cues", {}).items():
            yield from _lacking(placed, "cues", "topic", [topic], known.topics)
            named = (name for cue in cues for name in re.findall("[a-z_]+", cue))
            yield from _lacking(placed, f"cues.{topic}", "concept", named, meanings)


def _rule_references(written: Written, known: _Known) -> Iterator[Finding]:
    for kind in ("neutrality", "conflict"):
        for placed in written.of(kind):
            for axis in ("rows", "columns"):
                yield from _lacking(placed, f"table.{axis}", "scale", [placed.table["table"][axis]], known.scales)
    for rule in (*written.every("conflict", "adjustment"), *written.every("conflict", "in_place")):
        yield from _lacking(rule, "scale", "scale", [rule.table["scale"]], known.scales)
    rungs = {rung.table["rung"] for rung in written.every("ladder", "rung")}
    for step in written.every("mitigations", "step"):
        yield from _lacking(step, "rung", "rung on the ladder", [step.table["rung"]], rungs)
    # The last day of leave is worked out, so no calendar has it.
    dates = {"leave_ends"}.union(*(election.table["dates"] for election in written.every("elections", "election")))
    for law in written.every("statute", "statute"):
        yield from _lacking(law, "dated", "date in the election calendar", law.table.get("dated", ()), dates)


def _lacking(placed: Placed, name: str, what: str, used: Iterable[object], defined: Iterable[object]) -> Iterator[Finding]:
    there = set(defined)
    yield from (placed.finding(name, f"there is no {what} {one!r}") for one in used if one not in there)


def _positions(written: Written, known: _Known) -> Iterator[Finding]:
    for topic in known.topics.values():
        yield from (topic.finding(f"scales.{scale}", past) for scale, past in _past(known, topic.table.get("scales", {})))
    for question in known.questions.values():
        scale = question.table.get("scale")
        if ("option" in question.table) != (question.table["kind"] in ("one", "many")):
            yield question.finding("option", "is there where the kind is one or many, and only there")
        for option in parts(question, "option"):
            if scale is None and option.table.get("at", 0):
                yield option.finding("at", "stands on no scale, for the question names none")
            places = {**({scale: option.table.get("at", 0)} if scale else {}), **option.table.get("also", {})}
            yield from (option.finding("at" if name == scale else f"also.{name}", past) for name, past in _past(known, places))
    for rule in written.every("conflict", "in_place"):
        yield from (rule.finding("to", past) for _, past in _past(known, {rule.table["scale"]: rule.table["to"]}))


def _past(known: _Known, places: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    for scale, at in places.items():
        if scale in known.scales and at >= known.size(scale):
            yield scale, f"stands past the end of {scale!r}, which ends at {known.size(scale) - 1}"


def _tables(written: Written, known: _Known) -> Iterator[Finding]:
    for scale in known.scales.values():
        made_from = [part for part in scale.table.get("made_from", ()) if part in known.scales]
        if scale.table.get("combine") == "max":
            yield from (scale.finding("made_from", f"{part!r} is longer than what is made from it") for part in made_from if known.size(part) > len(scale.table["position"]))
        elif scale.table.get("combine") == "table":
            yield from _table_problems(scale, "table", scale.table.get("table", []), made_from, known)
            yield from (scale.finding("table", "holds a position past the scale's end") for row in scale.table.get("table", []) if max(row) >= len(scale.table["position"]))
    for kind, name in (("neutrality", "levels"), ("conflict", "severities")):
        for placed in written.of(kind):
            table = placed.table["table"]
            yield from _table_problems(placed, f"table.{name}", table[name], [table["rows"], table["columns"]], known)


def _table_problems(placed: Placed, name: str, rows: list[list[object]], axes: list[str], known: _Known) -> Iterator[Finding]:
    if len(axes) != 2 or not all(axis in known.scales for axis in axes):
        yield placed.finding(name, "needs two scales, one for its rows and one for its columns")
        return
    down, across = (known.size(axis) for axis in axes)
    if len(rows) != down:
        yield placed.finding(name, f"has {len(rows)} rows where {axes[0]!r} has {down} positions")
    for number, row in enumerate(rows, 1):
        if len(row) != across:
            yield placed.finding(f"{name}[{number}]", f"has {len(row)} columns where {axes[1]!r} has {across} positions")


def _conditions(written: Written, known: _Known) -> Iterator[Finding]:
    """Whatever a condition looks at is there, and was worked out by then."""
    for kind, name in RULES:
        for rule in written.every(kind, name):
            computed = KNOWN_THEN.get((kind, name), frozenset(COMPUTED))
            yield from _in_conditions(rule, known, computed)
    for question in known.questions.values():
        for placed in (question, *parts(question, "option")):
            yield from _in_conditions(placed, known, frozenset())
    for topic in known.topics.values():
        joins: Mapping[str, Plain] = topic.table.get("joins", {})
        for track, condition in joins.items():
            yield from (topic.finding(f"joins.{track}", problem) for leaf in leaves(condition) for problem in _leaf_problems(leaf, known, frozenset()))


def _in_conditions(placed: Placed, known: _Known, computed: frozenset[str]) -> Iterator[Finding]:
    for name in CONDITIONS:
        if name in placed.table:
            yield from (placed.finding(name, problem) for leaf in leaves(placed.table[name]) for problem in _leaf_problems(leaf, known, computed))


def leaves(condition: Plain) -> Iterator[Plain]:
    """The single tests of a condition."""
    if "not" in condition:
        yield from leaves(condition["not"])
    elif "all" in condition or "any" in condition:
        for part in condition.get("all", condition.get("any", ())):
            yield from leaves(part)
    else:
        yield condition


def _leaf_problems(leaf: Plain, known: _Known, computed: frozenset[str]) -> Iterator[str]:
    if "question" in leaf:
        yield from _answer_problems(leaf, known)
    elif "scale" in leaf:
        yield from _scale_problems(leaf, known, computed)
    elif "flag" in leaf and leaf["flag"] not in known.flags:
        yield f"no topic has the flag {leaf['flag']!r}"
    elif "topic" in leaf:
        named: list[str] = [leaf["topic"]] if isinstance(leaf["topic"], str) else leaf["topic"]
        yield from (f"there is no topic {topic!r}" for topic in named if topic not in known.topics)


def _answer_problems(leaf: Plain, known: _Known) -> Iterator[str]:
    question: str = leaf["question"]
    if question not in known.questions:
        yield f"there is no question {question!r}"
        return
    named: list[Any] = [leaf["is"]] if "is" in leaf else leaf.get("any_of", [])
    yield from (f"the question {question!r} has no card {option!r}" for option in named if option not in known.options(question) | {"not_sure"})


def _scale_problems(leaf: Plain, known: _Known, computed: frozenset[str]) -> Iterator[str]:
    scale: str = leaf["scale"]
    if scale in COMPUTED:
        if scale not in computed:
            yield f"{scale!r} is not known yet when this is read"
        highest = _HIGHEST.get(scale)
    elif scale in known.scales:
        highest = known.size(scale) - 1
    else:
        yield f"there is no scale {scale!r}"
        return
    limit = leaf.get("at_least", leaf.get("below", 0))
    if highest is not None and limit > highest:
        yield f"asks for {limit} on {scale!r}, which ends at {highest}"


def _in_time(known: _Known) -> Iterator[Finding]:
    """A question or card is shown on what has been asked by then, in every topic that lists it."""
    role = [question for question, placed in known.questions.items() if placed.table["table"] == "role"]
    for topic in known.topics.values():
        order = [*role, *(q for q in topic.table["questions"] if q in known.questions)] if topic.table["questions"] else []
        for number, question in enumerate(order):
            placed = known.questions[question]
            yield from _too_early(placed, "asked_when", topic, order[number:], known)
            for option in parts(placed, "option"):
                yield from _too_early(option, "offered_when", topic, order[number:], known)
    used = {question for topic in known.topics.values() for question in topic.table["questions"]} | set(role)
    yield from (placed.finding("", "is asked by no topic") for question, placed in known.questions.items() if question not in used)
    for topic in known.topics.values():
        yield from (topic.finding("questions", f"{q!r} is a question about the role, which every topic asks") for q in topic.table["questions"] if q in role)


def _too_early(placed: Placed, name: str, topic: Placed, later: list[str], known: _Known) -> Iterator[Finding]:
    for leaf in leaves(placed.table[name]) if name in placed.table else ():
        if leaf.get("question") in later:
            yield placed.finding(name, f"looks at {leaf['question']!r}, which the topic {topic.table['id']} asks later")
        elif leaf.get("scale") in known.scales:
            fed = _makes(leaf["scale"], known)
            yield from (placed.finding(name, f"looks at {leaf['scale']!r}, which {q!r} moves later in the topic {topic.table['id']}") for q in later if fed & _feeds(q, known))


def _makes(scale: str, known: _Known) -> frozenset[str]:
    made_from = known.scales[scale].table.get("made_from", ())
    return frozenset({scale}).union(*(_makes(part, known) for part in made_from if part in known.scales))


def _feeds(question: str, known: _Known) -> frozenset[str]:
    table = known.questions[question].table
    moved = {scale for option in table.get("option", ()) for scale in option.get("also", {})}
    return frozenset({table["scale"]} | moved if "scale" in table else moved)


def _dates(written: Written) -> Iterator[Finding]:
    effective = next(placed.table["effective"] for placed in written.of("manifest"))
    for placed in every_table(written):
        for name in ("checked", "effective"):
            if name in placed.table and placed.table[name] > effective:
                yield placed.finding(name, f"lies after {effective}, the day from which the content holds")


def _unused_sources(written: Written, known: _Known) -> Iterator[Finding]:
    cited = {placed.table[key] for placed in every_table(written) for key in ("source", "replaces") if isinstance(placed.table.get(key), str)}
    for source, placed in known.sources.items():
        if (source in cited) == placed.table.get("unused", False):
            yield placed.finding("unused", "is cited after all" if source in cited else "nothing cites this source; say `unused = true` where it is kept on purpose")
