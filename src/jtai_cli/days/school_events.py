"""What an event of a school's calendar means: closed days, a term, or the first or last day of one.

Its name is read word by word, for a holiday that is merely named closes no school: "Easter
holiday" does, "Easter service" does not. The words are those of published calendars of schools
and councils; an event with others is left out unless it is long or stands in a list of holidays.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum

from jtai_cli.days.periods import Span, weekdays


class Kind(Enum):
    """What an event means for the school year."""

    CLOSED = "closed"
    HOLIDAY = "holiday"  # closed, too; one of a day or two is only its beginning
    BANK_HOLIDAY = "bank holiday"
    TERM = "term"
    LAST_SCHOOL_DAY = "last school day"
    FIRST_SCHOOL_DAY = "first school day"
    SOME_RETURN = "first school day of some"
    FIRST_CLOSED_DAY = "first closed day"
    LAST_CLOSED_DAY = "last closed day"


SHORTEST_TERM = 15  # days; what is called a term and takes fewer is a day or two in it
LONGEST_HALF_TERM = 16  # days, two weeks with their weekends; a longer "half term" is half a term
LONGEST_SEASON = 24  # days of what is only called "Spring" or "Easter"; a longer one is a term
SOME_DAYS = 3  # weekdays, in which one word of a holiday among strange ones is enough

_MONTH = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
# Where an edge of term is for staff alone, pupils stay at home on that day.
_WITHOUT_PUPILS = {
    Kind.FIRST_SCHOOL_DAY: Kind.LAST_CLOSED_DAY,
    Kind.LAST_SCHOOL_DAY: Kind.FIRST_CLOSED_DAY,
}
_RETURNS = (Kind.FIRST_SCHOOL_DAY, Kind.SOME_RETURN)
# A date in a name is no part of it; a month by itself is ("October half term").
_DATE = re.compile(
    rf"\b{_DAY}(?: *(?:-|to) *{_DAY})? +(?:{_MONTH})\b|\b(?:{_MONTH}) +{_DAY}\b"
    r"|\b\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\b|\b20\d\d(?: ?[/-] ?\d{2,4})?\b"
    r"|(?<!good )(?<!easter )\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b"
)
_OF_BANK_HOLIDAYS = "(?:early may|late may|spring|summer|august|extra|additional)"
_PARTS = re.compile(r" - |[:;,()\[\]|/!]")

# Wordings of one meaning, and the letter of it, in the order in which they are looked for.
_MEANINGS = tuple(
    (re.compile(rf"\b(?:{wording})\b"), letter)
    for wording, letter in (
        (r"(?:at )?\d{1,2}[.:]\d\d ?(?:[ap]m)?|(?:at )?\d{1,2} ?[ap]m", "Z"),  # a time of day
        (r"(?:half|mid) terms?(?: (?:hol|holiday|break|vacation)s?)?", "H"),
        (r"(?:first|second|third|fourth|fifth|sixth|\d(?:st|nd|rd|th)) H", "T"),
        (r"H (?:\d|one|two|three|four|five|six)(?! ?(?:weeks?|wks?|days?))", "T"),
        (r"(?:autumn|spring|summer|winter|michaelmas|lent|trinity) (?:\d|one|two)", "T"),
        (r"(?:academic|school) year", "T"),
        (r"(?:end of )?(?:term|year) (?:hols?|holidays?|breaks?)", "V"),
        (r"break(?:s|ing)? up|(?:finish(?:es)?|closes?) for|closes?", "U"),  # school ends
        (r"(?:first|1st) (?:school |teaching |full )?day|(?:start|beginning) of", "F"),
        (r"(?:last|final) (?:school |teaching |full )?day|end of", "L"),
        (r"(?:years?|yrs?|year groups?) ?\d+(?: ?(?:and|to|&|or|-) ?\d+| \d+)*", "G"),
        (r"sixth form(?:ers)?|nursery|reception|key stage \d|ks ?\d", "G"),
        (r"good friday|easter monday|new years? day|boxing day|christmas day|may day", "K"),
        (rf"(?:{_OF_BANK_HOLIDAYS} )?(?:bank|public) holidays?|K V", "K"),
        (r"holidays?|hols?|vacation|recess|break|closure|exeat", "V"),
        (r"terms?", "T"),
        (r"begins?|starts?|commences?", "F"),
        (r"ends?|finish(?:es)?", "L"),
        (r"returns?|resumes?|reopens?|back|restarts?", "R"),
        (r"opens|(?<=schools )open", "O"),
        (r"closed|shut|no (?:school|pupils)|not (?:in school|attend)", "C"),
        (r"staff|teachers?", "N"),
        (r"schools?|pupils?|students?|children|everyone|all", "P"),
        (r"before", "B"),
        (r"after", "A"),
        (r"autumn|spring|summer|winter|christmas|xmas|easter|whitsun|whit", "S"),
        (_MONTH, "M"),
        (r"for(?= (?:the )?[SM]?[HVS])", "B"),  # "last day of school for half term"
    )
)
_IDLE = re.compile(
    r"the|of|for|at|on|in|to|is|are|be|will|a|our|and|from|days?|dates?|weeks?|wks?|fortnight|two|"
    r"one|first|second|half|years?|academic|new|whole|full|other|again|inc|incl|inclusive|"
    r"including|until|only|both|welcome|we|do|michaelmas|lent|trinity|primary|secondary|infants?|"
    r"juniors?|special|maintained|community|academies"
)
_STAFF_DAY = re.compile(
    r"\b(?:inset|inservice|cpd|pupil free)\b|^planning preparation|^(?:designated|moveable) closure"
    r"|^(?:(?:whole|school|all|staff|teachers?|disaggregated|statutory|professional) )*"
    r"(?:(?:training|development|pd|planning|non pupil|non teaching|non contact|occasional|"
    r"disaggregated|staff|teachers?|closure|in service|in service training) days?\b"
    r"|(?:staff|teachers?|disaggregated) (?:training|development)$)"
)
_NOT_CLOSED = re.compile(
    r"\b(?:cancel+ed|postponed|twilight|evening|after school|no (?:inset|training)|"
    r"not (?:a|closed)|open as (?:normal|usual)|early(?! may))\b"
)
_ON_A_SCHOOL_DAY = re.compile(
    r"\b(?:open (?:day|morning|evening|house)|club|camp|concert|service|fair|fayre|fete|party|"
    r"partie|lunch|dinner|play|disco|trip|library|bullying|awareness|"
    r"visit|homework|revision|booster|exam|test|assessment|meeting|assembly|sale|show|letter|"
    r"performance|jumper|bonnet|egg|hunt|raffle|competition|challenge|project|photo|photograph|"
    r"booking|activity|activitie|programme|course|session|workshop|due|deadline|newsletter|"
    r"report|shop|market|carol|nativity|tea|coffee|film|decoration|card|menu|payment|ticket|"
    r"reading|quiz|sign up|sport|parent|rehearsal|themed|parade|residential)s?\b"
)


def kind_of(event: Span, *, listed: bool = False) -> Kind | None:
    """What an event means; None for one that says nothing of when schools are closed.

    ``listed`` where it stands in a list of holidays: there a name that is not known counts as
    given, unless it is of something that happens on a school day.
    """
    name = _plain(event.name)
    parts = [part.strip() for part in _PARTS.split(name) if part.strip()]
    letters = [_letters(part) for part in parts]
    whole = "".join(letters)
    if any(re.match("G+C", part) for part in letters):  # "Nursery closed, school open"
        return None
    closes = any(re.match("[PMS]*C", part) for part in letters)
    of_staff = any(_STAFF_DAY.search(part) for part in (*parts, name.replace(",", "")))
    if len(weekdays(event)) <= 1 and (edge := _edge_among(letters)):
        if "G" in whole:  # "Term ends (Year 11 only)"
            return Kind.SOME_RETURN if edge in _RETURNS else None
        for_staff = "N" in whole and not re.search("pupil|child|student", name)
        return _WITHOUT_PUPILS.get(edge, edge) if closes or of_staff or for_staff else edge
    if _NOT_CLOSED.search(name):
        return None
    if closes or of_staff:
        return Kind.CLOSED
    other_closed = "C" in whole and not set(whole) & set("HVT")  # "Library closed"
    if _ON_A_SCHOOL_DAY.search(name) or "G" in whole or other_closed:
        return None
    return _period(letters, event, listed)


def _edge_among(letters: list[str]) -> Kind | None:
    """What the first part that tells of an edge says; where none does, what all say together."""
    return next(filter(None, map(_edge, (*letters, "".join(letters)))), None)


def _edge(letters: str) -> Kind | None:
    """The first or last day that the letters of a name tell of."""
    has = set(letters)
    if "x" in has or not has & set("FLURO"):
        return None
    if "Z" in has and has & set("LUO") and not has & set("THSVB"):  # "School closes at 1pm"
        return None
    of_holiday = bool(has & set("HV")) and "T" not in has  # "School holidays begin"
    if "U" in has or ("L" in has and ("B" in has or (has & set("TP") and not of_holiday))):
        return None if "G" in has else Kind.LAST_SCHOOL_DAY
    if has & set("RO") and has & set("PTAHGSVF"):
        return Kind.SOME_RETURN if "G" in has else Kind.FIRST_SCHOOL_DAY
    if "F" in has and ("A" in has or (has & set("TPG") and not of_holiday)):
        return Kind.SOME_RETURN if "G" in has else Kind.FIRST_SCHOOL_DAY
    if of_holiday:
        return Kind.FIRST_CLOSED_DAY if "F" in has else Kind.LAST_CLOSED_DAY
    return None


def _period(letters: list[str], event: Span, listed: bool) -> Kind | None:
    """What the parts of a name, by their letters, make of the days of an event."""
    has = set("".join(letters))
    days, is_long = (event.last - event.first).days + 1, len(weekdays(event)) >= SOME_DAYS
    known = any(part and "x" not in part for part in letters)
    if "K" in has and known and not is_long:
        return Kind.BANK_HOLIDAY
    clear = known or is_long or listed
    if clear and "V" in has:  # what lies "between Term 4 and Term 5", too
        return Kind.HOLIDAY if has & set("STH") else Kind.CLOSED
    if clear and "H" in has and days <= LONGEST_HALF_TERM:
        return Kind.HOLIDAY
    if has & set("TH"):
        return Kind.TERM if days >= SHORTEST_TERM else None
    is_season = bool(has) and has <= set("SM")
    if listed or (is_season and "S" in has and is_long):
        is_short = days <= LONGEST_SEASON or event.first.month in (7, 8)
        return (Kind.HOLIDAY if is_season else Kind.CLOSED) if is_short else Kind.TERM
    return None


def _letters(part: str) -> str:
    """A letter for each word of a part of a name that means something here, x for a strange one."""
    for wording, letter in _MEANINGS:
        part = wording.sub(letter, part)
    words = re.findall(r"[A-Za-z']+", part)
    return "".join(word if word.isupper() else "x" for word in words if not _IDLE.fullmatch(word))


def _plain(name: str) -> str:
    """A name in small letters, without accents and dates, and with one sign for every dash."""
    text = unicodedata.normalize("NFKD", name).casefold()
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    text = re.sub(
        "[\u2010-\u2015]", "-", text.replace("&amp;", "&").replace("halfterm", "half term")
    )
    text = re.sub("['\u2018\u2019]", "", text)
    text = _DATE.sub(" ", re.sub(r"\bre-(?=[a-z])", "re", text))
    text = re.sub(r"(?<=[a-z])-(?=[a-z])", " ", text)
    return " ".join(text.split())
