"""Finding a topic by everyday words: synonyms, word beginnings and typing errors are forgiven."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass

from coi_app.rules.content import Content, Topic

_WORD = re.compile(r"[a-z0-9]+")
_COMMON = frozenset("a an and am are as at be but by can do does for from go going has have i if in is it its me my of on or our so that the their this to want was we will with would you your".split())
_TITLE, _SEARCH, _EXAMPLE, _SUMMARY = 3.0, 2.5, 1.2, 0.8
LONGEST_QUERY = 400
"""Characters of a query that are looked at."""


@dataclass(frozen=True)
class Found:
    """A topic with how well it fits; higher is better."""

    topic: Topic
    score: float


class TopicSearch:
    """An index of the topics; made once for a content, then asked as a person types."""

    def __init__(self, content: Content) -> None:
        self._topics = tuple(content.topics.values())
        self._synonyms = {fold(word): tuple(fold(other) for other in others) for word, others in content.synonyms.items()}
        self._weights = [_weights(topic) for topic in self._topics]
        self._phrases = [tuple(tokens(phrase) for phrase in topic.search) for topic in self._topics]
        self._rarity = self._rarities()
        self._vocabulary = tuple(self._rarity)

    def find(self, words: str, most: int = 12) -> tuple[Found, ...]:
        """The topics that fit these words, best first; none where nothing does."""
        query = self._expanded(tokens(words[:LONGEST_QUERY]))
        if not query:
            return ()
        scored = [Found(topic, self._score(number, query)) for number, topic in enumerate(self._topics)]
        best = max(found.score for found in scored)
        good = [found for found in scored if found.score > 0.5 and found.score >= best * 0.25]
        return tuple(sorted(good, key=lambda found: -found.score)[:most])

    def _rarities(self) -> dict[str, float]:
        words = {word for weights in self._weights for word in weights}
        count = len(self._topics)
        return {word: math.log(1 + count / sum(word in weights for weights in self._weights)) for word in sorted(words)}

    def _expanded(self, query: tuple[str, ...]) -> list[dict[str, float]]:
        """For each word of the query, the words of the index that it may mean, with how sure that is."""
        return [self._meanings(word) for word in query]

    def _meanings(self, word: str) -> dict[str, float]:
        found = {word: 1.0} if word in self._rarity else {}
        for other in self._synonyms.get(word, ()):
            for part in tokens(other):
                if part in self._rarity:
                    found[part] = max(found.get(part, 0.0), 0.85)
        return found or self._near(word)

    def _near(self, word: str) -> dict[str, float]:
        from rapidfuzz import fuzz, process  # loaded when the first unknown word is typed, to keep it off the start path

        begins = {known: 0.8 for known in self._vocabulary if len(word) >= 3 and known.startswith(word)}
        if begins or len(word) < 4:
            return begins
        pool = (*self._vocabulary, *self._synonyms)
        close = process.extract(word, pool, scorer=fuzz.ratio, score_cutoff=74, limit=4)
        found: dict[str, float] = {}
        for known, score, _ in close:
            parts = (known,) if known in self._rarity else tuple(p for other in self._synonyms[known] for p in tokens(other))
            for part in parts:
                if part in self._rarity:
                    found[part] = max(found.get(part, 0.0), score / 100 * 0.8)
        return found

    def _score(self, number: int, query: list[dict[str, float]]) -> float:
        weights = self._weights[number]
        total = sum(
            max((sure * weights.get(word, 0.0) * self._rarity[word] for word, sure in meanings.items()), default=0.0) for meanings in query
        )
        known = {word for meanings in query for word in meanings}
        phrases = sum(len(phrase) for phrase in self._phrases[number] if phrase and len(phrase) > 1 and all(part in known for part in phrase))
        return (total + 1.5 * phrases) / math.sqrt(len(query))


def fold(text: str) -> str:
    """Lower case without macrons or accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text that say something, in their simplest form."""
    words = _WORD.findall(fold(text).replace("'", "").replace("’", ""))
    return tuple(_stem(word) for word in words if word not in _COMMON)


def _stem(word: str) -> str:
    for ending, instead in (("ies", "y"), ("ing", ""), ("ers", "er"), ("ed", ""), ("es", "e"), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 4 and not word.endswith("ss"):
            return word[: len(word) - len(ending)] + instead
    return word


def _weights(topic: Topic) -> dict[str, float]:
    weights: dict[str, float] = {}
    for weight, texts in ((_SUMMARY, (topic.summary,)), (_EXAMPLE, topic.examples), (_SEARCH, topic.search), (_TITLE, (topic.title,))):
        for text in texts:
            for word in tokens(text):
                weights[word] = max(weights.get(word, 0.0), weight)
    return weights
