"""A condition in words, so that a person can read when a rule fires: made from the data, never written beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from coi_app.domain.answers import NOT_SURE
from coi_app.domain.assessment import Level, Severity, Track
from coi_app.domain.rulebook import Point, to
from coi_app.rules.conditions import Condition, is_list, is_table
from coi_app.rules.content import Content, Question
from coi_app.rules.wording import level_words, track_words

Written = Mapping[str, object]

APOSTROPHES = {"nobodys": "nobody’s", "elses": "else’s", "persons": "person’s", "ones": "one’s", "agencys": "agency’s", "mps": "MPs"}

HAPPENED = {
    "stops": ("a stop or conduct test applies", "no stop or conduct test applies"),
    "incompatible": ("a rule says that it does not go together", "no rule says that it does not go together"),
    "not_sure": ("at least one answer is “Not sure”", "no answer is “Not sure”"),
}
"""Scales that count how often something happened: in words, that it did, and that it did not."""

GRADED = {"severity": "the severity", "remaining": "the severity that is left after what is already in place"}
"""Scales whose steps are severities."""


def listed(words: Iterable[str], last: str = "or") -> str:
    """Words in a row: one, one or two, one, two or three."""
    *first, end = words
    return f"{', '.join(first)} {last} {end}" if first else end


def quoted(words: str) -> str:
    """Words of the content, between their marks."""
    return f"“{words}”"


class InWords:
    """Says conditions on this content. What a question or a mark is can be looked up at the number that follows it."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self.marks = tuple(sorted({flag for topic in content.topics.values() for flag in topic.flags} - content.topics.keys()))

    def when(self, condition: Condition | None) -> Point:
        """The condition as a clause, or as a lead with the points under it; nothing to say is *always*."""
        return self._said(condition.written) if condition else Point("always")

    def _said(self, written: Written, holds: bool = True) -> Point:
        match dict(written):
            case {"all": parts} if is_list(parts):
                said = [self._said(part) for part in _bounded(_tables(parts))]
                return _joined(said, "all of these hold", "and") if holds else Point("not all of these hold together", tuple(said))
            case {"any": parts} if is_list(parts):
                if holds:
                    return _joined([self._said(part) for part in _tables(parts)], "at least one of these holds", "or")
                return _joined([self._said(part, holds=False) for part in _tables(parts)], "all of these hold", "and")
            case {"not": part} if is_table(part):
                return self._said(part, not holds)
            case {"question": question, **rest}:
                return Point(self._answered(self._content.questions[str(question)], rest, holds))
            case {"scale": scale, **rest}:
                return Point(self._stands(str(scale), *_bounds(rest, holds)))
            case _:
                return Point(self._of_the_topic(written, holds))

    def _answered(self, question: Question, rest: Written, holds: bool) -> str:
        asked = f"{quoted(question.words)} ({to(f'question {question.id}')})"
        match rest:
            case {"answered": bool(expected)}:
                return f"{asked} {'has an answer, and not “Not sure”' if expected is holds else 'has no answer, or “Not sure”'}"
            case {"any_of": options} if is_list(options):
                chosen = [self._card(question, str(option)) for option in options]
            case _:
                chosen = [self._card(question, str(rest.get("is")))]
        if question.kind == "many":
            return f"the answers to {asked} {'include' if holds else 'do not include'} {listed(chosen)}"
        return f"the answer to {asked} {_is(chosen, holds)}"

    def _card(self, question: Question, option: str) -> str:
        words = self._content.wording.phrases["not_sure"] if option == NOT_SURE else question.by_option[option].words if question.options else option
        return quoted(words)

    def _stands(self, scale: str, low: int, below: int | None) -> str:
        if scale in HAPPENED:
            return HAPPENED[scale][0 if low > 0 else 1]
        name, steps = self._steps(scale)
        high = len(steps) - 1 if below is None else min(below, len(steps)) - 1
        if low > high:
            return f"{name} is higher than any step it has"
        if low == high:
            return f"{name} is {steps[low]}"
        if high == len(steps) - 1:
            return f"{name} is at least {steps[low]}"
        return f"{name} is at most {steps[high]}" if low == 0 else f"{name} is from {steps[low]} to {steps[high]}"

    def _steps(self, scale: str) -> tuple[str, list[str]]:
        if scale == "level":
            return "the level", [f"{level.name} {quoted(level_words(self._content, level))}" for level in Level]
        if scale in GRADED:
            return GRADED[scale], [quoted(self._content.wording.severities[severity.value]) for severity in Severity]
        found = self._content.scales[scale]
        return f"the scale {quoted(found.title)} ({to(f'scale {scale}')})", [quoted(position.words) for position in found.positions]

    def _of_the_topic(self, written: Written, holds: bool) -> str:
        denied = "" if holds else "not "
        match dict(written):
            case {"topic": topics}:
                ids = list(map(str, topics)) if is_list(topics) else [str(topics)]
                return f"the topic {_is([self._topic(one) for one in ids], holds)}"
            case {"flag": flag} if str(flag) in self._content.topics:  # an agency's own topic is marked by its id
                return f"the topic {_is([self._topic(str(flag))], holds)}"
            case {"flag": flag}:
                where = f" ({to(f'mark {flag}')})" if flag in self.marks else ", which none is now"
                return f"the topic is {denied}marked {quoted(self.mark(str(flag)))}{where}"
            case {"track": track}:
                return f"the topic is {denied}looked at for {track_words(self._content, Track(str(track))).lower()}"
            case _:
                raise ValueError(f"no words for a condition with {', '.join(written)}")

    def _topic(self, topic: str) -> str:
        return f"{quoted(self._content.topics[topic].title)} ({topic})"

    def mark(self, flag: str) -> str:
        """The name of a mark as it reads."""
        return spoken(flag.replace("_", " "))


def _is(words: Sequence[str], holds: bool) -> str:
    if holds:
        return f"is {listed(words)}"
    return f"is neither {listed(words, 'nor')}" if len(words) > 1 else f"is not {words[0]}"


def spoken(words: str) -> str:
    """The words of an id, which has no apostrophes, with those that they have in speech."""
    return " ".join(APOSTROPHES.get(word, word) for word in words.split())


def _tables(parts: list[object]) -> list[Written]:
    return [part for part in parts if is_table(part)]


def _joined(points: Sequence[Point], lead: str, word: str) -> Point:
    """One point as it is, two plain ones in a sentence, more under a lead."""
    if len(points) == 1:
        return points[0]
    if len(points) == 2 and not any(point.points for point in points):
        return Point(f"{points[0].words}, {word} {points[1].words}")
    return Point(lead, tuple(points))


def _bounded(parts: Sequence[Written]) -> Iterator[Written]:
    """The parts, with those that bound the same scale said as one where the last of them stands."""
    for place, part in enumerate(parts):
        same = [other for other in parts if other.get("scale") == part["scale"]] if "scale" in part else [part]
        if part.get("scale") not in {other.get("scale", "") for other in parts[place + 1 :]}:
            yield {key: value for other in same for key, value in other.items()}


def _bounds(rest: Written, holds: bool) -> tuple[int, int | None]:
    """The first step that fits, and the first above that no longer does; turned round where it is denied."""
    low, below = rest.get("at_least", 0), rest.get("below")
    if not isinstance(low, int) or not isinstance(below, int | None):
        raise ValueError("a bound of a scale is a number")
    if holds:
        return low, below
    return (below, None) if below is not None else (0, low)
