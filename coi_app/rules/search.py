"""Finding a topic as people say it: half a sentence, a word misspelt or without its macron, or what they mean by it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from coi_app.rules.content import Content, Topic
from coi_app.rules.everyday import fold, words
from coi_app.rules.meaning import ALIKE, EXACT, SKIPPED, Heard, Meanings, Said
from coi_app.rules.spelling import Spelling

_COMMON = frozenset(
    "about after again all also any as at because before but by can could did do does down for from get go going had has have how if in into just like lot make may might more much need new no not now "
    "off on one or other out over own people really should some still take than then there thing through too two up very want was way were what when where which while who why will with would work working works".split()
)
_TITLE, _SEARCH, _EXAMPLE, _SUMMARY = 3.0, 2.5, 1.0, 0.6
_TEXT_SHARE = 0.75
_LEAST, _LEAST_SHARE = 0.6, 0.25
_SURE = 2.5
"""The score from which on a topic was surely meant."""
_SAYS_SOMETHING = 3
"""Known words that make a sentence, though no topic is found by them."""
LONGEST_QUERY = 400
"""Characters of a query that are looked at."""

@dataclass(frozen=True)
class Found:
    """A topic with how well it fits; higher is better."""

    topic: Topic
    score: float


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
        self._meanings = Meanings(everyday)
        weights = [self._weights_of(topic) for topic in self._topics]
        self._rarity = self._rarities(weights)
        self._weights: dict[str, list[tuple[int, float]]] = {}
        for number, of_topic in enumerate(weights):
            for word, weight in of_topic.items():
                self._weights.setdefault(word, []).append((number, weight * self._rarity[word]))
        self._synonyms = {self._meanings.simple(fold(word)): self._parts(others) for word, others in everyday.synonyms.items()}
        self._phrases = self._phrases_said()
        self._right = frozenset(map(self._meanings.simple, everyday.right))
        self._spelling = Spelling(self._said_in(content), self._asked_in(content), everyday.right)

    def find(self, said: str, most: int) -> tuple[Found, ...]:
        heard = self._heard(words(said[:LONGEST_QUERY]))
        meant = self._meanings.heard_in(heard)
        text = self._texts(heard.heard)
        pointed = self._meanings.pointed(meant)
        scored = [Found(topic, pointed.get(topic.id, 0.0) + text[number]) for number, topic in enumerate(self._topics)]
        best = max((found.score for found in scored), default=0.0)
        good = sorted((found for found in scored if found.score > _LEAST and found.score >= best * _LEAST_SHARE), key=lambda found: -found.score)
        return tuple([*self._unless_sure(good, heard)][:most])

    def _unless_sure(self, good: list[Found], said: Said) -> Iterator[Found]:
        """The topics found; where none was found surely, a person who said something is also shown the one for who is not sure."""
        known = sum(self._spelling.knows(word[1:]) for variants in said.heard for word in variants if word.startswith(EXACT))
        unsure = [] if known < _SAYS_SOMETHING or (good and good[0].score > _SURE) else [topic for topic in self._topics if "unsure" in topic.flags]
        good = [found for found in good if found.topic not in unsure] if unsure else good
        yield from good[:2]
        yield from (Found(topic, good[:2][-1].score if good else _LEAST) for topic in unsure)
        yield from good[2:]

    # Building

    def _weights_of(self, topic: Topic) -> Heard:
        weights: Heard = {}
        for weight, texts in ((_SUMMARY, (topic.summary,)), (_EXAMPLE, topic.examples), (_SEARCH, topic.search), (_TITLE, (topic.title,))):
            for word in self._parts(texts):
                weights[word] = max(weights.get(word, 0.0), weight)
        return weights

    def _parts(self, texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(self._meanings.simple(word) for text in texts for word in words(text) if word not in SKIPPED and word not in _COMMON)

    def _phrases_said(self) -> dict[str, list[tuple[int, tuple[str, ...]]]]:
        """The search words of several words by the first of them, each with the number of its topic."""
        phrases: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
        for number, topic in enumerate(self._topics):
            for phrase in map(self._meanings.pattern, topic.search):
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
        yield from SKIPPED | _COMMON
        for topic in self._topics:
            yield from words(" ".join((topic.summary, *topic.tips, topic.not_asked)))
        for question in content.questions.values():
            yield from words(" ".join((question.words, question.hint, question.why, *(option.words for option in question.options))))

    # Asking

    def _heard(self, said: list[str]) -> Said:
        said = [part for word in said for part in self._spelling.parted(word)]
        heard: list[Heard] = []
        whole: list[tuple[Heard, int | None]] = []
        for number, word in enumerate(said):
            if word in SKIPPED:
                whole.append(({ALIKE.get(word, word): 1.0, EXACT + word: 1.0}, None))
                continue
            variants = self._variants(word, last=number == len(said) - 1)
            if number + 1 < len(said) and self._spelling.knows(joined := word + said[number + 1]):  # *tik tok* for *tiktok*
                variants[self._meanings.simple(joined)] = 1.0
            whole.append((variants, len(heard)))
            heard.append(variants)
        return Said(heard, whole)

    def _variants(self, word: str, *, last: bool) -> Heard:
        simple = self._meanings.simple(word)
        heard = {simple: 1.0, EXACT + word: 1.0}
        if self._spelling.knows(word) or simple in self._rarity or simple in self._right or self._meanings.begins(simple):
            return heard
        for meant, sure in self._spelling.meant(word, last=last):
            simple = self._meanings.simple(meant)
            heard[simple] = max(heard.get(simple, 0.0), sure)
        return heard

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
                if found := self._meanings.follows(phrase, heard, start):
                    weights[number] = weights.get(number, 0.0) + len(phrase) * found.sure
        return weights


def _fading(weights: Iterable[float]) -> float:
    return sum(weight * 0.75**number for number, weight in enumerate(sorted(weights, reverse=True)[:6]))
