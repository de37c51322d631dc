"""The words that every sentence shares: dates for people, plurals, and text typed by others.

>>> import datetime as dt
>>> long_date(dt.date(2027, 3, 8))
'Monday 8 March 2027'
>>> short_date(dt.date(2027, 3, 8))
'Mon 8 Mar 2027'
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable

# Five times as quick as strftime, and English in every locale.
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

WITHHELD = "left out here: it may be a child's name"
LONGEST_TEXT = 1_000  # characters of a text that a user gives

# Control characters, line separators, lone surrogates, and bidirectional controls, which could make
# a line read as something else.
HARMFUL_ABOVE_BLANK = "\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff"
HARMFUL = f"\x00-\x1f{HARMFUL_ABOVE_BLANK}"

# What Word, Excel and browsers put in the place of the characters of a keyboard, or between them.
_TYPED = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u202f", " "),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"),
        **dict.fromkeys("\u2018\u2019", "'"),
        **dict.fromkeys("\u200b\u200e\u200f\u2060\ufeff"),
    }
)

# By which programs that read a log know a command: where a line begins or may be broken, GitHub's
# ::error:: and Buildkite's headings; anywhere, the ##[error] of GitHub and Azure, ##vso[ of Azure,
# ##teamcity[, ##octopus[ and their like, a file for Jenkins and GitLab to attach to a JUnit report,
# and the folds of Travis and GitLab.
_COMMANDS_AT_START = (
    r"(?<=(?<!\S):):(?=\S)|(?<=:):(?=[\w-]+(?: [^:\n]*)?::)"
    r"|(?<=(?<!\S)[-+~^])[-+~^](?=[-+~^] )"
)
_COMMANDS_ANYWHERE = (
    r"(?<=#)#(?=\w*\[)|(?<=\[)\[(?=\w+\|)"
    r"|(?<=travis)_(?=(?:fold|time):)|(?<=section)_(?=(?:start|end):)"
)

# The beginning of a text that a spreadsheet may run as a formula: it skips spaces and zero-width
# characters. The full-width signs are those of Japanese keyboards.
FORMULA = "'*[\\s\u200b-\u200f\u2060\ufeff]*[=+\\-@\uff1d\uff0b\uff0d\uff20]"


def long_date(day: dt.date) -> str:
    """The date as a sentence says it, whatever the year."""
    return f"{weekday(day)} {day.day} {month(day)} {day.year}"


def short_date(day: dt.date) -> str:
    """The date as a table says it."""
    return f"{weekday(day)[:3]} {day.day} {month(day)[:3]} {day.year}"


def weekday(day: dt.date) -> str:
    """The name of its day of the week."""
    return WEEKDAYS[day.weekday()]


def month(day: dt.date) -> str:
    """The name of its month."""
    return MONTHS[day.month - 1]


def short_span(first: dt.date, last: dt.date) -> str:
    """Two dates as a table says them, both counted, with no month or year said twice.

    >>> short_span(dt.date(2027, 3, 1), dt.date(2027, 3, 5))
    'Mon 1 to Fri 5 Mar 2027'
    >>> short_span(dt.date(2026, 12, 31), dt.date(2027, 1, 4))
    'Thu 31 Dec 2026 to Mon 4 Jan 2027'
    """
    if first == last:
        return short_date(first)
    words = short_date(first).split()
    if first.year == last.year:
        words = words[:2] if first.month == last.month else words[:3]
    return f"{' '.join(words)} to {short_date(last)}"


def brief_span(first: dt.date, last: dt.date) -> str:
    """Two dates, both counted, where the year is plain from what stands beside them.

    >>> brief_span(dt.date(2027, 5, 24), dt.date(2027, 6, 11))
    '24 May to 11 Jun'
    >>> brief_span(dt.date(2027, 5, 3), dt.date(2027, 5, 7))
    '3 to 7 May'
    """
    end = f"{last.day} {month(last)[:3]}"
    if first == last:
        return end
    same_month = (first.year, first.month) == (last.year, last.month)
    return f"{first.day} to {end}" if same_month else f"{first.day} {month(first)[:3]} to {end}"


def count_of(number: int, noun: str) -> str:
    """A number with its noun in the singular or plural.

    >>> count_of(1, "working day"), count_of(-3, "working day")
    ('1 working day', '-3 working days')
    """
    return f"{number:,} {noun}" if number in (1, -1) else f"{number:,} {noun}s"


def listed(words: Iterable[str], last: str = "and") -> str:
    """Join words as a sentence does.

    >>> listed(["Ofsted", "CQC", "HMICFRS"])
    'Ofsted, CQC and HMICFRS'
    """
    items = list(words)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def listed_in_part(words: Iterable[str], most: int = 12) -> str:
    """As :func:`listed`, but of more than ``most`` the rest only as a number.

    >>> listed_in_part(["Ofsted", "CQC", "HMICFRS", "HMI Probation"], most=2)
    'Ofsted, CQC and 2 more'
    """
    items = list(words)
    rest = len(items) - most
    return listed([*items[:most], f"{rest:,} more"] if rest > 0 else items)


def shown(text: object) -> str:
    """Text that somebody typed, quoted and safe to print: control characters as escapes, short.

    >>> shown("[/oops]"), shown("two\\nlines")
    ("'[/oops]'", "'two\\\\nlines'")
    """
    whole = str(text)
    return repr(whole if len(whole) <= 60 else whole[:57] + "...")


def visible(text: str) -> str:
    """Text with an escape for every character that could break a line or disguise it.

    >>> print(visible("a" + chr(27) + "[31m" + chr(0x202E)))
    a\\x1b[31m\\u202e
    """
    if text.isprintable():  # the quick way, for nearly every text
        return text
    return re.sub(f"[{HARMFUL}]", lambda found: repr(found[0])[1:-1], text)


def typed_plainly(text: str) -> str:
    """A text with the blanks, hyphens and apostrophes of a keyboard in the place of others.

    >>> typed_plainly("8\u00a0March 2027"), typed_plainly("2027\u201303\u201308")
    ('8 March 2027', '2027-03-08')
    """
    return text if text.isascii() else text.translate(_TYPED)


def inert(lines: str, escape: Callable[[str], str] = "\\{}".format) -> str:
    r"""Lines of which no program that reads a log takes a word for a command.

    A backslash parts the sign by which it would be known, or ``escape`` writes the sign.
    Characters that are not visible have to be escaped before.

    >>> print(inert("::add-mask::x"), inert("A ##vso[task.x]"), inert("Wards A::B"))
    :\:add-mask::x A #\#vso[task.x] Wards A::B
    >>> print(inert("--- A"), inert("A---B"))
    -\-- A A---B
    """
    if not any(mark in lines for mark in ("::", "--- ", "+++ ", "~~~ ", "^^^ ")):  # the quick way
        return inert_within(lines, escape)
    marked = re.sub(_COMMANDS_AT_START, lambda found: escape(found[0]), lines)
    return inert_within(marked, escape)


def inert_within(text: str, escape: Callable[[str], str] = "\\{}".format) -> str:
    r"""As :func:`inert`, for a text that begins no line; ``escape`` writes the sign.

    >>> print(inert_within("##[error] ##teamcity[x] [[ATTACHMENT|x]] travis_fold:start:x"))
    #\#[error] #\#teamcity[x] [\[ATTACHMENT|x]] travis\_fold:start:x
    """
    if not any(mark in text for mark in ("##", "[[", "travis_", "section_")):
        return text
    return re.sub(_COMMANDS_ANYWHERE, lambda found: escape(found[0]), text)


def by_number(character: str) -> str:
    """A character as JSON and TOML can write each of a text."""
    return f"\\u{ord(character):04x}"


def toml_text(text: str) -> str:
    r"""A text as TOML writes it. The text has no control characters.

    >>> print(toml_text('The "A" team\\x'))
    "The \"A\" team\\x"
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{inert_within(escaped, by_number)}"'  # it may be written on stdout


def shown_path(path: object) -> str:
    """A path, quoted and safe to print, with its end whole: that is where the file's name is."""
    whole = str(path)
    return repr(whole if len(whole) <= 160 else f"{whole[:40]}...{whole[-117:]}")


def nearest(word: str, valid: Iterable[str], cutoff: float = 0.6) -> str:
    """A hint towards the valid word that looks most like this one, or an empty string."""
    import difflib  # only a mistake needs it

    close = difflib.get_close_matches(word, list(valid), n=1, cutoff=cutoff)
    return f"Did you mean {close[0]}? " if close else ""


def unprintable(text: str) -> str | None:
    """What is wrong with a text that is too long or has a HARMFUL character; None if nothing is.

    >>> unprintable("Sir y Fflint")
    >>> unprintable("two" + chr(10) + "lines")
    "must be one line of ordinary text, and character 4 of 'two\\\\nlines' is U+000A. Take it out."
    """
    if len(text) > LONGEST_TEXT:
        return (
            f"must be at most {LONGEST_TEXT:,} characters long, and {shown(text)} has "
            f"{len(text):,}. Shorten it."
        )
    if text.isprintable() or (found := re.search(f"[{HARMFUL}]", text)) is None:
        return None
    return (
        f"must be one line of ordinary text, and character {found.start() + 1} of {shown(text)} "
        f"is U+{ord(found[0]):04X}. Take it out."
    )
