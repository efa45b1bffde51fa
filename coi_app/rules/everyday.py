"""Everyday words as content: what a word stands for, what people mean by it, and which topic that points to.

They are read when somebody first searches, so that a start does not wait for them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from coi_app.domain.errors import ContentError
from coi_app.rules.bundle import Bundle, parsed
from coi_app.rules.reading import Table

EVERYDAY = "synonyms.toml"
_OTHER = "@"
_WORD = re.compile(r"[a-z0-9]+")
_CUE = re.compile(r"^[a-z_]+(?: [+-] [a-z_]+)* = [1-9]$")
_SHORT = (("t-shirt", "tshirt"), ("i'm", "i am"), ("'ve", " have"), ("'ll", " will"), ("'re", " are"), ("'d", " would"), ("'s", ""), ("'", ""))
_NOT = "do does did is are was were has have had could should would might must need".split()
_JOINED = {f"{verb}nt": (verb, "not") for verb in _NOT} | {
    "cant": ("can", "not"), "cannot": ("can", "not"), "wont": ("will", "not"), "im": ("i", "am"), "ive": ("i", "have"), "youre": ("you", "are"), "youve": ("you", "have"),
    "theyre": ("they", "are"), "theyve": ("they", "have"), "thats": ("that",), "theres": ("there",), "whats": ("what",), "whos": ("who",), "hes": ("he",), "shes": ("she",),
}
"""Short forms as they stand without their apostrophe, which is how many type them."""
_VOWEL = re.compile("[aeiouy]")
_MEASURE = re.compile("[aeiouy]+[^aeiouy]+")
_SHORT_SYLLABLE = re.compile("[^aeiouy][aeiouy][^aeiouywx]$")
_THOUSANDS = re.compile(r"\b(\d+)k\b")
_IZE = re.compile("iz(?=e$|es$|ed$|ing$|er$|ers$)")


@dataclass(frozen=True)
class Cue:
    """Meanings that together point to a topic, unless one that is `without` is there too; a higher weight points harder."""

    topic: str
    meanings: tuple[str, ...]
    without: tuple[str, ...]
    weight: int


@dataclass(frozen=True)
class EverydayWords:
    """The words that people use: synonyms for the words of topics, words that bend oddly, meanings by name, cues, and common words that mean nothing here."""

    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    meanings: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    cues: tuple[Cue, ...] = ()
    right: tuple[str, ...] = ()


def is_everyday(name: str) -> bool:
    """Whether this file of a bundle is read only when somebody searches."""
    return name.endswith(f"/{EVERYDAY}")


def read_everyday(files: Bundle) -> EverydayWords:
    """The everyday words in these files; older content has synonyms alone. ContentError names the file and key of what is wrong."""
    name = next((name for name in files if is_everyday(name)), None)
    if name is None:
        return EverydayWords()
    try:
        table = Table(name, "", parsed(files[name]))
    except (ValueError, RecursionError) as problem:
        raise ContentError(name, "", f"is not TOML: {problem}") from None
    synonyms, forms, meanings, cues = (table.table(part) if table.has(part) else Table(name, part, {}) for part in ("synonyms", "forms", "concepts", "cues"))
    return EverydayWords(
        synonyms={word: synonyms.texts(word) for word in synonyms.names()},
        forms={word: listed(forms.text(word)) for word in forms.names()},
        meanings=_whole_classes(meanings),
        right=tuple(words(table.text("right"))) if table.has("right") else (),
        cues=tuple(_cue(cues, topic, written) for topic in cues.names() for written in cues.texts(topic)),
    )


def _whole_classes(table: Table) -> dict[str, tuple[str, ...]]:
    """The meanings with their words; one that names others, such as `@party`, has their words too."""
    written = {meaning: listed(table.text(meaning)) for meaning in table.names()}
    return {meaning: tuple(dict.fromkeys(_with_others(table, written, meaning, ()))) for meaning in written}


def _with_others(table: Table, written: Mapping[str, tuple[str, ...]], meaning: str, within: tuple[str, ...]) -> Iterator[str]:
    if meaning not in written or meaning in within:
        raise table.fail(within[0] if within else meaning, f"names '@{meaning}', which is not a meaning or leads back to itself")
    for text in written[meaning]:
        if text.startswith(_OTHER):
            yield from _with_others(table, written, text[1:], (*within, meaning))
        else:
            yield text


def _cue(table: Table, topic: str, written: str) -> Cue:
    try:
        return read_cue(topic, written)
    except ValueError as problem:
        raise table.fail(topic, f"{written!r} {problem}") from None


def read_cue(topic: str, written: str) -> Cue:
    """A cue as the content writes it, such as `close + bids - party = 6`; ValueError says what it lacks."""
    if not _CUE.match(written):
        raise ValueError("is not written like 'close + bids - party = 6'")
    signed, weight = written.split(" = ")
    words = ["+", *signed.split()]
    pairs = list(zip(words[::2], words[1::2], strict=True))
    return Cue(topic, tuple(w for sign, w in pairs if sign == "+"), tuple(w for sign, w in pairs if sign == "-"), int(weight))


def listed(text: str) -> tuple[str, ...]:
    """The words of a list that is written with commas."""
    return tuple(part for part in (" ".join(part.split()) for part in text.split(",")) if part)


def fold(text: str) -> str:
    """Lower case without macrons or accents."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """The words of a text in lower case without macrons, with short forms such as *don't* in full."""
    plain = fold(text).replace("’", "'").replace("%", " percent ").replace("$", " dollars ") + " "
    for short, full in _SHORT:
        plain = plain.replace(short, full)
    found = _WORD.findall(_THOUSANDS.sub(r"\1 thousand", plain))
    return found if _JOINED.keys().isdisjoint(found) else [part for word in found for part in _JOINED.get(word, (word,))]


def stem(word: str) -> str:
    """What stays of a word without its ending: the same for *vote*, *votes*, *voted* and *voting*."""
    if len(word) < 4:
        return word
    word = _without_bend(_without_plural(_IZE.sub("is", word)))
    if word.endswith("e") and not word.endswith("ee"):
        rest = word[:-1]
        count = len(_MEASURE.findall(rest))
        if count > 1 or (count == 1 and not _SHORT_SYLLABLE.search(rest)):
            return rest
    return word


def _without_plural(word: str) -> str:
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _without_bend(word: str) -> str:
    for ending in ("ing", "ed"):
        rest = word[: -len(ending)]
        if word.endswith(ending) and len(rest) > 1 and _VOWEL.search(rest):
            if len(rest) > 2 and rest[-1] == rest[-2] and rest[-1] not in "aeioulsz":
                return rest[:-1]
            single = len(_MEASURE.findall(rest)) == 1 and _SHORT_SYLLABLE.search(rest)
            return rest + "e" if single else rest
    return word
