"""An agency's files into values: a small grammar of its own, in which nothing can be said that takes anything away."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TypedDict, TypeVar, cast

from coi_app.domain.assessment import Answer, Confidence, Level, Severity, Source, StepStatus, Track
from coi_app.domain.errors import ContentError
from coi_app.rules import agency as a
from coi_app.rules import rulings as r
from coi_app.rules.bundle import Bundle, parsed
from coi_app.rules.conditions import Condition, is_list, is_table, parse
from coi_app.rules.reading import Table

T = TypeVar("T")
Sources = Mapping[str, Source]

FILES = ("manifest.toml", "sources.toml", "contacts.toml", "expectations.toml", "target_days.toml", "topics.toml", "questions.toml", "rules.toml")
"""Everything that an agency can write. There is no file for words, rights, law or what nobody is asked: those stand as they are."""

_OWN_ID = re.compile(rf"{a.OWN}[a-z0-9][a-z0-9_-]{{0,59}}")
_CARD_ID = re.compile(r"[a-z][a-z0-9_-]{0,59}")

KINDS = ("one", "many", "number", "date")
TARGETS = ("acknowledge", "talk", "answer", "second_look", "update")
LIGHTEST_OF_CONDUCT = 14


def read_layer(files: Bundle) -> a.AgencyLayer:
    """The layer in an agency's files; ContentError names the file and key of the first thing that is wrong."""
    tables = {name: _table(name, files[name]) for name in sorted(files)}
    if "manifest.toml" not in tables:
        raise ContentError("manifest.toml", "", "is missing: it says whose content this is, and its version")
    manifest = tables["manifest.toml"]
    agency = manifest.text("agency")
    sources = {one.id: one for one in _each(tables, "sources.toml", "source", lambda t: _source(t, agency))}
    layer = a.AgencyLayer(
        agency=agency, version=manifest.text("version"), effective=manifest.day("effective"), written_for=manifest.text("written_for"),
        author=manifest.text("author"), contact=manifest.text("contact"), sources=sources,
        contacts=_each(tables, "contacts.toml", "contact", _contact),
        expectations=_each(tables, "expectations.toml", "expectation", lambda t: _expectation(t, sources)),
        target_days=_each(tables, "target_days.toml", "target", _target),
        categories=_each(tables, "topics.toml", "category", _category),
        topics=_each(tables, "topics.toml", "topic", _topic),
        questions=_each(tables, "questions.toml", "question", lambda t: _question(t, sources)),
        **_rules(tables, sources),
    )
    for table in tables.values():
        table.finish()
    _once_each(layer)
    return layer


class _Rules(TypedDict):
    level_floors: tuple[r.LevelFloor, ...]
    severity_floors: tuple[r.SeverityFloor, ...]
    answer_rules: tuple[r.AnswerRule, ...]
    incompatible: tuple[r.Incompatible, ...]
    firmer_steps: tuple[r.FirmerStep, ...]
    steps: tuple[r.StepRule, ...]


def _rules(tables: Mapping[str, Table], sources: Sources) -> _Rules:
    answers = _each(tables, "rules.toml", "answer", lambda t: _answer(t, sources))
    steps = _each(tables, "rules.toml", "step", lambda t: _step(t, sources))
    return _Rules(
        level_floors=_each(tables, "rules.toml", "level", lambda t: _level(t, sources)),
        severity_floors=_each(tables, "rules.toml", "severity", lambda t: _severity(t, sources)),
        answer_rules=tuple(rule for rule in answers if isinstance(rule, r.AnswerRule)),
        incompatible=tuple(rule for rule in answers if isinstance(rule, r.Incompatible)),
        firmer_steps=tuple(rule for rule in steps if isinstance(rule, r.FirmerStep)),
        steps=tuple(rule for rule in steps if isinstance(rule, r.StepRule)),
    )


def _table(name: str, body: bytes) -> Table:
    if name not in FILES:
        raise ContentError(name, "", f"is no file of an agency's content; those are {', '.join(FILES)}")
    try:
        return Table(name, "", parsed(body))
    except (ValueError, RecursionError) as problem:
        raise ContentError(name, "", f"is not TOML: {problem}") from None


def _each(tables: Mapping[str, Table], file: str, key: str, read: Callable[[Table], T]) -> tuple[T, ...]:
    return tuple(_finished(part, read) for part in tables[file].tables(key)) if file in tables else ()


def _finished(table: Table, read: Callable[[Table], T]) -> T:
    value = read(table)
    table.finish()
    return value


def _id(t: Table) -> str:
    own = t.text("id")
    if not a.is_own(own):
        raise t.fail("id", f"has to begin with `{a.OWN}`, as in `{a.OWN}visits`, so that it never stands for something of Declare's")
    if not _OWN_ID.fullmatch(own):
        raise t.fail("id", "has to be small letters, digits, hyphens and underscores after its `x-`, 60 at the most")
    return own


def _source(t: Table, agency: str) -> Source:
    title = t.text("title")
    return Source(_id(t), f"{agency}: {title}", t.day("checked"), Confidence.VERIFIED, t.text("words", ""), t.text("address", ""), f"Your agency’s own: {title}")


def _contact(t: Table) -> a.OwnContact:
    return a.OwnContact(_id(t), t.text("title"), t.text("words"), _one_of(t, "kind", ("second_opinion", "support")), t.text("replaces", ""))


def _expectation(t: Table, sources: Sources) -> a.Expectation:
    return a.Expectation(_id(t), t.text("words"), t.source(sources), t.texts("topics", ()))


def _target(t: Table) -> a.TargetDays:
    days = t.number("days")
    if not 1 <= days <= 60:
        raise t.fail("days", "has to be between 1 and 60 working days")
    return a.TargetDays(_id(t), cast("a.Target", _one_of(t, "what", TARGETS)), days, t.text("words"))


def _category(t: Table) -> a.OwnCategory:
    return a.OwnCategory(_id(t), t.text("title"), t.text("summary"))


def _topic(t: Table) -> a.OwnTopic:
    return a.OwnTopic(
        _id(t), t.text("like"), t.text("title"), t.text("category"), t.text("summary"), t.texts("examples"), t.texts("tips", ()), t.texts("search"),
    )


def _question(t: Table, sources: Sources) -> a.OwnQuestion:
    kind, scale = _one_of(t, "kind", KINDS), t.text("scale", "") or None
    options = tuple(_finished(part, _option) for part in t.tables("option"))
    if bool(options) != (kind in ("one", "many")):
        raise t.fail("option", "is there where the kind is one or many, and only there")
    if (scale is None) != t.flag("for_the_record", default=False):
        raise t.fail("scale", "names the scale that the question raises; without one, say `for_the_record = true`")
    if scale is None and any(option.at for option in options):
        raise t.fail("option", "stands on no scale, for the question names none: leave `at` out")
    if scale is not None and not any(option.at for option in options):
        raise t.fail("scale", "is never raised, for no option has an `at` above 0: give one, or say `for_the_record = true`")
    return a.OwnQuestion(
        id=_id(t), topics=t.texts("topics"), kind=cast("a.Kind", kind), words=t.text("words"), short=t.text("short"),
        hint=t.text("hint", ""), why=t.text("why"), source=t.source(sources), options=options, scale=scale, asked_when=_condition(t, "asked_when"),
        identity=t.flag("identity", default=False),
    )


def _option(t: Table) -> a.OwnOption:
    at = t.number("at", 0)
    if at < 0:
        raise t.fail("at", "can only raise a scale: give 0 or more")
    if t.text("id") == "not_sure":
        raise t.fail("id", "may not be `not_sure`: that card is there for every question, by itself")
    if not _CARD_ID.fullmatch(t.text("id")):
        raise t.fail("id", "has to be small letters, digits, hyphens and underscores, 60 at the most")
    return a.OwnOption(t.text("id"), t.text("words"), t.text("example", ""), at, t.text("as_reason", ""), t.text("as_change", ""))


class _Common(TypedDict):
    id: str
    when: Condition | None
    because: str
    source: Source
    begins: date | None
    ends: date | None


def _common(t: Table, sources: Sources) -> _Common:
    when = _condition(t, "when")
    if when is None:
        raise t.fail("when", "is missing: say in which cases the rule holds")
    return _Common(id=_id(t), when=when, because=t.text("because"), source=t.source(sources), begins=t.day_or_none("from"), ends=t.day_or_none("until"))


def _level(t: Table, sources: Sources) -> r.LevelFloor:
    if t.choice("level", Level) is Level.L0:
        raise t.fail("level", "asks for nothing: give 1 to 4")
    return r.LevelFloor(**_common(t, sources), level=t.choice("level", Level))


def _severity(t: Table, sources: Sources) -> r.SeverityFloor:
    if t.choice("severity", Severity) is Severity.NONE:
        raise t.fail("severity", "asks for nothing: give minor, moderate or significant")
    return r.SeverityFloor(**_common(t, sources), severity=t.choice("severity", Severity))


def _answer(t: Table, sources: Sources) -> r.AnswerRule | r.Incompatible:
    give, track = t.choice("give", Answer), t.choice("track", Track)
    if give is Answer.GO_AHEAD:
        raise t.fail("give", "is an answer that needs no rule: an agency can only ask for more")
    if give is Answer.NOT_AS_DESCRIBED:
        return r.Incompatible(**_common(t, sources), fine=t.text("fine"), track=track)
    return r.AnswerRule(**_common(t, sources), answer=give, track=track)


def _step(t: Table, sources: Sources) -> r.FirmerStep | r.StepRule:
    status = StepStatus(_one_of(t, "status", (StepStatus.SUGGESTED.value, StepStatus.REQUIRED.value)))
    common = _common(t, sources)
    if t.has("step"):
        return r.FirmerStep(**common, step=t.text("step"), status=status)
    rung = t.number("rung")
    if not 0 <= rung < LIGHTEST_OF_CONDUCT:
        raise t.fail("rung", f"has to be between 0 and {LIGHTEST_OF_CONDUCT - 1}: what lies beyond is no way to manage an interest")
    held = common["when"]
    return r.StepRule(
        **common, rung=rung, title=t.text("title"), words=t.text("words"), suggested_when=held, required_when=held if status is StepStatus.REQUIRED else None,
    )


def _one_of(t: Table, name: str, known: tuple[str, ...]) -> str:
    value = t.text(name)
    if value not in known:
        raise t.fail(name, f"has to be one of {', '.join(known)}")
    return value


def _condition(t: Table, name: str) -> Condition | None:
    """A condition, in which a topic of the agency's own is known by the mark that it carries."""
    written = t.condition(name)
    return parse(_marked(written.written)) if written else None


def _marked(written: Mapping[str, object]) -> Mapping[str, object]:
    match dict(written):
        case {"all": parts} | {"any": parts} if is_list(parts):
            return {next(iter(written)): [_marked(part) for part in parts if is_table(part)]}
        case {"not": part} if is_table(part):
            return {"not": _marked(part)}
        case {"topic": str(topic)} if a.is_own(topic):
            return {"flag": topic}
        case {"topic": topics} if is_list(topics):
            return {"any": [_marked({"topic": str(topic)}) for topic in topics]}
        case _:
            return written


def _once_each(layer: a.AgencyLayer) -> None:
    """No id is there twice, in whichever file; the first that is gets named."""
    seen: set[str] = set()
    for file, key, own in ids(layer):
        if own in seen:
            raise ContentError(file, key, f"{own!r} is there twice: give each its own id")
        seen.add(own)
    for question in layer.questions:
        options = [option.id for option in question.options]
        if len(set(options)) < len(options):
            raise ContentError("questions.toml", f"question[{question.id}].option", "has an id twice: give each card its own")


def ids(layer: a.AgencyLayer) -> Iterator[tuple[str, str, str]]:
    """Every id of a layer, with the file and key where it stands."""
    listed: tuple[tuple[str, str, Iterable[object]], ...] = (
        ("sources.toml", "source", layer.sources.values()), ("contacts.toml", "contact", layer.contacts), ("expectations.toml", "expectation", layer.expectations),
        ("target_days.toml", "target", layer.target_days), ("topics.toml", "category", layer.categories), ("topics.toml", "topic", layer.topics),
        ("questions.toml", "question", layer.questions), *((file, kind, (rule,)) for file, kind, rule in placed_rules(layer)),
    )
    for file, key, values in listed:
        for value in values:
            own = cast("str", getattr(value, "id"))
            yield file, f"{key}[{own}].id", own


def placed_rules(layer: a.AgencyLayer) -> Iterator[tuple[str, str, r.Rule]]:
    """Every rule of a layer, with its file and the name of its list in it."""
    named = (
        ("level", layer.level_floors), ("severity", layer.severity_floors), ("answer", layer.answer_rules), ("answer", layer.incompatible),
        ("step", layer.firmer_steps), ("step", layer.steps),
    )
    for kind, rules in named:
        yield from (("rules.toml", kind, rule) for rule in rules)
