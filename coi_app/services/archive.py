"""The readable archive: all records as JSON and PDFs that open without the app, and the way back from it.

It is not encrypted: who makes one is told so. An import adds what is not there, leaves what is, and names what differs.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, cast
from uuid import UUID
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from coi_app.domain.archive import FORMAT, Archive, Difference, KeptResult
from coi_app.domain.declaration import Declaration, Version
from coi_app.domain.errors import InputError
from coi_app.domain.history import EventKind
from coi_app.domain.people import Person
from coi_app.domain.plain import from_plain, plain
from coi_app.rules.bundle import Bundle, hash_of, pack, unpack
from coi_app.rules.content import Content
from coi_app.rules.loader import load
from coi_app.services.changes import NOTHING, Change
from coi_app.services.context import Services
from coi_app.services.conversation import document_id, pdf_of
from coi_app.store.work import Reading, Work

RECORDS = "records.json"
SCHEMA = "records.schema.json"
READ_ME = "READ ME.txt"
CONTENTS = "contents/"
DOCUMENTS = "documents/"

LARGEST = 256 << 20
"""Bytes of one part that an import reads; a lifetime of declarations stays far below it."""

Progress = Callable[[int, int], None]
_STARTED = (1980, 1, 1, 0, 0, 0)


def export(services: Services, schema: bytes, progress: Progress) -> bytes:
    """The archive as a zip: the records with their schema, each signed version as a PDF, and a page that says what is what.

    `progress` hears of documents done and in all, and may raise to call the work off.
    """
    at = services.clock()
    with services.store.reading() as reading:
        archive = _gathered(reading, at)
        bundles = {name: unpack(reading.contents.get(name)) for name in archive.contents}
    parts: dict[str, bytes] = {
        READ_ME: _read_me(archive).encode(),
        RECORDS: _json(plain(archive)),
        SCHEMA: schema,
        **{f"{CONTENTS}{name}.json": _json({file: text.decode() for file, text in bundle.items()}) for name, bundle in bundles.items()},
        **_documents(archive, {name: load(bundle) for name, bundle in bundles.items()}, progress),
    }
    return _zipped(parts)


def read(path: Path, schema: bytes) -> tuple[Archive, dict[str, Bundle]]:
    """What an archive holds, with the content of each of its signed versions; InputError where it is none that Declare wrote."""
    try:
        with ZipFile(path) as whole:
            told = json.loads(_part(whole, RECORDS))
            _check(told, schema)
            archive = from_plain(Archive, told)
            return archive, {name: _bundle(whole, name) for name in archive.contents}
    except (BadZipFile, KeyError, ValueError, RecursionError, NotImplementedError, OSError):
        raise InputError(f"{path.name} is no archive that Declare can read. Nothing was changed; choose another file.", "FILE") from None


def import_(services: Services, archive: Archive, bundles: dict[str, Bundle], *, operation: UUID | None = None) -> tuple[Difference, Change]:
    """Add what is not there yet, in one transaction: records that are there stay as they are, whether equal or not."""
    at = services.clock()
    with services.store.work() as work:
        if work.events.done(operation):
            return Difference((), tuple(one.id for one in archive.declarations), ()), NOTHING
        found = _compared(work, archive)
        _add(work, archive, bundles, found)
        facts = {"new": len(found.new), "equal": len(found.equal), "differing": len(found.differing)}
        work.events.add(services.event(EventKind.IMPORTED, at, operation=operation, facts=facts))
        work.commit()
    return found, Change(listing=True, role=True, person=True)


def _gathered(reading: Reading, at: datetime) -> Archive:
    declarations = tuple(reading.declarations.all())
    owner = reading.people.owner()
    assert owner is not None, "records without an owner cannot be opened"
    results = tuple(
        KeptResult(one.id, version.number, interest, result)
        for one in declarations
        for version in one.versions
        for interest, result in reading.assessments.of(one.id, version.number).items()
    )
    signed = {version.content_hash for one in declarations for version in one.versions if version.signed_at}
    return Archive(
        FORMAT, at, owner, reading.people.role(), declarations, results,
        tuple(statement for one in declarations for statement in reading.statements.of(one.id)),
        reading.events.of(), tuple(sorted(name for name in signed if reading.contents.has(name))),
    )


def _documents(archive: Archive, contents: dict[str, Content], progress: Progress) -> dict[str, bytes]:
    signed = [(one, version) for one in archive.declarations for version in one.versions if version.content_hash in contents and version.signed_at]
    made: dict[str, bytes] = {}
    for number, (one, version) in enumerate(signed):
        progress(number, len(signed))
        results = {kept.interest: kept.result for kept in archive.results if (kept.declaration, kept.version) == (one.id, version.number)}
        made[_document_name(one, version)] = pdf_of(contents[version.content_hash], archive.person, one, version, results)
    return made


def _document_name(declaration: Declaration, version: Version) -> str:
    """The day and a number that says nothing of what it is about."""
    return f"{DOCUMENTS}{version.day.isoformat()} {document_id(declaration, version)}.pdf"


def _read_me(archive: Archive) -> str:
    return "\n".join(
        (
            f"Records of {archive.person.name or 'the person who made this archive'}, {archive.made_at:%d %B %Y %H:%M}".rstrip(),
            "",
            "This archive is not encrypted. Keep it where only you can read it, and delete it when you need it no longer.",
            "",
            f"{DOCUMENTS.rstrip('/')}: each declaration that was signed, as a PDF ({sum(1 for one in archive.declarations for v in one.versions if v.signed_at)} signed, {len(archive.declarations)} records in all).",
            f"{RECORDS}: everything that Declare holds, drafts, notes and history too, as text that any program can read.",
            f"{SCHEMA}: what each part of {RECORDS} means (JSON Schema).",
            f"{CONTENTS.rstrip('/')}: the questions and rules that each signed declaration was made with.",
            "",
            "Declare reads this archive back: My information, Bring records in.",
            "",
        )
    )


def _compared(work: Work, archive: Archive) -> Difference:
    there = {one.id: one for one in work.declarations.all()}
    ids = [(one.id, there.get(one.id) == one) for one in archive.declarations]
    return Difference(
        new=tuple(one for one, _ in ids if one not in there),
        equal=tuple(one for one, same in ids if one in there and same),
        differing=tuple(one for one, same in ids if one in there and not same),
    )


def _add(work: Work, archive: Archive, bundles: dict[str, Bundle], found: Difference) -> None:
    new, differing = frozenset(found.new), frozenset(found.differing)
    work.people.know(archive.person)
    _fill_in(work, archive)
    for name, bundle in bundles.items():
        work.contents.keep(name, _version_of(archive, name), pack(bundle))
    for declaration in archive.declarations:
        if declaration.id in new:
            work.declarations.save(declaration)
            for version in declaration.versions:
                kept = {one.interest: one.result for one in archive.results if (one.declaration, one.version) == (declaration.id, version.number)}
                work.assessments.keep(declaration.id, version.number, version.content_hash, kept)
    for statement in archive.statements:
        if statement.declaration in new:
            work.statements.add(statement)
    known = {event.id for event in work.events.of()}
    for event in archive.events:
        # What differs stays as it is here, and so does what happened to it: else its history would tell of what is not there.
        if event.id not in known and event.declaration not in differing:
            work.events.add(event)


def _fill_in(work: Work, archive: Archive) -> None:
    """Take over the name and the role where these records have none of their own."""
    owner = work.people.owner()
    if owner is not None and owner == Person(owner.id):
        told = archive.person
        work.people.save(Person(owner.id, told.name, told.job_title, told.agency, told.manager, told.support_person))
    if work.people.role() is None:
        work.people.remember(archive.role)


def _version_of(archive: Archive, name: str) -> str:
    return next(version.content_version for one in archive.declarations for version in one.versions if version.content_hash == name)


def _bundle(whole: ZipFile, name: str) -> Bundle:
    told = json.loads(_part(whole, f"{CONTENTS}{name}.json"))
    bundle = {str(file): str(text).encode() for file, text in cast(dict[str, Any], told).items()}
    if hash_of(bundle) != name:
        raise ValueError("a content is not as it was")
    return bundle


def _check(told: Any, schema: bytes) -> None:
    """ValueError where the records do not fit their schema, or are of a newer form."""
    from jsonschema import Draft202012Validator  # slow (0.2 s), and needed only for an import

    written_as = cast(dict[str, Any], told).get("format") if isinstance(told, dict) else None
    if isinstance(written_as, int) and written_as > FORMAT:
        raise InputError("A newer version of Declare wrote this archive. Nothing was changed; update Declare.", "FILE")
    judge: Any = Draft202012Validator(json.loads(schema))
    if not judge.is_valid(told):
        raise ValueError("not the form of an archive")


def _part(whole: ZipFile, name: str) -> bytes:
    info = whole.getinfo(name)
    if info.file_size > LARGEST:
        raise ValueError(f"{name} is too large")
    with whole.open(info) as part:
        return part.read(LARGEST)


def _json(told: object) -> bytes:
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _zipped(parts: dict[str, bytes]) -> bytes:
    body = BytesIO()
    with ZipFile(body, "w", ZIP_DEFLATED) as whole:
        for name, part in _in_order(parts):
            whole.writestr(ZipInfo(name, _STARTED), part, ZIP_DEFLATED)
    return body.getvalue()


def _in_order(parts: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    return iter(sorted(parts.items(), key=lambda part: (part[0] != READ_ME, part[0])))
