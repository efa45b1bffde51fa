"""Pages for tests to look at: home as drawn, a question as drawn, and one of everything."""

from coi_app.ui.models.listed import InterestSeen, Waiting
from coi_app.ui.page import Page
from coi_app.ui.pages.home import HomePage
from coi_app.ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from coi_app.ui.widgets.choices import CheckList, Option, OptionList
from coi_app.ui.widgets.fields import ComboField, DateField, LongText, TextField
from coi_app.ui.widgets.form import ErrorSummary, Form
from coi_app.ui.widgets.layout import Columns, Tiles, row
from coi_app.ui.widgets.progress import ProgressLine
from coi_app.ui.widgets.surfaces import Card, Chip
from coi_app.ui.widgets.text import BulletList, Heading, Text


def home() -> HomePage:
    """Home with something on it."""
    page = HomePage((("a", "Standing for council"), ("b", "Posting about politics"), ("c", "My partner's work"), ("d", "A gift")))
    page.show_records(
        "Aroha",
        (
            Waiting("1", "Decision to read", "brand", "Decided on 18 November", "Go ahead, with two steps. Your answer is not due by any date.", "Read and answer"),
            Waiting("2", "In 9 days", "warn", "Yearly look at your 4 interests", "Most people need under a minute: still true?", "Look through"),
            Waiting("3", "Draft", "neutral", "Question 3 of one interest", "Saved 9:14. Not handed over.", "Continue"),
        ),
        (
            InterestSeen("i", "Treasurer of a club", "Steps agreed · look again 1 Mar 2027"),
            InterestSeen("j", "Shares", "Steps agreed · look again 1 Jul 2027"),
            InterestSeen("k", "A second job", "Nothing to manage · Dec 2025"),
        ),
    )
    return page


def question() -> Page:
    """A question as drawn, with its side column."""
    page = Page("Could people connect this with your job?", "check")
    columns = Columns()
    back = LinkButton("‹ Back", "quiet")
    path = row(spacing=8)
    path.addWidget(back)
    path.addWidget(Text("·  Private check", "muted", wraps=False))
    path.addStretch(1)
    columns.main.addLayout(path)
    line = ProgressLine()
    line.show_progress(5, 9, "About 3 more questions")
    columns.main.addWidget(line)
    columns.main.addWidget(page.heading)
    columns.main.addWidget(Text("Think of someone who knows nothing about you. About 3 more questions.", "lead"))
    columns.main.addWidget(OptionList(page.title, _options(), value="local"))
    why = Card("Why we ask")
    why.body.addWidget(Text("What matters is whether people, and future Ministers, could still trust your agency to be neutral."))
    why.body.addWidget(Text("Public Service Commission, Code of Conduct: scope and scale. Checked 23 Nov 2026", "muted"))
    never = Card("We never ask", "warn")
    never.body.addWidget(BulletList(["which party or candidate", "how you vote", "what you believe"]))
    never.body.addWidget(Text("None of it changes the answer."))
    result = Card("Result")
    result.body.addWidget(Text("Nothing yet. It comes when the questions are answered, all at once, with its reasons.", "muted"))
    for card in (why, never, result):
        columns.side.addWidget(card)
    columns.end()
    page.column.addWidget(columns)
    page.column.addStretch(1)
    page.bar.addWidget(PrimaryButton("Continue"))
    page.foot.addWidget(Text("In memory only.", "small", wraps=False))
    page.foot.addWidget(LinkButton("Save as a draft", "underlined"))
    page.foot.addWidget(LinkButton("Forget this check", "underlined"))
    return page


def gallery() -> Page:
    """One of everything."""
    page = Page("One of everything", "declarations")
    page.column.addWidget(page.heading)
    summary, form = ErrorSummary(), Form()
    page.column.addWidget(summary)
    rights = Card(tone="brand")
    words = Text()
    words.set_runs([("Your rights come first.", True), (" You may vote, speak, join and stand like anyone else. Nobody may ask which party.", False)])
    rights.body.addWidget(words)
    page.column.addWidget(rights)
    page.column.addWidget(_tracks())
    name = form.add("Your name", TextField("Mereana Pōtiki"), "As your manager knows it")
    day = form.add("From when", DateField("2026-11-07"), "For example 7 11 2026")
    basis = form.add("Basis", ComboField())
    basis.addItems(["Permanent", "Fixed term"])
    form.add("In your words", LongText("Nā te mea…"))
    page.column.addWidget(form)
    page.column.addWidget(Heading("Which of these hold?"))
    page.column.addWidget(CheckList("Which of these hold?", _options(), values=("no", "known")))
    page.column.addStretch(1)
    page.bar.addWidget(PrimaryButton("Declare this"))
    page.bar.addWidget(SecondaryButton("Keep a private note"))
    page.bar.addWidget(LinkButton("I see it differently"))
    form.show_error(name, "Enter your name.")
    form.show_error(day, "That day is not in the calendar.")
    summary.show_errors([("Enter your name.", name), ("That day is not in the calendar.", day)])
    return page


def _tracks() -> Tiles:
    tiles = Tiles(least=340)
    cards = []
    for title, tone, status in (("Political neutrality", "warn", "Agree a plan first"), ("Conflict of interest", "brand", "Could look like one · minor")):
        card = Card()
        line = row(spacing=8)
        line.addWidget(Heading(title, 2, wraps=False))
        line.addWidget(Chip(status, tone))
        line.addStretch(1)
        card.body.addLayout(line)
        card.body.addWidget(BulletList([[("You are ", False), ("standing for Parliament", True)], "It will be public"]))
        change = Text(look="brand")
        change.set_runs([("What would change this", True), (" If you stood aside from the housing work: nothing to manage.", False)])
        card.body.addWidget(change)
        card.body.addStretch(1)
        cards.append(card)
    tiles.set_tiles(cards)
    return tiles


def _options() -> tuple[Option, ...]:
    return (
        Option("no", "No, it is private", "Nobody outside family and friends would know"),
        Option("local", "Local people may recognise me, but not my job", "For example letterbox drops or a stall in your street"),
        Option("job", "My job or agency may be mentioned", "A biography, a profile, a news story"),
        Option("known", "I am publicly known for my role", "Spokesperson, senior leader, statutory decision maker"),
        Option("unsure", "Not sure", "That is fine: it becomes something to talk about", unsure=True),
    )
