"""Nothing is left out of the rulebook: what a person can read in the content stands in it, found by walking the content itself."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

import pytest

from coi_app.domain.assessment import SourceMark
from coi_app.domain.rulebook import Grid, Point, Rulebook, Section, numbered, to, walked
from coi_app.paths import resources
from coi_app.rules.agency_loading import with_agency
from coi_app.rules.bundle import read_folder
from coi_app.rules.conditions import Condition
from coi_app.rules.content import Content
from coi_app.rules.in_words import InWords
from coi_app.rules.law import with_amounts
from coi_app.rules.loader import load
from coi_app.rules.proof import Proof
from coi_app.rules.reach import rule_lists
from coi_app.rules.rulebook import rulebook
from tests.rulebooks import flat, said_in

READ_BY_PEOPLE = {
    "words", "because", "why", "title", "summary", "hint", "example", "fine", "fix", "as_reason", "as_change", "as_dropped", "not_asked", "not_sure", "short", "address", "examples", "tips",
    "about", "usual", "manager_may", "manager_may_not", "lead", "points", "word", "meaning", "situation", "before", "opening", "ask", "do_not_ask", "do_not_say",
    "do_not_do", "career", "privacy", "proportionality", "where_to_go", "after", "warning", "levels", "level_meanings", "types", "severities", "headlines", "statuses", "status_meanings", "step_statuses",
}
PROOFS = (Proof("Nothing is lost", 1234), Proof("All is well", 5, "a case"))


@pytest.fixture(scope="module", params=["as shipped", "with an agency's layer"])
def content(request: pytest.FixtureRequest) -> Content:
    bundle = read_folder(resources())
    shipped = load(bundle)
    if request.param == "as shipped":
        return shipped
    return with_agency(shipped, bundle, resources() / "agency" / "example", resources()).content


@pytest.fixture(scope="module")
def book(content: Content) -> Rulebook:
    return rulebook(content, PROOFS)


@pytest.fixture(scope="module")
def text(book: Rulebook) -> str:
    return flat("\n".join(said_in(book)))


def test_everything_a_person_reads_in_the_content_stands_in_it(content: Content, text: str) -> None:
    texts = (with_amounts(words, content.thresholds, content.effective) for words in sorted(set(read_in(content))))
    missing = [words for words in texts if flat(words).replace("{fine}", "…").rstrip(".") not in text]
    assert not missing


def read_in(value: object, name: str = "") -> Iterator[str]:
    """Every text of the content that people read, whatever holds it."""
    if isinstance(value, str):
        if name in READ_BY_PEOPLE and value:
            yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from read_in(part, name)
    elif isinstance(value, tuple):
        for part in value:
            yield from read_in(part, name)
    elif is_dataclass(value):
        hidden = {"notice": ("words", "phrases", "role_words")}.get(name, ())
        for field in fields(value):
            if field.name not in ("written", "base", "unread", *hidden):
                yield from read_in(getattr(value, field.name), field.name)
        if isinstance(value, Content):
            yield from read_in(value.guidance)
            yield from read_in(value.glossary)


def test_every_condition_of_the_content_stands_in_it(content: Content, text: str) -> None:
    words, plain = InWords(content), without_numbers(text)
    for condition in conditions_in(content):
        for said in lines_of(words.when(condition)):
            assert without_numbers(flat(said)) in plain


def conditions_in(value: object) -> Iterator[Condition]:
    if isinstance(value, Condition):
        yield value
    elif isinstance(value, Mapping | tuple):
        for part in value.values() if isinstance(value, Mapping) else value:
            yield from conditions_in(part)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in ("base", "unread", "agency"):
                yield from conditions_in(getattr(value, field.name))


def lines_of(point: Point) -> Iterator[str]:
    yield point.words
    for inner in point.points:
        yield from lines_of(inner)


def without_numbers(words: str) -> str:
    return re.sub(r" \((⟦[^⟧]+⟧|\d+(\.\d+)+)\)", "", words)


def test_every_rule_has_an_entry_with_its_four_parts(content: Content, book: Rulebook) -> None:
    entries = {section.place: section for section in everything(book)}
    for rule in (rule for rules in rule_lists(content).values() for rule in rules):
        labels = [block.label for block in entries[f"rule {rule.id}"].blocks if not isinstance(block, Grid)]
        assert {"When", "Because", "Source"} <= set(labels), rule.id
        assert ("In force" in labels) == bool(rule.begins or rule.ends), rule.id


def test_every_question_topic_scale_and_source_has_an_entry(content: Content, book: Rulebook) -> None:
    places = [section.place for section in everything(book) if section.place]
    assert len(places) == len(set(places))
    wanted = {"question": content.questions, "topic": content.topics, "scale": content.scales, "source": content.sources}
    assert {f"{kind} {one}" for kind, ids in wanted.items() for one in ids} <= set(places)


def test_the_tables_hold_each_cell(content: Content, book: Rulebook) -> None:
    grids = {section.place: [block for block in section.blocks if isinstance(block, Grid)] for section in everything(book)}
    (neutrality,), (conflict,) = grids["table neutrality"], grids["table conflict"]
    assert [[cell[:2] for cell in row[1:]] for row in neutrality.rows] == [[level.name for level in row] for row in content.neutrality_table.levels]
    assert [list(row[1:]) for row in conflict.rows] == [[content.wording.severities[cell.value] for cell in row] for row in content.conflict_table.severities]


def test_numbers_follow_each_other_and_none_comes_twice(book: Rulebook) -> None:
    found = [number for chapter in book.chapters for number in numbers(chapter)]
    assert len(found) == len(set(found)) > 500
    assert [chapter.number for chapter in book.chapters] == [str(n) for n in range(1, len(book.chapters) + 1)]
    assert found == sorted(found, key=lambda number: [int(part) for part in number.split(".")])


def test_every_number_in_brackets_leads_somewhere(book: Rulebook, text: str) -> None:
    known = {number for chapter in book.chapters for number in numbers(chapter)}
    assert set(re.findall(r"\((\d+(?:\.\d+)+)\)", text)) <= known
    assert "⟦" not in text


def test_a_place_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        numbered([Section(f"See {to('nowhere')}", sections=(Section("x"),), blocks=(Grid(("a",), ((to("nowhere"),),), (1.0,)),))])


def test_every_table_is_as_wide_as_its_header(book: Rulebook) -> None:
    for section in everything(book):
        for grid in (block for block in section.blocks if isinstance(block, Grid)):
            assert len(grid.shares) == len(grid.header) and {len(row) for row in grid.rows} <= {len(grid.header)}, section.title
            assert abs(sum(grid.shares) - 1) < 0.001, section.title


def test_the_proofs_and_their_figures_stand_in_it(book: Rulebook, text: str) -> None:
    assert "nothing is lost" in text and "1,234" in text and "does not hold: a case" in text
    assert dict(book.facts)["Proved"] == "1 of 2 proofs hold, over 1,239 cases"


def test_what_was_not_read_at_its_source_says_so(content: Content, book: Rulebook) -> None:
    entries = {section.place: section for section in everything(book)}
    for source in content.sources.values():
        said = " ".join(b.words for b in entries[f"source {source.id}"].blocks if not isinstance(b, Grid))
        assert [mark for mark in SourceMark if f" {content.wording.phrases[mark]}." in said] == [mark for mark in (source.confidence.mark,) if mark]


def test_both_marks_are_explained(content: Content, text: str) -> None:
    for mark in SourceMark:
        assert flat(f"“{content.wording.phrases[mark]}”: {content.wording.phrases[f'{mark}_meaning']}") in text


def test_it_names_no_sign_of_belief_or_party(content: Content, text: str) -> None:
    names = [words for words in content.notice.words if " party" in words or "pāti" in words]
    assert names and not [words for words in names if words in text]


def test_what_an_agency_adds_stands_by_itself_too(content: Content, book: Rulebook) -> None:
    named = [chapter for chapter in book.chapters if content.agency and chapter.title == f"What {content.agency.agency} adds"]
    assert len(named) == bool(content.agency)
    if content.agency:
        added = flat(" ".join(words for section in walked(named[0]) for block in section.blocks if not isinstance(block, Grid) for words in (block.words, block.label)))
        assert not [rule.id for rule in content.agency.rules if flat(rule.because) not in added]


def test_the_same_content_gives_the_same_rulebook(content: Content, book: Rulebook) -> None:
    assert rulebook(content, PROOFS) == book


def everything(book: Rulebook) -> list[Section]:
    return [section for chapter in book.chapters for section in walked(chapter)]


def numbers(section: Section) -> Iterator[str]:
    yield section.number
    yield from (block.number for block in section.blocks if not isinstance(block, Grid) and block.number)
    for part in section.sections:
        yield from numbers(part)


def test_its_own_words_are_plain(book: Rulebook) -> None:
    """What the rulebook says of itself, around the content: no sentence of more than 25 words."""
    own = [section for section in everything(book) if section.title == "How this works" or section.number.startswith(("1.", "3."))]
    said = [block.words for section in own for block in section.blocks if not isinstance(block, Grid)]
    long = [sentence for words in said for sentence in re.split(r"(?<=[.!?:;]) ", words) if len(sentence.split()) > 25]
    assert len(said) > 30 and not long


def test_a_proof_that_took_a_sample_says_so_with_its_number(content: Content) -> None:
    proofs = [Proof("Every pair", 12, there_are=12), Proof("Some of many", 40, there_are=4_000), Proof("Some of very many", 40, there_are=3 * 10**21)]
    chapter = next(chapter for chapter in rulebook(content, proofs).chapters if chapter.title.endswith("What was proved"))
    [grid] = [block for block in chapter.blocks if isinstance(block, Grid)]
    assert [row[2] for row in grid.rows] == ["All there are", "A seeded sample of 4,000", "A seeded sample of about 10^21"]
