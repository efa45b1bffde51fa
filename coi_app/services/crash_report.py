"""What may be told of a mistake of the app itself, by allow-list: versions, kinds of errors, and places in the app's own code.

Never a message, argument, note, local or line of source, for any of them may hold an answer, a name or a path. It is made in memory; nothing here writes a file.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import CodeType, FrameType, TracebackType
from typing import Any

_PACKAGE = Path(__file__).parents[1]
_LIBRARIES = (
    "PySide6_Essentials", "sqlcipher3", "SQLAlchemy", "alembic", "PyNaCl", "keyring", "platformdirs", "reportlab", "pypdfium2", "RapidFuzz", "jsonschema"
)  # fmt: skip
_KNOWN = frozenset({"coi_app", "PySide6", "shiboken6", "sqlcipher3", "sqlalchemy", "alembic", "nacl", "keyring", "reportlab", "pypdfium2", "rapidfuzz", "jsonschema"})
"""Packages beside the standard library whose errors are told by name."""

_OTHER_KIND = "an error of another kind"
_MOST_PLACES = 40
_MOST_ERRORS = 6


def crash_report(problem: BaseException) -> str:
    """All of the report of an error that nobody expected, as text."""
    return _report(line for error in _chain(problem) for line in _about(error))


def with_further(report: str, further: int) -> str:
    """The same report, with how many more errors there were since."""
    return f"{report}And {further} more since.\n"


def fatal_report(frame: FrameType | None) -> str:
    """The same where Qt itself cannot go on, with what the app was doing."""
    return _report(["Qt could not go on", *_as_lines(_stack(frame))])


def in_one_line(problem: BaseException) -> str:
    """The kind of an error, and the last place in the app's own code that it came through."""
    places = [place for place in _places(problem.__traceback__) if place]
    return f"{_kind(type(problem))} at {places[-1]}" if places else _kind(type(problem))


def _report(told: Iterable[str]) -> str:
    return "\n".join(["Report of a mistake in Declare", *_versions(), "", *told, ""])


def _versions() -> Iterator[str]:
    yield f"Declare {_version('coi-app')}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    yield ", ".join(f"{name} {_version(name)}" for name in _LIBRARIES)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _chain(problem: BaseException) -> Iterator[BaseException]:
    """The error and what it came from, each once."""
    seen: set[int] = set()
    error: BaseException | None = problem
    while error is not None and id(error) not in seen and len(seen) < _MOST_ERRORS:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _about(error: BaseException) -> Iterator[str]:
    yield _kind(type(error))
    yield from _as_lines(list(_places(error.__traceback__)))


def _as_lines(places: list[str]) -> Iterator[str]:
    """The last of the places; what is in nobody's list is only counted."""
    elsewhere = 0
    if len(places) > _MOST_PLACES:
        yield f"  {len(places) - _MOST_PLACES} calls before these"
    for place in (*places[-_MOST_PLACES:], None):
        if place == "":
            elsewhere += 1
            continue
        if elsewhere:
            yield f"  {elsewhere} in other code"
            elsewhere = 0
        if place:
            yield f"  {place}"


def _kind(kind: type[BaseException]) -> str:
    """Its name, where it is the name of a class in code that everybody has: one that was made while the app ran may be named after anything."""
    module, name = kind.__module__, kind.__qualname__
    if module.split(".")[0] not in _KNOWN | sys.stdlib_module_names:
        return _OTHER_KIND
    found: Any = sys.modules.get(module)
    for part in name.split("."):
        found = getattr(found, part, None)
    return _OTHER_KIND if found is not kind else name if module == "builtins" else f"{module}.{name}"


def _places(trace: TracebackType | None) -> Iterator[str]:
    """Module, function and line for each call in the app's own code; empty for each in other code."""
    while trace is not None:
        yield _place(trace.tb_frame, trace.tb_lineno)
        trace = trace.tb_next


def _stack(frame: FrameType | None) -> list[str]:
    places: list[str] = []
    while frame is not None:
        places.append(_place(frame, frame.f_lineno))
        frame = frame.f_back
    return places[::-1]


def _place(frame: FrameType, line: int) -> str:
    code = frame.f_code
    module = _module(code)
    # The names of the module itself, so that code made while the app ran is not taken for it.
    if not module or getattr(sys.modules.get(module), "__dict__", None) is not frame.f_globals:
        return ""
    return f"{module}:{code.co_qualname}:{line}"


def _module(code: CodeType) -> str:
    """The module of the package whose file this code stands in; empty where it is none."""
    file = Path(code.co_filename)
    if not file.is_relative_to(_PACKAGE) or file.suffix != ".py":
        return ""
    return ".".join((_PACKAGE.name, *file.relative_to(_PACKAGE).with_suffix("").parts))
