"""Why a scale stands where it does: the answers that put it there, in the words of their cards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from coi_app.domain.answers import Value
from coi_app.domain.assessment import Reason, Source, Track
from coi_app.rules.content import Content, Option, Question, Scale
from coi_app.rules.journey import Journey
from coi_app.rules.wording import given


def position_reasons(content: Content, journey: Journey, table: Source, scale_ids: tuple[str, ...], track: Track) -> tuple[Reason, ...]:
    """Why each scale of a table stands where it does; what one says already, the next does not say again."""
    found = (_position_reason(content, journey, table, content.scales[scale_id], track) for scale_id in scale_ids)
    return tuple({reason.because: reason for reason in reversed(tuple(found))}.values())[::-1]


def feeding(content: Content, journey: Journey, scale: Scale) -> tuple[str, ...]:
    """The questions whose answers put the scale where it stands; none where the topic alone does."""
    return tuple(_cards_behind(content, journey, scale))


def _position_reason(content: Content, journey: Journey, table: Source, scale: Scale, track: Track) -> Reason:
    behind = _cards_behind(content, journey, scale)
    cited = tuple(behind)
    because = _from_topic(journey, scale) or _in_the_words_of_cards(journey, scale, behind)
    if not because and (unsure := _unsure_of(content, journey, scale)):
        # What a person is not sure of is never told them as a fact.
        cited, because = unsure, content.wording.phrases["not_sure_reason"].format(questions=", ".join(content.questions[q].short for q in unsure))
    because = because or (not cited and _told_by(content, journey, scale)) or scale.positions[_at(journey, scale)].because
    answers = tuple(given(content, question, journey.facts.answers[question]) for question in cited)
    return Reason(f"{table.id}-{scale.id}-{_at(journey, scale)}", because, answers, scale.source, track)


def _at(journey: Journey, scale: Scale) -> int:
    return journey.facts.scales.get(scale.id, 0)


def _from_topic(journey: Journey, scale: Scale) -> str:
    return journey.topic.because.get(scale.id, "") if journey.topic.scales.get(scale.id, 0) == _at(journey, scale) else ""


def _in_the_words_of_cards(journey: Journey, scale: Scale, behind: Mapping[str, tuple[Option, ...]]) -> str:
    """What the cards say that put the scale there. At its lowest it speaks for itself: that is what no card has raised."""
    if not _at(journey, scale):
        return ""
    return " ".join(card.as_reason for cards in behind.values() for card in cards if card.as_reason)


def _told_by(content: Content, journey: Journey, scale: Scale) -> str:
    """What was answered instead, where the question that moves this scale was not asked because of it."""
    for name in scale.told_by:
        question, _, only = name.partition(".")
        chosen = str(journey.facts.answers.get(question))
        card = content.questions[question].by_option.get(chosen)
        if card and card.as_reason and only in ("", chosen):
            return card.as_reason
    return ""


def _unsure_of(content: Content, journey: Journey, scale: Scale) -> tuple[str, ...]:
    """The questions answered *not sure* that could have moved this scale."""
    return tuple(q for q in journey.not_sure if q in content.movers[scale.id])


def _cards_behind(content: Content, journey: Journey, scale: Scale) -> Mapping[str, tuple[Option, ...]]:
    """The chosen cards that put the scale where it stands, under the questions that they answer, in the order asked."""
    at, movers = _at(journey, scale), content.movers[scale.id]
    found = {q: tuple(_reaching(content, content.questions[q], value, scale, at)) for q, value in journey.facts.answers.items() if q in movers}
    return {question: cards for question, cards in found.items() if cards}


def _reaching(content: Content, question: Question, value: Value, scale: Scale, at: int) -> Iterator[Option]:
    chosen = value if isinstance(value, tuple) else (value,)
    for option in question.options:
        if option.id in chosen and any(_reaches(content, name, place, scale, at) for name, place in question.places(option).items()):
            yield option


def _reaches(content: Content, name: str, place: int, scale: Scale, at: int) -> bool:
    """Whether this place on one scale can put another scale there: itself, or by way of those that are made from it."""
    if name == scale.id:
        return place == at
    return any(
        leads(content, derived.id, scale) if derived.combine == "table" else _reaches(content, derived.id, place, scale, at)
        for derived in content.derived_from[name]
    )


def leads(content: Content, name: str, scale: Scale) -> bool:
    """Whether one scale moves another, or is it."""
    return name == scale.id or any(leads(content, derived.id, scale) for derived in content.derived_from[name])
