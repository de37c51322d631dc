"""Every key of an inspection, said once.

The reader of files and lists, the new file that ``jtai init`` writes, the options that are laid
over a file, one's own defaults, the JSON of a plan and the comparison of a list's rows all derive
from ``FIELDS``. To add a key that is only a name, add one line with :func:`named`, after the other
names: the JSON of a plan has them in this order, and those who read it keep theirs.
"""

from typing import Literal, NamedTuple

from jtai_cli.days.bank_holidays import REGIONS
from jtai_cli.rules.model import BASES, LONGEST_FIELDWORK

OneValue = Literal["text", "date", "number", "choice", "yes-no"]
Kind = OneValue | Literal["texts", "dates", "named-days", "closures", "tables"]
LISTS = ("dates", "named-days", "closures")  # a cell of a list can hold several of these kinds
NOT_IN_ROWS = ("texts", "tables")  # kinds that no cell can hold
LONGEST_REHEARSAL = 3  # weeks
METAVARS = {"number": "N", "dates": "DATE", "named-days": "DATE[=NAME]", "closures": "DATE[..DATE]"}


class Field(NamedTuple):
    """One key: what its value is, and where it may stand.

    ``table`` is the table of an inspection file in which it stands, "" for the top. ``is_name``
    says that no date depends on it. ``in_row`` lets it be a column of a list, where a cell can
    hold its kind. ``help`` is that of the option which sets it, "" where there is none;
    ``metavar`` is what that shows for the value, if not what METAVARS has for the kind.
    ``default`` is what holds without the key. ``choices`` bound a choice, ``least`` and ``most`` a
    number; ``unnamed`` is the name of a named day that has none, ``each`` what a message calls one.
    ``option`` is the option's name where that is not the key's.

    The rest is for a new file: ``above`` is the comment over the key, after a blank line where it
    begins with a line break; ``example`` is its value as TOML has it, ``remark`` stands beside it.
    """

    key: str
    kind: Kind
    example: str
    above: str = ""
    remark: str = ""
    table: str = ""
    is_name: bool = False
    in_row: bool = True
    help: str = ""
    metavar: str | None = None
    default: str = ""
    choices: tuple[str, ...] = ()
    least: int = 1
    most: int = 0
    unnamed: str = ""
    each: str = ""
    option: str = ""

    @property
    def flag(self) -> str:
        """The option that sets it; where it holds several, each use of the option adds one."""
        if self.option:
            return self.option
        one = self.key.removesuffix("s") if self.kind in LISTS else self.key
        return f"--{one.replace('_', '-')}"


def named(key: str, example: str, help: str, metavar: str | None = "NAME") -> Field:
    """A key that is only a name: a text on which no date depends."""
    return Field(key, "text", f'"{example}"', is_name=True, help=help, metavar=metavar)


FIELDS: tuple[Field, ...] = (
    named("area", "Exampleshire", "The local area inspected."),
    named("reference", "2027-01", "Your own reference for this inspection; never a child's.", None),
    Field(
        "framework",
        "text",
        '"jtai-2022"',
        above="\n",
        remark="else the one in force when fieldwork starts",
        help="The inspection framework; 'jtai rules' lists them.  "
        "[default: the one in force when fieldwork starts]",
        metavar="ID|FILE.toml",
    ),
    Field(
        "theme",
        "text",
        '"front-door"',
        above="The theme, one of: $themes",
        help="The theme; 'jtai rules' lists them.",
        metavar="ID",
    ),
    Field(
        "fieldwork_start",
        "date",
        "2027-03-08",
        above="\nThe day on which inspectors arrive. If you know only the day of notification, put "
        "a # before\nthis line and write that day below.",
    ),
    Field("notification", "date", "2027-02-22"),
    Field(
        "fieldwork_days",
        "number",
        "5",
        above="\nUncomment what differs from the default.",
        remark="working days of fieldwork",
        help="Working days of fieldwork.  [default: the framework's, 5]",
        most=LONGEST_FIELDWORK,
    ),
    Field(
        "region",
        "choice",
        '"ENG"',
        remark="whose bank holidays: ENG, WLS, SCT or NIR",
        help="Whose bank holidays: England, Wales, Scotland, Northern Ireland.",
        default="ENG",
        choices=tuple(REGIONS),
    ),
    Field(
        "report_basis",
        "choice",
        '"working"',
        remark='or "calendar": how the days to the report are counted',
        help="Count the days to the report so.  [default: as the framework does, working]",
        choices=BASES,
    ),
    Field(
        "closures",
        "closures",
        '[\n  "2027-02-26",\n'
        '  { from = 2027-12-24, to = 2027-12-31, name = "Council shutdown" },\n]',
        above="\nDays on which offices are closed. They are pointed out, but still counted.",
        help="A local closure: pointed out, but still counted. Repeatable.",
    ),
    Field(
        "bank_holidays",
        "named-days",
        '[{ date = 2027-06-04, name = "Extra bank holiday" }]',
        above="\nBank holidays proclaimed since this version of jtai, and bank holidays that were "
        "moved away.",
        help="A bank holiday proclaimed since this version. Repeatable.",
        unnamed="Extra bank holiday",
        each="a bank holiday",
    ),
    Field(
        "working_days",
        "dates",
        "[]",
        help="A bank holiday that was moved away, so a working day. Repeatable.",
    ),
    Field(
        "elections",
        "named-days",
        '[{ date = 2027-10-07, name = "Mayoral election" }]',
        above="\nElections that the program does not know, before which reports are held back: a "
        "general election\nthat has been called, a by-election. Or none at all, where the area has "
        "no elections in May.",
        help="A poll that the table of elections lacks. Repeatable.",
        unnamed="Election",
        each="an election",
    ),
    Field("no_elections", "yes-no", "true", help="The area has none of the table's elections."),
    Field(
        "rehearsal",
        "yes-no",
        "true",
        above="\nA rehearsal: an exercise, which every output then says. It may end after week 1 "
        "or 2.",
        help="A rehearsal: an exercise and no inspection, which every output then says.",
        option="--rehearse",
    ),
    Field(
        "rehearsal_weeks",
        "number",
        "2",
        help="How many weeks a rehearsal has.  [default: all]",
        most=LONGEST_REHEARSAL,
        option="--weeks",
    ),
    Field(
        "cases",
        "texts",
        '["EX-01", "EX-02", "EX-03", "EX-04", "EX-05"]',
        above="\nReferences of the cases in the audit, as in EX-01. Never a name, never a date of "
        "birth.",
    ),
    Field(
        "inspectorates",
        "texts",
        '["Ofsted"]',
        above="\nWho takes part, for 'jtai check' to compare with the theme.",
    ),
    Field(
        "report_due",
        "date",
        "2027-05-04",
        above="\nThe dates that you were told, for 'jtai check' to compare with the rules.",
        in_row=False,
    ),
    Field("statement_due", "date", "2027-08-11", in_row=False),
    Field(
        "key_contact",
        "text",
        '"Head of safeguarding and quality assurance"',
        above="\nThe role of the one key contact.",
        is_name=True,
    ),
    Field(
        "travel_minutes",
        "number",
        "30",
        above="\nMinutes to allow between two places, and the hours that sessions keep to.",
        in_row=False,
        least=0,
        most=480,
    ),
    Field("office_hours", "tables", 'office_hours = "08:00-18:00"'),
    Field(
        "partners",
        "tables",
        '[[partners]]\nagency = "Exampleshire Constabulary"\n'
        'contact = "Detective superintendent, public protection"',
        above="\nEach partner agency, with the role of the person to contact there.",
    ),
    Field(
        "agencies",
        "tables",
        '[agencies]\ncase-audits = ["Exampleshire Constabulary"]',
        above="\nWhich of the partners do a step, by the step's id.",
    ),
    Field(
        "request",
        "tables",
        '[[request]]\nitem = "Child-level lists"\nagencies = ["Exampleshire Constabulary"]\n'
        "due = 3\ngot = 2027-02-24",
        above="\nWhat inspectors ask for: 'jtai requests' keeps the list. A day is a date, or a "
        "number where day 1\nis notification.",
    ),
    Field(
        "audit",
        "tables",
        '[[audit]]\ncase = "EX-01"\ndue = 7\ngot."Exampleshire Constabulary" = 2027-03-02\n'
        "moderated = 2027-03-04",
        above="\nThe audit of a case, by its reference: 'jtai audits' keeps the list.",
    ),
    Field(
        "session",
        "tables",
        '[[session]]\nday = 1\nstart = "09:30"\nend = "10:30"\n'
        'title = "Opening meeting with senior leaders"\nkind = "opening"\n'
        'place = "Civic Centre, room 2"\nagencies = ["Exampleshire Constabulary"]',
        above="\nA session of the fieldwork week, where day 1 is the first: 'jtai fieldwork' shows "
        "them.",
    ),
    Field(
        "steps",
        "tables",
        '[[steps]]\nid = "brief-lead-member"\ntitle = "Brief the lead member"\n'
        'from = "notification"\noffset = 1\nowner = "Director of children\'s services"',
        above="\nSteps of your own: so many working days after (or, with a minus, before) one of "
        "notification,\nfieldwork_start, fieldwork_end, report and statement.",
    ),
    Field(
        "notified",
        "date",
        "2027-02-22",
        above="\nWhat really happened, as it becomes known. Each date takes the place of the "
        "planned one.\n[actual]",
        table="actual",
    ),
    Field("fieldwork_ended", "date", "2027-03-12", table="actual"),
    Field("draft_received", "date", "2027-04-06", table="actual"),
    Field("published", "date", "2027-05-04", table="actual"),
    Field(
        "done",
        "tables",
        "[done]\ninformation-request = 2027-02-22\ncase-audits = 2027-03-03\n"
        "statement = 2027-08-09",
        above="\nWhen other steps were done, by their ids: 'jtai status' counts on it. "
        "'jtai rules' lists them.",
    ),
)

BY_KEY = {field.key: field for field in FIELDS}
NAMES = tuple(field.key for field in FIELDS if field.is_name)
ACTUAL = tuple(field.key for field in FIELDS if field.table == "actual")
ROW_KEYS = tuple(field.key for field in FIELDS if field.in_row and field.kind not in NOT_IN_ROWS)
ROW_DATES = tuple(key for key in ROW_KEYS if BY_KEY[key].kind == "date")
WORK = ("request", "audit", "session")  # tables in which dates stand
FILE_KEYS = (*(field.key for field in FIELDS if not field.table), "actual")
OPTIONS = tuple(field.key for field in FIELDS if field.help)
# No two inspections share a reference, and whoever rehearses says so each time.
_NO_DEFAULTS = ("reference", "rehearsal", "rehearsal_weeks")
OWN_DEFAULTS = tuple(key for key in OPTIONS if key not in _NO_DEFAULTS)
