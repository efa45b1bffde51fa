"""What red, green and blue mean on every page: sRGB, as a profile that a file can carry, made here so that it holds no date of today."""

from __future__ import annotations

import struct
from collections.abc import Mapping

_D50 = (0.9642, 1.0, 0.8249)
_PRIMARIES = {
    b"rXYZ": (0.4360747, 0.2225045, 0.0139322),
    b"gXYZ": (0.3850649, 0.7168786, 0.0971045),
    b"bXYZ": (0.1430804, 0.0606169, 0.7141733),
}
"""IEC 61966-2-1, adapted to D50 as a profile wants it."""
_STEPS = 255
_HEADER = 128
_NAME = b"sRGB IEC61966-2.1"
_MADE = (2000, 1, 1, 0, 0, 0)


def srgb_profile() -> bytes:
    """An ICC profile (version 2, for a display) of sRGB; always the same bytes."""
    curve = b"curv\0\0\0\0" + struct.pack(f">I{_STEPS}H", _STEPS, *(round(_linear(step / (_STEPS - 1)) * 65535) for step in range(_STEPS)))
    described = b"desc\0\0\0\0" + struct.pack(">I", len(_NAME) + 1) + _NAME + b"\0" + bytes(4 + 4 + 2 + 1 + 67)
    tags = {b"desc": described, b"cprt": b"text\0\0\0\0no copyright, use freely\0", b"wtpt": _xyz(_D50)}
    tags |= {name: _xyz(where) for name, where in _PRIMARIES.items()} | dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve)
    return _profile(tags)


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def _xyz(where: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(where)


def _fixed(numbers: tuple[float, float, float]) -> bytes:
    return struct.pack(">3i", *(round(number * 65536) for number in numbers))


def _profile(tags: Mapping[bytes, bytes]) -> bytes:
    """Header, table of tags and what they hold; tags that hold the same share it."""
    body, places = bytearray(), dict[bytes, int]()
    begins = _HEADER + 4 + 12 * len(tags)
    rows = bytearray()
    for name, content in tags.items():
        if content not in places:
            places[content] = begins + len(body)
            body += content + bytes(-len(content) % 4)
        rows += name + struct.pack(">2I", places[content], len(content))
    size = begins + len(body)
    head = struct.pack(">2I4s4s4s4s6H4s", size, 0, b"\x02\x10\0\0", b"mntr", b"RGB ", b"XYZ ", *_MADE, b"acsp")
    head += bytes(28) + _fixed(_D50)
    return head + bytes(_HEADER - len(head)) + struct.pack(">I", len(tags)) + bytes(rows) + bytes(body)
