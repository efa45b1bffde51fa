"""The gentle warning: does a free text seem to tell a party, a candidate, a vote or a belief?"""

from __future__ import annotations

import re

from coi_app.rules.content import Content
from coi_app.rules.everyday import fold

_NEAR = 60
"""Characters around a word in which a role explains why a body is named."""


def telling_parts(content: Content, text: str) -> tuple[str, ...]:
    """The parts of a text that seem to tell; none where a body is named because the person has a role in it."""
    plain = fold(text)
    notice = content.notice
    named = [match for word in notice.words for match in _matches(word, plain) if not _has_role_near(content, plain, match)]
    said = [match for phrase in notice.phrases for match in _matches(phrase, plain)]
    found = sorted({match.span() for match in (*named, *said)})
    return tuple(dict.fromkeys(plain[start:end] for start, end in found))


def _matches(word: str, plain: str) -> list[re.Match[str]]:
    return list(re.finditer(rf"(?<!\w){re.escape(fold(word))}(?!\w)", plain))


def _has_role_near(content: Content, plain: str, match: re.Match[str]) -> bool:
    around = plain[max(0, match.start() - _NEAR) : match.end() + _NEAR]
    return any(_matches(word, around) for word in content.notice.role_words)
