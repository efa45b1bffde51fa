"""Guides to print: a simple case, two complex interests, nothing filled in; all people in them are invented."""

from dataclasses import replace
from datetime import date

from coi_app.domain.assessment import (
    Alternative,
    Answer,
    AnswerGiven,
    Assessment,
    ChangedAnswer,
    Confidence,
    ConflictResult,
    ConflictType,
    Level,
    NeutralityResult,
    Reason,
    Right,
    Severity,
    Source,
    StatutoryStep,
    Step,
    StepStatus,
    Stop,
    Track,
)
from coi_app.domain.conversation import AnsweredQuestion, Choice, ConversationGuide, DeclaredInterest, GuideTexts, Rung

CHECKED = date(2026, 11, 20)
CODE = Source("code", "Code of Conduct for the Public Sector 2026, standard 16", CHECKED, Confidence.VERIFIED)
BILL = Source("nzbora", "New Zealand Bill of Rights Act 1990, ss 13, 14, 16 and 17", CHECKED, Confidence.VERIFIED)
PRIVACY = Source("privacy", "Privacy Act 2020, s 22, principles 6 and 7", CHECKED, Confidence.VERIFIED)
REASONS = Source("oia", "Official Information Act 1982, s 23", CHECKED, Confidence.VERIFIED)
ELECTION = Source("election", "Public Service Commission, election guidance", CHECKED, Confidence.SECONDARY)
ELECTORAL = Source("electoral", "Electoral Act 1993, s 52", CHECKED, Confidence.VERIFIED)
OAG = Source("oag", "Auditor-General, Managing conflicts of interest, 2020", CHECKED, Confidence.UNVERIFIED)
OURS = Source("ours", "Declare, levels by role and activity", CHECKED, Confidence.PROPOSAL)

SPEAK = Right("speak", "You may vote, speak, join and stand like anyone else in Aotearoa New Zealand.", BILL)
NEVER = Right("never", "Nobody may ask which party, candidate or vote.", CODE)
WHY = Right("why", "You can ask for the reasons for a decision about you, in writing.", REASONS)
CORRECT = Right("correct", "You can see this record and ask for a correction.", PRIVACY)

TEXTS = GuideTexts(
    notice="This is not a complaint or a disciplinary record.",
    opening=(
        "Thank you for raising this. Having an interest is normal, and you have the same rights as any New Zealander.",
        "We are here to work out together whether anything needs to happen.",
        "I will not ask how you vote or which party you support.",
    ),
    before=(
        "Find a private place and enough time. Share this guide first, and offer a support person: a union delegate, whānau or a kaumātua.",
        "Prepare from the role, not from the person. Do not look at anyone’s social media.",
        "If you have an interest in this yourself, your own manager takes your place. Ask the integrity adviser early, together if you like.",
    ),
    ask=(
        "What do you have in mind, in your own time? When, where, how public?",
        "How does it touch your work, now or soon?",
        "Who would see it, and might they link it to us?",
        "What have you already done to keep it apart from work?",
        "What would worry a fair outsider? What would protect you?",
        "What is the least that we could do that works? What would be hard for you?",
        "When should we look at this again?",
    ),
    do_not_ask=(
        "party, candidate, vote, or donations to whom",
        "union or belief; ethnicity, whakapapa or iwi; health",
        "what family members think; passwords or private accounts",
    ),
    do_not_say=(
        "“You should not”, “everyone knows you are …”, jokes",
        "anything about what it may do to a career",
    ),
    do_not_do=("trade it for a promotion, share it with the team, or use it in a performance talk",),
    rights=(SPEAK, NEVER, WHY, CORRECT),
    ladder=(
        Rung(0, "No action, and the reason is written down"),
        Rung(1, "Tips; the person looks after it"),
        Rung(2, "Tell the manager only"),
        Rung(3, "Tell a wider group", "panel, team lead"),
        Rung(4, "Agree not to do one thing"),
        Rung(5, "A second reviewer"),
        Rung(6, "Someone independent decides or checks"),
        Rung(7, "Less access to information or systems"),
        Rung(8, "Stand aside from this matter"),
        Rung(9, "Give a task or matter to someone else"),
        Rung(10, "Another role or team for a time; leave"),
        Rung(11, "Sell, or place beyond one’s control"),
        Rung(12, "End the outside role", "asked, never ordered"),
        Rung(13, "Leave one of the two roles"),
    ),
    levels=(
        Choice("L0", "Your private business"),
        Choice("L1", "Fine, keep it separate from work"),
        Choice("L2", "Talk first"),
        Choice("L3", "Agree a plan first"),
        Choice("L4", "Get advice first"),
    ),
    types=(
        Choice("none", "No conflict"),
        Choice("potential", "Could become one"),
        Choice("perceived", "Could look like one"),
        Choice("actual", "A conflict now"),
    ),
    severities=(
        Choice("none", "Nothing to manage"),
        Choice("minor", "Minor"),
        Choice("moderate", "Moderate"),
        Choice("significant", "Significant"),
    ),
    statuses=(Choice("required", "Needed"), Choice("suggested", "Suggested"), Choice("consider", "Only if needed")),
    career="The plan concerns only the risks of this interest. It is not about career or job satisfaction, and should not affect them.",
    proportionality="Choose the lightest step that works. A stricter step needs a reason why the lighter one fails.",
    decide={
        "facts": "About the role and the activity, never about the person.",
        "information": "This guide, what was said today, advice.",
        "reasons": "Why this step, and why nothing lighter.",
        "steps": "What will be done, by whom, and by when?",
        "lighter": "Why is the next lighter step not enough?",
        "who_knows": "Who needs to know, and what exactly?",
        "review": "When do we look again?",
        "person_comment": "What the person wants to add, also where they see it differently.",
    },
    privacy=(
        "This record is for deciding, together, what this interest needs. You, your manager and whoever you both name see it; "
        "it is kept as a public record. You can see it and correct it."
    ),
    where_to_go=(
        "Not happy with the outcome? Ask for a second look by the manager’s manager or the integrity adviser.",
        "Outside the agency: your union, the Public Service Commission, the Ombudsman or the Privacy Commissioner. To speak up about wrongdoing, use the protected disclosures route.",
    ),
    after=(
        "Both keep a copy. Put the steps and the date to look again into the diary.",
        "A change is a new version; when the interest ends, write down when and why.",
    ),
)


def reason(track: Track, because: str, source: Source, rule: str = "R") -> Reason:
    """A reason without cited answers."""
    return Reason(rule, because, (AnswerGiven("q", "o", "words"),), source, track)


def assessment(**parts: object) -> Assessment:
    """A result with nothing in it but what is given."""
    empty = Assessment(
        content_version="2026.11",
        topic="P07",
        day=date(2026, 11, 23),
        complete=True,
        answer=Answer.GO_AHEAD,
        headline="You can do this.",
        fine_version=None,
        journey=(),
        unanswered=(),
        ignored=(),
        not_sure=(),
        neutrality=None,
        conflict=None,
        links=(),
        changes=(),
        stops=(),
        statute=(),
        steps=(),
        rights=(),
        next=(),
    )
    return replace(empty, **parts)


def answered(*rows: tuple[str, str]) -> tuple[AnsweredQuestion, ...]:
    """Questions and answers in words."""
    return tuple(AnsweredQuestion(f"q{n}", asked, f"o{n}", words) for n, (asked, words) in enumerate(rows))


PAMPHLETS = DeclaredInterest(
    topic="P07",
    title="Delivering pamphlets",
    words="On two Saturdays in December I would like to put pamphlets into letterboxes in my own street. Nobody there knows where I work.",
    answers=answered(
        ("What kind of role do you have?", "Adviser, no contact with Ministers"),
        ("Do you speak for your agency?", "No"),
        ("Do you decide about money, contracts or individuals?", "No"),
        ("How public will it be?", "Quiet: people at the door, nobody else"),
        ("How close is it to your own work?", "Another subject altogether"),
        ("When will it be?", "Outside an election period"),
        ("Is any of it in work time, or with work things?", "None of it"),
    ),
    assessment=assessment(
        neutrality=NeutralityResult(
            Level.L1,
            "Fine, keep it separate from work",
            (
                reason(Track.POLITICAL_NEUTRALITY, "You help quietly, as one of many.", OURS),
                reason(Track.POLITICAL_NEUTRALITY, "Your role has no contact with Ministers.", CODE),
                reason(Track.POLITICAL_NEUTRALITY, "It is not an election period.", ELECTION),
            ),
            (),
        ),
        conflict=ConflictResult(
            ConflictType.NONE,
            Severity.NONE,
            "No conflict, nothing to manage",
            (reason(Track.CONFLICT_OF_INTEREST, "Nothing that you do at work touches it.", OAG),),
            (),
        ),
        changes=(
            Alternative(
                (ChangedAnswer("timing", "none", "before", "In the three months before an election"),),
                "How public: as a member only",
                "Your private business",
                Answer.GO_AHEAD,
            ),
        ),
        steps=(
            Step("s0", 0, StepStatus.SUGGESTED, "No action", "Write down that it was talked about.", "nothing at work touches it"),
            Step("s1", 1, StepStatus.SUGGESTED, "Keep it separate", "Own time, own phone, no lanyard and no job title.", "so that nobody links it to the agency"),
        ),
        rights=(SPEAK, NEVER),
    ),
)

STANDING = DeclaredInterest(
    topic="P25",
    title="Standing for Parliament",
    words=(
        "I have been asked to stand on a list, low down. I brief the Minister’s office on housing about once a week, and I would like "
        "to go on doing the rest of my job until nomination day. I have told nobody at work apart from you."
    ),
    seen_differently="I do not think that all of my work has to stop in June: only the briefing does. Rents policy is not what I would speak about.",
    questions=("Have you thought about what happens on the day you come back?",),
    answers=answered(
        ("What kind of role do you have?", "Senior adviser"),
        ("How often do you deal with a Minister or their office?", "About once a week, in person"),
        ("Do you speak for your agency?", "Now and then, with the communications team"),
        ("Do you decide about money, contracts or individuals?", "I advise on contracts; my manager decides"),
        ("How public will it be?", "Very: my name is on the ballot paper"),
        ("How close is it to your own work?", "The very subject that I work on"),
        ("When will it be?", "From nomination day until a government is formed"),
        ("Is any of it in work time, or with work things?", "Not sure"),
        ("Will your job title or agency be named?", "Yes, on the campaign page"),
        ("Do you lead people?", "A team of three"),
    ),
    assessment=assessment(
        topic="P25",
        answer=Answer.NOT_AS_DESCRIBED,
        headline="Not in this form. This would be fine: stand, without the agency’s name, with leave from nomination day.",
        fine_version="Standing on the list with leave from nomination day, and a campaign page that does not name the agency.",
        neutrality=NeutralityResult(
            Level.L4,
            "Get advice first",
            (
                reason(Track.POLITICAL_NEUTRALITY, "You are standing for Parliament.", ELECTORAL),
                reason(Track.POLITICAL_NEUTRALITY, "You deal with a Minister’s office every week.", CODE),
                reason(Track.POLITICAL_NEUTRALITY, "It is the very subject that you work on.", OURS),
                reason(Track.POLITICAL_NEUTRALITY, "It is the time before an election.", ELECTION),
            ),
            (),
        ),
        conflict=ConflictResult(
            ConflictType.PERCEIVED,
            Severity.MODERATE,
            "Could look like one, moderate",
            (
                reason(Track.CONFLICT_OF_INTEREST, "What you stand for and what you advise on are the same subject.", OAG),
                reason(Track.CONFLICT_OF_INTEREST, "You advise, and someone else decides.", OAG),
                reason(Track.CONFLICT_OF_INTEREST, "People outside could not see that you keep the two apart.", OURS),
            ),
            (),
        ),
        links=("A campaign on the subject of your work raises both questions at once: one plan can answer both.",),
        changes=(
            Alternative((), "Job title or agency named: no", "You can do this, with these steps.", Answer.GO_AHEAD_WITH_STEPS),
            Alternative((), "Deals with a Minister: not until polling day", "Agree a plan first", Answer.NOT_AS_DESCRIBED),
        ),
        stops=(Stop("stop-2", "The campaign page names your agency.", "take your agency out of it", CODE),),
        statute=(
            StatutoryStep(
                "s52",
                "Leave from nomination day until the first working day after polling day. It is unpaid unless you use leave that you have.",
                date(2026, 10, 8),
                date(2026, 11, 9),
                ELECTORAL,
            ),
        ),
        steps=(
            Step("s8", 8, StepStatus.SUGGESTED, "Stand aside from housing advice", "Until polling day, someone else briefs the office.", "a second reviewer would still leave you in the room"),
            Step("s10", 10, StepStatus.REQUIRED, "Leave from nomination day", "The law sets the dates.", "the Electoral Act asks for it"),
            Step("s7", 7, StepStatus.CONSIDER, "Less access to papers on rents", "From the day that the candidacy is public.", "it protects you as much as the agency"),
        ),
        rights=(SPEAK, NEVER, WHY),
    ),
)

FAMILY = DeclaredInterest(
    topic="I-03",
    title="A close relative at a supplier",
    words="My sister Mereana manages the company that tenders for our maintenance contract. We see each other every week, and we never talk about it.",
    questions=("Who else could score the tender?",),
    answers=answered(
        ("Who is it?", "A brother or sister"),
        ("What do they do there?", "They lead the company"),
        ("Do you take part in choosing or paying this supplier?", "I am on the evaluation panel"),
        ("Could they gain or lose money by it?", "Yes, a lot"),
        ("When does it matter?", "Now: the round is open"),
        ("Who at work knows?", "Nobody yet"),
        ("Have you seen tender papers already?", "Not sure"),
    ),
    assessment=assessment(
        topic="I-03",
        answer=Answer.GO_AHEAD_WITH_STEPS,
        headline="You can do this, with these steps.",
        conflict=ConflictResult(
            ConflictType.ACTUAL,
            Severity.SIGNIFICANT,
            "A conflict now, significant",
            (
                reason(Track.CONFLICT_OF_INTEREST, "A close relative leads the company.", OAG),
                reason(Track.CONFLICT_OF_INTEREST, "You help to choose the supplier.", OAG),
                reason(Track.CONFLICT_OF_INTEREST, "The round is open now.", OURS),
            ),
            (),
        ),
        changes=(Alternative((), "Part in choosing: none", "Could look like one · minor", Answer.GO_AHEAD_WITH_STEPS),),
        steps=(
            Step("s3", 3, StepStatus.SUGGESTED, "Tell the panel and the probity adviser", "Only that there is a close relative, not more.", "they have to know why you step out"),
            Step("s9", 9, StepStatus.SUGGESTED, "Someone else scores this round", "All bids, not only this one.", "standing aside from one bid still affects its rivals"),
        ),
        rights=(WHY,),
    ),
)

SIMPLE = ConversationGuide(
    document_id="D-2026-7F3A91",
    day=date(2026, 11, 23),
    content_version="2026.11",
    interests=(PAMPHLETS,),
    texts=TEXTS,
    person="Hana Rāwiri",
    job_title="Adviser, Freshwater",
    manager="Tom Fale",
    agency="Ministry of Examples",
)
COMPLEX = replace(SIMPLE, document_id="D-2026-B20C44", interests=(STANDING, FAMILY), job_title="Senior adviser, Housing")
BLANK = ConversationGuide(document_id="blank", day=date(2026, 11, 23), content_version="2026.11", interests=(), texts=TEXTS)
