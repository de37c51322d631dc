"""Every shared option once, the types of what is typed, and the only place that reads a clock."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import click
from click.core import ParameterSource

from jtai_cli.days.bank_holidays import FIRST_DAY, LAST_DAY
from jtai_cli.days.dates import day_first_in, london, read_date
from jtai_cli.days.periods import Closure
from jtai_cli.days.working_calendar import NamedDay, WorkingCalendar
from jtai_cli.errors import BadValue, DateNotUnderstood, JtaiError, OutsideCalendar
from jtai_cli.inputs.notes import note_day_first, notes
from jtai_cli.plan.fields import BY_KEY, LISTS, METAVARS, NAMES, OPTIONS, Kind
from jtai_cli.plan.inspection import Settings, calendar_of
from jtai_cli.wording import MONTHS, WEEKDAYS, shown, unprintable

if TYPE_CHECKING:
    from pathlib import Path

    from click.shell_completion import CompletionItem

    from jtai_cli.inputs.completion import Offer
    from jtai_cli.inputs.gov_uk import GovUkFile

Complete = Callable[[click.Context, click.Parameter, str], "list[CompletionItem]"]
Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

OWN_DEFAULTS = "your own defaults"
_STARTS = ("fieldwork_start", "notified")  # whose variables give way where START is typed


class Asked(NamedTuple):
    """What was asked for, in place of click's context: nothing below the commands sees that.

    ``settings`` come from the options and their defaults. ``options`` holds all options and
    arguments of the command by name; ``typed`` the names of those given on the command line or by a
    JTAI_ variable, rather than by the user's own defaults. ``origins`` says of those that were not
    typed on the command line where they stand: the name of the variable, or OWN_DEFAULTS.
    ``gov_uk`` is the file of --bank-holidays. ``notes`` are printed at the end.
    """

    settings: Settings
    options: Mapping[str, Any]
    typed: frozenset[str]
    origins: Mapping[str, str]
    gov_uk: GovUkFile | None
    notes: list[str]

    def today(self) -> dt.date:
        """The date of --today, else the date in London."""
        return _today(self.options.get("today"))

    def stamp(self) -> dt.datetime:
        """The moment, in UTC, at which a file says it was written.

        With --today it is midnight of that day, with SOURCE_DATE_EPOCH (as in reproducible builds)
        that second, so that the same input gives the same bytes; else now. Raises BadValue.
        """
        if (day := self.options.get("today")) is not None:
            return dt.datetime.combine(day, dt.time(), dt.UTC)
        if seconds := os.environ.get("SOURCE_DATE_EPOCH"):
            if not re.fullmatch(r"[0-9]{1,10}", seconds):
                reason = f"{shown(seconds)}, which is not a number of seconds since 1970"
                raise BadValue(f"SOURCE_DATE_EPOCH is {reason}. Correct it, or say --today.")
            return dt.datetime.fromtimestamp(int(seconds), dt.UTC)
        return dt.datetime.now(dt.UTC).replace(microsecond=0)

    def calendar(self) -> WorkingCalendar:
        """The working calendar that the calendar options ask for."""
        return calendar_of(self.with_gov_uk(self.settings))

    def with_gov_uk(self, settings: Settings) -> Settings:
        """The settings with what the file of --bank-holidays adds for their region."""
        if self.gov_uk is None:
            return settings
        added, said, until = self.gov_uk.compared(settings.region)
        self.notes.extend(note for note in said if note not in self.notes)
        given = {day for day, _ in settings.bank_holidays}
        more = (day for day in added if day.date not in given)
        return settings._replace(
            bank_holidays=(*settings.bank_holidays, *more), published_until=until
        )

    def read_day(self, text: str) -> dt.date:
        """The date that was typed as an argument. Raises click's UsageError where it is none."""
        try:
            return _read_day(text, self.options.get("today"))
        except JtaiError as error:
            raise click.UsageError(str(error)) from None


def asked(ctx: click.Context) -> Asked:
    """What was asked for, out of click's context."""
    sources = (ParameterSource.COMMANDLINE, ParameterSource.ENVIRONMENT)
    typed = frozenset(name for name in ctx.params if ctx.get_parameter_source(name) in sources)
    origins = {
        each.name: where
        for each in ctx.command.params
        if each.name in ctx.params and (where := _origin(ctx, each))
    }
    gov_uk = None
    if path := ctx.params.get("bank_holidays_file"):
        from jtai_cli.inputs.gov_uk import read_gov_uk  # only the file needs it

        try:
            gov_uk = read_gov_uk(path)
        except JtaiError as error:
            error.key = "bank_holidays_file"  # by which its origin is found
            raise
    options = dict(ctx.params)
    for name in _STARTS if options.get("start") else ():
        if origins.pop(name, None):
            options[name], typed = None, typed - {name}
    settings = {key: options[key] for key in Settings._fields if key in options}
    return Asked(Settings(**settings), options, typed, origins, gov_uk, notes(ctx))


def _origin(ctx: click.Context, param: click.Parameter) -> str:
    source = ctx.get_parameter_source(param.name or "")
    if source is ParameterSource.ENVIRONMENT:
        return str(param.envvar)
    return OWN_DEFAULTS if source is ParameterSource.DEFAULT_MAP else ""


def _today(given: object) -> dt.date:
    """The date given, or London's; click has a mark of its own there while it parses options."""
    return given if isinstance(given, dt.date) else dt.datetime.now(london()).date()


def _read_day(text: str, given_today: object) -> dt.date:
    """A date inside the calendar, or the word "today". Raises JtaiError."""
    today = _today(given_today) if text.strip().lower() == "today" else None
    day = read_date(text, today=today)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise OutsideCalendar(day, FIRST_DAY, LAST_DAY)
    note_day_first(text)
    return day


class ValueType(click.ParamType):  # type: ignore[type-arg]  # generic only in newer clicks
    """A type made of a function that reads a text. Its errors become usage errors.

    One's own defaults give lists of values that have been read already, of the class ``made``. In a
    JTAI_ variable ``;`` separates several values, because dates contain spaces.
    """

    envvar_list_splitter = ";"

    def __init__(self, name: str, read: Callable[[str], Any], made: type | None = None) -> None:
        self.name, self.read, self.made = name, read, made

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """What the text says, or the value itself where it has been read already."""
        if type(value) is self.made:
            return value
        try:
            return self.read(str(value))
        except JtaiError as error:
            self.fail(str(error), param, ctx)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Files, where a path is wanted."""
        return offer_files(ctx, param, incomplete) if self.name == "path" else []


def _date(text: str) -> dt.date:
    _refuse_first_word(text)
    ctx = click.get_current_context()
    return _read_day(text, ctx.params.get("today"))


def _refuse_first_word(text: str) -> None:
    """Raise DateNotUnderstood for the "2" of 2 March 2027: an option takes the next word alone."""
    names = "|".join((*WEEKDAYS, *MONTHS))
    if re.fullmatch(rf"(?i:[0-9]{{1,2}}(st|nd|rd|th)?|({names}),?)", text):
        advice = 'Put a date of several words in quotes: "2 March 2027".'
        raise DateNotUnderstood(text, "it is only one word of a date", advice)


def _closure(text: str) -> Closure:
    from jtai_cli.plan.reading import read_closure  # few need it

    _refuse_first_word(text)
    closure = read_closure(text)
    note_day_first(day_first_in(text))
    return closure


def _named_day(text: str, unnamed: str) -> NamedDay:
    day, _, name = text.partition("=")
    return NamedDay(_date(day), _text(name.strip() or unnamed))


def _text(text: str) -> str:
    if not text.strip():
        raise BadValue("it is empty. Write a text, or leave the option out.")
    if reason := unprintable(text):
        raise BadValue(reason)
    return text


def whole_number(least: int, most: int) -> ValueType:
    """A whole number in a range, both ends allowed."""

    def read(text: str) -> int:
        number = int(text) if re.fullmatch(r"\s*[+-]?[0-9]{1,9}\s*", text) else None
        if number is None or not least <= number <= most:
            reason = f"must be a whole number from {least:,} to {most:,}, and is {shown(text)}."
            raise BadValue(reason)
        return number

    return ValueType("number", read)


def _length(text: str) -> dt.timedelta:
    units = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
    found = re.fullmatch(r"([1-9][0-9]{0,5})([mhdw])", text.strip().lower())
    length = dt.timedelta(**{units[found[2]]: int(found[1])}) if found else None
    if length is None or length > dt.timedelta(days=366):
        reason = f"{shown(text)} is not a length of time up to a year"
        raise BadValue(f"{reason}. Type it as 90m, 12h, 1d or 2w.")
    return length


def _path(text: str) -> Path:
    from pathlib import Path  # a date needs none

    return Path(text)


class Choices(click.Choice[str]):
    """Several of a few words; in a JTAI_ variable they are separated as all values are."""

    envvar_list_splitter = ValueType.envvar_list_splitter


DATE = ValueType("date", _date, dt.date)
TEXT = ValueType("text", _text)
LENGTH = ValueType("length", _length)
PATH = ValueType("path", _path)


class Option(click.Option):
    """An option that is read by ``older`` names too, which no help and no message shows."""

    def __init__(self, *names: Any, older: Sequence[str] = (), **settings: Any) -> None:
        super().__init__(*names, **settings)
        self.older = older

    def add_to_parser(self, parser: Any, ctx: click.Context) -> None:
        """Let click read the older names as it reads the others."""
        shown, self.opts = self.opts, [*self.opts, *self.older]
        super().add_to_parser(parser, ctx)
        self.opts = shown


def option(*names: str, of: str = "", **settings: Any) -> Decorator:
    """A click option that its own JTAI_ environment variable can set.

    Where another command means something else by an option of that name, the variable begins with
    the command that it is ``of``.
    """
    long = next(name for name in names if name.startswith("--")).split("/")[0]
    words = (of, *long.removeprefix("--").split("-"))
    variable = "_".join(("JTAI", *filter(None, words))).upper()
    return click.option(*names, cls=Option, envvar=variable, **settings)


def files_option(flag: str, holding: str) -> Decorator:
    """An option that names files of days: a calendar, or a list."""
    help = f"{holding} (.ics, .toml, .csv or .xlsx). Repeatable."
    return option(flag, type=PATH, multiple=True, metavar="FILE", help=help)


def options(*decorators: Decorator) -> Decorator:
    """Several options as one decorator, shown in the order given."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return decorate


def offer_files(ctx: click.Context, param: click.Parameter, typed: str) -> list[CompletionItem]:
    """What a shell offers where a file may be named: the shell itself knows the files."""
    from click.shell_completion import CompletionItem  # only a shell that completes needs it

    return [CompletionItem(typed, type="file")]


def offer(kind: Offer) -> Complete:
    """What a shell offers where a word of a kind is wanted."""

    def complete(ctx: click.Context, param: click.Parameter, typed: str) -> list[CompletionItem]:
        from jtai_cli.inputs.completion import offered  # only a shell that completes needs it

        return offered(kind, ctx, typed)

    return complete


def offer_frameworks(
    ctx: click.Context, param: click.Parameter, typed: str
) -> list[CompletionItem]:
    """What a shell offers for a framework: the ids of ours, or else files."""
    return offer("framework")(ctx, param, typed) or offer_files(ctx, param, typed)


# By keys of plan.fields.
COMPLETED: dict[str, Complete] = {
    "area": offer("area"),
    "framework": offer_frameworks,
    "theme": offer("theme"),
}


def start_argument(metavar: str = "START") -> Decorator:
    """START, in one word or several; ``inputs.inspections`` says what it may be."""
    return click.argument("start", nargs=-1, metavar=metavar, shell_complete=offer_files)


def option_for(key: str) -> Decorator:
    """The option that sets a key of an inspection, as ``plan.fields`` describes it."""
    field = BY_KEY[key]
    assert field.help, key
    # No variable makes a rehearsal: one that was forgotten would make every plan an exercise.
    make = click.option if field.option else option
    if field.kind == "yes-no":
        return make(field.flag, key, is_flag=True, help=field.help)
    types: dict[Kind, Any] = {
        "text": TEXT,
        "date": DATE,
        "dates": DATE,
        "number": whole_number(1, field.most),
        "choice": click.Choice(field.choices),
        "named-days": ValueType(
            "date[=name]", partial(_named_day, unnamed=field.unnamed), NamedDay
        ),
        "closures": ValueType("date[..date]", _closure, Closure),
    }
    settings: dict[str, Any] = {"type": types[field.kind], "help": field.help}
    settings |= {"metavar": field.metavar or METAVARS.get(field.kind)}
    if field.kind in LISTS:
        settings |= {"multiple": True}
    if key in COMPLETED:
        settings |= {"shell_complete": COMPLETED[key]}
    if field.default:
        settings |= {"default": field.default, "show_default": True}
    return make(field.flag, key, **settings)


area_option = option_for("area")
framework_option = option_for("framework")
theme_option = option_for("theme")
closure_option = option_for("closures")
fieldwork_days_option = option_for("fieldwork_days")
report_basis_option = option_for("report_basis")
rehearse_option = option_for("rehearsal")
rehearsal_weeks_option = option_for("rehearsal_weeks")
fieldwork_start_option = option(
    "--fieldwork-start",
    older=("--fieldwork",),
    type=DATE,
    help="The first day of fieldwork.",
)
notified_option = option(
    "--notified",
    older=("--notification",),  # the key of an inspection file
    type=DATE,
    help="The day of the call, instead of START: fieldwork starts when the notice is over.",
)
agency_option = option(
    "--for",
    "agency",
    type=TEXT,
    metavar="AGENCY",
    shell_complete=offer("agency"),
    help="Only what this partner agency of the inspection file has a part in.",
)
observed_option = option(
    "--observed", is_flag=True, help="Add the steps that one area's timeline shows."
)
show_working_option = option(
    "--show-working", is_flag=True, help="Name every day counted and every day skipped, and why."
)
today_option = option(
    "--today",
    type=DATE,
    is_eager=True,
    help="The date to take for today.  [default: today in London]",
)
skip_bad_option = option(
    "--skip-bad", is_flag=True, help="In a list, leave out the rows that cannot be planned."
)
terms_option = files_option("--terms", "School holidays or terms")
election_options = options(option_for("elections"), option_for("no_elections"))
gov_uk_option = option(
    "--bank-holidays",
    "bank_holidays_file",
    type=PATH,
    metavar="FILE",
    help="GOV.UK's file of bank holidays (.json or .ics): adds those that this version lacks.",
)
calendar_options = options(
    option_for("region"), option_for("bank_holidays"), gov_uk_option, option_for("working_days")
)
name_options = options(*(option_for(key) for key in OPTIONS if key in NAMES))
inspection_options = options(  # inputs.inspections lays them over an inspection file
    name_options,
    theme_option,
    framework_option,
    calendar_options,
    closure_option,
    fieldwork_days_option,
    report_basis_option,
    election_options,
)
counting_options = options(
    framework_option, calendar_options, closure_option, show_working_option, today_option
)
