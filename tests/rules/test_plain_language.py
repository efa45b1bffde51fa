"""How plainly the content is written: the figures, the count of syllables, and each fault caught with its file, key and mending."""

from __future__ import annotations

import pytest

from coi_app.paths import resources
from coi_app.rules.bundle import read_folder
from coi_app.rules.plain_language import HIGHEST_GRADE, grade_of, prove_plain_language, readings, syllables
from coi_app.rules.written import Written, read

SCHEMAS = resources() / "schemas"
PAGES = "content/en-NZ/guidance/pages.toml"
LEAD = "What you know stays useful. What belongs to your agency stays there."


def written_with(lead: str) -> Written:
    """The shipped content with the lead of one page changed."""
    bundle = dict(read_folder(resources()))
    body = bundle[PAGES].decode()
    assert LEAD in body
    return read({**bundle, PAGES: body.replace(LEAD, lead).encode()}, SCHEMAS)[0]


def test_the_shipped_content_is_plain_in_every_file() -> None:
    written = written_with(LEAD)
    proof = prove_plain_language(written)
    assert proof.holds, proof.against
    assert proof.cases > 2000
    found = readings(written)
    assert found[0].grade <= HIGHEST_GRADE
    assert sum(one.grade * one.words for one in found) / sum(one.words for one in found) < 5


@pytest.mark.parametrize(
    ("lead", "against", "mend"),
    [
        ("Please utilise the form.", "'utilise'", "Say 'use' instead"),
        ("Act in accordance with it.", "'in accordance with'", "Say 'as it says' instead"),
        (" ".join(["word"] * 26) + ".", "26 words", "Break the sentence in two"),
        ("Institutional accountability necessitates comprehensive organisational responsibilities throughout interdependent administrative communities. " * 3, "grade", "shorter words"),
    ],
)
def test_what_is_not_plain_is_told_with_its_file_its_key_and_how_to_mend_it(lead: str, against: str, mend: str) -> None:
    proof = prove_plain_language(written_with(lead))
    assert not proof.holds
    assert proof.file == PAGES
    assert "page[moving]" in proof.key
    assert against in proof.against
    assert mend in proof.mend


def test_syllables_are_counted_as_heard() -> None:
    heard = {
        1: "the asked gifts made shares leave named one we don't", 2: "people table little voting whānau koha hapū union declare pages voices useful being something",
        3: "agency minister decided statement hīkoi radio idea opinion employer manager", 4: "conversation kaumātua responsible",
    }
    wrong = [word for count, words in heard.items() for word in words.split() if syllables(word) != count]
    assert len(wrong) <= 3, wrong


def test_a_grade_rises_with_longer_words_and_longer_sentences() -> None:
    easy, longer = grade_of(["We go. You stay."]), grade_of(["We go and you stay and they come and all of us talk."])
    harder = grade_of(["Organisational accountability necessitates deliberation."])
    assert easy < longer < harder
    assert grade_of([]) == 0.0
