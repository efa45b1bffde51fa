"""`content check`: what it proves of the shipped content, and what it says of content that is wrong."""

import shutil
from pathlib import Path

import pytest

from coi_app import paths
from tests.cli.conftest import Say


def test_the_shipped_content_is_proved(say: Say) -> None:
    said = say("content", "check")
    assert (said.code, said.err) == (0, "")
    first, *proofs = said.out.splitlines()
    assert first.endswith("every id resolved")
    assert len(proofs) >= 7
    assert all(line.startswith("proved") for line in proofs)


SPOILED = {
    "broken TOML": ("rules/stops.toml", "[[stop]]", "[[stop", "rules/stops.toml: is not TOML"),
    "a key that means nothing": ("content/en-NZ/categories.toml", "title", "titel", "content/en-NZ/categories.toml: category["),
    "a source that is not there": ("rules/stops.toml", 'source = "', 'source = "no-', "there is no source 'no-"),
    "a question that is not there": ("content/en-NZ/topics/political.toml", '"overlap"', '"overlep"', "there is no 'overlep'"),
}


@pytest.mark.parametrize(("file", "right", "wrong", "said_of_it"), SPOILED.values(), ids=SPOILED.keys())
def test_wrong_content_is_named_by_file_and_key(say: Say, tmp_path: Path, file: str, right: str, wrong: str, said_of_it: str) -> None:
    shutil.copytree(paths.resources(), tmp_path / "resources")
    spoiled = tmp_path / "resources" / file
    text = spoiled.read_text("utf-8")
    assert right in text
    spoiled.write_text(text.replace(right, wrong, 1), "utf-8")
    said = say("content", "check", tmp_path / "resources")
    assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
    assert said_of_it in said.err


def test_a_folder_without_content_fails_and_no_folder_is_wrong_input(say: Say, tmp_path: Path) -> None:
    assert say("content", "check", tmp_path).code == 1
    assert say("content", "check", tmp_path / "none").code == 2
    assert say("content", "check", __file__).code == 2
