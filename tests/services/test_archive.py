"""The readable archive opens without the app, and an import of it gives the same records."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import jsonschema
import pytest
from pypdfium2 import PdfDocument

from coi_app.domain.answers import Answers
from coi_app.domain.archive import Archive
from coi_app.domain.errors import InputError
from coi_app.domain.people import Person
from coi_app.paths import resources
from coi_app.rules.bundle import Bundle
from coi_app.rules.content import Content
from coi_app.services import archive, declare, hand_over, mine, profile, safekeeping
from coi_app.services.context import Services
from coi_app.store.work import Reading
from tests.services.conftest import Clock, Ids
from tests.services.drafts import draft
from tests.store.examples import CHEAP, MARKER, NOW, PASSPHRASE

SCHEMA = (resources() / "archive" / "records.schema.json").read_bytes()


def silent(done: int, total: int) -> None:
    """Nobody waits for it."""


@pytest.fixture
def filled(services: Services) -> Services:
    """A signed declaration, one that was changed after it was handed over, a draft, a note, and nothing to declare."""
    me = profile.me(services)
    profile.save_me(services, Person(me.id, "Aroha Example", "Adviser", "Example Agency", "M. Manager", ""))
    profile.remember_role(services, Answers({"seniority": "senior"}))
    signed = draft(services)
    hand_over.sign(services, signed.id, "Aroha Example")
    changed = draft(services)
    hand_over.sign(services, changed.id, "Aroha Example")
    hand_over.mark_handed_over(services, changed.id, services.today())
    hand_over.reopen(services, changed.id)
    hand_over.sign(services, changed.id, "Aroha Example")
    nothing, _ = declare.nothing_to_declare(services)
    hand_over.sign(services, nothing.id, "Aroha Example")
    declare.start(services, topic="I-04", words=MARKER)
    declare.keep_private_note(services, topic="P07")
    return services


@pytest.fixture
def whole(filled: Services, tmp_path: Path) -> Path:
    path = tmp_path / "archive.zip"
    path.write_bytes(archive.export(filled, SCHEMA, silent))
    return path


def another(tmp_path: Path, bundle: Bundle, content: Content, name: str = "another") -> Services:
    """Services over a new vault, as on another computer."""
    new_id = Ids(name)
    store = safekeeping.create(tmp_path / name, new_id, NOW, passphrase=PASSPHRASE, cost=CHEAP).store
    return Services(store, content, bundle, Clock(), new_id, safekeeping.owner(store, new_id, NOW))


def all_of(services: Services) -> object:
    """Every record with its results and statements, as the domain has them."""

    def told(reading: Reading) -> object:
        return [
            (one, [reading.assessments.of(one.id, version.number) for version in one.versions], reading.statements.of(one.id))
            for one in reading.declarations.all()
        ]

    with services.store.reading() as reading:
        return told(reading)


def test_it_opens_without_the_app(whole: Path) -> None:
    with ZipFile(whole) as parts:
        told = json.loads(parts.read("records.json"))
        jsonschema.validate(told, json.loads(parts.read("records.schema.json")))
        documents = [name for name in parts.namelist() if name.endswith(".pdf")]
        pages = [len(PdfDocument(BytesIO(parts.read(name)))) for name in documents]
        read_me = parts.read("READ ME.txt").decode()
    assert len(told["declarations"]) == 5 and len(documents) == 4 and all(pages)
    assert "not encrypted" in read_me and "4 signed" in read_me
    assert any(MARKER in interest["words"] for one in told["declarations"] for version in one["versions"] for interest in version["interests"])


def test_an_import_gives_the_same_records(filled: Services, whole: Path, tmp_path: Path, bundle: Bundle, content: Content) -> None:
    there = another(tmp_path, bundle, content)
    found, change = archive.import_(there, *archive.read(whole, SCHEMA))
    assert len(found.new) == 5 and change.listing
    assert all_of(there) == all_of(filled)
    assert profile.me(there).name == "Aroha Example" and profile.role(there) == profile.role(filled)
    for one in mine.listed(there.store):
        assert [event.kind for event in mine.history(there, one.id)] == [event.kind for event in mine.history(filled, one.id)]
    again, change = archive.import_(there, *archive.read(whole, SCHEMA))
    assert len(again.equal) == 5 and not again.new and not again.differing
    assert mine.content_of(there, all_versions(there)[0]) is not None
    there.store.close()


def all_versions(services: Services) -> list[object]:
    with services.store.reading() as reading:
        return [version for one in reading.declarations.all() for version in one.versions if version.signed_at]


def test_what_differs_is_named_and_left(filled: Services, whole: Path) -> None:
    draft = next(one for one in mine.listed(filled.store) if one.topics == ("I-04",))
    interest = mine.whole(filled, draft.id).declaration.latest.interests[0].id
    declare.save_words(filled, draft.id, interest, "written since")
    before = all_of(filled)
    found, _ = archive.import_(filled, *archive.read(whole, SCHEMA))
    assert found.differing == (draft.id,) and len(found.equal) == 4 and not found.new
    assert all_of(filled) == before


def test_a_hostile_archive_changes_nothing(filled: Services, whole: Path, tmp_path: Path) -> None:
    before = all_of(filled)
    with ZipFile(whole) as parts:
        sound = {name: parts.read(name) for name in parts.namelist()}
    told = json.loads(sound["records.json"])
    content = next(name for name in sound if name.startswith("contents/"))
    broken: dict[str, dict[str, bytes]] = {
        "no records": {k: v for k, v in sound.items() if k != "records.json"},
        "no json": {**sound, "records.json": b"{"},
        "deep": {**sound, "records.json": b"[" * 100_000},
        "a list": {**sound, "records.json": b"[]"},
        "a status of its own": {**sound, "records.json": json.dumps(told).replace('"ready"', '"excellent"').encode()},
        "no moment": {**sound, "records.json": json.dumps(told).replace("+00:00", "+99:99").encode()},
        "another content": {**sound, content: b'{"content/en-NZ/manifest.toml": "x"}'},
        "no content": {k: v for k, v in sound.items() if k != content},
        "newer": {**sound, "records.json": json.dumps({**told, "format": 2}).encode()},
    }
    for what, parts_ in broken.items():
        path = tmp_path / "broken.zip"
        with ZipFile(path, "w") as parts:
            for name, body in parts_.items():
                parts.writestr(name, body)
        with pytest.raises(InputError) as error:
            archive.import_(filled, *archive.read(path, SCHEMA))
        assert "Nothing was changed" in str(error.value), what
    path.write_bytes(b"no zip")
    with pytest.raises(InputError):
        archive.read(path, SCHEMA)
    assert all_of(filled) == before


def test_the_work_can_be_called_off(filled: Services) -> None:
    class Enough(Exception):
        pass

    def stop(done: int, total: int) -> None:
        assert total == 4
        if done == 2:
            raise Enough

    with pytest.raises(Enough):
        archive.export(filled, SCHEMA, stop)


def test_archive_is_its_plain_form_and_back(whole: Path) -> None:
    read, _ = archive.read(whole, SCHEMA)
    assert isinstance(read, Archive) and read.format == 1
