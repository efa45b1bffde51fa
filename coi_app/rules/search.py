"""Finding a topic as people say it: half a sentence, a word misspelt or without its macron, or what they mean by it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from coi_app.rules.content import Content, Topic
from coi_app.rules.everyday import Cue, fold, stem, words
from coi_app.rules.spelling import Spelling

_SKIPPED = frozenset("a an the my our your his her their its i me we us you he she they them it am is are be been to of and so that this these those".split())
_COMMON = frozenset(
    "about after again all also any as at because before but by can could did do does down for from get go going had has have how if in into just like lot make may might more much need new no not now "
    "off on one or other out over own people really should some still take than then there thing through too two up very want was way were what when where which while who why will with would work working works".split()
)
_TITLE, _SEARCH, _EXAMPLE, _SUMMARY = 3.0, 2.5, 1.0, 0.6
_TEXT_SHARE = 0.75
_LEAST, _LEAST_SHARE = 0.6, 0.25
_AGAIN, _SAME_WORDS, _MOST_CUES = 0.4, 0.3, 4
"""What a further cue for the same topic still counts, what is left of that if it reads no new word, and how many are counted."""
_SURE = 2.5
"""The score from which on a topic was surely meant."""
_SAYS_SOMETHING = 3
"""Known words that make a sentence, though no topic is found by them."""
_ALIKE = {
    like: word
    for word, alike in (("my", "our your his her their its"), ("me", "us him them"), ("i", "we you he she they it"), ("is", "am are be been"), ("the", "a an this that these those"))
    for like in alike.split()
}
_HIDING = "nothing"
_EXACT = "="
LONGEST_QUERY = 400
"""Characters of a query that are looked at."""

Heard = dict[str, float]
"""What a word may be, in its simplest form, with how sure that is."""

_Patterns = dict[str, dict[tuple[str, ...], list[str]]]
"""Words that follow each other, with all that they may mean, by the first of them."""

_WholePatterns = dict[tuple[str, ...], dict[tuple[str, ...], list[str]]]
"""The same, little words and all, by the first two of them."""


@dataclass(frozen=True)
class Found:
    """A topic with how well it fits; higher is better."""

    topic: Topic
    score: float


@dataclass(frozen=True)
class _Said:
    """What was said: the words that say something, and all of them with the number that each has among the others, if any."""

    heard: list[Heard]
    whole: list[tuple[Heard, int | None]]


@dataclass(frozen=True)
class _Meant:
    """A meaning that was heard: at which words, and how surely."""

    places: frozenset[int]
    sure: float


_NOWHERE = _Meant(frozenset(), 1.0)
_NO_PATTERNS: dict[tuple[str, ...], list[str]] = {}


class TopicSearch:
    """The topics, to be asked as a person types; made once for a content, it builds its index at the first question."""

    def __init__(self, content: Content) -> None:
        self._content = content

    def find(self, said: str, most: int = 12) -> tuple[Found, ...]:
        """The topics that fit these words, best first; none where nothing does."""
        return self._index.find(said, most)

    @cached_property
    def _index(self) -> _Index:
        return _Index(self._content)


class _Index:
    """What the words of the topics weigh, and what the everyday words mean."""

    def __init__(self, content: Content) -> None:
        self._topics = tuple(content.topics.values())
        everyday = content.everyday
        self._forms = {fold(bent): stem(fold(word)) if fold(bent) != fold(word) else fold(word) for word, all_bent in everyday.forms.items() for bent in all_bent}
        weights = [self._weights_of(topic) for topic in self._topics]
        self._rarity = self._rarities(weights)
        self._weights: dict[str, list[tuple[int, float]]] = {}
        for number, of_topic in enumerate(weights):
            for word, weight in of_topic.items():
                self._weights.setdefault(word, []).append((number, weight * self._rarity[word]))
        self._synonyms = {self.simple(fold(word)): self._parts(others) for word, others in everyday.synonyms.items()}
        self._patterns, self._whole = self._patterns_of(everyday.meanings)
        self._cues = self._cues_of(everyday.cues)
        self._phrases = self._phrases_said()
        self._spelling = Spelling(self._said_in(content), self._asked_in(content))

    def find(self, said: str, most: int) -> tuple[Found, ...]:
        heard = self._heard(words(said[:LONGEST_QUERY]))
        meant = self._meant(heard)
        text = self._texts(heard.heard)
        pointed = self._pointed(meant)
        scored = [Found(topic, pointed.get(topic.id, 0.0) + text[number]) for number, topic in enumerate(self._topics)]
        best = max((found.score for found in scored), default=0.0)
        good = sorted((found for found in scored if found.score > _LEAST and found.score >= best * _LEAST_SHARE), key=lambda found: -found.score)
        return tuple([*self._unless_sure(good, heard)][:most])

    def _unless_sure(self, good: list[Found], said: _Said) -> Iterator[Found]:
        """The topics found; where none was found surely, a person who said something is also shown the one for who is not sure."""
        known = sum(self._spelling.knows(word[1:]) for variants in said.heard for word in variants if word.startswith(_EXACT))
        unsure = [] if known < _SAYS_SOMETHING or (good and good[0].score > _SURE) else [topic for topic in self._topics if "unsure" in topic.flags]
        good = [found for found in good if found.topic not in unsure] if unsure else good
        yield from good[:2]
        yield from (Found(topic, good[:2][-1].score if good else _LEAST) for topic in unsure)
        yield from good[2:]

    def simple(self, word: str) -> str:
        """A word without its bends."""
        return self._forms.get(word) or stem(word)

    def pattern(self, text: str) -> tuple[str, ...]:
        """A text as the simple words that have to follow each other; one written with `=` has to be said just so."""
        if _EXACT in text:
            return tuple(simple for part in text.split() for simple in ((_EXACT + fold(part[1:]),) if part.startswith(_EXACT) else self.pattern(part)))
        kept = [word for word in words(text) if word not in _SKIPPED]
        return tuple(self.simple(word) for word in kept or words(text))

    # Building

    def _weights_of(self, topic: Topic) -> Heard:
        weights: Heard = {}
        for weight, texts in ((_SUMMARY, (topic.summary,)), (_EXAMPLE, topic.examples), (_SEARCH, topic.search), (_TITLE, (topic.title,))):
            for word in self._parts(texts):
                weights[word] = max(weights.get(word, 0.0), weight)
        return weights

    def _parts(self, texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.simple(word) for text in texts for word in words(text) if word not in _SKIPPED and word not in _COMMON)

    def _phrases_said(self) -> dict[str, list[tuple[int, tuple[str, ...]]]]:
        """The search words of several words by the first of them, each with the number of its topic."""
        phrases: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
        for number, topic in enumerate(self._topics):
            for phrase in map(self.pattern, topic.search):
                if len(phrase) > 1:
                    phrases.setdefault(phrase[0], []).append((number, phrase))
        return phrases

    def _rarities(self, of_topics: list[Heard]) -> Heard:
        count = len(self._topics)
        seen: dict[str, int] = {}
        for weights in of_topics:
            for word in weights:
                seen[word] = seen.get(word, 0) + 1
        most = math.log(1 + count)
        return {word: math.log(1 + count / times) / most for word, times in seen.items()}

    def _patterns_of(self, meanings: Mapping[str, tuple[str, ...]]) -> tuple[_Patterns, _WholePatterns]:
        """The patterns in which little words are passed over, and those that consist of little words but for one."""
        loose: _Patterns = {}
        whole: _WholePatterns = {}
        for meaning, texts in meanings.items():
            for text in texts:
                pattern = self.pattern(text)
                if len(pattern) == 1 and len(words(text)) > 1:
                    found = tuple(map(self._alike, words(text)))
                    whole.setdefault(found[:2], {}).setdefault(found, []).append(meaning)
                else:
                    loose.setdefault(pattern[0], {}).setdefault(pattern, []).append(meaning)
        return loose, whole

    def _alike(self, word: str) -> str:
        return _ALIKE.get(word) or self.simple(word)

    @staticmethod
    def _cues_of(cues: Iterable[Cue]) -> dict[str, list[Cue]]:
        """The cues by the first meaning that they need."""
        by_meaning: dict[str, list[Cue]] = {}
        for cue in cues:
            by_meaning.setdefault(cue.meanings[0], []).append(cue)
        return by_meaning

    def _said_in(self, content: Content) -> Iterator[str]:
        """The words that a misspelt one may have been meant for."""
        for topic in self._topics:
            yield from words(" ".join((topic.title, *topic.search, *topic.examples)))
        for texts in content.everyday.meanings.values():
            yield from words(" ".join(texts))
        for word, others in content.everyday.synonyms.items():
            yield from words(" ".join((word, *others)))
        for texts in content.everyday.forms.values():
            yield from words(" ".join(texts))

    def _asked_in(self, content: Content) -> Iterator[str]:
        """Words that are spelt as they should be, whether or not they lead anywhere."""
        yield from _SKIPPED | _COMMON
        for topic in self._topics:
            yield from words(" ".join((topic.summary, *topic.tips, topic.not_asked)))
        for question in content.questions.values():
            yield from words(" ".join((question.words, question.hint, question.why, *(option.words for option in question.options))))

    # Asking

    def _heard(self, said: list[str]) -> _Said:
        said = [part for word in said for part in self._spelling.parted(word)]
        heard: list[Heard] = []
        whole: list[tuple[Heard, int | None]] = []
        for number, word in enumerate(said):
            if word in _SKIPPED:
                whole.append(({_ALIKE.get(word, word): 1.0}, None))
                continue
            variants = self._variants(word, last=number == len(said) - 1)
            if number + 1 < len(said) and self._spelling.knows(joined := word + said[number + 1]):  # *tik tok* for *tiktok*
                variants[self.simple(joined)] = 1.0
            whole.append((variants, len(heard)))
            heard.append(variants)
        return _Said(heard, whole)

    def _variants(self, word: str, *, last: bool) -> Heard:
        heard = {self.simple(word): 1.0, _EXACT + word: 1.0}
        if self._spelling.knows(word) or self.simple(word) in self._rarity or self.simple(word) in self._patterns:
            return heard
        for meant, sure in self._spelling.meant(word, last=last):
            simple = self.simple(meant)
            heard[simple] = max(heard.get(simple, 0.0), sure)
        return heard

    def _meant(self, said: _Said) -> dict[str, list[_Meant]]:
        meant: dict[str, list[_Meant]] = {}
        for start, variants in enumerate(said.heard):
            for pattern, meanings in (known for word in variants for known in self._patterns.get(word, _NO_PATTERNS).items()):
                if found := self._follows(pattern, said.heard, start):
                    for meaning in meanings:
                        meant.setdefault(meaning, []).append(found)
        for start, ((variants, _), (next_variants, _)) in enumerate(pairwise(said.whole)):
            for pattern, meanings in (known for word in variants for next_word in next_variants for known in self._whole.get((word, next_word), _NO_PATTERNS).items()):
                if found := _stands(pattern, said.whole[start : start + len(pattern)]):
                    for meaning in meanings:
                        meant.setdefault(meaning, []).append(found)
        hidden = [one.places for one in meant.pop(_HIDING, ())]
        if not hidden:
            return meant
        return {name: kept for name, all_of_it in meant.items() if (kept := [one for one in all_of_it if not any(one.places < places for places in hidden)])}

    @staticmethod
    def _follows(pattern: tuple[str, ...], heard: list[Heard], start: int) -> _Meant | None:
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
        return _Meant(frozenset(places), sure)

    def _pointed(self, meant: dict[str, list[_Meant]]) -> dict[str, float]:
        """How hard the cues of each topic point to it: the strongest, and a little for those that say the same, less so of the same words."""
        held: dict[str, list[tuple[float, frozenset[int]]]] = {}
        for cue in (cue for meaning in meant for cue in self._cues.get(meaning, ())):
            if found := _holds(cue, meant):
                held.setdefault(cue.topic, []).append((cue.weight * found.sure, found.places))
        return {topic: _together(cues) for topic, cues in held.items()}

    def _texts(self, heard: list[Heard]) -> list[float]:
        """What the words themselves weigh in each topic."""
        each: dict[int, list[float]] = {}
        for variants in heard:
            for number, weight in self._weighed(self._expanded(variants)).items():
                each.setdefault(number, []).append(weight)
        phrased = self._phrased(heard)
        return [_TEXT_SHARE * (_fading(each.get(number, ())) + phrased.get(number, 0.0)) for number in range(len(self._topics))]

    def _expanded(self, variants: Heard) -> Heard:
        found = {word: sure for word, sure in variants.items() if word in self._rarity and word not in _COMMON}
        for word, sure in variants.items():
            for other in self._synonyms.get(word, ()):
                if other in self._rarity:
                    found[other] = max(found.get(other, 0.0), sure * 0.85)
        return found

    def _weighed(self, variants: Heard) -> dict[int, float]:
        """What one word weighs in the topics that have it, by their numbers."""
        found: dict[int, float] = {}
        for word, sure in variants.items():
            for number, weight in self._weights.get(word, ()):
                found[number] = max(found.get(number, 0.0), sure * weight)
        return found

    def _phrased(self, heard: list[Heard]) -> dict[int, float]:
        """What the phrases that topics are looked for by weigh, where they were said."""
        weights: dict[int, float] = {}
        for start, variants in enumerate(heard):
            for number, phrase in (known for word in variants for known in self._phrases.get(word, ())):
                if found := self._follows(phrase, heard, start):
                    weights[number] = weights.get(number, 0.0) + len(phrase) * found.sure
        return weights


def _fading(weights: Iterable[float]) -> float:
    return sum(weight * 0.75**number for number, weight in enumerate(sorted(weights, reverse=True)[:6]))


def _stands(pattern: tuple[str, ...], part: list[tuple[Heard, int | None]]) -> _Meant | None:
    """Where a pattern stands word by word."""
    if len(part) < len(pattern) or not all(word in variants for word, (variants, _) in zip(pattern, part, strict=True)):
        return None
    sure = min(variants[word] for word, (variants, _) in zip(pattern, part, strict=True))
    return _Meant(frozenset(number for _, number in part if number is not None), sure)


def _holds(cue: Cue, meant: dict[str, list[_Meant]]) -> _Meant | None:
    """Where and how surely a cue holds: each of its meanings was heard, at words of its own; None where one was not."""
    if not all(name in meant for name in cue.meanings) or any(name in meant for name in cue.without):
        return None
    return _apart([meant[name] for name in cue.meanings], _NOWHERE)


def _apart(left: list[list[_Meant]], taken: _Meant) -> _Meant | None:
    if not left:
        return taken
    further = (_apart(left[1:], _Meant(taken.places | one.places, taken.sure * one.sure)) for one in left[0] if not one.places & taken.places)
    return max((found for found in further if found), key=lambda found: found.sure, default=None)


def _together(cues: list[tuple[float, frozenset[int]]]) -> float:
    """What several cues for one topic weigh."""
    weight, read = 0.0, _NOWHERE.places
    for number, (each, places) in enumerate(sorted(cues, key=lambda cue: -cue[0])[:_MOST_CUES]):
        new = len(places - read) / len(places) if places else 0.0
        weight += each * _AGAIN**number * (1.0 if number == 0 else _SAME_WORDS + (1 - _SAME_WORDS) * new)
        read |= places
    return weight
