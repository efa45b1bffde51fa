"""Every rule in plain sentences: when it holds, what then, because of what, by which source, from when until when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from coi_app.domain.assessment import Answer
from coi_app.domain.rulebook import Block, Section, Statement, to
from coi_app.rules.chapters.cited import clause, counted, in_force, sentence, source_line
from coi_app.rules.content import Content
from coi_app.rules.in_words import InWords, listed, quoted, spoken
from coi_app.rules.law import with_amounts
from coi_app.rules.rulings import (
    Adjustment,
    AnswerRule,
    Incompatible,
    InPlace,
    LevelFloor,
    Rule,
    SeverityFloor,
    StatuteRule,
    StepRule,
    StopRule,
    TypeRule,
)  # fmt: skip
from coi_app.rules.wording import level_words, track_words

SAID = "The result says the sentence under “Because”."

_KIND = re.compile("^(answer|right|next)-")


class Rulings:
    """Says the rules of this content, each as an entry."""

    def __init__(self, content: Content, words: InWords) -> None:
        self._content = content
        self._words = words

    def section(self, title: str, rules: Iterable[Rule], *how: str, then: str = SAID, asks: bool = True) -> Section:
        """The rules as entries under a title; `then` is what follows where a rule has nothing of its own to say."""
        return Section(title, counted(*how), tuple(self._entry(rule, then) for rule in rules), asks=asks)

    def _entry(self, rule: Rule, then: str) -> Section:
        # The title of all but a step is its id in words, by which results for programs name it.
        title = rule.title if isinstance(rule, StepRule) else _spoken(rule.id)
        return Section(title, tuple(self._about(rule, then)), place=f"rule {rule.id}")

    def _about(self, rule: Rule, then: str) -> Iterator[Block]:
        if isinstance(rule, StepRule):
            yield Statement(rule.words)
            yield Statement(f"{rule.rung} ({to(f'rung {rule.rung}')}).", "Rung")
        yield clause("When", self._words.when(rule.when))
        if isinstance(rule, StepRule):
            yield from self._firmness(rule)
        else:
            follows = self._then(rule) or then
            if follows != SAID:  # how to read the rulebook says it once for all of these
                yield Statement(follows, "Then")
        if isinstance(rule, StopRule | AnswerRule | Incompatible) and rule.track:
            yield Statement(f"{track_words(self._content, rule.track)}.", "Told under")
        yield Statement(with_amounts(rule.because, self._content.thresholds, self._content.effective), "Because")
        yield source_line(self._content, rule.source)
        if rule.begins or rule.ends:
            yield Statement(in_force(rule.begins, rule.ends), "In force")
        if isinstance(rule, StepRule):
            yield Statement(f"{rule.id}.", "In the files")

    def _firmness(self, rule: StepRule) -> Iterator[Block]:
        words = self._content.wording.step_statuses
        if rule.required_when:
            yield clause(f"{quoted(words['required'])} when", self._words.when(rule.required_when))
        if rule.suggested_when:
            yield clause(f"{quoted(words['suggested'])} when", self._words.when(rule.suggested_when))
        for firmer in rule.firmer:
            yield clause(f"At least {quoted(words[firmer.status.value])}, for your agency, when", self._words.when(firmer.when))
            yield Statement(firmer.because, "Because your agency says")
            yield source_line(self._content, firmer.source)
        yield Statement(f"{quoted(words['consider'])}.", "Otherwise")
        if rule.done_when:
            yield clause("Left out, as already done, when", self._words.when(rule.done_when))

    def _then(self, rule: Rule) -> str:
        """What follows from the rule, where its kind says something of its own."""
        match rule:
            case Adjustment():
                return self._adjusts(rule)
            case LevelFloor():
                return f"The level is at least {rule.level.name} {quoted(level_words(self._content, rule.level))}."
            case SeverityFloor():
                return f"The severity is at least {quoted(self._content.wording.severities[rule.severity.value])}."
            case Incompatible():
                return f"The answer is {quoted(self._content.wording.answers[Answer.NOT_AS_DESCRIBED.value])} This would be fine: {sentence(rule.fine)[:1].lower()}{sentence(rule.fine)[1:]}"
            case TypeRule():
                return f"The type is {quoted(self._content.wording.types[rule.type.value])}."
            case InPlace():
                scale = self._content.scales[rule.scale]
                return f"For what is left, the scale {quoted(scale.title)} ({to(f'scale {scale.id}')}) counts as {quoted(scale.positions[rule.to].words)} at most."
            case StopRule():
                return f"The answer is {quoted(self._content.wording.answers[Answer.NOT_AS_DESCRIBED.value])} To be fine: {rule.fix}."
            case AnswerRule():
                fine = f" This would be fine: {rule.fine}." if rule.fine else ""
                return f"The answer is at least as strict as {quoted(self._content.wording.answers[rule.answer.value])}{fine}"
            case StatuteRule() if rule.dated:
                kinds = listed(date_name(kind) for kind in rule.elections)
                first, last = (date_name(name) for name in rule.dated)
                return f"{SAID} It names the days from {first} to {last} of the next {kinds} election ({to('elections')}), where they are known."
            case _:
                return ""

    def _adjusts(self, rule: Adjustment) -> str:
        steps = f"{abs(rule.add)} step{'s' if abs(rule.add) != 1 else ''}"
        way = "up" if rule.add > 0 else "down"
        if not rule.scale:
            return f"The level goes {way} by {steps}, and never above L4."
        scale = self._content.scales[rule.scale]
        return f"The scale {quoted(scale.title)} ({to(f'scale {scale.id}')}) goes {way} by {steps}, and never past its ends."


def date_name(name: str) -> str:
    """A date of the election calendar by its name, in words."""
    return name.replace("_", " ")


def _spoken(rule_id: str) -> str:
    """The id of a rule as a title: `close-to-election` is Close to election."""
    words = rule_id if rule_id[:4].isupper() else spoken(_KIND.sub(r"\1: ", rule_id).replace("-", " "))
    return words[:1].upper() + words[1:]
