"""A finished PDF made smaller: its small objects packed together and deflated, which ReportLab does not do itself."""

from __future__ import annotations

import re
import zlib

_IN_ONE = 400
"""Objects packed together: a reader unpacks all of them to get at one."""

_LAST = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_TABLE = re.compile(rb"xref\s+0 (\d+)\s+")
_TRAILER = re.compile(rb"trailer\s*<<(.*)>>\s*startxref", re.DOTALL)
_OBJECT = re.compile(rb"(\d+) 0 obj\s*(.*?)\s*endobj\s*(?:%[^\n]*\s*)*\Z", re.DOTALL)
_ENTRY = 20
_SIZE = re.compile(rb"/Size \d+")


def packed(document: bytes) -> bytes:
    """The same document in fewer bytes, the same for the same document; for what ReportLab wrote, in one piece and not encrypted."""
    found = _objects(document)
    small = {number: body for number, body in found.items() if not body.endswith(b"endstream")}
    out = bytearray(document[: document.index(b"1 0 obj")])
    places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
    for number, body in found.items():
        if number not in small:
            places[number] = (1, len(out), 0)
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    next_number = max(found) + 1
    numbers = sorted(small)
    for start in range(0, len(numbers), _IN_ONE):
        together = numbers[start : start + _IN_ONE]
        places |= {number: (2, next_number, index) for index, number in enumerate(together)}
        places[next_number] = (1, len(out), 0)
        out += _stream(next_number, *_together([(number, small[number]) for number in together]))
        next_number += 1
    places[next_number] = (1, len(out), 0)
    return bytes(out + _addresses(document, next_number, places))


def _objects(document: bytes) -> dict[int, bytes]:
    """The objects by number, found by the table at the end."""
    last = _LAST.search(document)
    table = _TABLE.match(document, int(last[1])) if last else None
    if last is None or table is None:
        raise ValueError("This is no document that ReportLab wrote in one piece.")
    entries = (document[table.end() + _ENTRY * at : table.end() + _ENTRY * (at + 1)] for at in range(1, int(table[1])))
    starts = sorted(int(entry[:10]) for entry in entries if entry[17:18] == b"n")
    found: dict[int, bytes] = {}
    for start, end in zip(starts, [*starts[1:], int(last[1])], strict=True):
        one = _OBJECT.match(document[start:end])
        if one is None:
            raise ValueError("This is no document that ReportLab wrote in one piece.")
        found[int(one[1])] = one[2]
    return found


def _together(objects: list[tuple[int, bytes]]) -> tuple[bytes, bytes]:
    """What an object stream says of itself, and what is in it: number and place of each object, then the objects."""
    head, body = bytearray(), bytearray()
    for number, one in objects:
        head += b"%d %d " % (number, len(body))
        body += one + b"\n"
    return b"/Type /ObjStm /N %d /First %d" % (len(objects), len(head)), bytes(head + body)


def _stream(number: int, says: bytes, content: bytes) -> bytes:
    deflated = zlib.compress(content, 9)
    return b"%d 0 obj\n<< %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (number, says, len(deflated), deflated)


def _addresses(document: bytes, number: int, places: dict[int, tuple[int, int, int]]) -> bytes:
    """Where every object is, as a stream that stands for both table and trailer."""
    trailer = _TRAILER.search(document)
    if trailer is None:
        raise ValueError("This is no document that ReportLab wrote in one piece.")
    says = _SIZE.sub(b"/Size %d" % (number + 1), b" ".join(line for line in trailer[1].splitlines() if not line.startswith(b"%")).strip())
    rows = b"".join(kind.to_bytes(1, "big") + where.to_bytes(4, "big") + which.to_bytes(2, "big") for kind, where, which in (places[at] for at in range(number + 1)))
    begins = int(places[number][1])
    return _stream(number, b"/Type /XRef /W [1 4 2] " + says, rows) + b"startxref\n%d\n%%%%EOF\n" % begins
