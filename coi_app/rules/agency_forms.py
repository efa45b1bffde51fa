"""How a ban is put into words, and how a limit is: the forms in which a text tells somebody what not to do."""

from __future__ import annotations

import re
import unicodedata

_US = r"(?:we|your manager|a manager|managers|the agency|your agency|an agency|hr|this|that|it|they|the law)"
_NOBODY = r"(?:nobody|no one|none of us|no manager|no agency|nothing)(?: here| in this agency)?"
_ASKING = (
    r"(?:ask|asked|stop|stopped|keep|kept|prevent|prevented|hold|held|count|counts|judge|judged|mind|matter|record|recorded|require|required|question|treat|treated|penalise|watch|check|look|looked|know|need"
    r"|take away|make|made|mean|means|punished|moved|expect|tell you|touch|limit|limits|affect|affects|be used|want to know|be told|be made|worse|blamed|loses?)"
)
_TELLS = r"(?:may|must|can|could|shall|should|will|would|do|does|ought|dare|might)"
_MODAL = r"(?:may|must|can|could|shall|should|will|would|do|does|did|ought|need|are|is|have|has|dare|might)"

# Who may not ask, stop or mind it; who need not, or is free to: nothing is taken away here.
FREES = re.compile(
    rf"\b{_US} (?:{_MODAL} )?(?:not|never)(?: ever| also)? (?:be )?{_ASKING}\b|\b{_NOBODY} (?:{_MODAL} |was |were |has been )?(?:ever )?(?:be )?{_ASKING}\b"
    r"|\bnot (?:have|need) to\b|\bneed not\b|\bno need\b|\bnot (?:only|just|mind|worry|hesitate|forget|afraid|wait to)\b"
    rf"|\b(?:you|staff|people|anyone|they) (?:{_MODAL} )?(?:not|never) be {_ASKING}\b|\bnot (?:a|our) (?:problem|matter|concern)\b|\bnot (?:feel|think|believe|wrong|unwise|a mistake|unusual)\b|\bnothing wrong\b|\bnot (?:against|stop\w*|keep you|prevent|affect|touch|limit|change)\b|\b(?:not|never) about\b"
    r"|\b(?:can|may|could|will) (?:still|always|of course)\b|(?<!not )\bfree to\b|\bno (?:rule|law|policy|limit|reason|harm)\b|\b(?:nobody|no one) (?:needs|has) to\b|\bnot our business\b|\bcan say no\b|\bdo not look (?:up|at)\b"
    r"|\b(?:not|never) (?:pay|judge|treat|record|accept|handle|investigate|assess|fund|reward|lend|sell|buy)\b|\b(?:not|never) (?:use|spend|share|send|hand) (?:the|our|data|lists?|work|addresses|details|information|your (?:title|position|role|post as|office))\b"
)

_OBEYED_BEFORE = (
    rf"{_TELLS} (?:\w+ ){{0,2}}?not", rf"{_TELLS} (?:\w+ )?never", r"(?:is|are|am|be) not (?=\w+ing\b)", r"never", r"not to", r"do not", r"please not", r"kaua", r"nor", r"neither",
    r"no (?:staff|one|body|staff member|employee|member of staff|team member|public servant|manager|contractor|person|colleague)s?(?: here| of ours| in this agency)? (?:may|must|can|could|shall|should|will|would|is to|are to|ever|gets to)",
    r"nobody(?: here| in this agency)? (?:may|must|can|could|shall|should|will|would|is to|ever|gets to)", r"none of (?:you|us|our staff) (?:may|must|can|could|shall|should|will|would|is to|are to)",
    r"no more", r"no(?= \w+ing\b)", r"no(?= (?:political|party|public|social|union|election|campaign|protest|rall|pamphlet|leaflet|petition|complaint|interview|hikoi|opinion|blog|hoarding|badge|vigil|march))",
    r"avoid\w*", r"refrain\w*", r"abstain\w*", r"desist\w*", r"(?:stay|staying|steer|keep|keeping|remain|remaining|be|hold) (?:yourself |yourselves |well |right |your distance |at a distance )?(?:away|clear|out|off|absent|back|aloof|apart|from)",
    r"keep (?:your )?distance", r"(?:give|giving|gives) (?:up|away your right|a miss|it a miss)", r"drop(?:ping)? (?=your|the|any|all|out|every)", r"(?:quit|cease|stop|halt|end|forgo|forego|relinquish|renounce|surrender|waive|skip|suspend|pause|shelve)(?:s|ping|ting|ing)?",
    r"(?:resign|step down|stand down|withdraw|pull out|step back|back out)(?:s|ing|ed)?(?: from| before| first| if| when)?", r"(?:leave|leaving)(?: all| the| any| your)? (?=politic|union|campaign|party|protest|march|rall|activis|opinion)",
    r"(?:take down|taking down|delete|remove|unfollow|hide)(?:s|ing)?", r"keep (?:\w+ ){1,4}?(?:to yourself|to yourselves|private|secret|hidden|quiet|at the door|out of sight)", r"(?:keep|stay|remain|be) (?:quiet|silent|mum|neutral)",
    r"decline\w*", r"say no to", r"turn down", r"(?:forfeit|lose|loses|losing) (?:the|your|their|any)? ?(?:right|freedom|chance)s?", r"(?:unable|unfit|ineligible|barred|excluded|debarred|disqualified|stopped|prevented|prevents?|precluded|discouraged?|discourages|dissuaded?|restrained|bound not)",
    r"(?:bars?|stops?|prevents?|keeps?|discourages?|excludes?) (?:you|staff|people|anyone|our people) from", r"(?:a|the|our|total|blanket|full) ban", r"bans?", r"mistake to", r"choose(?=.* or )", r"(?:stay|stays|staying|remain|remains) (?:at )?home", r"means? (?:not|no)", r"(?:leave|moved|let go|fired|dismissed|out|lose(?: \w+){1,3}) (?:if|when|once) (?:you|they|somebody|anyone)",
    r"(?:and|but) not", r"not with", r"no rights?", r"(?:may|can|must|should|will) only", r"close (?:down )?(?:your|all)", r"silen(?:t|ce)", r"put (?:\w+ ){1,4}?aside", r"leave (?:\w+ ){1,4}?behind", r"think again", r"not free", r"(?:nobody|no one|none of us)(?: here| in this agency)? (?=\w+s\b)",
    r"(?:clear|vet|check|run) (?:your|all|any)(?= (?:[\w']+ ){1,5}(?:with|by|past) )", r"show us", r"ask(?: \w+){1,3} (?:if|whether) you (?:may|can|could)", r"ban on", r"off limits", r"out of bounds", r"ruled out", r"rules? out", r"out of the question",
    r"wrong to (?!you)", r"unwise to", r"not (?:wise|right|ok|okay|acceptable|appropriate|proper|fine|good|welcome|open|possible|suitable|compatible|tolerated|wanted|encouraged|free|for)", r"(?:inappropriate|unacceptable|improper|incompatible|unsuitable|unbecoming|intolerable|disloyal|impossible)",
    r"rather (?:you|staff|people|our people|that you) (?:did |do |would )?not", r"hold off", r"hands off", r"less of", r"think twice before", r"at your (?:own )?(?:risk|peril)", r"(?:end|ends|risk|risks|cost|costs) (?:your|their) (?:job|career|contract|role|place)",
    r"(?:other|else) than", r"forbids?", r"against (?:our|the) (?:rules?|policy|code|values|interests)(?: to| for)?", r"(?:we|managers) (?:frown|look down) (?:up)?on", r"(?:object|objects) to", r"kāore|kaore", r"e kore", r"without us",
    r"(?:need|needs|have|has|must|get|gets|ask|asks|seek|with|after|want|wants|require|requires)(?: [\w']+){0,2}? (?:consent|agreement|okay|ok|leave|blessing|say so|go ahead|green light|nod)(?: [\w']+){0,4}? (?:to|for|before|if|when|until|first)", r"only (?:with|after|if|when|once|where|in)",
    r"unless", r"before you (?:may|can)", r"until (?:your manager|we|hr|the chief executive)",
)
_OBEYED_AFTER = (
    r"(?:is|are|remains?|stays?|counts? as|seems?|was|were|be) (?:\w+ ){0,2}?(?:off limits|out of bounds|out of the question|ruled out|unacceptable|inappropriate|improper|wrong|unwise|incompatible|unsuitable|frowned|barred|banned|excluded|closed|over|finished|out|disloyal|impossible|"
    r"stopped|discouraged|unwelcome|a problem|a breach|a fault|a reason to let|a matter for hr|no go|a no no|taboo|intolerable)",
    rf"{_TELLS} (?:\w+ ){{0,2}}?(?:not|never)(?! (?:need|have to))", r"(?:is|are) (?:not|never) (?:done|part of|what we|how we|the way|something|for (?!everyone))", r"not (?:wanted|welcome|tolerated|acceptable|appropriate|ok|okay|an option|for us|for you|for staff|on|open|suitable|here)", r"counts? against", r"held against", r"ends? (?:your|their) (?:job|career|contract|role|time)",
    r"(?:costs?|risks?) (?:you )?(?:your|their|the) (?:job|career|contract|role|place|promotion|bonus)", r"(?:loses?|losing|lost) (?:your|their|the|a) (?:job|career|contract|role|place|promotion|bonus|pay|chance)", r"hurts? your (?:career|chances|prospects)",
    r"(?:has|have|will have|bring|brings|lead to|leads to) consequences", r"against (?:our|the) (?:rules?|policy|code|values|interests)", r"(?:look|find) (?:for )?(?:another|other) (?:job|work|place)", r"needs? to stop", r"must stop", r"has to stop", r"must end", r"has to wait until",
    r"to yourself", r"to yourselves", r"somewhere else", r"at the door", r"at home(?= where)", r"is for others", r"(?:only )?with(?: [\w']+){0,2}? (?:consent|agreement|okay|ok|leave|blessing|go ahead)", r"(?:needs?|requires?)(?: [\w']+){0,3}? (?:consent|agreement|okay|ok|leave|blessing|go ahead)", r"no thanks",
    r"instead of", r"(?:has|have) no place", r"stays? (?:with you|at home|outside|private|inside|out)", r"not one of us", r"will be (?:moved|asked to leave|let go|fired|dismissed|shown the door)", r"not (?:compatible|wise|right|fine|proper|allowed|possible|free)", r"ends? (?:here|at|with|when)", r"put aside", r"at your (?:own )?(?:risk|peril)", r"do not (?:mix|go|fit|belong)", r"(?:disloyal|unprofessional|unworthy)", r"will be (?:noted|remembered|looked into|followed up|reported|passed on)", r"(?:comes?|goes) to an end",
)
BEFORE = re.compile(rf"\b(?:{'|'.join(_OBEYED_BEFORE)})\b")
AFTER = re.compile(rf"\b(?:{'|'.join(_OBEYED_AFTER)})\b")

# In one form, at work, for work, or on a matter of one's own work: a limit that leaves the right as it is.
IN_ONE_FORM = re.compile(
    r"\b(?:at work|in work time|in working time|in paid time|on paid time|work time|work hours|working hours|office hours|on shift|on duty|at your desk|at the counter|at the front desk|in the office|in our (?:offices?|building|foyer|buildings|rooms|vehicles?|cars?|name)|on (?:our|work) (?:premises|site|computers?|systems?|devices?|phones?|channels|accounts?|intranet)"
    r"|in uniform|in the uniform|uniform|lanyard|our (?:logo|badge|jacket|name|letterhead|vehicles?|email|account|channels|brand|crest|data|files|official)|the agency's (?:logo|name|account|letterhead|time|view|views|email)|work (?:email|phone|car|vehicle|account|computer|laptop|printer|credit card|time|things|resources|contacts|money|lists?)"
    r"|(?<!not )for (?:us|the agency|your agency|our agency)|on (?:our|the agency's|your agency's) behalf|on behalf of|as (?:our|the agency's|a) (?:spokesperson|representative|staff|agency|inspector|official)|in your (?:official |work )?role|as part of your (?:job|work)|in your job|using (?:your )?(?:work|our)|confidential"
    r"|(?:our|open|this|that|the|a live|an open|current|its|your own|your) (?:investigations?|cases?|case files?|procurement|tender|tenders|files?|inquiry|audits?|inspections?|prosecutions?|draft|drafts|work on|clients?|customers?|applicants?|applications?|sites?)|you (?:work on|deal with|advise on|decide|inspect|learn at work|learned at work|heard at work|know from work|lead|handle)|from work|while you (?:act|count|run|staff|serve as|inspect|are in) "
    r"|gifts?|suppliers?|hospitality|tickets?|invoices?|procurement|tenders?|personal information|private details|someone else's|people's details|passwords?|bribes?|harass\w*|bully\w*|threat\w*|violen\w*|unlawful\w*)\b"
)
EVEN_SO = re.compile(
    r"\b(?:or (?:outside|off|at home|anywhere|elsewhere|in your own|after|not|beyond|out)|and (?:at home|outside|elsewhere|after work|in your own time)|anywhere|at any time|any time|ever|even|own time|wherever|whenever|at home|outside work|outside of work|weekends?|after (?:work|hours)|whether or not|in private|while you work (?:here|for us)|while (?:you are )?(?:employed|on our payroll)|as long as you work)\b"
)
MYSELF = re.compile(r"^(?:no |yes )?(?:i|my|we both|neither of us)\b(?!.*\bif i were\b)")


_SHORT = ((r"\bcan ?not\b", "can not"), (r"\bcan ?'?t\b", "can not"), (r"\bwon ?'?t\b", "will not"), (r"\b(do|does|did|must|should|would|could|is|are|was|were|may|might|need|has|have|shall)n'?t\b", r"\1 not"), (r"\bdont\b", "do not"))


def spelt_out(sentence: str) -> str:
    """A sentence as it is compared: plain words with its commas, and every short form of *not* in full."""
    said = " , ".join(part for part in (plain_words(part) for part in re.split(r"[,()–—:]|\s-\s", sentence)) if part)
    for short, full in _SHORT:
        said = re.sub(short, full, said)
    return said


def bare(words: str) -> str:
    """The words in small letters, without macrons."""
    return "".join(c for c in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(c))


def plain_words(words: str) -> str:
    """The words as they are compared: small letters without macrons, and single blanks for whatever stands between."""
    return " ".join(re.findall(r"[a-z0-9']+", bare(words).replace("’", "'")))
