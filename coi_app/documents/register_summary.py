"""The register's summary as a PDF: counts that tell of nobody, each chart with its numbers in a table."""

from __future__ import annotations

from coi_app.documents.charts import Bar, BarChart
from coi_app.documents.flow import Part, Stack, paginate
from coi_app.documents.metadata import Heading
from coi_app.documents.parts import bullets, fill_in_row, furniture, heading, paragraph, space_above_heading, table, title
from coi_app.documents.sources import day_words
from coi_app.documents.style import MARGIN_SIDE, MARGIN_TOP, PAGE_HEIGHT, ROOMY, TEXT_HEIGHT, TEXT_WIDTH
from coi_app.documents.tagging import TaggedCanvas
from coi_app.domain.register_counts import Breakdown, RegisterSummary, Row, Share

NOT_SHOWN = "not shown"
NOTES = (
    "Each number counts people. No number below six is shown, and none comes out by adding or taking away.",
    "Small groups are counted together. “Not shown” says nothing of how many there are: it can be none, or many.",
    "A difference between groups is no fault of anybody. It is a reason to look at the work behind it.",
)
BARS = 30
"""Bars of one chart: so many are no higher than a page."""
LEGEND = "The dark part of a bar: people with a step that limits what they may do. An empty part: people without one. A hatched bar: the parts are not shown."


def register_summary(summary: RegisterSummary) -> bytes:
    """The summary as a tagged PDF; the same summary gives the same bytes."""
    day = day_words(summary.day)
    canvas = TaggedCanvas(Heading(title=f"Register summary, {day}", document_id=f"register summary {summary.day.isoformat()}", day=summary.day))
    pages = paginate(_story(summary), TEXT_WIDTH, TEXT_HEIGHT)
    for place, page in enumerate(pages, start=1):
        furniture(canvas, "Declare · register summary", f"{summary.agency} · {day} · counts of people, none below six", place, len(pages), ROOMY)
        Stack(page).draw(canvas, MARGIN_SIDE, PAGE_HEIGHT - MARGIN_TOP, TEXT_WIDTH)
        canvas.showPage()
    return canvas.finished()


def _story(summary: RegisterSummary) -> list[Part]:
    parts: list[Part] = [
        title("Register summary", ROOMY),
        fill_in_row([("Agency", summary.agency), ("As the register stood on", day_words(summary.day))], ROOMY, before=1.6),
        heading("How to read this", ROOMY),
        bullets(NOTES, ROOMY, ROOMY.gap * 0.6),
    ]
    if summary.shares:
        parts += [heading("In short", ROOMY), *_shares(summary.shares)]
    for one in summary.breakdowns:
        parts.append(Stack([heading(one.title, ROOMY), *_breakdown(one)], before=space_above_heading(ROOMY), together=True))
    return parts


def _shares(shares: tuple[Share, ...]) -> list[Part]:
    bars = [Bar(one.name, one.whole, one.part, f"{one.part} of {one.whole}") for one in shares if one.part is not None and one.whole]
    chart = [BarChart(bars, f"Bar chart, in short. {'; '.join(f'{bar.name}: {bar.words}' for bar in bars)}.", ROOMY.gap)] if bars else []
    rows = [(one.name, _number(one.part), _number(one.rest), _number(one.whole)) for one in shares]
    return [*chart, table(("What", "Yes", "No", "People in all"), rows, (0, 62, 62, 80), ROOMY, ROOMY.gap * 1.4)]


def _breakdown(found: Breakdown) -> list[Part]:
    if not found.rows:
        return [paragraph("Fewer than six people: nothing is shown.", ROOMY.body, ROOMY.gap)]
    bars = [Bar(_name(row), row.people, row.limited, str(row.people) if row.limited is None else f"{row.limited} of {row.people}") for row in found.rows]
    charts = [_chart(found.title, bars[start : start + BARS]) for start in range(0, len(bars), BARS)]
    rows = [(_name(row), str(row.people), _number(row.limited), _number(None if row.limited is None else row.people - row.limited)) for row in found.rows]
    return [
        paragraph(LEGEND, ROOMY.small, ROOMY.gap * 0.6, keeps_next=True),
        *charts,
        table(("Group", "People", "With a limit", "Without"), rows, (0, 62, 80, 62), ROOMY, ROOMY.gap * 1.4),
    ]


def _chart(name: str, bars: list[Bar]) -> Part:
    said = "; ".join(f"{bar.name}: {bar.whole}" + (", limited: not shown" if bar.dark is None else f", limited: {bar.dark}") for bar in bars)
    return BarChart(bars, f"Bar chart, {name}, people. {said}.", ROOMY.gap * 0.6)


def _name(row: Row) -> str:
    return row.name if row.together == 1 else f"{row.name} ({row.together})"


def _number(count: int | None) -> str:
    return NOT_SHOWN if count is None else f"{count:,}"
