"""The demonstration: a whole declaration of each shipped example by key events alone, and what it leaves."""

import sys
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from coi_app.__main__ import main
from coi_app.app import demonstrate
from coi_app.domain.errors import CheckFailed
from coi_app.paths import user_data
from coi_app.ui.window import Window
from tests.ui.driving import settle, tab_to
from tests.ui.gallery import home


@pytest.fixture(autouse=True)
def hook_of_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """The app takes over the exception hook; a test gives it back."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)


def text_of(guide: Path) -> str:
    """Everything on the pages of a PDF, in one line."""
    document = pypdfium2.PdfDocument(guide.read_bytes())
    try:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    finally:
        document.close()


@pytest.mark.parametrize(
    ("example", "words", "pages"),
    [
        ("pamphlets", ["I would like to deliver pamphlets in my own suburb on weekends.", "Helping a campaign"], 2),
        ("candidate", ["I am thinking of standing at the next general election.", "Standing for Parliament"], 4),
        ("two_interests", ["A supplier has offered me a ticket to a game.", "Someone in my household applies for a grant from my agency."], 4),
    ],
)
def test_an_example_is_declared_by_key_events_alone(qapp: QApplication, tmp_path: Path, example: str, words: list[str], pages: int) -> None:
    left = demonstrate(tmp_path / "left", example)
    settle()
    said = text_of(left.guide)
    for part in (*words, "Aroha Example", "Tāne Example", "Ministry of Examples", "23 November 2026"):
        assert part in said
    assert len(pypdfium2.PdfDocument(left.guide.read_bytes())) <= pages
    assert sorted(tmp_path.joinpath("left").iterdir()) == sorted([left.guide, *left.pictures])
    assert len(left.pictures) > 15
    assert all(QImage(str(picture)).width() > 1000 for picture in left.pictures)
    assert not user_data().exists()


def test_the_command_says_where_it_left_what(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["demo", "--out", "build/demo"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"Conversation PDF: {Path('build/demo/conversation.pdf')}"
    assert said[1].endswith(f": {Path('build/demo')}")
    assert len(said) == 2
    settle()


@pytest.mark.parametrize("name", ["in the way", "full"])
def test_a_folder_that_cannot_be_used_is_one_sentence(qapp: QApplication, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in the way").write_text("a file")
    (tmp_path / "full" / "conversation.pdf").mkdir(parents=True)
    assert main(["demo", "--out", str(tmp_path / name)]) == 3
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(f"coi-app: The folder {name} cannot be used: ")
    assert told.err.count("\n") == 1


def test_what_the_keyboard_never_comes_to_is_said(window: Window) -> None:
    window.navigation.start(home())
    settle()
    with pytest.raises(CheckFailed, match=r"Tab never came to 'No such button'; it met \['What do you have in mind"):
        tab_to("No such button")
