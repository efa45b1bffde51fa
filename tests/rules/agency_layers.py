"""The shipped example of an agency's content, to be spoilt, and the content with it on top."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from coi_app.paths import resources
from coi_app.rules.agency import AgencyLayer
from coi_app.rules.agency_reading import read_layer
from coi_app.rules.bundle import Bundle, read_folder

EXAMPLE = resources() / "agency" / "example"


def example_files() -> dict[str, str]:
    """The files of the example, as text."""
    return {path.name: path.read_text("utf-8") for path in EXAMPLE.glob("*.toml")}


def layer_of(files: Mapping[str, str]) -> AgencyLayer:
    """The layer in these files."""
    return read_layer({name: text.encode() for name, text in files.items()})


def spoilt(file: str, right: str, wrong: str) -> dict[str, str]:
    """The files of the example with one thing put differently, or added at the end."""
    files = example_files()
    text = files.get(file, "")
    assert not right or right in text, f"{right!r} is not in {file}"
    return {**files, file: text.replace(right, wrong, 1) if right else f"{text}\n{wrong}"}


def put(files: Mapping[str, str], folder: Path) -> Path:
    """The files in a folder of their own."""
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def whole(files: Mapping[str, str]) -> Bundle:
    """The shipped content with these files on top."""
    return {**read_folder(resources()), **{f"agency/{name}": text.encode() for name, text in files.items()}}
