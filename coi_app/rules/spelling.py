"""Which known word a misspelt one was meant for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

_SHORTEST = 4
"""Letters from which on a word is looked at as misspelt."""

_SOUNDS = (("shun", "tion"), ("shion", "tion"), ("kw", "qu"), ("sosi", "soci"))
_FURTHEST = 3
"""Letters by which a word may differ from one that sounds like it."""
_ALIKE = str.maketrans({"z": "s", "c": "k", "q": "k", "v": "f", "y": "i"})
_SILENT = re.compile("[aeiouhw]")
_TWICE = re.compile(r"(.)\1+")


class Spelling:
    """The words that lead somewhere, and those that are merely known to be right."""

    def __init__(self, leading: Iterable[str], right: Iterable[str], common: Iterable[str] = ()) -> None:
        self._leading = frozenset(word for word in leading if not word.isdigit())
        self._common = frozenset(common) - self._leading
        self._right = self._common.union(right, self._leading)

    def knows(self, word: str) -> bool:
        """Whether a word is spelt as a known one."""
        return word in self._right

    def parted(self, word: str) -> tuple[str, ...]:
        """The known words that an unknown one is written together from, or the word itself; a slip in one word is no two words."""
        if self.knows(word) or len(word) < 8:
            return (word,)
        for cut in range(4, len(word) - 3):
            if word[:cut] in self._leading and word[cut:] in self._leading:
                return (word,) if self._close(word, 1) else (word[:cut], word[cut:])
        return (word,)

    def meant(self, word: str, *, last: bool) -> Iterator[tuple[str, float]]:
        """The words that an unknown one may have been meant for, and how surely; the last one may be half typed."""
        if last and len(word) >= 3:
            yield from ((known, 0.8) for known in self._leading if known.startswith(word))
        if len(word) < _SHORTEST:
            yield from ((known, 0.8) for known in self._leading if len(word) == len(known) == 3 and sorted(word) == sorted(known))
            return
        for sound, letters in _SOUNDS:  # people who spell by ear
            word = word.replace(sound, letters)
        close = self._close(word, 1 if len(word) < 7 else 2)
        alike = self._sounding(word)
        nearest = {known: 0.95 - 0.12 * distance for known, distance in close.items() if distance == min(close.values())}
        sure = {known: value for known, value in nearest.items() if known in alike} or nearest | {known: 0.65 for known in alike if known not in nearest}
        yield from ((known, value) for known, value in sure.items() if known in self._leading)

    def _close(self, word: str, most: int) -> dict[str, int]:
        """The known words at most so many letters from this one."""
        from rapidfuzz import process  # loaded when the first unknown word is typed, to keep it off the start path
        from rapidfuzz.distance import OSA  # as above

        return {known: int(distance) for known, distance, _ in process.extract(word, self._pool, scorer=OSA.distance, score_cutoff=most, limit=6)}

    def _sounding(self, word: str) -> list[str]:
        """The known words that sound like this one and are not written too differently."""
        from rapidfuzz.distance import OSA  # as above

        most = min(_FURTHEST, len(word) // 2)
        return [known for known in self._by_sound.get(sound_of(word), ()) if OSA.distance(word, known) <= most]

    @cached_property
    def _by_sound(self) -> dict[str, list[str]]:
        by_sound: dict[str, list[str]] = {}
        for word in self._pool:
            by_sound.setdefault(sound_of(word), []).append(word)
        return by_sound

    @cached_property
    def _pool(self) -> tuple[str, ...]:
        return tuple(sorted(word for word in self._leading | self._common if len(word) >= _SHORTEST))


def sound_of(word: str) -> str:
    """Roughly how a word sounds: its first letter and its consonants, those that sound alike being one."""
    soft = re.sub("c(?=[eiy])", "s", word).replace("ph", "f").replace("ck", "k").translate(_ALIKE)
    return soft[:1] + _TWICE.sub(r"\1", _SILENT.sub("", soft[1:]))
