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
    content: Content, day: date | None = None, *, scenarios: Iterable[Scenario] | None = None, depth: Depth = FULL, shared: Bundle | None = None
) -> tuple[Proof, ...]:
    """Every proof about the content as it is on a day, in the order a reader would want them.

    Without a day, it is judged for the day from which the content holds, so that it is always judged alike. The content may
    come from anywhere, also from two sets of files put together. A proof that does not hold tells its key and the case; the
    file is told where `Proof.filed` is given the files of the content. What is proved of scenarios is left out where none are
    given. With `shared`, the bundle that this content was loaded from, all processors take part; what comes of it is the same.
    """
    day = day or content.effective
    parts = _in_turn(content, day, depth) if shared is None else _shared(content, shared, day, depth)
    return put_together(content, parts, day, scenarios)


def put_together(content: Content, parts: Iterable[Part], day: date, scenarios: Iterable[Scenario] | None = None) -> tuple[Proof, ...]:
    """The proofs of all topics as one each, with those that can only be had of the whole."""
    parts = tuple(parts)
    seen = together(seen for _, seen in parts)
    by_topic = joined((*(proof for proofs, _ in parts for proof in proofs), whole.prove_unsure_everywhere(content, seen)))
    return (*_over_all(content, seen, day), *by_topic, *_of_the_world(content, scenarios, day))


def _in_turn(content: Content, day: date, depth: Depth) -> list[Part]:
    return [prove_topic(content, topic, day, depth) for topic in content.topics.values()]


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


def prove_topic(content: Content, topic: Topic, day: date, depth: Depth = FULL) -> Part:
    """What can be proved of one topic by itself, and what was seen on the way."""
    narrow = Narrow(content, topic, day)
    lattice, journeys = Lattice(narrow, depth.outcomes), Journeys(narrow, depth.changes, depth.samples)
    proofs = (
        _timed(lambda: rising.prove_rising(lattice)), _timed(lambda: rising.prove_easing(lattice)),
        _timed(lambda: protected.prove_exempt(content, topic, day)), _timed(lambda: protected.prove_unmoved(journeys)),
        _timed(lambda: results.prove_explained(journeys)), _timed(lambda: results.prove_stops(journeys)),
        _timed(lambda: results.prove_unsure(journeys)), _timed(lambda: results.prove_changes(journeys)),
    )
    return proofs, seen_in(journeys)


def _over_all(content: Content, seen: Seen, day: date) -> Iterator[Proof]:
    yield _timed(lambda: whole.prove_found(content))
    started = time.process_time()
    never = left_over(content, day, seen.happenings)
    for proof in whole.prove_happening(content, never, seen):
        yield replace(proof, seconds=time.process_time() - started)
        started = time.process_time()
    yield _timed(lambda: whole.prove_apart(content, seen, day))
    yield _timed(lambda: whole.prove_edges(content, seen))


def _of_the_world(content: Content, scenarios: Iterable[Scenario] | None, day: date) -> Iterator[Proof]:
    yield _timed(lambda: protected.prove_blind(content))
    yield _timed(lambda: dates.prove_in_force(content))
    yield _timed(lambda: dates.prove_calendar(content))
    yield _timed(lambda: dates.prove_amounts(content))
    if scenarios is not None:
        yield from situations.prove_scenarios(content, scenarios, day)


def _timed(work: Callable[[], Proof]) -> Proof:
    started = time.process_time()
    proof = work()
    return replace(proof, seconds=time.process_time() - started)
