"""What must never happen, as a script meets it: free text never counts, and no party is named on paper."""

import json
from pathlib import Path

import pypdfium2
import pytest

from coi_app import paths
from coi_app.domain.assessment import Level
from coi_app.rules.content import Content
from tests.cli.conftest import Say

EXAMPLE = (paths.resources() / "examples" / "pamphlets.toml").read_text("utf-8")
OWN_WORDS = "I would like to deliver pamphlets in my own suburb on weekends."


@pytest.mark.parametrize("words", ["I am Māori and I whakapapa to the people of this place.", "I am Pākehā.", "My church and my union asked me.", ""])
def test_what_someone_writes_about_who_they_are_changes_nothing(say: Say, words: str) -> None:
    """N4: changing text about ethnicity, belief or a union changes nothing in the result."""
    told = [json.loads(say("assess", "-", "--json", given=EXAMPLE.replace(OWN_WORDS, text).encode()).out) for text in (OWN_WORDS, words)]
    assert told[0] == told[1]
    assert told[0]["complete"]


def test_the_guide_names_no_party_unless_the_person_wrote_one(say: Say, tmp_path: Path, content: Content) -> None:
    """N1: nothing on the pages of a guide comes from the words to notice."""
    parties = [word for word in content.notice.words if word.endswith(" party")]
    for example in sorted((paths.resources() / "examples").glob("*.toml")):
        out = tmp_path / f"{example.stem}.pdf"
        assert say("conversation", example, "--out", out).code == 0
        with pypdfium2.PdfDocument(out) as document:
            text = " ".join(" ".join(page.get_textpage().get_text_bounded().lower().split()) for page in document)
        assert len(text) > 500
        assert not [name for name in parties if name in text]


def test_a_manager_may_find_another_level_and_says_why(say: Say, tmp_path: Path, content: Content) -> None:
    """N7, on paper: every level stands to be ticked, the app's own is marked once, and a difference asks for its reason."""
    out = tmp_path / "guide.pdf"
    assert say("conversation", paths.resources() / "examples" / "pamphlets.toml", "--out", out).code == 0
    with pypdfium2.PdfDocument(out) as document:
        text = " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)
    for level in Level:
        assert f"{level.name} {content.wording.levels[level.name]}" in text
    assert f"L0 {content.wording.levels['L0']} (app)" in text
    assert "tick yours, and say why if it differs" in text
