"""Pages for tests to look at: home as drawn, a question as drawn, one of everything, and the pages of the vault."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType
from uuid import UUID

from coi_app.domain.errors import CannotWrite, DeclareError, KeyLost, VaultBusy, VaultDamaged
from coi_app.domain.heads import Head, HeadKind, Mismatch, Rollback
from coi_app.services import history
from coi_app.services.held import Given, Held
from coi_app.services.relock import WaysIn
from coi_app.ui.flows.advice import what_to_do
from coi_app.ui.flows.held import kinds
from coi_app.ui.models.listed import InterestSeen, Waiting
from coi_app.ui.models.own_record import ChangeShown
from coi_app.ui.page import Page
from coi_app.ui.pages.changes import ChangesPage
from coi_app.ui.pages.held import HeldPage, HeldShown
from coi_app.ui.pages.home import HomePage
from coi_app.ui.pages.locks import LocksPage, LocksShown
from coi_app.ui.pages.older_copy import OlderCopyPage
from coi_app.ui.pages.put_aside import PutAsidePage
from coi_app.ui.pages.restored import RestoredPage
from coi_app.ui.pages.set_up import SetUpPage
from coi_app.ui.pages.trouble import TroublePage
from coi_app.ui.pages.unlock import UnlockPage
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


FOLDER = "/home/aroha/.local/share/Declare"
BACKUPS = tuple((Path(when), when) for when in ("23 Nov 2026, 9:41", "22 Nov 2026, 16:30", "16 Nov 2026, 8:02"))
OTHER_WINDOW = "on the computer wellington-laptop-17, as process 48213, since 09:41 on 23 November 2026"
IN_STEP = "This folder is inside OneDrive, which OneDrive copies to other computers. Your records stay encrypted there. Two computers that write at once can spoil them: open Declare on one at a time."


def trouble(problem: DeclareError, *, backups: tuple[tuple[Path, str], ...] = (), readable: bool = False, by_recovery: bool = False) -> TroublePage:
    """A page for records that cannot be used now, in the words that the app has for it."""
    title, steps = what_to_do(problem)
    return TroublePage(title, str(problem), steps, backups, readable=readable, by_recovery=by_recovery)


def older_copy(*, newest: str = "", reads_only: bool = False) -> OlderCopyPage:
    """An older copy that was put back."""
    seen = Rollback(Mismatch.OLDER, 211, Head(240, bytes(32), datetime(2026, 11, 22, 20, 30, tzinfo=UTC), HeadKind.CLOSED))
    return OlderCopyPage(history.said(seen), newest, reads_only=reads_only)


def locks(ways: WaysIn, *, kept: bool = True, key_store: bool = True, hears: bool = True) -> LocksPage:
    """How the records are locked."""
    return LocksPage(LocksShown(ways, key_store, kept, 10, hears))


def held(found: Held, *given: tuple[str, str]) -> HeldPage:
    """Everything held about a person."""
    return HeldPage(HeldShown(tuple(kinds(found)), given, FOLDER))


NOTHING_HELD = Held(0, False, 0, 0, 0, 0, 0, 1, False, 0, 0, 0, 0, 0, ())
MUCH_HELD = Held(5, True, 2, 1, 3, 4, 2, 1204, True, 2, 9, 4_600_000, 1, 3, (Given(UUID(int=1), datetime(2026, 11, 2, tzinfo=UTC), 1, date(2026, 11, 23)),))

VAULT_PAGES: Mapping[str, Callable[[], Page]] = MappingProxyType(
    {
        "set_up_in_step": lambda: SetUpPage("What you declare is kept in your own records, encrypted, until you hand it over.", 10, key_store=True, elsewhere=IN_STEP),
        "trouble_elsewhere": lambda: trouble(VaultBusy(f"Declare has these records open already {OTHER_WINDOW}. You can read them here. To change them, go back to that window, or close it and try again; nothing was changed."), readable=True),
        "trouble_cannot_write": lambda: trouble(CannotWrite(f"Declare may only read {FOLDER}, not write there. What was there is unchanged; give yourself the right to write there, and try again."), readable=True),
        "trouble_backups": lambda: trouble(VaultDamaged("The file with your records is damaged. It was left as it is; put it back from a backup, or show it to someone who looks after this computer."), backups=BACKUPS),
        "trouble_key_lost": lambda: trouble(KeyLost("The key store of this computer does not give out the key to your records. They are unchanged: unlock the key store, sign in as the person who made them, or use your recovery key."), by_recovery=True),
        "older_copy": lambda: older_copy(newest="23 Nov 2026, 9:41"),
        "older_copy_alone": lambda: older_copy(),
        "older_copy_to_read": lambda: older_copy(reads_only=True),
        "restored": RestoredPage,
        "put_aside": lambda: PutAsidePage(f"{FOLDER}/backups"),
        "unlock_or_backup": lambda: UnlockPage("Your declarations are on this computer, encrypted.", backup=True),
        "locks": lambda: locks(WaysIn(passphrase=True, key_store=False, recovery_key=True, unfinished=False)),
        "locks_unfinished": lambda: locks(WaysIn(passphrase=True, key_store=True, recovery_key=True, unfinished=True), kept=False, hears=False),
        "locks_no_recovery": lambda: locks(WaysIn(passphrase=False, key_store=True, recovery_key=False, unfinished=False)),
        "held_nothing": lambda: held(NOTHING_HELD),
        "held_much": lambda: held(
            MUCH_HELD, ("My manager: version 1 of the declaration begun on 2 Nov 2026", "You gave it yourself on 23 Nov 2026, as you said. No reply is in your records, so nobody can tell here whether it was opened.")
        ),
        "changes_none": lambda: ChangesPage("Compared with version 1, which you signed on 2 Nov 2026, 8:15.", ()),
        "changes": lambda: ChangesPage(
            "Compared with version 1, which you signed on 2 Nov 2026, 8:15.",
            (
                ChangeShown("About my role", "My place in the agency", "Staff, without people to lead", "A senior role, or one that leads people"),
                ChangeShown("Standing for Parliament", "Overlap with my work", "None", "Some of what I work on is what the campaign is about"),
                ChangeShown("Standing for Parliament", "In my own words", "", "I was asked on Saturday. " * 12),
                ChangeShown("Other paid work", "This interest is new", "Not there", "There, without own words"),
            ),
        ),
    }
)
