"""Answers as a person gave them: an immutable map from question to value, and its plain form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

NOT_SURE = "not_sure"

Value = str | int | tuple[str, ...]
"""An option's id, a text or an ISO date; a whole number; or the ids chosen where many may be."""

PlainValue = str | int | list[str]


@dataclass(frozen=True)
class Answers(Mapping[str, Value]):
    """What was answered, question by question; a question that is not here is unanswered.

    *Unanswered*, `not_sure` and *none of these* (an empty tuple) are three different things.
    """

    values_by_question: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))

    def __getitem__(self, question: str) -> Value:
        return self.values_by_question[question]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_by_question)

    def __len__(self) -> int:
        return len(self.values_by_question)

    def __hash__(self) -> int:
        return hash(frozenset(self.values_by_question.items()))

    def with_answer(self, question: str, value: Value) -> Answers:
        """The same answers with this one given or changed."""
        return Answers({**self.values_by_question, question: value})

    def without(self, *questions: str) -> Answers:
        """The same answers with these questions unanswered."""
        return Answers({q: v for q, v in self.values_by_question.items() if q not in questions})

    def not_sure(self) -> tuple[str, ...]:
        """The questions answered *not sure*, in the order they were given."""
        return tuple(q for q, v in self.values_by_question.items() if v == NOT_SURE)

    def plain(self) -> dict[str, PlainValue]:
        """A form that JSON and TOML can hold; `from_plain` gives the same answers back."""
        return {q: list(v) if isinstance(v, tuple) else v for q, v in self.values_by_question.items()}

    @classmethod
    def from_plain(cls, plain: Mapping[str, PlainValue]) -> Answers:
        """Answers from their plain form."""
        return cls({q: tuple(v) if isinstance(v, list) else v for q, v in plain.items()})
