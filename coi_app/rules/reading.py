"""One table of a content file, read key by key; whatever is wrong names the file and the key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from typing import TypeVar

from coi_app.domain.assessment import Source
from coi_app.domain.errors import ContentError
from coi_app.rules.conditions import MOST_DEEP, Condition, is_list, is_table, is_too_deep, parse
from coi_app.rules.deciders import Decider, addressed

E = TypeVar("E", bound=Enum)


LONGEST_LABEL = 60
"""Characters of an id: more is no name, and is not told in full."""


def label(table: object, number: int) -> str:
    """How a finding names a table in a list: by its id, or by its number where it has none."""
    name = table.get("id") if is_table(table) else None
    if not isinstance(name, str):
        return str(number)
    return name if len(name) <= LONGEST_LABEL else f"{name[: LONGEST_LABEL // 2]}…"


class Table:
    """A TOML table with a name for each value in it; `finish` complains of keys nobody asked for."""

    def __init__(self, file: str, place: str, values: Mapping[str, object], decider: Decider | None = None) -> None:
        self.file = file
        self.place = place
        self._values = values
        self._decider = decider
        self._read: set[str] = set()

    def key(self, name: str) -> str:
        """The full name of a value, as an error tells it."""
        return f"{self.place}.{name}" if self.place else name

    def fail(self, name: str, problem: str) -> ContentError:
        """The error that says what is wrong with a value."""
        return ContentError(self.file, self.key(name), problem)

    def _get(self, name: str, kind: type | tuple[type, ...], default: object, says: str) -> object:
        self._read.add(name)
        value = self._values.get(name, default)
        if value is None:
            raise self.fail(name, "is missing")
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is int):
            raise self.fail(name, f"has to be {says}")
        return value

    def has(self, name: str) -> bool:
        """Whether a value is there."""
        return name in self._values

    def value(self, name: str) -> object:
        """A value of any kind that TOML has."""
        return self._get(name, object, None, "there")

    def text(self, name: str, default: str | None = None) -> str:
        """A text, said to those who answer to the table's decider."""
        return self._said(str(self._get(name, str, default, "a text")))

    def _said(self, text: str) -> str:
        return addressed(text, self._decider) if self._decider and "{" in text else text

    def number(self, name: str, default: int | None = None) -> int:
        """A whole number."""
        value = self._get(name, int, default, "a whole number")
        assert isinstance(value, int)
        return value

    def flag(self, name: str, *, default: bool) -> bool:
        """True or false."""
        return bool(self._get(name, bool, default, "true or false"))

    def day(self, name: str, default: date | None = None) -> date:
        """A date."""
        value = self._get(name, date, default, "a date")
        assert isinstance(value, date)
        if isinstance(value, datetime):  # a kind of date to Python, but the two cannot be compared
            raise self.fail(name, "has to be a date without a time")
        return value

    def day_or_none(self, name: str) -> date | None:
        """A date, or None where the key is absent."""
        self._read.add(name)
        return self.day(name) if self.has(name) else None

    def days(self, name: str) -> tuple[date, ...]:
        """A list of dates."""
        whole = self._list(name, "a list of dates")
        found = [part for part in whole if isinstance(part, date) and not isinstance(part, datetime)]
        if len(found) < len(whole):
            raise self.fail(name, "has to be a list of dates")
        return tuple(found)

    def texts(self, name: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of texts."""
        if default is not None and not self.has(name):
            self._read.add(name)
            return default
        whole = self._list(name, "a list of texts")
        found = [self._said(part) for part in whole if isinstance(part, str)]
        if len(found) < len(whole):
            raise self.fail(name, "has to be a list of texts")
        return tuple(found)

    def text_map(self, name: str) -> dict[str, str]:
        """A table of texts, empty where the key is absent."""
        whole = self._map(name, "a table of texts")
        found = {key: self._said(value) for key, value in whole.items() if isinstance(value, str)}
        if len(found) < len(whole):
            raise self.fail(name, "has to be a table of texts")
        return found

    def number_map(self, name: str) -> dict[str, int]:
        """A table of whole numbers, empty where the key is absent."""
        whole = self._map(name, "a table of whole numbers")
        found = {key: value for key, value in whole.items() if isinstance(value, int) and not isinstance(value, bool)}
        if len(found) < len(whole):
            raise self.fail(name, "has to be a table of whole numbers")
        return found

    def rows(self, name: str) -> tuple[tuple[object, ...], ...]:
        """A list of lists."""
        whole = self._list(name, "a list of rows")
        found = [tuple(row) for row in whole if is_list(row)]
        if len(found) < len(whole):
            raise self.fail(name, "has to be a list of rows")
        return tuple(found)

    def _list(self, name: str, says: str) -> list[object]:
        value = self._get(name, list, None, says)
        assert is_list(value)
        return value

    def _map(self, name: str, says: str) -> Mapping[str, object]:
        value = self._get(name, dict, {}, says)
        assert is_table(value)
        return value

    def choice(self, name: str, kind: Callable[[object], E], default: object | None = None) -> E:
        """One of a fixed set of values."""
        value = self._get(name, (str, int), default, "one of the known values")
        try:
            return kind(value)
        except ValueError:
            raise self.fail(name, "is not one of the known values") from None

    def condition(self, name: str) -> Condition | None:
        """A condition, or None where the key is absent."""
        self._read.add(name)
        if name not in self._values:
            return None
        if is_too_deep(self._values[name]):
            raise self.fail(name, f"has more than {MOST_DEEP} conditions one inside the other: put what belongs together into one `all` or `any`")
        try:
            return parse(self._values[name])
        except ValueError as problem:
            raise self.fail(name, str(problem)) from None

    def source(self, sources: Mapping[str, Source], name: str = "source") -> Source:
        """A source by its id in `law/sources.toml`."""
        source_id = self.text(name)
        if source_id not in sources:
            raise self.fail(name, f"there is no source {source_id!r}")
        return sources[source_id]

    def table(self, name: str) -> Table:
        """A table inside this one."""
        value = self._get(name, dict, None, "a table")
        assert is_table(value)
        return Table(self.file, self.key(name), value, self._decider)

    def tables(self, name: str) -> list[Table]:
        """A list of tables, empty where the key is absent; each is named by its id where it has one."""
        found: list[Table] = []
        for number, part in enumerate(self._list(name, "a list of tables") if self.has(name) else [], 1):
            if not is_table(part):
                raise self.fail(name, "has to be a list of tables")
            found.append(Table(self.file, self.key(f"{name}[{label(part, number)}]"), part, self._decider))
        return found

    def names(self) -> tuple[str, ...]:
        """The keys of this table, in order."""
        return tuple(self._values)

    def finish(self) -> None:
        """Complain of the first key that was never read: it is a slip of the pen, not a wish."""
        unknown = sorted(set(self._values) - self._read)
        if unknown:
            raise self.fail(unknown[0], "is not a known key")
