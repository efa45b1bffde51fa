"""An agency's own content at the command line: checked for its author, and on top of everything else with `--content`."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from coi_app.rules.loader import load
from tests.cli.conftest import Say
from tests.rules.agency_layers import EXAMPLE, example_files, put, spoilt, whole
from tests.rules.test_agency import answers_to


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A file about a topic of the agency's own: the first card of every question, but for a business that one could be sent to inspect."""
    content = load(whole(example_files()))
    given = answers_to(content, "x-water-scheme", "x-inspect", "me", "work_stake", "own_business").plain()
    role = {name: value for name, value in given.items() if content.questions[name].table == "role"}
    told = {"date": "2026-11-23", "topic": "x-water-scheme", "role": role, "answers": {name: value for name, value in given.items() if name not in role}}
    file = tmp_path / "case.json"
    file.write_text(json.dumps(told), "utf-8")
    return file


def zipped(folder: Path, files: dict[str, str], top: str = "") -> Path:
    """The files in a zip."""
    place = folder / "agency.zip"
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(f"{top}{name}", text)
    return place


def test_the_author_of_the_example_is_told_that_it_holds_and_what_it_changes(say: Say, tmp_path: Path) -> None:
    said = say("content", "check", zipped(tmp_path, example_files(), "ours/"), "--quick", "--json")
    told = json.loads(said.out)
    assert (said.code, said.err, told["holds"], told["findings"]) == (0, "", True, [])
    assert told["figures"]["version"].endswith("+ Te Mana Arataki Wai 1.2")
    assert [part["title"] for part in told["agency"]["parts"]][:2] == ["Your agency also expects", "Rules of its own"]


def test_a_fault_is_told_with_file_key_and_how_to_mend_it(say: Say, tmp_path: Path) -> None:
    folder = put(spoilt("rules.toml", 'give = "go_ahead_with_steps"', 'give = "go_ahead"'), tmp_path / "ours")
    said = say("content", "check", folder)
    assert (said.code, said.err) == (1, "")
    assert "WRONG   rules.toml: answer[x-gift-while-inspecting].give: has to be one of go_ahead_with_steps, not_as_described" in said.out


def test_a_folder_with_one_file_but_no_manifest_is_known_for_what_it_is(say: Say, tmp_path: Path) -> None:
    said = say("content", "check", put({"contacts.toml": example_files()["contacts.toml"]}, tmp_path / "ours"))
    assert (said.code, said.err) == (1, "")
    assert "manifest.toml: is missing" in said.out


def test_a_result_under_an_agency_says_what_is_the_agencys_and_what_it_is_without(say: Say, case: Path) -> None:
    said = say("assess", case, "--content", EXAMPLE, "--json")
    told = json.loads(said.out)
    assert (said.code, told["answer"], told["content_version"].partition(" + ")[2]) == (0, "not_as_described", "Te Mana Arataki Wai 1.2")
    assert told["agency"]["without"].startswith("You can do this") and told["agency"]["rules"][0]["rule"].startswith("x-")
    words = say("--content", EXAMPLE, "assess", case).out
    assert "Your agency’s own: Te Mana Arataki Wai 1.2" in words and "Without these rules: You can do this" in words


def test_without_it_the_topic_is_not_there_and_no_result_has_a_part_for_it(say: Say, case: Path) -> None:
    said = say("assess", case)
    assert (said.code, said.out) == (2, "") and "x-water-scheme" in said.err
    other = say("assess", EXAMPLE.parents[1] / "examples" / "pamphlets.toml", "--json")
    assert "agency" not in json.loads(other.out)


def test_topics_and_questions_are_there_too(say: Say) -> None:
    topics = json.loads(say("topics", "--search", "meter reading", "--json", "--content", EXAMPLE).out)
    assert topics[0]["id"] == "x-water-scheme"
    questions = json.loads(say("questions", "I-02", "--json", "--content", EXAMPLE).out)["questions"]
    assert questions[-1]["id"] == "x-inspect" and questions[-1]["scale"] == "duty"


def test_the_guide_names_the_content_of_the_agency(say: Say, case: Path, tmp_path: Path) -> None:
    out = tmp_path / "guide.pdf"
    said = say("conversation", case, "--content", EXAMPLE, "--out", out)
    assert (said.code, said.err) == (0, "")
    document = pypdfium2.PdfDocument(out)
    text = " ".join(document[page].get_textpage().get_text_range() for page in range(len(document)))
    document.close()
    joined = " ".join(text.split())
    assert "+ Te Mana Arataki Wai 1.2" in joined
    assert "Te Mana Arataki Wai’s own rules" in joined and "Without these, the result would be" in joined


def test_a_layer_that_cannot_be_used_is_one_line_on_standard_error(say: Say, case: Path, tmp_path: Path) -> None:
    folder = put(spoilt("questions.toml", "Could you be sent to inspect it?", "Which iwi is it?"), tmp_path / "ours")
    for place, said_of_it in ((folder, "questions.toml: question[x-inspect].words"), (tmp_path / "none", "neither a folder nor a zip"), (Path(__file__), "not a zip file that can be read")):
        said = say("assess", case, "--content", place)
        assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
        assert said_of_it in said.err
