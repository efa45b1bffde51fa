"""Domain objects in a plain form that JSON can hold, and back: one form for store, documents and hand-over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints
from uuid import UUID

from coi_app.domain.answers import Answers

T = TypeVar("T")


def plain(value: object) -> Any:
    """The value with nothing in it but mappings, lists, texts, numbers, truth values and None."""
    if isinstance(value, Answers):
        return value.plain()
    if is_dataclass(value):
        return {part.name: plain(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in cast(Mapping[object, object], value).items()}
    if isinstance(value, (tuple, list)):
        return [plain(part) for part in cast(tuple[object, ...], value)]
    return value


def from_plain(kind: type[T], told: object) -> T:
    """The object of this kind from its plain form; ValueError where the form is another."""
    try:
        return cast(T, _read(kind, told))
    except (KeyError, TypeError, AttributeError) as problem:
        raise ValueError(f"not the plain form of {kind.__name__}") from problem


def _read(kind: Any, told: Any) -> object:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _read_one_of(get_args(kind), told)
    if origin is tuple:
        if not isinstance(told, list):
            raise TypeError("a list is missing")
        return tuple(_read(get_args(kind)[0], part) for part in cast(list[Any], told))
    if origin is Mapping:
        return {key: _read(get_args(kind)[1], part) for key, part in told.items()}
    if kind is Answers:
        return Answers.from_plain(told)
    if is_dataclass(kind):
        return _read_object(cast(type, kind), told)
    if issubclass(kind, Enum) or kind is UUID:
        return kind(told)
    if issubclass(kind, date):
        return kind.fromisoformat(told)
    if not isinstance(told, kind):
        raise TypeError("the value is of another kind")
    return told


def _read_one_of(kinds: tuple[Any, ...], told: Any) -> object:
    """A value of the first kind that fits."""
    if told is None and NoneType in kinds:
        return None
    for kind in kinds:
        try:
            return _read(kind, told)
        except (TypeError, ValueError):
            continue
    raise TypeError("the value is of none of the kinds")


def _read_object(kind: type, told: Any) -> object:
    """An object whose fields are read one by one; a field that is not told has its default."""
    hints = _hints(kind)
    return kind(**{part.name: _read(hints[part.name], told[part.name]) for part in fields(kind) if part.name in told})


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    """The kinds of an object's fields; asked once each, as it is slow."""
    return get_type_hints(kind)
