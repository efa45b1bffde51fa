"""Whatever an error carries, a report of it holds none of it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coi_app import paths
from coi_app.domain.answers import Answers
from coi_app.domain.errors import CannotWrite, ContentError, DeclareError, InputError
from coi_app.services.crash_report import crash_report, fatal_report, in_one_line, with_further
from coi_app.services.describe import describe
from coi_app.services.save_file import save_file

MARKERS = st.text("abcdefghijklmnopqrstuvwxyzāēīōūĀŌ ", min_size=0, max_size=12).map(lambda rest: f"Quokka{rest}Marker")


def unreadable(marker: str) -> UnicodeDecodeError:
    """An error that holds the bytes it could not read."""
    return UnicodeDecodeError("utf-8", marker.encode() + b"\xff", len(marker.encode()), len(marker.encode()) + 1, marker)


def named_after(marker: str) -> Exception:
    """An error whose class has the marker in every name."""
    return type(marker, (Exception,), {"__module__": marker, "__qualname__": f"{marker}.{marker}", "__doc__": marker, marker: marker})(marker)


def disguised(marker: str) -> Exception:
    """The same, which says it comes with Python."""
    return type(marker, (ValueError,), {"__module__": "builtins"})(marker)


CARRIERS: dict[str, Callable[[str], BaseException]] = {
    "message": ValueError,
    "arguments": lambda marker: RuntimeError(1, marker, [marker], {marker: marker}),
    "key": KeyError,
    "file": lambda marker: FileNotFoundError(2, marker, f"/home/{marker}/{marker}.toml", None, marker),
    "bytes": unreadable,
    "import": lambda marker: ImportError(marker, name=marker, path=f"/{marker}"),
    "syntax": lambda marker: SyntaxError(marker, (marker, 1, 1, marker)),
    "attribute": lambda marker: AttributeError(marker, name=marker, obj=marker),
    "exit": SystemExit,
    "group": lambda marker: ExceptionGroup(marker, [ValueError(marker)]),
    "ours": DeclareError,
    "ours with a key": lambda marker: InputError(marker, marker),
    "ours with a file": lambda marker: ContentError(marker, marker, marker),
    "class": named_after,
    "class in disguise": disguised,
}


def raised(marker: str, kinds: list[str], *, implied: bool) -> BaseException:
    """An error with the marker in all it carries, through code and locals named after it, chained to others."""
    word = "".join(c for c in marker if c.isalpha())
    space: dict[str, object] = {"__name__": f"coi_app.{word}", "marker": marker}
    source = f"def {word}(problem, cause):\n    {word} = marker\n    '''{word}'''\n    raise problem from cause\n"
    exec(compile(source, str(Path(paths.__file__).parent / f"{word}.py"), "exec"), space)  # noqa: S102 - code named after the marker, as if in the package
    cause: BaseException | None = None
    for kind in kinds:
        problem = CARRIERS[kind](marker)
        problem.add_note(marker)
        try:
            try:
                if implied and cause is not None:
                    raise cause
            finally:
                space[word](problem, None if implied else cause)  # type: ignore[operator]
        except BaseException as error:  # noqa: BLE001 - whatever was drawn
            cause = error
    assert cause is not None
    return cause


@given(marker=MARKERS, kinds=st.lists(st.sampled_from(sorted(CARRIERS)), min_size=1, max_size=4), implied=st.booleans(), further=st.integers(0, 9))
def test_a_report_never_holds_what_an_error_carries(marker: str, kinds: list[str], implied: bool, further: int) -> None:
    problem = raised(marker, kinds, implied=implied)
    for told in (with_further(crash_report(problem), further), in_one_line(problem)):
        assert "quokka" not in told.lower() and "marker" not in told.lower()


@given(marker=MARKERS)
def test_nor_what_real_work_was_done_with(marker: str) -> None:
    with pytest.raises(CannotWrite) as refused:
        save_file(Path(f"/nowhere/{marker}/{marker}.pdf"), marker.encode())
    told = crash_report(refused.value)
    assert marker not in told and "/nowhere" not in told and str(Path.home()) not in told
    assert "coi_app.services.save_file:save_file:" in told and "coi_app.domain.errors.CannotWrite" in told and "FileNotFoundError" in told


def test_a_report_says_where_it_happened_and_with_which_versions() -> None:
    with pytest.raises(TypeError) as failed:
        describe(None, None, None)  # type: ignore[arg-type]
    told = with_further(crash_report(failed.value), 2)
    assert "Report of a mistake in Declare" in told and "Python 3." in told and "SQLAlchemy 2." in told
    assert "\nTypeError\n" in told and "coi_app.services.describe:" in told and "And 2 more since." in told
    assert "in other code" in told, "the calls of whoever asked are counted"
    assert in_one_line(failed.value).startswith("TypeError at coi_app.services.describe:")


def test_a_deep_error_is_told_in_short() -> None:
    def down(depth: int) -> Answers:
        return Answers({"more": down(depth + 1)})  # type: ignore[dict-item]

    with pytest.raises(RecursionError) as failed:
        down(0)
    assert len(crash_report(failed.value).splitlines()) < 60


def test_where_qt_cannot_go_on_the_report_says_what_the_app_was_doing() -> None:
    told = fatal_report(sys._getframe())
    assert "Qt could not go on" in told and "in other code" in told and __file__ not in told
