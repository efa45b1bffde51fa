"""How plainly the content is written: a grade of readability, the length of sentences, and words that have a plainer one.

The grade is Flesch and Kincaid's: 0.39 × words a sentence + 11.8 × syllables a word − 15.59, in years of school; with five more it
is about a reader's age. Syllables are counted by rule, as vowels heard together, so a grade is good to about half a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from coi_app.rules.proof import Proof
from coi_app.rules.written import CONDITIONS, Placed, Written, below, kind_of

HIGHEST_GRADE = 7.0
"""No file may be harder: a reading age of about 12."""

HARDEST_PASSAGE = 10.0
"""No passage of `PASSAGE` words or more may be harder. A few names of offices and laws are long, and stand in short texts."""

PASSAGE = 25
LONGEST_SENTENCE = 25

_UNREAD_KINDS = ("notice", "synonyms", "plain", "elections", "manifest")
_UNREAD_KEYS = (
    "id", "version", "search", "source", "tracks", "track", "flags", "category", "kind", "table", "scale", "questions", "topic", "phrases", "role_words", "address",
    "made_from", "combine", "told_by", "tells", "instead_of", "answers", "role", "found_as", "give", "type", "severity", "rows", "columns", "dated", "election", "short_title",
    "confidence", "rung", "levels_of", "severities_of", *CONDITIONS,
)
_NAMES_IN_LAW = ("title", "short")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ID = re.compile(r"[a-z0-9_-]+")
_END = re.compile(r"(?<=[.!?:])[\"”’]?\s+|\n+")
_VOWELS = re.compile(r"[aeiouyāēīōū]+")
_SILENT = re.compile(
    r"(?<=[^aeiouyāēīōū])e$(?<![^aeiouy]le)|(?<=[^aeiouytd])ed$|(?<=[^aeiouycgsxz])(?<![cs]h)(?<![^aeiouy]l)es$|(?<=[^aeiouy])e(?=(?:ly|ment|less|ful|thing|one)\w*$)"
)
_APART = re.compile(r"(?<![ctsgx])i(?:a|o(?!n)|u(?!s$)|e[rtn])|ea$|rea(?=[^dklmst])|eo(?!pl)|[aeo]ing|āu|[āēīōū][aeiou]|ua(?!r)|ee[rs]t")



@dataclass(frozen=True)
class Reading:
    """How one file reads: how many words, the grade of the whole, and its hardest passage with that one's grade."""

    file: str
    words: int
    grade: float
    hardest: str
    hardest_grade: float


@dataclass(frozen=True)
class _Text:
    """A text with where it stands."""

    placed: Placed
    key: str
    words: str


def readings(written: Written) -> tuple[Reading, ...]:
    """How each file that people read does, the hardest first."""
    found: list[Reading] = []
    for name in written.files:
        texts = list(_texts(written, name))
        if texts:
            hardest, grade = max(_passages(texts), key=lambda one: one[1], default=("", 0.0))
            whole = [one.words for one in texts]
            found.append(Reading(name, sum(len(_WORD.findall(text)) for text in whole), grade_of(whole), hardest, grade))
    return tuple(sorted(found, key=lambda one: -one.grade))


def prove_plain_language(written: Written) -> Proof:
    """Every text is plain: its file and passage are easy enough, its sentences short, and no word of the list of jargon stands in it."""
    found = readings(written)
    words = sum(one.words for one in found)
    mean = sum(one.grade * one.words for one in found) / max(words, 1)
    hardest = max(found, key=lambda one: one.grade, default=Reading("", 0, 0.0, "", 0.0))
    passage = max(found, key=lambda one: one.hardest_grade, default=hardest)
    avoided = _avoided(written)
    title = (
        f"Every text is plain: Flesch–Kincaid grade {mean:.1f} on average (reading age about {mean + 5:.0f}), {hardest.grade:.1f} in the hardest file, "
        f"{hardest.file}, {passage.hardest_grade:.1f} in the hardest passage, {passage.hardest}; sentences of at most {LONGEST_SENTENCE} words; none of "
        f"{len(avoided)} words of jargon"
    )
    texts = [text for name in written.files for text in _texts(written, name)]
    against = next(_against(texts, found, avoided), None)
    return Proof(title, len(texts)) if against is None else Proof(title, len(texts), *against)


def grade_of(texts: list[str]) -> float:
    """The Flesch–Kincaid grade of texts, each of which ends its last sentence."""
    sentences = [words for text in texts for part in _END.split(text) if (words := _WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """How many syllables a word has, counted by rule; a figure counts one for every two digits."""
    word = word.casefold().replace("’", "'").removesuffix("'s")
    if word[:1].isdigit():
        return (len(word) + 1) // 2
    if "-" in word:
        return sum(syllables(part) for part in word.split("-") if part)
    heard = len(_VOWELS.findall(word)) + len(_APART.findall(word)) - len(_SILENT.findall(word))
    return max(heard, 1)


def _against(texts: list[_Text], found: tuple[Reading, ...], avoided: Mapping[str, str]) -> Iterator[tuple[str, str, str, str]]:
    """Each case against it: what it is, its file, its key and how to mend it. The plainest faults come first."""
    patterns = {word: re.compile(rf"(?<!\w){_any_ending(word)}(?!\w)", re.IGNORECASE) for word in avoided}
    for text in texts:
        for word, pattern in patterns.items():
            match = pattern.search(text.words)
            if match:
                yield f"{match[0]!r} in: {text.words}", text.placed.file, text.key, f"Say {avoided[word]!r} instead, or put it another way."
        for sentence in _END.split(text.words):
            if len(_WORD.findall(sentence)) > LONGEST_SENTENCE:
                yield f"{len(_WORD.findall(sentence))} words: {sentence}", text.placed.file, text.key, f"Break the sentence in two; {LONGEST_SENTENCE} words are the most."
    for one in found:
        if one.hardest_grade > HARDEST_PASSAGE:
            yield f"grade {one.hardest_grade:.1f}", one.file, one.hardest, "Use shorter words and shorter sentences in this passage."
        if one.grade > HIGHEST_GRADE:
            yield f"grade {one.grade:.1f} of the whole file", one.file, one.hardest, "Use shorter words and shorter sentences; begin with this passage."


def _any_ending(word: str) -> str:
    return re.escape(word).replace(r"\*", r"\w*")


def _passages(texts: list[_Text]) -> Iterator[tuple[str, float]]:
    """The passages of a file with enough words, by their keys, with their grades: a whole question, rule or topic, or a part of a page."""
    together: dict[str, list[str]] = {}
    for text in texts:
        together.setdefault(_passage(text.placed.key), []).append(text.words)
    for key, words in together.items():
        if sum(len(_WORD.findall(one)) for one in words) >= PASSAGE:
            yield key, grade_of(words)


def _passage(key: str) -> str:
    first, *rest = key.split(".")
    return f"{first}.{rest[0]}" if first.startswith("page[") and rest else first


def _texts(written: Written, name: str) -> Iterator[_Text]:
    """Every text of a file that a person reads."""
    if kind_of(name) in _UNREAD_KINDS:
        return
    for placed in below(Placed(name, "", written.files[name])):
        if re.search(r"(^|\.)(answers|scales|also|examples_of)$", placed.key):
            continue
        for key, value in placed.table.items():
            if key in _UNREAD_KEYS or (name.startswith("law/") and key in _NAMES_IN_LAW):
                continue
            for one in cast("list[object]", value) if isinstance(value, list) else [value]:
                if isinstance(one, str) and not _ID.fullmatch(one):
                    yield _Text(placed, f"{placed.key}.{key}" if placed.key else key, re.sub(r"\{\w+\}", "this", one))


def _avoided(written: Written) -> Mapping[str, str]:
    """The words to avoid, each with what to say instead."""
    return {one.table["word"]: one.table["say"] for one in written.every("plain", "avoid")}
