"""The one door to every proof about the content, and how the work is shared between processors."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date

from coi_app.rules.bundle import Bundle, pack, unpack
from coi_app.rules.content import Content, Topic
from coi_app.rules.loader import load
from coi_app.rules.proof import Proof, joined
from coi_app.rules.proving import dates, protected, results, rising, situations, whole
from coi_app.rules.proving.axes import Lattice
from coi_app.rules.proving.journeys import Journeys
from coi_app.rules.proving.narrow import Narrow
from coi_app.rules.proving.seen import Seen, seen_in, together
from coi_app.rules.proving.situations import Scenario
from coi_app.rules.reach import left_over

CHUNKS = 8
"""Into how many parts the topics are dealt: enough that no processor waits long for the other."""


Part = tuple[tuple[Proof, ...], Seen]
"""What was proved of one topic, and what was seen on the way."""


@dataclass(frozen=True)
class Depth:
    """How far the proofs go: outcomes worked out for each topic's scales, answers changed at once, journeys drawn besides."""

    outcomes: int = 12_000
    changes: int = 2
    samples: int = 200


FULL = Depth()
QUICK = Depth(outcomes=300, changes=1, samples=50)
"""For a first look: all the same proofs over fewer cases."""


def prove(
    content: Content, day: date | None = None, *, scenarios: Iterable[Scenario] | None = None, depth: Depth = FULL, shared: Bundle | None = None, only: str = ""
) -> tuple[Proof, ...]:
    """Every proof about the content as it is on a day, in the order a reader would want them; or `only` the one with this title.

    Without a day, it is judged for the day from which the content holds, so that it is always judged alike. The content may
    come from anywhere, also from two sets of files put together. A proof that does not hold tells its key and the case; the
    file is told where `Proof.filed` is given the files of the content. What is proved of scenarios is left out where none are
    given. With `shared`, the bundle that this content was loaded from, all processors take part; what comes of it is the same.
    """
    day = day or content.effective
    parts = _in_turn(content, day, depth, only) if shared is None else _shared(content, shared, day, depth)
    return put_together(content, parts, day, scenarios, only)


def put_together(content: Content, parts: Iterable[Part], day: date, scenarios: Iterable[Scenario] | None = None, only: str = "") -> tuple[Proof, ...]:
    """The proofs of all topics as one each, with those that can only be had of the whole; or `only` the one with this title."""
    parts = tuple(parts)
    seen = together(seen for _, seen in parts)
    by_topic = joined((*(proof for proofs, _ in parts for proof in proofs), *_wanted(only, ((results.UNSURE, lambda: whole.prove_unsure_everywhere(content, seen)),))))
    told = () if scenarios is None or only not in ("", situations.EXPECTED, situations.FIRED) else situations.prove_scenarios(content, scenarios, day)
    proofs = (*_over_all(content, seen, day, only), *by_topic, *_of_the_world(content, only), *told)
    return tuple(proof for proof in proofs if only in ("", proof.title))


def _in_turn(content: Content, day: date, depth: Depth, only: str) -> list[Part]:
    return [prove_topic(content, topic, day, depth, only) for topic in content.topics.values()]


def _shared(content: Content, bundle: Bundle, day: date, depth: Depth) -> list[Part]:
    # Conditions hold functions, which cannot be sent to another process: each loads the content for itself.
    packed, topics = pack(bundle), list(content.topics)
    chunks = [topics[number::CHUNKS] for number in range(CHUNKS)]
    with ProcessPoolExecutor(min(CHUNKS, os.cpu_count() or 1)) as pool:
        waiting = [pool.submit(_prove_topics, packed, chunk, day, depth) for chunk in chunks if chunk]
        return [part for done in waiting for part in done.result()]


def _prove_topics(packed: bytes, topics: Sequence[str], day: date, depth: Depth) -> list[Part]:
    content = load(unpack(packed))
    return [prove_topic(content, content.topics[topic], day, depth) for topic in topics]


def prove_topic(content: Content, topic: Topic, day: date, depth: Depth = FULL, only: str = "") -> Part:
    """What can be proved of one topic by itself, or `only` what has this title, and what was seen on the way."""
    narrow = Narrow(content, topic, day)
    lattice, journeys = Lattice(narrow, depth.outcomes), Journeys(narrow, depth.changes, depth.samples)
    proofs = _wanted(only, (
        (rising.RISING, lambda: rising.prove_rising(lattice)), (rising.EASING, lambda: rising.prove_easing(lattice)),
        (protected.EXEMPT, lambda: protected.prove_exempt(content, topic, day)), (protected.UNMOVED, lambda: protected.prove_unmoved(journeys)),
        (results.EXPLAINED, lambda: results.prove_explained(journeys)), (results.STOPS, lambda: results.prove_stops(journeys)),
        (results.UNSURE, lambda: results.prove_unsure(journeys)), (results.CHANGES, lambda: results.prove_changes(journeys)),
    ))
    return proofs, Seen() if only in NOTHING_SEEN else seen_in(journeys)


NOTHING_SEEN = (rising.RISING, rising.EASING, protected.EXEMPT, protected.UNMOVED, results.EXPLAINED, results.STOPS, results.CHANGES)
"""The proofs of a topic for which it does not matter what was seen in the others."""


def _over_all(content: Content, seen: Seen, day: date, only: str) -> Iterator[Proof]:
    yield from _wanted(only, ((whole.FOUND, lambda: whole.prove_found(content)),))
    if only in ("", whole.ASKED, whole.OFFERED, whole.FIRED):
        started = time.process_time()
        never = left_over(content, day, seen.happenings)
        for proof in whole.prove_happening(content, never, seen):
            yield replace(proof, seconds=time.process_time() - started)
            started = time.process_time()
    yield from _wanted(only, ((whole.APART, lambda: whole.prove_apart(content, seen, day)), (whole.EDGES, lambda: whole.prove_edges(content, seen))))


def _of_the_world(content: Content, only: str) -> tuple[Proof, ...]:
    return _wanted(only, (
        (protected.BLIND, lambda: protected.prove_blind(content)), (dates.IN_FORCE, lambda: dates.prove_in_force(content)),
        (dates.CALENDAR, lambda: dates.prove_calendar(content)), (dates.AMOUNTS, lambda: dates.prove_amounts(content)),
    ))


def _wanted(only: str, works: Iterable[tuple[str, Callable[[], Proof]]]) -> tuple[Proof, ...]:
    """What each work proves, or only that with this title."""
    return tuple(_timed(work) for title, work in works if only in ("", title))


def _timed(work: Callable[[], Proof]) -> Proof:
    started = time.process_time()
    proof = work()
    return replace(proof, seconds=time.process_time() - started)
