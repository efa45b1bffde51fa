"""What is meant by the words that were said: meanings, the words that carry them, and the topics to which they point together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from coi_app.rules.everyday import Cue, EverydayWords, fold, stem, words

SKIPPED = frozenset("a an the my our your his her their its i me we us you he she they them it am is are be been to of and so that this these those".split())
_AGAIN, _SAME_WORDS, _MOST_CUES = 0.4, 0.3, 4
"""What a further cue for the same topic still counts, what is left of that if it reads no new word, and how many are counted."""
ALIKE = {
    like: word
    for word, alike in (("my", "our your his her their its"), ("me", "us him them"), ("i", "we you he she they it"), ("is", "am are be been"), ("the", "a an this that these those"))
    for like in alike.split()
}
_HIDING = "nothing"
EXACT = "="

Heard = dict[str, float]
"""What a word may be, in its simplest form, with how sure that is."""

_Patterns = dict[str, dict[tuple[str, ...], list[str]]]
"""Words that follow each other, with all that they may mean, by the first of them."""

_WholePatterns = dict[tuple[str, ...], dict[tuple[str, ...], list[str]]]
"""The same, little words and all, by the first two of them."""


@dataclass(frozen=True)
class Said:
    """What was said: the words that say something, and all of them with the number that each has among the others, if any."""

    heard: list[Heard]
    whole: list[tuple[Heard, int | None]]


@dataclass(frozen=True)
class Meant:
    """A meaning that was heard: at which words, and how surely."""

    places: frozenset[int]
    sure: float


_NOWHERE = Meant(frozenset(), 1.0)
_NO_PATTERNS: dict[tuple[str, ...], list[str]] = {}


class Meanings:
    """The everyday words, to be heard in what was said; made once for a content."""

    def __init__(self, everyday: EverydayWords) -> None:
        self._forms = {fold(bent): stem(fold(word)) if fold(bent) != fold(word) else fold(word) for word, all_bent in everyday.forms.items() for bent in all_bent}
        self._patterns, self._whole = self._patterns_of(everyday.meanings)
        self._little = self._little_words_of(everyday.meanings)
        self._cues = self._cues_of(everyday.cues)

    def begins(self, word: str) -> bool:
        """Whether something that is meant begins with this simple word."""
        return word in self._patterns

    def simple(self, word: str) -> str:
        """A word without its bends."""
        return self._forms.get(word) or stem(word)

    def pattern(self, text: str) -> tuple[str, ...]:
        """A text as the simple words that have to follow each other; one written with `=` has to be said just so."""
        if EXACT in text:
            return tuple(simple for part in text.split() for simple in ((EXACT + fold(part[1:]),) if part.startswith(EXACT) else self.pattern(part)))
        kept = [word for word in words(text) if word not in SKIPPED]
        return tuple(self.simple(word) for word in kept or words(text))

    def heard_in(self, said: Said) -> dict[str, list[Meant]]:
        """All that these words mean, by the name of the meaning; what a pair of words hides is left out."""
        meant: dict[str, list[Meant]] = {}
        for start, variants in enumerate(said.heard):
            for pattern, meanings in (known for word in variants for known in self._patterns.get(word, _NO_PATTERNS).items()):
                if found := self.follows(pattern, said.heard, start):
                    for meaning in meanings:
                        meant.setdefault(meaning, []).append(found)
        for start, ((variants, _), (next_variants, _)) in enumerate(pairwise(said.whole)):
            for pattern, meanings in (known for word in variants for next_word in next_variants for known in self._whole.get((word, next_word), _NO_PATTERNS).items()):
                if found := _stands(pattern, said.whole[start : start + len(pattern)]):
                    for meaning in meanings:
                        meant.setdefault(meaning, []).append(found)
        if hidden := [one.places for one in meant.pop(_HIDING, ())]:
            meant = {name: kept for name, all_of_it in meant.items() if (kept := [one for one in all_of_it if not any(one.places < places for places in hidden)])}
        for meaning in (meaning for variants, _ in said.whole for word in variants for meaning in self._little.get(word, ())):
            meant.setdefault(meaning, []).append(_NOWHERE)
        return meant

    @staticmethod
    def follows(pattern: tuple[str, ...], heard: list[Heard], start: int) -> Meant | None:
        """Where the words of a pattern stand in order; one other word may stand between two of them."""
        places, sure, place = [start], heard[start][pattern[0]], start
        for word in pattern[1:]:
            for step in (1, 2):
                if place + step < len(heard) and word in heard[place + step]:
                    place += step
                    break
            else:
                return None
            places.append(place)
            sure = min(sure, heard[place][word])
        return Meant(frozenset(places), sure)

    def pointed(self, meant: dict[str, list[Meant]]) -> dict[str, float]:
        """How hard the cues of each topic point to it: the strongest, and a little for those that say the same, less so of the same words."""
        held: dict[str, list[tuple[float, frozenset[int]]]] = {}
        for cue in (cue for meaning in meant for cue in self._cues.get(meaning, ())):
            if found := _holds(cue, meant):
                held.setdefault(cue.topic, []).append((cue.weight * found.sure, found.places))
        return {topic: _together(cues) for topic, cues in held.items()}

    def _patterns_of(self, meanings: Mapping[str, tuple[str, ...]]) -> tuple[_Patterns, _WholePatterns]:
        """The patterns in which little words are passed over, and those that consist of little words but for one."""
        loose: _Patterns = {}
        whole: _WholePatterns = {}
        for meaning, texts in meanings.items():
            for text in texts:
                pattern = self.pattern(text)
                if len(pattern) == 1 and not text.isalnum() and len(words(text)) > 1:
                    found = tuple(map(self._alike, words(text)))
                    whole.setdefault(found[:2], {}).setdefault(found, []).append(meaning)
                else:
                    loose.setdefault(pattern[0], {}).setdefault(pattern, []).append(meaning)
        return loose, whole

    @staticmethod
    def _little_words_of(meanings: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
        """The meanings of little words that are asked for just so, such as `=her`; they are heard wherever they stand."""
        little: dict[str, list[str]] = {}
        for meaning, texts in meanings.items():
            for text in texts:
                if text.startswith(EXACT) and text[1:] in SKIPPED:
                    little.setdefault(text, []).append(meaning)
        return little

    def _alike(self, word: str) -> str:
        return ALIKE.get(word) or self.simple(word)

    @staticmethod
    def _cues_of(cues: Iterable[Cue]) -> dict[str, list[Cue]]:
        """The cues by the first meaning that they need."""
        by_meaning: dict[str, list[Cue]] = {}
        for cue in cues:
            by_meaning.setdefault(cue.meanings[0], []).append(cue)
        return by_meaning


def _stands(pattern: tuple[str, ...], part: list[tuple[Heard, int | None]]) -> Meant | None:
    """Where a pattern stands word by word."""
    if len(part) < len(pattern) or not all(word in variants for word, (variants, _) in zip(pattern, part, strict=True)):
        return None
    sure = min(variants[word] for word, (variants, _) in zip(pattern, part, strict=True))
    return Meant(frozenset(number for _, number in part if number is not None), sure)


def _holds(cue: Cue, meant: dict[str, list[Meant]]) -> Meant | None:
    """Where and how surely a cue holds: each of its meanings was heard, at words of its own; None where one was not."""
    if not all(name in meant for name in cue.meanings) or any(name in meant for name in cue.without):
        return None
    return _apart([meant[name] for name in cue.meanings], _NOWHERE)


def _apart(left: list[list[Meant]], taken: Meant) -> Meant | None:
    if not left:
        return taken
    further = (_apart(left[1:], Meant(taken.places | one.places, taken.sure * one.sure)) for one in left[0] if not one.places & taken.places)
    return max((found for found in further if found), key=lambda found: found.sure, default=None)


def _together(cues: list[tuple[float, frozenset[int]]]) -> float:
    """What several cues for one topic weigh."""
    weight, read = 0.0, _NOWHERE.places
    for number, (each, places) in enumerate(sorted(cues, key=lambda cue: -cue[0])[:_MOST_CUES]):
        new = len(places - read) / len(places) if places else 0.0
        weight += each * _AGAIN**number * (1.0 if number == 0 else _SAME_WORDS + (1 - _SAME_WORDS) * new)
        read |= places
    return weight
