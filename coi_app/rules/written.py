"""The content files as written: parsed, and held against the JSON Schema of their kind before anything is loaded."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, cast

from coi_app.domain.errors import ContentError
from coi_app.domain.legible import in_short
from coi_app.rules.bundle import Bundle, parsed
from coi_app.rules.conditions import is_list, is_table, parse
from coi_app.rules.reading import label

Plain = Mapping[str, Any]
"""A table as TOML gives it. Only after the schema has been checked is anything in it relied on."""

FILES = {
    "content": (
        "manifest", "categories", "topics", "questions", "mitigations", "links", "rights", "next", "wording", "conversation", "ladder", "contacts",
        "notice", "synonyms", "guidance", "glossary", "plain", "deciders",
    ),
    "rules": ("scales", "neutrality", "conflict", "stops", "statute", "answers"),
    "law": ("sources", "elections", "thresholds", "holidays"),
}
"""The kinds of file in each folder. Each kind is one file, except those that are folders of files."""

FOLDERS = ("topics", "questions", "guidance")
"""The kinds that are folders of files."""


MOST_NESTED = 40
"""How many lists and tables a file can have one inside the other. The deepest that is needed is about half of it."""

CONDITIONS = ("when", "asked_when", "offered_when", "suggested_when", "required_when", "done_when")
"""The keys under which a condition stands."""


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: the file, the key in it, the problem as the rest of a sentence, and how to mend it where that is known."""

    file: str
    key: str
    problem: str
    mend: str = ""

    def __post_init__(self) -> None:
        """What somebody else wrote is told in short, and so that it cannot do harm where it is shown."""
        for name in ("file", "key", "problem", "mend"):
            object.__setattr__(self, name, in_short(getattr(self, name)))

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.problem}" if self.key else f"{self.file}: {self.problem}"


@dataclass(frozen=True)
class Placed:
    """A table with where it stands: its file and its key in it."""

    file: str
    key: str
    table: Plain

    def finding(self, name: str, problem: str) -> Finding:
        """What is wrong with one of its values, or with the whole where no name is given."""
        return Finding(self.file, ".".join(part for part in (self.key, name) if part), problem)


@dataclass(frozen=True)
class Written:
    """Every content file, parsed; names are those of the bundle."""

    files: Mapping[str, Plain]

    def of(self, kind: str) -> tuple[Placed, ...]:
        """The files of one kind, whole, in the order they are read."""
        found = [Placed(name, "", table) for name, table in self.files.items() if kind_of(name) == kind]
        return tuple(sorted(found, key=lambda placed: (placed.table.get("order", 0), placed.file)))

    def every(self, kind: str, name: str) -> tuple[Placed, ...]:
        """The tables of one name in all files of a kind, such as every `topic`."""
        return tuple(part for placed in self.of(kind) for part in parts(placed, name))


def parts(placed: Placed, name: str) -> tuple[Placed, ...]:
    """The tables in a list inside a table, each placed by its id."""
    listed = cast("Sequence[Plain]", placed.table.get(name, ()))
    key = f"{placed.key}.{name}" if placed.key else name
    return tuple(Placed(placed.file, f"{key}[{label(part, number)}]", part) for number, part in enumerate(listed, 1))


def file_of_each(written: Written) -> Mapping[str, str]:
    """The file of each key at the top of a file and of each table in a list there, as `floor[hidden-help]`."""
    files: dict[str, str] = {}
    for name, whole in written.files.items():
        files.update((key, name) for key in whole if key not in files)
        files.update((placed.key, name) for key, value in whole.items() if isinstance(value, list) for placed in parts(Placed(name, "", whole), key))
    return files


def every_table(written: Written) -> Iterator[Placed]:
    """Every table of every file, from the whole file down."""
    for name, whole in written.files.items():
        yield from below(Placed(name, "", whole))


def below(placed: Placed) -> Iterator[Placed]:
    """A table and every table in it; conditions are none."""
    yield placed
    for name, value in placed.table.items():
        if name in CONDITIONS:
            continue
        if isinstance(value, Mapping):
            yield from below(Placed(placed.file, f"{placed.key}.{name}" if placed.key else name, cast("Plain", value)))
        elif isinstance(value, list) and value and all(isinstance(part, Mapping) for part in cast("list[object]", value)):
            for part in parts(placed, name):
                yield from below(part)


def kind_of(name: str) -> str | None:
    """Which kind of content file this is; None for a file that nothing reads."""
    folder, *rest = name.removesuffix(".toml").split("/")
    if folder == "content":
        rest = rest[1:]
    several = len(rest) == 2 and rest[0] in FOLDERS
    known = rest[:1] if several or (len(rest) == 1 and rest[0] not in FOLDERS) else []
    return known[0] if known and known[0] in FILES.get(folder, ()) else None


def read(bundle: Bundle, schemas: Path) -> tuple[Written, tuple[Finding, ...]]:
    """The bundle parsed, with whatever does not fit the schemas in the folder named."""
    files: dict[str, Plain] = {}
    findings: list[Finding] = [*_missing(bundle)]
    judges = _judges(schemas)
    for name in sorted(bundle):
        kind = kind_of(name)
        try:
            files[name] = parsed(bundle[name])
        except (ValueError, RecursionError) as problem:
            findings.append(Finding(name, "", *not_toml(problem)))
            continue
        if is_too_deep(files[name]):
            findings.append(Finding(name, "", *not_toml(RecursionError())))
            continue
        if kind is None:
            findings.append(Finding(name, "", "is a file that nothing reads", "Take it out, or put what it says into a file that is read."))
        else:
            whole = _plain(files[name])
            mend = f"resources/schemas/{kind}.schema.json says what may stand there, and what it is for."
            findings += [replace(_told(name, whole, error), mend=mend) for error in judges[kind].iter_errors(whole)]
    return Written(files), tuple(findings)


def _missing(bundle: Bundle) -> Iterator[Finding]:
    there = {kind_of(name) for name in bundle}
    for folder, kinds in FILES.items():
        yield from (Finding(f"{folder}/{kind}", "", "is missing", f"Put it back: schemas/{kind}.schema.json says what stands in it.") for kind in kinds if kind not in there)


def _judges(folder: Path) -> Mapping[str | None, Any]:
    # jsonschema takes a third of a second to import, and only a check of the content needs it.
    from jsonschema import Draft202012Validator, FormatChecker
    from referencing import Registry, Resource

    schemas = {kind: _schema(folder / f"{kind}.schema.json") for kinds in FILES.values() for kind in (*kinds, "common")}
    empty: Registry[Any] = cast("Any", Registry)()
    registry = empty.with_resources((f"{kind}.schema.json", Resource[Any].from_contents(schema)) for kind, schema in schemas.items())
    return {kind: Draft202012Validator(schema, registry=registry, format_checker=FormatChecker(["date"])) for kind, schema in schemas.items()}


def _schema(path: Path) -> dict[str, Any]:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise ContentError(f"schemas/{path.name}", "", "could not be read") from None


def _plain(value: object) -> object:
    """The value as JSON would hold it: a date is its ISO form."""
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in cast("Plain", value).items()}
    if isinstance(value, list):
        return [_plain(part) for part in cast("list[object]", value)]
    return value.isoformat() if isinstance(value, date) else value


def _told(name: str, whole: object, error: Any) -> Finding:
    """A schema's complaint in a sentence that a policy person can act on."""
    at = key_of(whole, error.absolute_path)
    match error.validator:
        case "additionalProperties":
            unknown = sorted(set(error.instance) - set(error.schema.get("properties", {})))[0]
            return Finding(name, joined(at, unknown), "is not a known key")
        case "required" | "dependentRequired":
            lacking = next((key for key in _wanted(error) if key not in error.instance), "")
            return Finding(name, joined(at, lacking), "is missing")
        case _:
            return Finding(name, at, _problem(error))


def _wanted(error: Any) -> list[str]:
    if error.validator == "required":
        return list(error.validator_value)
    return [other for key, others in error.validator_value.items() if key in error.instance for other in others]


def not_toml(problem: Exception) -> tuple[str, str]:
    """What is said of a file that cannot be parsed, and how to mend it."""
    if isinstance(problem, RecursionError):
        return "is nested too deep to be read", "Take brackets and braces out: nothing here needs more than a few, one inside the other."
    return f"is not TOML: {problem}", "Look at the line that is named, and at the one before it: often a quote or a bracket is missing."


def is_too_deep(whole: object) -> bool:
    """Whether lists and tables stand one inside the other further than anything here needs; without going deep itself."""
    level = [whole]
    for _ in range(MOST_NESTED):
        level = [part for value in level for part in _held(value)]
    return any(is_table(value) or is_list(value) for value in level)


def _held(value: object) -> Iterable[object]:
    return value.values() if is_table(value) else value if is_list(value) else ()


def joined(key: str, name: str) -> str:
    """The key of a value in a table, in full."""
    return f"{key}.{name}" if key else name


def key_of(whole: object, path: Iterable[str | int]) -> str:
    """A path as every finding writes it: `topic[P07].questions[2]`."""
    told, here = "", cast("Any", whole)
    for part in path:
        here = here[part]
        told = f"{told}[{label(here, part + 1)}]" if isinstance(part, int) else joined(told, part)
    return told


_WORDS = {
    "type": {"string": "has to be a text", "integer": "has to be a whole number", "boolean": "has to be true or false", "array": "has to be a list", "object": "has to be a table"},
    "format": {"date": "has to be a date, such as 2026-11-23"},
}
_PLAIN = {
    "minItems": "has too few entries", "maxItems": "has too many entries", "uniqueItems": "has an entry twice", "minLength": "is empty", "pattern": "is not written as it has to be",
    "enum": "is not one of the known values", "minProperties": "is empty", "not": "may not have this value", "anyOf": "is not one of the known forms",
}


def _problem(error: Any) -> str:
    if error.validator == "oneOf":
        return _bad_condition(error.instance)
    if error.validator in ("minimum", "maximum"):
        return f"has to be {'at least' if error.validator == 'minimum' else 'at most'} {error.validator_value}"
    return _WORDS.get(error.validator, {}).get(str(error.validator_value)) or _PLAIN.get(error.validator, "does not fit the schema")


def _bad_condition(written: object) -> str:
    try:
        parse(written)
    except ValueError as problem:
        return str(problem)
    return "is not a condition as conditions are written"
