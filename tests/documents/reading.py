"""What a screen reader gets from a PDF: the text of each element in reading order, and what is furniture of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf

ROW = re.compile(r"<([0-9A-F]{2})> <([0-9A-F]{4})>")


@dataclass(frozen=True)
class Element:
    """One element of the structure tree with text of its own, and the roles above it."""

    role: str
    text: str
    above: tuple[str, ...]


def elements(pdf: bytes) -> list[Element]:
    """The elements that have text, in the order of the structure tree."""
    with pikepdf.open(BytesIO(pdf)) as document:
        marks = {number: _marks(page)[0] for number, page in enumerate(document.pages)}
        pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        return list(_walk(document.Root.StructTreeRoot.K[0], (), marks, pages))


def artifacts(pdf: bytes) -> list[str]:
    """The text that is not read aloud, page by page."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return ["\n".join(_marks(page)[1]) for page in document.pages]


def text(pdf: bytes) -> str:
    """All text that is read aloud, one element to a line."""
    return "\n".join(element.text for element in elements(pdf))


def _walk(
    node: pikepdf.Object, above: tuple[str, ...], marks: dict[int, dict[int, str]], pages: dict[tuple[int, int], int]
) -> Iterator[Element]:
    role = str(node.S)[1:]
    kids = list(node.get("/K", []))
    own = "".join(_own(kid, marks, pages) for kid in kids)
    if own:
        yield Element(role, " ".join(own.split()), above)
    for kid in kids:
        if "/S" in kid and kid.S != "/Link":
            yield from _walk(kid, (*above, role), marks, pages)


def _own(kid: pikepdf.Object, marks: dict[int, dict[int, str]], pages: dict[tuple[int, int], int]) -> str:
    """The words of one mark, or of a link in a line."""
    if "/MCID" in kid:
        return marks[pages[kid.Pg.objgen]].pop(int(kid.MCID))
    return "".join(_own(inner, marks, pages) for inner in kid.K) if kid.get("/S") == "/Link" else ""


def _marks(page: pikepdf.Page) -> tuple[dict[int, str], list[str]]:
    """The text of each mark on the page, and the text of artifacts; text in neither fails."""
    fonts = {name: _characters(font) for name, font in page.Resources.Font.items() if "/ToUnicode" in font}
    found: dict[int, str] = {}
    furniture: list[str] = []
    open_: list[tuple[str, int | str | None]] = []
    font: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "BDC":
            open_.append(_opened(str(operands[0]), operands[1]))
        elif name == "BMC":
            open_.append((str(operands[0]), None))
        elif name == "EMC":
            kind, value = open_.pop()
            if kind == "/Span":
                _say(str(value), open_, found, furniture)
        elif name == "Tf":
            font = fonts[str(operands[0])]
        elif name == "Tj" and not any(kind == "/Span" for kind, _ in open_):
            _say("".join(font[code] for code in bytes(operands[0])), open_, found, furniture)
    return found, furniture


def _opened(kind: str, properties: pikepdf.Object) -> tuple[str, int | str | None]:
    if kind == "/Span":
        return kind, str(properties.ActualText)
    return kind, int(properties.MCID)


def _say(words: str, open_: list[tuple[str, int | str | None]], found: dict[int, str], furniture: list[str]) -> None:
    kind, mark = open_[-1]
    if kind == "/Artifact":
        furniture.append(words)
    else:
        assert isinstance(mark, int), "text outside any tag"
        found[mark] = found.get(mark, "") + words


def _characters(font: pikepdf.Object) -> dict[int, str]:
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in ROW.findall(font.ToUnicode.read_bytes().decode("ascii"))}
