"""`conversation`: the guide from a file, the same bytes each time, all of it or nothing."""

import json
import os
from pathlib import Path

import pypdfium2
import pytest

from coi_app import paths
from tests.cli.conftest import Say

EXAMPLES = sorted((paths.resources() / "examples").glob("*.toml"))
PAMPHLETS = paths.resources() / "examples" / "pamphlets.toml"


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_a_shipped_example_becomes_a_guide(say: Say, example: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    for out in (first, second):
        said = say("conversation", example, "--out", out)
        assert (said.code, said.out, said.err) == (0, "", "")
    assert first.read_bytes() == second.read_bytes()
    assert "Aroha Example" in text_of(first)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["first.pdf", "second.pdf"]


def test_words_with_macrons_arrive_on_paper(say: Say, tmp_path: Path) -> None:
    given = PAMPHLETS.read_text("utf-8").replace("in my own suburb", "ki Ōtautahi, ā te wiki")
    assert say("conversation", "-", "--out", tmp_path / "out.pdf", given=given.encode()).code == 0
    assert "Ōtautahi, ā te wiki" in " ".join(text_of(tmp_path / "out.pdf").split())


def test_what_cannot_be_written_is_exit_3_and_leaves_what_was_there(say: Say, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"kept")
    for out in (tmp_path / "none" / "out.pdf", tmp_path / "folder", tmp_path / "file" / "out.pdf", Path("/proc/out.pdf")):
        said = say("conversation", PAMPHLETS, "--out", out)
        assert (said.code, said.out, said.err.count("\n")) == (3, "", 1)
    assert (tmp_path / "file").read_bytes() == b"kept"
    assert sorted(os.listdir(tmp_path)) == ["file", "folder"]


def test_a_pipe_or_a_device_never_gives_way_to_a_file(say: Say, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    said = say("conversation", PAMPHLETS, "--out", tmp_path / "pipe")
    assert (said.code, said.out, said.err.count("\n")) == (3, "", 1)
    assert (tmp_path / "pipe").is_fifo()
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


def test_wrong_input_writes_nothing_and_keeps_what_was_there(say: Say, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    out.write_bytes(b"kept")
    unanswered = PAMPHLETS.read_text("utf-8").replace("conduct = []", "")
    for given in (b'topic = "P99"', b'topic = "P01"', unanswered.encode(), b"\0"):
        assert say("conversation", "-", "--out", out, given=given).code == 2
    assert out.read_bytes() == b"kept"
    assert [path.name for path in tmp_path.iterdir()] == ["out.pdf"]


def test_an_unanswered_question_is_named(say: Say, tmp_path: Path) -> None:
    given = json.dumps({"topic": "P16", "role": {}, "answers": {}}).encode()
    assert "no answer yet" in say("conversation", "-", "--out", tmp_path / "out.pdf", given=given).err
