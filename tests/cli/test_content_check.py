"""`content check`: what it proves of the shipped content, and what it says of content that is wrong."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coi_app import paths
from coi_app.cli.arguments import parse
from coi_app.rules.loader import load_folder
from tests.cli.conftest import Say


def test_the_shipped_content_is_proved(say: Say) -> None:
    said = say("content", "check", "--quick")
    assert (said.code, said.err) == (0, "")
    first, *proofs, last = said.out.splitlines()
    assert "53 topics" in first
    assert len(proofs) >= 22
    assert all(line.startswith("proved") and line.endswith(" s)") and " cases, " in line for line in proofs)
    assert last.startswith("Everything holds")
    assert all("all there are" in line or "a seeded sample of" in line for line in proofs)
    assert 5 <= sum("a seeded sample of" in line for line in proofs) < len(proofs)


@pytest.mark.prove
@pytest.mark.timeout(0)
def test_the_shipped_content_is_proved_in_full_in_a_minute(say: Say) -> None:
    before = time.perf_counter()
    said = say("content", "check", "--json")
    assert (said.code, said.err) == (0, "")
    assert sum(proof["cases"] for proof in json.loads(said.out)["proofs"]) > 400_000
    assert time.perf_counter() - before < 60


SPOILED = {
    "broken TOML": ("rules/stops.toml", "[[stop]]", "[[stop", "rules/stops.toml: is not TOML"),
    "a key that means nothing": ("content/en-NZ/categories.toml", "title", "titel", "content/en-NZ/categories.toml: category[political].titel: is not a known key"),
    "a source that is not there": ("rules/stops.toml", 'source = "', 'source = "no-', "rules/stops.toml: stop[STOP-1].source: there is no source 'no-"),
    "a question that is not there": ("content/en-NZ/topics/political.toml", '"overlap"', '"overlep"', "topic[P05].questions: there is no question 'overlep'"),
}


@pytest.mark.parametrize(("file", "right", "wrong", "said_of_it"), SPOILED.values(), ids=SPOILED.keys())
def test_wrong_content_is_named_by_file_and_key_one_line_each(say: Say, tmp_path: Path, file: str, right: str, wrong: str, said_of_it: str) -> None:
    said = say("content", "check", spoiled(tmp_path, file, right, wrong))
    assert (said.code, said.err) == (1, "")
    assert all(line.startswith(("WRONG   ", "  mend: ")) for line in said.out.splitlines())
    assert said_of_it in said.out


def spoiled(folder: Path, file: str, right: str, wrong: str) -> Path:
    """A copy of the shipped content with one thing in it put differently."""
    shutil.copytree(paths.resources(), folder / "resources")
    text = (folder / "resources" / file).read_text("utf-8")
    assert right in text
    (folder / "resources" / file).write_text(text.replace(right, wrong, 1), "utf-8")
    return folder / "resources"


def test_a_pipe_among_the_content_is_not_waited_for(say: Say, tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    os.mkfifo(tmp_path / "rules" / "scales.toml")
    said = say("content", "check", tmp_path)
    assert (said.code, said.out, said.err) == (2, "", "coi-app: rules/scales.toml: is not a file\n")


def test_a_number_longer_than_a_number_can_be_is_named_like_any_fault(say: Say, tmp_path: Path) -> None:
    said = say("content", "check", spoiled(tmp_path, "law/thresholds.toml", "dollars = ", "dollars = " + "9" * 5000))
    assert (said.code, said.err) == (1, "")
    assert "law/thresholds.toml: is not TOML" in said.out


def test_the_name_of_a_file_cannot_steer_a_terminal(say: Say, tmp_path: Path) -> None:
    folder = spoiled(tmp_path, "rules/stops.toml", "[[stop]]", "[[stop]]")
    (folder / "rules" / "a\x1b[31mb.toml").write_text("")
    said = say("content", "check", folder)
    assert said.code == 1
    assert r"WRONG   rules/a\x1b[31mb.toml: is a file that nothing reads" in said.out


def test_content_from_an_editor_that_marks_the_order_of_bytes_is_the_same_content(tmp_path: Path) -> None:
    folder = spoiled(tmp_path, "rules/stops.toml", "[[stop]]", "[[stop]]")
    for path in folder.rglob("*.toml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    marked, shipped = load_folder(folder), load_folder(paths.resources())
    assert (marked.topics, marked.wording) == (shipped.topics, shipped.wording)
    assert marked.hash == shipped.hash


def test_scripts_read_the_findings_as_json(say: Say, tmp_path: Path) -> None:
    said = say("content", "check", spoiled(tmp_path, "rules/answers.toml", "[[answer]]", "[[anser]]"), "--json")
    told = json.loads(said.out)
    assert (said.code, told["holds"], told["figures"], told["proofs"]) == (1, False, None, [])
    (found,) = [finding for finding in told["findings"] if finding["key"] == "anser"]
    assert (found["file"], found["problem"]) == ("rules/answers.toml", "is not a known key")
    assert "answers.schema.json" in found["mend"]


def test_a_folder_without_content_and_no_folder_are_wrong_input(say: Say, tmp_path: Path) -> None:
    for wrong in (tmp_path, tmp_path / "none", "n" * 300, __file__):
        said = say("content", "check", wrong)
        assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("arguments", [["content", "check", "--quick", "HERE"], ["content", "--quick", "check", "HERE"], ["content", "check", "HERE", "--quick"]], ids=" ".join)
def test_the_folder_may_stand_before_or_after_an_option(arguments: list[str], tmp_path: Path) -> None:
    asked = parse([str(tmp_path) if one == "HERE" else one for one in arguments])
    assert (asked.action, asked.folder, asked.quick, asked.json, asked.out) == ("check", tmp_path, True, False, None)


def test_a_check_never_loads_qt(tmp_path: Path) -> None:
    spoil = spoiled(tmp_path, "rules/stops.toml", "[[stop]]", "[[stop")
    script = f"import sys; from coi_app.__main__ import main; code = main(['content', 'check', {str(spoil)!r}]); sys.exit(code + 10 * any('PySide' in m for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, check=False).returncode == 1
