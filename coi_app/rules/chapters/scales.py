"""The scales with their steps, and the tables that are read from two of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coi_app.domain.rulebook import Block, Grid, Point, Section, Statement, to
from coi_app.rules.chapters.cited import opening, source_line
from coi_app.rules.content import Content, LevelTable, Scale, SeverityTable
from coi_app.rules.in_words import listed, quoted

HOW = (
    "A scale is a row of steps, lowest first. Each answer can only push a scale up; the highest step counts.",
    "Where nothing puts a person on a scale, they stand on its lowest step.",
    "Two tables come from our own proposal: they join two scales into a level, or into a severity.",
)


def scales_chapter(content: Content) -> Section:
    """What a result can be, the scales, and the tables."""
    scales = tuple(Section(scale.title, tuple(_scale(content, scale)), place=f"scale {scale.id}") for scale in content.scales.values())
    return Section("Results, scales and tables", (), (
        opening(*HOW),
        Section("What a result can be", _results(content), asks=True),
        Section("The scales", (), scales, asks=True),
        Section("The tables", (), (_levels(content), _severities(content)), asks=True),
    ))


def _results(content: Content) -> tuple[Block, ...]:
    words = content.wording
    lists = (
        ("An answer is one of", words.answers.values()),
        ("A result opens with one of", (headline.format(fine="…") for headline in words.headlines.values())),
        ("A level of political neutrality is one of", (f"{level.replace('_at_work', ', for the work of an agency')}: {name}. {words.level_meanings.get(level, '')}" for level, name in words.levels.items())),
        ("A type of conflict is one of", words.types.values()),
        ("A severity of a conflict is one of", words.severities.values()),
        ("A step is", words.step_statuses.values()),
        ("A declaration is", (f"{name}: {words.status_meanings.get(state, '')}" for state, name in words.statuses.items())),
    )
    return tuple(Statement("", label, tuple(map(Point, items))) for label, items in lists)


def _scale(content: Content, scale: Scale) -> Iterator[Block]:
    if scale.combine == "max":
        yield Statement(f"The highest step among {listed((_named(content, part) for part in scale.made_from), 'and')}.", "Made from")
    if scale.combine == "table":
        rows, columns = (content.scales[part] for part in scale.made_from)
        yield Statement(f"{_named(content, rows.id)} and {_named(content, columns.id)}, by this table.", "Made from")
        steps = [[quoted(scale.positions[at].words) for at in row] for row in scale.table]
        yield _matrix(rows, columns, steps)
    for name in scale.told_by:
        question, _, card = name.partition(".")
        words = f"{content.questions[question].words} ({to(f'question {question}')})"
        only = f" “{content.questions[question].by_option[card].words}”" if card else ""
        yield Statement(f"{words}{only}", "Where nothing moves it, this answer says why")
    reasons = any(position.because for position in scale.positions)
    rows_ = tuple((str(at), p.words, *([p.because] if reasons else [])) for at, p in enumerate(scale.positions))
    yield Grid(("Step", "Name", "As a reason") if reasons else ("Step", "Name"), rows_, (0.1, 0.35, 0.55) if reasons else (0.1, 0.9))
    yield source_line(content, scale.source)


def _named(content: Content, scale: str) -> str:
    return f"{quoted(content.scales[scale].title)} ({to(f'scale {scale}')})"


def _levels(content: Content) -> Section:
    table = content.neutrality_table
    cells = [[f"{level.name} {content.wording.levels[level.name]}" for level in row] for row in table.levels]
    return _table(content, "The level of political neutrality", "neutrality", table, cells)


def _severities(content: Content) -> Section:
    table = content.conflict_table
    cells = [[content.wording.severities[severity.value] for severity in row] for row in table.severities]
    return _table(content, "The severity of a conflict", "conflict", table, cells)


def _table(content: Content, title: str, place: str, table: LevelTable | SeverityTable, cells: Sequence[Sequence[str]]) -> Section:
    rows, columns = content.scales[table.rows], content.scales[table.columns]
    lead = Statement(f"Down the side: {_named(content, rows.id)}. Across the top: {_named(content, columns.id)}.")
    return Section(title, (lead, _matrix(rows, columns, cells), source_line(content, table.source)), place=f"table {place}")


def _matrix(rows: Scale, columns: Scale, cells: Sequence[Sequence[str]]) -> Grid:
    header = (f"{rows.title} (down), {columns.title} (across)", *(position.words for position in columns.positions))
    body = tuple((position.words, *row) for position, row in zip(rows.positions, cells, strict=True))
    first = 0.17
    return Grid(header, body, (first, *[(1 - first) / len(columns.positions)] * len(columns.positions)))
