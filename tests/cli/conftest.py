"""The command line as a script meets it: arguments and bytes in; exit code and two texts out."""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from coi_app import paths
from coi_app.__main__ import main
from coi_app.rules.content import Content
from coi_app.rules.loader import load_folder


@dataclass(frozen=True)
class Said:
    """What one command line came to."""

    code: int
    out: str
    err: str


Say = Callable[..., Said]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Say:
    """Runs one command line in this process, with these bytes on standard input."""

    def run(*arguments: object, given: bytes = b"") -> Said:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        return Said(code, *capsys.readouterr())

    return run


@pytest.fixture(scope="session")
def content() -> Content:
    """The shipped content."""
    return load_folder(paths.resources())
