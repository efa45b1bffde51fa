"""What the rulebook is and is not, how to comment on it, how to read it, and how a result comes about."""

from __future__ import annotations

from coi_app.domain.rulebook import Section, to
from coi_app.rules.chapters.cited import counted

WHAT = (
    "This document holds every question, rule, table, date and source by which Declare gives a result. It is made from the same files that the app reads.",
    "Declare helps public servants in Aotearoa New Zealand to find out whether a political activity or another interest matters for their job.",
    "It may be given to anyone who asks for the rules by which decisions are made. Section 22 of the Official Information Act 1982 gives people that right.",
    "It may also be put out for comment: to staff, to unions, to the public.",
)
IS_NOT = (
    "The app advises. A person decides: a named manager, who writes down the facts, the information relied on, and the reasons.",
    "It is not the law, and not legal advice. Where it tells what a law says, it does so in its own words and names the source.",
    "Nothing in it learns, and nothing is left to chance. The same answers give the same result for ever under the same version of these rules.",
    "No question and no rule asks about a party, a candidate, a vote or a belief. None asks about ethnicity, whakapapa, religion or union membership.",
)
COMMENT = (
    "Name the version, and the number of the paragraph. The numbers stay as they are within one version.",
    "There is space beside each page, or a line after each section, to write in.",
    "Helpful comments say who would be treated unfairly, what is missing, or which source says otherwise.",
    "Where to send it, and by when, stands on the first page. Where it does not, ask whoever gave you this document, or your agency’s integrity adviser.",
)
READ = (
    "A number in brackets leads to the paragraph with that number.",
    "Words between “ and ” are the words that a person sees. “You” is the person who asks.",
    "A rule has four parts. “When” says when it holds. “Then” says what follows. “Because” is the reason that the person reads. “Source” says where it comes from.",
    "What topics share is printed once. A topic names each question that it asks in short, with the number where it stands in full.",
    "A rule without “Then” changes nothing. The result says the sentence under “Because”.",
    "Several things that have to hold stand after the words “all of these hold”, as points or with a semicolon between. Where one is enough, the words say so.",
)


def front_chapter() -> Section:
    """What this is, and how to use it."""
    parts = (("What this is", WHAT), ("What it is not", IS_NOT), ("How to comment", COMMENT), ("How to read it", READ))
    return Section("About this document", (), tuple(Section(title, counted(*said), asks=title != "How to read it") for title, said in parts))


def how_chapter() -> Section:
    """How a result comes about, step by step, as the app works it out."""
    return Section("How a result comes about", (), (
        Section("The answers", counted(
            "The person picks a topic. The app asks one question a page, and says why it asks. “Not sure” is always one of the answers.",
            "Which question comes next depends on the answers so far. An answer to a question that is no longer asked does not count.",
            "There is no result before each question has an answer.",
        )),
        Section("Political neutrality", counted(
            "If an exemption holds, the level is L0 and nothing else on this track counts.",
            f"If none does, a table gives a level from two scales ({to('table neutrality')}). One is about the role, the other about the activity.",
            "Then the rules that adjust are read from first to last, each on the level so far. The highest level stays the highest.",
            "Then the rules that set a least level are read, strictest first. One that is not above the level so far changes nothing.",
        ), asks=True),
        Section("Conflict of interest", counted(
            "If an exemption holds, there is no conflict, and nothing else on this track counts.",
            "If none does, rules can change how much the interest weighs. They only do so where it weighs something.",
            f"Then a table gives a severity from two scales ({to('table conflict')}). One is how much the interest weighs, the other the person’s part in the work.",
            "Then the rules that set a least severity are read, strictest first.",
            "What is already in place counts next: the table is read again for what is left. The severity itself stays as it was.",
            "Where the severity is more than nothing, the first rule for the type that holds gives the type.",
        ), asks=True),
        Section("The answer", counted(
            "Both tracks are looked at apart, from the same answers. A topic that is looked at on one track has no result on the other.",
            "For some topics an answer brings the other track in. The topic says which, and when.",
            "Stop and conduct tests are about how a thing is done. They never change a level or a severity.",
            "Every rule for the answer that holds is read, and the strictest gives the answer. Where none holds, the answer is that the person can do it.",
            "The result names each rule that held, the answers that it looked at, and its source. It also names what would change it.",
        ), asks=True),
    ))
