"""Whether a text looks like what must not stand in a file: what identifies a child.

Some numbers are sure wherever they stand: an NHS number by its check digit, a UPN by its check
letter, a National Insurance number by its letters. The reference of a case is held to more: no
postcode, telephone number or date of birth, and no word but plain ones and codes, such as ``EX-01``
or ``Case 3``: any other is taken for a name. That is wide on purpose: a reference
refused by mistake is easily written another way, and a name passed by mistake has gone out. A key
of a file, and the heading of a column, are held to the same before a message repeats them.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Collection, Iterator
from itertools import pairwise

from jtai_cli.wording import LONGEST_TEXT, WITHHELD, nearest, shown

# Words of which a reference is made: what a case is, who knows it, why, and code names.
_PLAIN_WORDS = frozenset(
    re.findall(
        r"\S+",
        """
        a and b for from in no nos number numbers of on or ref reference references the to vs case
        cases child children family families sibling siblings group groups pair young person
        people household record records file files item items sample samples samples audit audits
        audited auditor review thematic dip deep dive moderated tracked tracker tracking track
        study reserve spare replacement swapped swap extra id ids list set batch team unit part
        plan planning step up down re referral rereferral re-referral first second third new old
        open closed

        police probation health school schools college education social care services service
        housing camhs gp hospital visitor visitors nurse midwife midwifery cafcass court youth
        justice yjs yot mash front door early help virtual fostering adoption lado edt edge
        leaving leaver residential placement kinship special guardianship voluntary agency partner
        partners joint multi local

        neglect cin cp cla lac uasc plo nfa ehcp send sen malt section pre birth prebirth missing
        exploitation cse cce domestic abuse sexual physical emotional serious violence gang gangs
        criminal online harm short breaks carer carers private disability disabled county lines
        knife transition contextual safeguarding protection need looked after strategy conference
        enquiry assessment child-in-need

        liquidlogic ll lcs ehm mosaic eclipse caredirector azeus frameworki icsystem systm
        systmone jtai ilacs insp inspection focused visit fv qa ma ofsted cqc hmicfrs hmip day
        week wk wc q mon tue tues wed thu thur thurs fri monday tuesday wednesday thursday friday
        jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june
        july august september october november december spring summer autumn winter yp

        one two three four five six seven eight nine ten eleven twelve i ii iii iv v vi vii viii
        ix x xi alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu omicron rho
        sigma tau upsilon phi chi psi omega bravo echo foxtrot golf hotel india juliet kilo lima
        mike november papa quebec romeo sierra tango uniform whiskey yankee zulu red blue yellow
        purple orange pink black white grey brown turquoise silver gold oak elm ash beech birch
        cedar sycamore larch maple pine spruce poplar heron kingfisher kestrel osprey sparrow
        swallow swan thrush falcon eagle owl thames severn trent tyne humber mersey tees wye avon

        actual adds advice analysis anchor area athena bank basis booked bound by cad call capita
        cause closures comment comments committee condition constabulary contact copy corrections
        council cpc date dates days deadline default detail done draft due eha elections empty end
        ended ends event fieldwork final format framework further given holiday holidays icpc
        information initial inspections inspectorates iro keep key keys lead least log lower many
        mappa marac marf meeting meetings mixed most name niche note notes notice notification
        notified nursing observed officer offset optional outcome owner path plain priority
        progress publication published quiet rcpc ready reason received region report request risk
        role room rooms seen selection sent source sources stage start statement status steps
        storm term terms theme themes till timetable timing title touch type until upper url urn
        when who why work working years

        agencies asked got hours item kind link minutes mode moderated office place scope session
        travel rehearsal weeks

        anon anonymised anonymous choice crime discussion district east entry fd ics kloe line
        locality north oic patient pick protocol pseudonym pupil qaf random row sampled south
        subject substitute suspect tool victim west
        """,
    )
)

# Of the plain words those that a child is called, too, those that a family is, and periods.
_FIRST_NAMES = frozenset(
    re.findall(
        r"\S+",
        """
        xi april may june august autumn summer winter mike romeo juliet india ash avon trent tyne
        silver
        """,
    )
)
_ALSO_NAMES = _FIRST_NAMES | frozenset(
    re.findall(
        r"\S+",
        """
        brown black white grey gold pink blue red orange purple yellow turquoise oak elm beech birch
        maple pine cedar poplar larch sycamore spruce swan swallow sparrow heron falcon eagle osprey
        kestrel thrush owl kingfisher severn thames tees wye humber mersey march spring november
        north south east west day young golf hotel lima quebec bravo tango echo uniform zulu papa
        sierra whiskey yankee foxtrot kilo
        """,
    )
)
_PERIODS = {
    *("april", "may", "june", "august", "march", "november"),
    *("autumn", "summer", "winter", "spring", "day"),
}
# Words of which one at least is in the name of a role.
_ROLES = frozenset(
    re.findall(
        r"\S+",
        """
        adviser advisor analyst assistant business ceo dcs dsl chair chief clerk commander
        commissioner consultant coordinator ordinator deputy designated detective director doctor
        executive governor head headteacher inspector lead leader manager nurse officer
        partner partnership practitioner principal psychologist quality assurance performance
        registrar representative secretary sergeant social worker specialist superintendent
        supervisor teacher team
        """,
    )
)
A_NAME = "a child's name"  # or what else only the words of a sentence tell
ADDRESSES = ("an e-mail address", "a telephone number", "a postcode")

_SEX = r"(?:boy|girl|male|female|m|f|twin|baby)"
_AGE = re.compile(
    r"\b(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)[\s-]*"
    r"(?:yo|y/o|yrs?|years?|mths?|months?|weeks?|days?)\b(?!\s*\d)(?!\s+(?:case|sample|audit))"
    rf"|\b(?:aged?|{_SEX},?)\s*\d{{1,2}}\b(?!\d)|\b\d{{1,2}}\s?[mf]\b|\b(?:newborn|unborn|toddler)\b"
)
_YEAR_GROUP = re.compile(r"\b(?:y|yr|year)\s?\d{1,2}\b|\breception\b")
_BORN = re.compile(r"\b(?:born|dob|d\.o\.b|yob|edd|b\.\s*(?:19|20)\d\d\b)")
_INITIALS = re.compile(
    r"(?<![A-Za-z])[A-Za-z]\.\s?[A-Za-z]\b\.?|^(?:case |child )?[A-Z]{2}\b(?!.*\d)"
    r"|\b[A-Z]{2}, \d{1,2}\b"
)
_INITIALS_AND_AGE = re.compile(r"([A-Z]{2}) (?:[1-9]|1\d)")
_DOCUMENT = re.compile(r"\b[A-Z]{2}\d{7}\b")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# White space with one mark in it, or alone. Not \s*[-/.]?\s*, which could share out white space in
# many ways: a long run of it would take hours.
_BETWEEN = r"(?:\s*[-/.]\s*|\s+)"
_IN_NUMBERS = re.compile(rf"(?<!\d)(\d{{1,4}}){_BETWEEN}(\d{{1,2}}){_BETWEEN}(\d{{1,4}})(?!\d)")
_RUN_TOGETHER = re.compile(r"(?<!\d)(\d{8})(?!\d)")
_SIX_FIGURES = re.compile(r"(?<!\d)(\d\d)(\d\d)(\d\d)(?!\d)")
_IN_WORDS = re.compile(r"(?<!\d)\d{1,2}(st|nd|rd|th)?\W*(of\s+)?([a-z]{3,9})\W*\d{2,4}(?!\d)")
_MONTH_FIRST = re.compile(r"\b([a-z]{3,9})\W*\d{1,2}(st|nd|rd|th)?\W+\d{4}(?!\d)")
_MONTH_AND_YEAR = re.compile(
    r"(?<![\d/.-])(0?[1-9]|1[0-2])(/((19\d|20[01])\d|(20)?2[0-5]|[01]\d)|-(19\d|20[01])\d)"
    r"(?![\d/-])"  # with a stroke from 2026 on: a number of that year
)
_MONTH_IN_WORDS = re.compile(r"\b([a-z]{3,9})\W+(19\d|20[01])\d(?!\d)")  # later: an inspection's
_LAST_BIRTH_YEAR = 30  # of two figures: a child of 2030; 31 and more are numbers

_CODE = re.compile(r"\\(?:u([\dA-Fa-f]{4})|U([\dA-Fa-f]{8})|x([\dA-Fa-f]{2})|[bfnrt/])")
_GAP = r"[\s./_-]{0,2}"  # between the groups of figures, of which there may be two kinds
_NHS = re.compile(
    rf"(?<!\d)(?:\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{4}}|\d{{4}}{_GAP}\d{{3}}{_GAP}\d{{3}})(?!\d)"
)
_UPN = re.compile(
    rf"(?<![a-z])([a-z]){_GAP}"
    rf"(\d{{3}}{_GAP}\d{{4}}{_GAP}\d{{4}}|\d{{4}}{_GAP}\d{{4}}{_GAP}\d{{3}})([\da-z])(?![\da-z])"
)
_UPN_LETTERS = "abcdefghjklmnpqrtuvwxyz"
_NINO = re.compile(
    r"\b(?!bg|gb|kn|nk|nt|tn|zz)[a-ceghj-prstw-z][a-ceghj-nprstw-z]"
    rf"{_GAP}\d\d{_GAP}\d\d{_GAP}\d\d{_GAP}[abcd]\b"
)
_POSTCODE = re.compile(r"\b[a-z]{1,2}\d[a-z\d]?[\s-]?\d[abd-hjlnp-uw-z]{2}\b")
_TELEPHONE = re.compile(
    r"(?<![\d+])(?:\+44[\s-]?(?:\(0\))?[\s-]?|\(?0)(?:[1237]\d)(?:[\s()-]*\d){7,8}(?!\d)"
)
_EMAIL = re.compile(r"[^\s@<>](?:@|\s\(at\)\s)[^\s@]+\.[a-z]{2,}")


def childs_number(text: str) -> str | None:
    """The number of a person in any text, by its form and check digit; None where there is none.

    >>> [childs_number(each) for each in ("NHS 943 476 5919", "B801200005001", "943 476 5918")]
    ['an NHS number', "a pupil's number (UPN)", None]
    """
    plain = _plain(text).casefold()
    if any(_is_nhs_number(re.sub(r"\D", "", found)) for found in _NHS.findall(plain)):
        return "an NHS number"
    upns = _UPN.findall(plain)
    if any(_is_upn(letter, re.sub(r"\D", "", rest) + last) for letter, rest, last in upns):
        return "a pupil's number (UPN)"
    return "a National Insurance number" if _NINO.search(plain) else None


def childs_numbers(text: str) -> Iterator[tuple[int, str]]:
    """Each line of a TOML or JSON text that holds such a number, from 1, and which number.

    A figure may be written as a code there, as in ``\\u0039``.

    >>> list(childs_numbers('{"a": 1,\\n"b": "943476591\\\\u0039"}'))
    [(2, 'an NHS number')]
    """
    for line, written in enumerate(text.splitlines(), start=1):
        if what := childs_number(_CODE.sub(_decoded, written)):
            yield line, what


def _decoded(code: re.Match[str]) -> str:
    number = int(code[1] or code[2] or code[3] or "20", 16)  # a blank for the others, such as \\t
    return chr(number) if number <= 0x10FFFF else code[0]


def _where_they_are(text: str) -> str | None:
    """A postcode, a telephone number or an address for e-mail, in any text."""
    plain = _plain(text).casefold()
    for form, what in zip((_EMAIL, _TELEPHONE, _POSTCODE), ADDRESSES, strict=True):
        if form.search(plain):
            return what
    return None


def identifies(reference: str, area: str | None = None) -> str | None:
    """What in the reference of a case could identify a child. The words of ``area`` do not.

    >>> [identifies(each) for each in ("EX-01", "Case 3 - front door", "Firstname L.", "ES 7yo F")]
    [None, None, 'a name', 'an age']
    """
    reference = reference[:LONGEST_TEXT]  # of a key, which may be as long as its file
    sure = childs_number(reference)
    reference = _plain(reference)[:LONGEST_TEXT]  # which may make many characters of one
    if sure := sure or _where_they_are(reference):
        return sure
    if looks_like_a_date(reference):
        return "a date of birth"
    plain = _plain(reference)
    small = plain.casefold()
    if _AGE.search(small):
        return "an age"
    if _YEAR_GROUP.search(small):
        return "a year at school"
    if _DOCUMENT.search(plain):
        return "a document's number"
    initials = _INITIALS_AND_AGE.fullmatch(plain)
    if initials and initials[1].casefold() not in _PLAIN_WORDS:
        return "a name"
    if _INITIALS.search(plain) or looks_like_a_name(plain, area):
        return "a name"
    return None


def of_a_child(text: str) -> bool:
    """Whether a sentence holds a person's number or address, or a first name and a surname.

    It is surer than ``identifies`` has to be: most words of a sentence are in no list of ours.

    >>> of_a_child("Child-level lists, by 22 February 2027"), of_a_child("File of Mike Brown")
    (False, True)
    """
    text = text[:LONGEST_TEXT]
    plain = _plain(text)
    is_name = _is_plain_name(_words(plain), any(map(str.isdigit, plain)))
    born = _BORN.search(plain.casefold())
    return bool(childs_number(text) or _where_they_are(text) or born or is_name)


def childs(text: str, *, is_place: bool = False) -> str | None:
    """What of a child's a text may hold; None for nothing. A place may have an address, or a name.

    >>> childs("Meeting about 943 476 5919"), childs("File of Mike Brown"), childs("Panel")
    ('an NHS number', "a child's name", None)
    >>> childs("Send it to somebody@ofsted.gov.uk")
    'an e-mail address'
    """
    number = childs_number(text)
    if number or is_place:
        return number
    return _where_they_are(text[:LONGEST_TEXT]) or (A_NAME if of_a_child(text) else None)


def safe(text: str, *, is_place: bool = False) -> str:
    """A text as it may leave the program: other words in the place of what may be a child's.

    >>> safe("Panel"), safe("File of Mike Brown")
    ('Panel', "(left out here: it may be a child's name)")
    >>> safe("Ring 020 7946 0000")
    '(left out here: it has a telephone number)'
    """
    what = childs(text, is_place=is_place)
    if what is None:
        return text
    return f"(left out here: it has {what})" if what in ADDRESSES else f"({WITHHELD})"


def quoted(value: str) -> str:
    """A value that will not do, quoted for a message, but for the number of a child.

    >>> quoted("8 Mar"), quoted("943 476 5919")
    ("'8 Mar'", "(left out here: it may be a child's number)")
    """
    return f"({WITHHELD.replace('name', 'number')})" if childs_number(value) else shown(value)


def told(key: str, known: Collection[str] = ()) -> str:
    """A key or heading, quoted for a message, or words instead where it looks like a child's.

    >>> told("fieldwork_strat", ["fieldwork_start"]), told("Amy S", ["area"])
    ("'fieldwork_strat'", "by that name (left out here: it may be a child's name)")
    """
    return f"by that name ({WITHHELD})" if withheld(key, known) else shown(key)


def withheld(key: str, known: Collection[str] = ()) -> bool:
    """Whether a message does not repeat a key: it looks like a child's, and is no slip.

    A slip is one of the ``known`` in other capitals, or nearly one in small letters, in which
    people write no names: "Casey" is nearly "cases".

    >>> [withheld(each, ["cases", "region"]) for each in ("Cases", "regoin", "Casey")]
    [False, False, True]
    """
    what = identifies(key)
    if what != "a name":
        return what is not None
    near = key.islower() and nearest(key, known, cutoff=0.75)
    return not near and all(key.lower() != each.lower() for each in known)


def looks_like_a_name(reference: str, area: str | None = None) -> bool:
    """Whether a reference has a word that may be a name. The words of ``area`` are none.

    >>> [looks_like_a_name(each) for each in ("EX-01", "LCS-4411", "Case 3", "Firstname L.")]
    [False, False, False, True]
    """
    has_figures = any(map(str.isdigit, reference))
    allowed = _PLAIN_WORDS | set(_words(_plain(area).casefold())) if area else _PLAIN_WORDS
    words = _words(_plain(reference))
    strange = [word for word in words if word.casefold() not in allowed and len(word) > 1]
    if _is_plain_name(words, has_figures):
        return True
    return any(not _is_code(word, has_figures) for word in strange)


def _is_plain_name(words: list[str], has_figures: bool) -> bool:
    """Whether plain words are a name: "Summer", "S Brown", "Mike Brown".

    One beside a figure is a code word or a month: "Mike 7", "April 7".
    """
    small = [word.casefold() for word in words]
    longer = {word for word in small if len(word) > 1} - {"case", "child"}
    if len(longer) == 1 and longer <= _FIRST_NAMES and not has_figures:
        return True
    for one, other in pairwise(small):
        both = {one, other}
        if both <= _PERIODS and has_figures:
            continue  # "April May 2027"
        if both & _FIRST_NAMES and both <= _ALSO_NAMES:
            return True
        if has_figures and both & _PERIODS:
            continue  # "Sample B May 2027"
        if len(one) == 1 and other in _ALSO_NAMES:
            return True
        if len(other) == 1 and one in _FIRST_NAMES:
            return True
    return False


def _is_code(word: str, has_figures: bool) -> bool:
    """Whether letters are a code: capitals beside figures, which no one is called."""
    is_capitals = word.isascii() and word.isupper() and has_figures
    return is_capitals and (len(word) == 2 or not set(word) & set("AEIOUY"))


def names_a_person(role: str) -> bool:
    """Whether what should be a role may be a name, or holds a date or a number of somebody.

    A role has a word for one, and no two words side by side in capitals that no role has.

    >>> [names_a_person(each) for each in ("Head of service", "Jo Bloggs", "Head, Jo Bloggs")]
    [False, True, True]
    """
    if childs_number(role) or _where_they_are(role) or looks_like_a_date(role):
        return True
    words = _words(_plain(role))
    known = _ROLES | _PLAIN_WORDS
    strange = [word[:1].isupper() and word.casefold() not in known for word in words]
    titled = {"mr", "mrs", "ms", "miss"} & set(map(str.casefold, words))
    no_role = not _ROLES & set(map(str.casefold, words))
    return bool(titled) or no_role or any(one and other for one, other in pairwise(strange))


def looks_like_a_date(reference: str) -> bool:
    """Whether a reference holds a date of birth, or a part of one, in any order of writing it.

    >>> [looks_like_a_date(each) for each in ("4.3.15", "EX 04032015", "12/2015", "2027-01-A")]
    [True, True, True, False]
    """
    text = _plain(reference).casefold()
    if _BORN.search(text) or _MONTH_AND_YEAR.search(text):
        return True
    if any(_is_date(*map(int, found.groups())) for found in _IN_NUMBERS.finditer(text)):
        return True
    if any(found[3][:3] in _MONTHS for found in _IN_WORDS.finditer(text)):
        return True
    for form in (_MONTH_FIRST, _MONTH_IN_WORDS):
        if any(found[1][:3] in _MONTHS for found in form.finditer(text)):
            return True
    if any(
        int(found[3]) <= _LAST_BIRTH_YEAR and _is_date(int(found[1]), int(found[2]), int(found[3]))
        for found in _SIX_FIGURES.finditer(text)
    ):
        return True
    return any(
        _is_date(int(run[:4]), int(run[4:6]), int(run[6:]))
        or _is_date(int(run[:2]), int(run[2:4]), int(run[4:]))
        for run in _RUN_TOGETHER.findall(text)
    )


def _is_nhs_number(figures: str) -> bool:
    """By the remainder of eleven that its last figure is."""
    check = (
        -sum(
            int(figure) * weight for figure, weight in zip(figures, range(10, 1, -1), strict=False)
        )
        % 11
    )
    return check == int(figures[9])


def _is_upn(letter: str, rest: str) -> bool:
    """By its first letter; of a temporary number the last place is a letter, too."""
    values = [int(sign) if sign.isdigit() else _UPN_LETTERS.find(sign) for sign in rest]
    check = sum(value * weight for value, weight in zip(values, range(2, 14), strict=False)) % 23
    return -1 not in values and _UPN_LETTERS[check] == letter


def _plain(text: str) -> str:
    """The text with plain figures, dashes and blanks in the place of their many kinds."""
    text = unicodedata.normalize("NFKC", text)
    return re.sub("[\u2010-\u2015]", "-", text)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text)


def _is_date(first: int, second: int, third: int) -> bool:
    """Whether three numbers are a date, the year first or last, in two figures or four."""
    for year, month, day in (
        (first, second, third),
        (third, second, first),
        (third, first, second),
    ):
        full_year = year + 2000 if 0 < year < 100 else year
        try:
            if 1900 <= dt.date(full_year, month, day).year <= 2100:
                return True
        except ValueError:
            continue
    return False
