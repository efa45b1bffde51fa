"""`content publish`: the rulebook in the form that the file name asks for, or one clear sentence and no file."""

import json
import re
import shutil
from pathlib import Path

import pytest

from coi_app import paths
from tests.cli.conftest import Say


@pytest.mark.parametrize("name", ["rulebook", "rulebook.txt", ".pdf", "rulebook.pdf.zip", "."])
def test_a_name_that_asks_for_no_form_is_told_before_any_proof(say: Say, tmp_path: Path, name: str) -> None:
    said = say("content", "publish", "--out", tmp_path / name)
    assert (said.code, said.out) == (2, "")
    assert said.err == "coi-app: The rulebook is written as PDF or as Markdown, so the name has to end in .pdf or .md. No file was written.\n"
    assert not list(tmp_path.iterdir())


def test_without_a_place_to_write_to_nothing_is_done(say: Say) -> None:
    said = say("content", "publish")
    assert (said.code, said.out) == (2, "")
    assert said.err.count("\n") == 1 and "--out FILE" in said.err


def test_a_check_writes_no_file(say: Say, tmp_path: Path) -> None:
    said = say("content", "check", "--out", tmp_path / "rules.md")
    assert (said.code, said.out) == (2, "")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("suffix", [".pdf", ".md"])
def test_a_folder_in_its_place_stays(say: Say, tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"rules{suffix}").mkdir()
    said = say("content", "publish", "--out", tmp_path / f"rules{suffix}")
    assert (said.code, said.out) == (3, "")
    assert said.err.endswith("Nothing was changed. Choose another place.\n")


@pytest.mark.parametrize(("options", "key", "tells"), [
    (("--comments-by", "2020-02-01"), "--comments-by", "is over already"),
    (("--comments-by", "2099-02-30"), "--comments-by", "2027-03-31"),
    (("--comments-by", "31 March 2099"), "--comments-by", "2027-03-31"),
    (("--comments-by", "20990331"), "--comments-by", "2027-03-31"),
    (("--comments-by", ""), "--comments-by", "2027-03-31"),
    (("--comments-to", " "), "--comments-to", "an address in words"),
    (("--comments-to", "—"), "--comments-to", "an address in words"),
    (("--comments-to", "post\x1b[31m"), "--comments-to", "an address in words"),
    (("--comments-to", "a" * 201), "--comments-to", "200 characters"),
], ids=str)
def test_a_place_or_day_for_comments_that_cannot_be_printed_is_told_before_any_proof(say: Say, tmp_path: Path, options: tuple[str, str], key: str, tells: str) -> None:
    said = say("content", "publish", "--json", "--out", tmp_path / "rules.pdf", *options)
    assert (said.code, said.out) == (2, "")
    assert json.loads(said.err)["key"] == key and tells in json.loads(said.err)["error"]
    assert not list(tmp_path.iterdir())


def test_a_check_asks_nobody_for_comments(say: Say) -> None:
    said = say("content", "check", "--quick", "--comments-to", "integrity@agency.example")
    assert (said.code, said.out) == (2, "") and "--comments-to" in said.err


@pytest.mark.parametrize("before", [True, False], ids=["before the action", "after it"])
def test_where_comments_go_stands_at_the_front(say: Say, tmp_path: Path, before: bool) -> None:
    comments = ("--comments-to", "Integrity team,  PO Box 1, Wellington *", "--comments-by", "2099-03-31")
    said = say("content", *(comments if before else ()), "publish", "--quick", "--out", tmp_path / "rules.md", *(() if before else comments))
    assert (said.code, said.out, said.err) == (0, "", "")
    front = (tmp_path / "rules.md").read_text("utf-8").split("## Contents")[0]
    assert "**Send your comment to:** Integrity team, PO Box 1, Wellington \\*  \n**By this day:** 31 March 2099\n" in front


def test_a_folder_that_is_not_there_is_told_before_any_proof(say: Say, tmp_path: Path) -> None:
    said = say("content", "publish", "--out", tmp_path / "nowhere" / "rules.md")
    assert (said.code, said.out) == (3, "")
    assert not list(tmp_path.iterdir())


def test_content_that_does_not_hold_is_not_published(say: Say, tmp_path: Path) -> None:
    shutil.copytree(paths.resources(), tmp_path / "resources")
    stops = tmp_path / "resources" / "rules" / "stops.toml"
    stops.write_text(stops.read_text("utf-8").replace('source = "', 'source = "no-', 1), "utf-8")
    said = say("content", "publish", tmp_path / "resources", "--quick", "--out", tmp_path / "rules.md")
    assert (said.code, said.out) == (1, "")
    assert said.err == "coi-app: The content does not hold, so no rulebook was written. `coi-app content check` tells what is wrong.\n"
    assert not (tmp_path / "rules.md").exists()


def test_the_rulebook_holds_the_figures_of_the_proofs(say: Say, tmp_path: Path) -> None:
    out = tmp_path / "rules.md"
    out.write_text("an older one", "utf-8")
    said = say("content", "publish", "--quick", "--out", out)
    assert (said.code, said.out, said.err) == (0, "", "")
    text = out.read_text("utf-8")
    proved = re.search(r"\| Proved \| (\d+) of (\d+) proofs hold, over [\d,]+ cases \|", text)
    assert proved and proved[1] == proved[2] and int(proved[1]) >= 7
    assert text.count(" | Holds |") == int(proved[1])
    assert re.search(r"\*\*Send your comment to:\*\* (\\_){20,}", text), "a line to fill in by hand"


def test_an_agencys_own_content_is_published_on_top_of_the_rest(say: Say, tmp_path: Path) -> None:
    said = say("content", "publish", paths.resources() / "agency" / "example", "--quick", "--out", tmp_path / "ours.MD")
    assert (said.code, said.out, said.err) == (0, "", "")
    text = (tmp_path / "ours.MD").read_text("utf-8")
    assert re.search(r"^## \d+ What .+ adds$", text, flags=re.MULTILINE)
    assert "| Proved | " in text and "Does not hold" not in text
