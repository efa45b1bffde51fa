"""Each promise about speed, measured: what is timed, against what, and the most it may be."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID, uuid4

from bench import kept_keys, records, vaults
from bench.conversation_guide import blocks, drawn_by_reportlab_alone
from bench.timing import Row, in_turn, median_call, median_of, seconds, until_said
from coi_app import paths
from coi_app.documents.conversation import conversation_guide
from coi_app.domain.assessment import Assessment
from coi_app.domain.declaration import Interest
from coi_app.rules.bundle import read_folder
from coi_app.rules.content import Content
from coi_app.rules.contrast import contrasts
from coi_app.rules.explain import assess
from coi_app.rules.journey import walk
from coi_app.rules.loader import load, load_folder
from coi_app.rules.search import TopicSearch
from coi_app.rules.triage import judge
from coi_app.services import declare, safekeeping
from coi_app.services.context import Services
from coi_app.services.conversation import Named, guide
from coi_app.services.describe import Described, describe
from coi_app.store.key_store import KeyStore

DAY = date(2026, 11, 23)
EVENTS = 100_000


def start() -> Iterator[Row]:
    """To the first paint of a heading and a field that takes a key, against a bare window with just these."""
    with tempfile.TemporaryDirectory(prefix="declare-bench-") as profile:
        times = in_turn(lambda: _painted("app", profile), lambda: _painted("bare"), 15)
        yield Row("start to the first paint, against a bare window", *times, most_ratio=1.5)


def home() -> Iterator[Row]:
    """To home with the encrypted file open and its drafts shown, against the same bare window."""
    with tempfile.TemporaryDirectory(prefix="declare-bench-") as name:
        os.environ.update({kept_keys.PLACE: str(Path(name) / "keys.json"), "PYTHON_KEYRING_BACKEND": "bench.kept_keys.KeptKeys"})
        profile = Path(name) / "profile"
        _some_drafts(profile)
        times = in_turn(lambda: _painted("records", str(profile)), lambda: _painted("bare"), 11)
        yield Row(f"start to home with {records.DECLARATIONS} declarations open, against the same", *times, most_ratio=3.5)


def _some_drafts(profile: Path, count: int = records.DECLARATIONS) -> None:
    bundle = read_folder(paths.resources())
    now = datetime.now(UTC)
    store, _ = safekeeping.create(profile, uuid4, now, key_store=lambda: KeyStore(kept_keys.KeptKeys()))
    services = Services(store, load(bundle), bundle, lambda: now, uuid4, safekeeping.owner(store, uuid4, now))
    for _ in range(count):
        declare.start(services, topic="P07", answers=records.ANSWERS, role=records.ROLE)
    store.close()


def _painted(*what: str) -> float:
    return until_said(["-m", "bench.first_paint", *what], "painted")


def content() -> Iterator[Row]:
    """What loading all the content adds to a start: its modules, reading the files, and joining them up."""
    times = in_turn(lambda: until_said(["-m", "bench.loaded", "content"], "ready"), lambda: until_said(["-m", "bench.loaded"], "ready"), 15)
    yield Row("a start with all content loaded, against one without", *times, most_more=0.06)


def rules() -> Iterator[Row]:
    """A result, and what would change it: the slowest of the shipped examples."""
    content = load_folder(paths.resources())
    cases = [(found, number) for found in _examples(content) for number in range(len(found.interests))]
    yield Row("an assessment", max(_judged(content, *case) for case in cases), most_seconds=0.0003)
    yield Row("an assessment with its reasons, rights, steps and law", max(_explained(content, *case) for case in cases), most_seconds=0.0003)
    yield Row("what would change this", max(_changed(content, *case) for case in cases), most_seconds=0.015)


def searching() -> Iterator[Row]:
    """A search by half a sentence, with a word misspelt, once the index is there."""
    search = TopicSearch(load_folder(paths.resources()))
    for said in ("my wife works for a company that bids for our contracts", "tikcets from a suplier"):
        yield Row(f"a search: {said}"[:57], median_call(lambda said=said: search.find(said), 200), most_seconds=0.005)


def _examples(content: Content) -> list[Described]:
    return [describe(path.read_bytes(), content, DAY) for path in sorted((paths.resources() / "examples").glob("*.toml"))]


def _judged(content: Content, described: Described, number: int) -> float:
    interest = described.interests[number]
    topic = content.topic(interest.topic)
    return median_call(lambda: judge(content, walk(content, topic, described.role, interest.answers), described.day), 500)


def _explained(content: Content, described: Described, number: int) -> float:
    interest = described.interests[number]
    return median_call(lambda: assess(content, interest.topic, described.role, interest.answers, described.day, with_changes=False), 500)


def _changed(content: Content, described: Described, number: int) -> float:
    interest = described.interests[number]
    journey = walk(content, content.topic(interest.topic), described.role, interest.answers)
    outcome = judge(content, journey, described.day)
    return median_call(lambda: contrasts(content, journey, described.role, interest.answers, outcome, described.day), 50)


def saving() -> Iterator[Row]:
    """One answer of a draft, against the same rows put into an encrypted file without the app, with few records and with very many."""
    for count in records.COUNTS:
        with tempfile.TemporaryDirectory(prefix="declare-bench-") as name, records.saving(Path(name), count) as (ours, bare):
            yield Row(f"saving one answer among {count:,} records, against a raw commit", *in_turn(ours, bare, 200), most_ratio=4.0)


def unlocking() -> Iterator[Row]:
    """Opening the records at full cost, of which stretching the passphrase is to be most; and locking them and coming back."""
    with tempfile.TemporaryDirectory(prefix="declare-bench-") as name, vaults.unlocking(Path(name)) as (opened, stretched, back, back_by_keys):
        whole, alone = in_turn(opened, stretched, 7)
        yield Row("unlocking: from the passphrase to the list", whole, most_seconds=0.7)
        yield Row("the same, against stretching a passphrase alone", whole, alone, most_ratio=1.5)
        there, alone = in_turn(back, stretched, 7)
        yield Row("locking half a page away and unlocking, against the same", there, alone, most_ratio=1.5)
        yield Row("the same with the key store", median_of(back_by_keys, 15), most_seconds=0.1)


def encryption() -> Iterator[Row]:
    """What encryption costs: the same rows in a file that is not encrypted. Shown, and promised to no one."""
    with tempfile.TemporaryDirectory(prefix="declare-bench-") as name, vaults.encrypted_or_not(Path(name)) as pairs:
        for what, pair in pairs.items():
            yield Row(f"{what}, against a plain file", *in_turn(*pair, 100))


def safekeeping_of_many() -> Iterator[Row]:
    """Following a long history, and backing up many records with the proof."""
    with tempfile.TemporaryDirectory(prefix="declare-bench-") as name, vaults.verifying(Path(name), EVENTS) as pair:
        yield Row(f"verifying {EVENTS:,} events, against hashing each row", *in_turn(*pair, 3), most_ratio=8.0)
    with tempfile.TemporaryDirectory(prefix="declare-bench-") as name, vaults.backing_up(Path(name), records.COUNTS[-1]) as pair:
        yield Row(f"a proved backup of {records.COUNTS[-1]:,} records, against a copy", *in_turn(*pair, 3), most_ratio=8.0)


def documents() -> Iterator[Row]:
    """The finished conversation guide of each example, PDF/A and its record included, against ReportLab's own paragraphs and tables of the same text."""
    content = load_folder(paths.resources())
    for path in sorted((paths.resources() / "examples").glob("*.toml")):
        described = describe(path.read_bytes(), content, DAY)
        made = guide(content, Named(), described.day, [_assessed(content, described, number) for number in range(len(described.interests))])
        pieces = blocks(made)
        times = in_turn(lambda made=made: seconds(lambda: conversation_guide(made)), lambda pieces=pieces: seconds(lambda: drawn_by_reportlab_alone(pieces)), 15)
        yield Row(f"conversation PDF ({path.stem}), against ReportLab alone", *times, most_ratio=2.0)


def _assessed(content: Content, described: Described, number: int) -> tuple[Interest, Assessment]:
    told = described.interests[number]
    return Interest(UUID(int=number), told.topic, told.answers, told.words), assess(content, told.topic, described.role, told.answers, described.day)
