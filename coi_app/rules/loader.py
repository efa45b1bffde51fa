"""Content files into Content: every value read by name, every id resolved, errors with file and key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TypedDict, TypeVar, cast

from coi_app.domain.assessment import Answer, AskedBy, ConflictType, Level, Severity, Source, Track
from coi_app.domain.errors import ContentError
from coi_app.rules import content as c
from coi_app.rules import law_files
from coi_app.rules import rulings as r
from coi_app.rules.ahead import Tables, read_ahead
from coi_app.rules.bundle import AGENCY, Bundle, hash_of, is_read_later, parsed, read_folder
from coi_app.rules.conditions import Condition
from coi_app.rules.deciders import PLACES, Decider
from coi_app.rules.everyday import is_everyday
from coi_app.rules.reading import Table

T = TypeVar("T")
R = TypeVar("R", bound=r.Rule)
Sources = Mapping[str, Source]

LANGUAGE = "en-NZ"


def load_folder(folder: Path) -> c.Content:
    """The content below a resources folder."""
    bundle = read_folder(folder)
    return load(bundle, read_ahead(folder, bundle))


def load(bundle: Bundle, ahead: Tables | None = None) -> c.Content:
    """The content in a bundle, with an agency's layer where one is in it; ContentError names the file and key of the first thing that is wrong.

    What was parsed `ahead` of exactly these files is not parsed again.
    """
    own = {name.removeprefix(AGENCY): body for name, body in bundle.items() if name.startswith(AGENCY)}
    if not own:
        return _load(bundle, ahead or {})
    from coi_app.rules.agency_merging import merged  # few have a layer, and the start is sooner without
    from coi_app.rules.agency_reading import read_layer  # as above

    base = _load({name: body for name, body in bundle.items() if not name.startswith(AGENCY)}, ahead or {})
    return merged(base, read_layer(own), hash_of(bundle))


def _load(bundle: Bundle, ahead: Tables) -> c.Content:
    files = _Files(bundle, ahead)
    deciders = files.each("deciders.toml", "decider", _decider)
    files.decider = deciders[-1]
    manifest = files.one("manifest.toml")
    listed, holidays = files.one("law/sources.toml"), files.one("law/holidays.toml")
    sources = law_files.sources_by_id(listed.tables("source"))
    calendar = law_files.calendar(holidays, sources)
    neutrality, conflict = files.one("rules/neutrality.toml"), files.one("rules/conflict.toml")
    words = files.one("wording.toml")
    elections, thresholds = files.one("law/elections.toml"), files.one("law/thresholds.toml")
    rules = _Rules(files, sources)
    loaded = c.Content(
        version=manifest.text("version"), effective=manifest.day("effective"), language=manifest.text("language"), hash=hash_of(bundle),
        sources=sources,
        categories=_by_id(files.each("categories.toml", "category", _category)),
        topics=_by_id(files.every("topics", "topic", _topic)),
        questions=_by_id(files.every("questions", "question", lambda t: _question(t, sources))),
        scales=_by_id(files.each("rules/scales.toml", "scale", lambda t: _scale(t, sources))),
        neutrality_table=_level_table(neutrality.table("table"), sources),
        exemptions=rules.of(neutrality, "exemption", _rule),
        level_adjustments=rules.of(neutrality, "adjustment", _adjustment),
        level_floors=rules.of(neutrality, "floor", _level_floor),
        incompatible=(
            *rules.of(neutrality, "incompatible", _incompatible(Track.POLITICAL_NEUTRALITY)),
            *rules.of(conflict, "incompatible", _incompatible(Track.CONFLICT_OF_INTEREST)),
        ),
        conflict_table=_severity_table(conflict.table("table"), sources),
        conflict_exemptions=rules.of(conflict, "exemption", _rule),
        closeness_adjustments=rules.of(conflict, "adjustment", _adjustment),
        severity_floors=rules.of(conflict, "floor", _severity_floor),
        type_rules=rules.of(conflict, "type", _type_rule),
        in_place=rules.of(conflict, "in_place", _in_place),
        stops=rules.in_file("rules/stops.toml", "stop", _stop),
        statute=rules.in_file("rules/statute.toml", "statute", _statute),
        answer_rules=rules.in_file("rules/answers.toml", "answer", _answer_rule),
        steps=rules.in_file("mitigations.toml", "step", _step),
        links=rules.in_file("links.toml", "link", _rule),
        rights=rules.in_file("rights.toml", "right", _rule),
        next=rules.in_file("next.toml", "next", _rule),
        elections=tuple(_finished(t, lambda t: law_files.election(t, sources, calendar)) for t in elections.tables("election")),
        thresholds=law_files.thresholds(thresholds.tables("threshold"), sources),
        calendar=calendar,
        ladder=files.each("ladder.toml", "rung", _rung),
        wording=_wording(words),
        conversation=_conversation(files.one("conversation.toml")),
        contacts=files.each("contacts.toml", "contact", _contact),
        notice=_notice(files.one("notice.toml")),
        deciders=deciders,
        unread={name: body for name, body in bundle.items() if is_read_later(name) or is_everyday(name)},
    )
    for table in (manifest, listed, holidays, neutrality, conflict, words, elections, thresholds):
        _dated(table)
    _check_ids(loaded)
    law_files.check_amounts(loaded.statute, loaded.thresholds, lambda law, problem: ContentError("rules/statute.toml", f"statute[{law}].because", problem))
    return loaded


class _Files:
    """The files of a bundle as tables; names without a folder stand in the language's folder."""

    def __init__(self, bundle: Bundle, ahead: Tables) -> None:
        self._bundle = bundle
        self._ahead = ahead
        self.decider: Decider | None = None
        """Whose words stand in the texts that are read from now on."""

    def _name(self, name: str) -> str:
        return name if name.startswith(("rules/", "law/")) else f"content/{LANGUAGE}/{name}"

    def one(self, name: str) -> Table:
        full = self._name(name)
        if full not in self._bundle:
            raise ContentError(full, "", "is missing")
        try:
            return Table(full, "", self._ahead[full] if full in self._ahead else parsed(self._bundle[full]), self.decider)
        except (ValueError, RecursionError) as problem:
            raise ContentError(full, "", f"is not TOML: {problem}") from None

    def each(self, name: str, key: str, read: Callable[[Table], T]) -> tuple[T, ...]:
        table = self.one(name)
        found = tuple(_finished(part, read) for part in table.tables(key))
        _dated(table)
        return found

    def every(self, folder: str, key: str, read: Callable[[Table], T]) -> tuple[T, ...]:
        start = self._name(folder) + "/"
        names = sorted(name for name in self._bundle if name.startswith(start))
        tables = sorted((self.one(name.removeprefix(f"content/{LANGUAGE}/")) for name in names), key=lambda t: t.number("order", 0))
        return tuple(one for table in tables for one in self._all(table, key, read))

    def _all(self, table: Table, key: str, read: Callable[[Table], T]) -> Iterator[T]:
        yield from [_finished(part, read) for part in table.tables(key)]
        _dated(table)


class _Rules:
    """Rules read with the sources they cite."""

    def __init__(self, files: _Files, sources: Sources) -> None:
        self._files = files
        self._sources = sources

    def of(self, table: Table, key: str, read: Callable[[Table, Sources], R]) -> tuple[R, ...]:
        return tuple(_finished(part, lambda t: read(t, self._sources)) for part in table.tables(key))

    def in_file(self, name: str, key: str, read: Callable[[Table, Sources], R]) -> tuple[R, ...]:
        return self._files.each(name, key, lambda t: read(t, self._sources))


def _finished(table: Table, read: Callable[[Table], T]) -> T:
    value = read(table)
    table.finish()
    return value


def _dated(table: Table) -> None:
    """Each file says its version and from when it holds; then nothing unknown may be left."""
    table.text("version")
    table.day("effective")
    table.number("order", 0)
    table.finish()


def _by_id(items: tuple[T, ...]) -> dict[str, T]:
    found: dict[str, T] = {}
    for item in items:
        item_id = cast(str, getattr(item, "id"))
        if item_id in found:
            raise ContentError("content", item_id, "is there twice")
        found[item_id] = item
    return found


def _category(t: Table) -> c.Category:
    return c.Category(t.text("id"), t.text("title"), t.text("summary", ""))


def _topic(t: Table) -> c.Topic:
    return c.Topic(
        id=t.text("id"), title=t.text("title"), category=t.text("category"), summary=t.text("summary"), examples=t.texts("examples", ()),
        tips=t.texts("tips", ()), search=t.texts("search", ()), tracks=tuple(_track(t, name) for name in t.texts("tracks")),
        declarable=t.flag("declarable", default=True), flags=frozenset(t.texts("flags", ())), scales=t.number_map("scales"),
        questions=t.texts("questions", ()), not_asked=t.text("not_asked", ""), because=t.text_map("because"), joins=_joins(t),
    )


def _joins(t: Table) -> dict[Track, Condition]:
    if not t.has("joins"):
        return {}
    table = t.table("joins")
    found = {_track(t, name): table.condition(name) for name in table.names()}
    return {track: condition for track, condition in found.items() if condition}


def _track(t: Table, name: str) -> Track:
    try:
        return Track(name)
    except ValueError:
        raise t.fail("tracks", f"there is no track {name!r}") from None


def _question(t: Table, sources: Sources) -> c.Question:
    kind, table = t.text("kind"), t.text("table")
    if kind not in ("one", "many", "number", "date", "text"):
        raise t.fail("kind", "is not one of one, many, number, date, text")
    if table not in ("role", "answers"):
        raise t.fail("table", "is not one of role, answers")
    options = tuple(_finished(o, _option) for o in t.tables("option"))
    if bool(options) != (kind in ("one", "many")):
        raise t.fail("option", "is there where the kind is one or many, and only there")
    return c.Question(
        id=t.text("id"), table=table, kind=kind, words=t.text("words"), short=t.text("short"), hint=t.text("hint", ""), why=t.text("why"),
        source=t.source(sources), options=options, scale=t.text("scale", "") or None, asked_when=t.condition("asked_when"),
        identity=t.flag("identity", default=table == "role"), cost=t.number("cost", 5), not_sure=t.text("not_sure", ""), counts=t.text("counts", ""),
        none=t.text("none", ""),
    )


def _option(t: Table) -> c.Option:
    return c.Option(
        t.text("id"), t.text("words"), t.text("example", ""), t.number("at", 0), t.number_map("also"), t.condition("offered_when"), t.text("as_reason", ""),
        t.flag("fact", default=False), t.text("as_change", ""), t.text("as_dropped", ""), t.flag("plain", default=False), t.texts("instead_of", ()),
    )


def _scale(t: Table, sources: Sources) -> c.Scale:
    combine = t.text("combine", "")
    if combine not in ("", "max", "table"):
        raise t.fail("combine", "is not one of max, table")
    rows = tuple(tuple(_int(t, "table", n) for n in row) for row in t.rows("table")) if combine == "table" else ()
    positions = tuple(_finished(p, lambda p: c.Position(p.text("words"), p.text("because", ""))) for p in t.tables("position"))
    return c.Scale(t.text("id"), t.text("title"), positions, t.source(sources), t.texts("made_from", ()), combine, rows, t.texts("told_by", ()))


def _int(t: Table, name: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise t.fail(name, "has to hold whole numbers")
    return value


class _Common(TypedDict):
    id: str
    when: Condition | None
    because: str
    source: Source
    begins: date | None
    ends: date | None


def _common(t: Table, sources: Sources) -> _Common:
    return _Common(
        id=t.text("id"), when=t.condition("when"), because=t.text("because", ""), source=t.source(sources),
        begins=t.day_or_none("from"), ends=t.day_or_none("until"),
    )


def _rule(t: Table, sources: Sources) -> r.Rule:
    return r.Rule(**_common(t, sources))


def _adjustment(t: Table, sources: Sources) -> r.Adjustment:
    return r.Adjustment(**_common(t, sources), add=t.number("add"), scale=t.text("scale", ""))


def _level_floor(t: Table, sources: Sources) -> r.LevelFloor:
    return r.LevelFloor(**_common(t, sources), level=t.choice("level", Level))


def _severity_floor(t: Table, sources: Sources) -> r.SeverityFloor:
    return r.SeverityFloor(**_common(t, sources), severity=t.choice("severity", Severity))


def _incompatible(track: Track) -> Callable[[Table, Sources], r.Incompatible]:
    return lambda t, sources: r.Incompatible(**_common(t, sources), fine=t.text("fine"), track=track, tells=t.text("tells", ""))


def _type_rule(t: Table, sources: Sources) -> r.TypeRule:
    return r.TypeRule(**_common(t, sources), type=t.choice("type", ConflictType))


def _in_place(t: Table, sources: Sources) -> r.InPlace:
    return r.InPlace(**_common(t, sources), scale=t.text("scale"), to=t.number("to"))


def _stop(t: Table, sources: Sources) -> r.StopRule:
    return r.StopRule(**_common(t, sources), fix=t.text("fix"), track=t.choice("track", Track))


def _answer_rule(t: Table, sources: Sources) -> r.AnswerRule:
    return r.AnswerRule(**_common(t, sources), answer=t.choice("give", Answer), fine=t.text("fine", ""), track=t.choice("track", Track))


def _statute(t: Table, sources: Sources) -> r.StatuteRule:
    dated = t.texts("dated", ())
    if dated and len(dated) != 2:
        raise t.fail("dated", "names the first and the last date")
    pair = (dated[0], dated[1]) if dated else None
    return r.StatuteRule(**_common(t, sources), dated=pair, elections=t.texts("elections", ()), of=t.choice("of", AskedBy, AskedBy.LAW))


def _step(t: Table, sources: Sources) -> r.StepRule:
    return r.StepRule(
        **_common(t, sources), rung=t.number("rung"), title=t.text("title"), words=t.text("words"),
        suggested_when=t.condition("suggested_when"), required_when=t.condition("required_when"), done_when=t.condition("done_when"),
    )


def _level_table(t: Table, sources: Sources) -> c.LevelTable:
    levels = tuple(tuple(Level(_int(t, "levels", n)) for n in row) for row in t.rows("levels"))
    table = c.LevelTable(t.text("rows"), t.text("columns"), levels, t.source(sources))
    t.finish()
    return table


def _severity_table(t: Table, sources: Sources) -> c.SeverityTable:
    try:
        severities = tuple(tuple(Severity(str(s)) for s in row) for row in t.rows("severities"))
    except ValueError:
        raise t.fail("severities", "holds a severity that is not known") from None
    table = c.SeverityTable(t.text("rows"), t.text("columns"), severities, t.source(sources))
    t.finish()
    return table


def _rung(t: Table) -> c.Rung:
    return c.Rung(t.number("rung"), t.text("title"), t.text("words"))


def _wording(t: Table) -> c.Wording:
    names = ("answers", "headlines", "levels", "level_meanings", "types", "severities", "statuses", "status_meanings", "step_statuses", "tracks", "phrases")
    return c.Wording(*(t.text_map(name) for name in names))


def _conversation(t: Table) -> c.ConversationTexts:
    value = c.ConversationTexts(
        notice=t.text("notice"), before=t.texts("before"), opening=t.texts("opening"), ask=t.texts("ask"), do_not_ask=t.texts("do_not_ask"),
        do_not_say=t.texts("do_not_say"), do_not_do=t.texts("do_not_do"), career=t.text("career"), privacy=t.text("privacy"),
        proportionality=t.text("proportionality"), decide=t.text_map("decide"), where_to_go=t.texts("where_to_go"), after=t.texts("after"),
    )
    _dated(t)
    return value


def _decider(t: Table) -> Decider:
    return Decider(t.text("id"), t.condition("when"), {place: t.text(place) for place in PLACES})


def _contact(t: Table) -> c.Contact:
    return c.Contact(t.text("id"), t.text("title"), t.text("words"), t.text("kind"))


def _notice(t: Table) -> c.NoticeWords:
    value = c.NoticeWords(t.day("checked"), t.texts("words"), t.texts("phrases"), t.texts("role_words"), t.text("warning"))
    _dated(t)
    return value


def _check_ids(loaded: c.Content) -> None:
    """Every id that one file uses is defined in another; the first that is not is named."""
    for topic in loaded.topics.values():
        _known(f"topic {topic.id}", "category", [topic.category], loaded.categories)
        _known(f"topic {topic.id}", "questions", topic.questions, loaded.questions)
        _known(f"topic {topic.id}", "scales", topic.scales, loaded.scales)
    for question in loaded.questions.values():
        place = f"question {question.id}"
        _known(place, "scale", [question.scale] if question.scale else [], loaded.scales)
        _known(place, "counts", [question.counts] if question.counts else [], loaded.scales)
        for option in question.options:
            _known(place, f"option {option.id}", option.also, loaded.scales)
    for scale in loaded.scales.values():
        _known(f"scale {scale.id}", "made_from", scale.made_from, loaded.scales)


def _known(place: str, key: str, used: Iterable[str], defined: Mapping[str, object]) -> None:
    for name in used:
        if name not in defined:
            raise ContentError(place, key, f"there is no {name!r}")
