"""Every shared option once, the types of what is typed, and the only place that reads a clock."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from jtai_cli.days.bank_holidays import FIRST_DAY, LAST_DAY, REGIONS, calendar_for
from jtai_cli.days.dates import is_day_first, london, read_date
from jtai_cli.days.periods import Closure
from jtai_cli.days.working_calendar import NamedDay, WorkingCalendar
from jtai_cli.errors import BadValue, JtaiError, OutsideCalendar
from jtai_cli.outputs.streams import NOTES
from jtai_cli.plan.inspection import EXTRA_BANK_HOLIDAY, EXTRA_ELECTION
from jtai_cli.rules.frameworks import DEFAULT
from jtai_cli.rules.model import BASES, LONGEST_FIELDWORK
from jtai_cli.wording import long_date, shown, unprintable

if TYPE_CHECKING:
    from pathlib import Path

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

ALL_FORMATS = ("table", "text", "json", "jsonl", "csv", "markdown", "svg", "github", "junit")


def today(ctx: click.Context) -> dt.date:
    """Today: what --today says, else the date in London."""
    given = ctx.params.get("today")
    return given if isinstance(given, dt.date) else dt.datetime.now(london()).date()


def stamp(ctx: click.Context) -> dt.datetime:
    """The moment, in UTC, that a file written now bears, so that the same input gives the same.

    It is midnight where --today says the day, else what SOURCE_DATE_EPOCH says, as reproducible
    builds have it, else midnight of today in London, said to be in UTC. Raises BadValue.
    """
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    if seconds and ctx.params.get("today") is None:
        if not re.fullmatch(r"[0-9]{1,10}", seconds):
            raise BadValue(
                f"SOURCE_DATE_EPOCH is {shown(seconds)}, which is not a number of seconds since "
                "1970. Correct it, or say --today."
            )
        return dt.datetime.fromtimestamp(int(seconds), dt.UTC)
    return dt.datetime.combine(today(ctx), dt.time(), dt.UTC)


def say_day_first(ctx: click.Context | None, text: str, day: dt.date) -> None:
    """Remember to say that a date with slashes was read day first."""
    if ctx is not None and is_day_first(text):
        note = f"{text.strip()} was read day first, as {long_date(day)}."
        notes = ctx.meta.setdefault(NOTES, [])
        if note not in notes:
            notes.append(note)


def chosen_calendar(ctx: click.Context) -> WorkingCalendar:
    """The working calendar that the command's calendar options ask for."""
    return calendar_for(
        ctx.params["region"],
        extra_bank_holidays=ctx.params["bank_holidays"],
        extra_working_days=ctx.params["working_days"],
    )


class _Type(click.ParamType):  # type: ignore[type-arg]  # generic only in newer clicks
    """A type of ours. In a JTAI_ variable several values part at ``;``, for dates hold spaces."""

    envvar_list_splitter = ";"


class DateType(_Type):
    """A date as contract.md reads it, or the word "today"."""

    name = "date"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        """The date; a usage error that quotes the text where it is none."""
        if isinstance(value, dt.date):
            return value
        try:
            clock = today(ctx) if ctx and str(value).strip().lower() == "today" else None
            day = read_date(str(value), today=clock)
            if not FIRST_DAY <= day <= LAST_DAY:
                raise OutsideCalendar(day, FIRST_DAY, LAST_DAY)
        except JtaiError as error:
            self.fail(str(error), param, ctx)
        say_day_first(ctx, str(value), day)
        return day


class ClosureType(_Type):
    """``DATE`` or ``DATE..DATE``."""

    name = "date[..date]"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Closure:
        """The closure; a usage error where it is none."""
        if isinstance(value, Closure):
            return value
        from jtai_cli.plan.reading import read_closure

        try:
            closure = read_closure(str(value))
        except JtaiError as error:
            self.fail(str(error), param, ctx)
        for text, day in zip(str(value).split(".."), (closure.first, closure.last), strict=False):
            say_day_first(ctx, text, day)
        return closure


class NamedDayType(_Type):
    """``DATE`` or ``DATE=NAME``."""

    name = "date[=name]"

    def __init__(self, default: str) -> None:
        self.default = default

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> NamedDay:
        """The named day; a usage error where it is none."""
        if isinstance(value, NamedDay):
            return value
        text, _, name = str(value).partition("=")
        return NamedDay(
            DATE.convert(text, param, ctx),
            TEXT.convert(name.strip() or self.default, param, ctx),
        )


class TextType(_Type):
    """A text of one line without control characters."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text as it was typed; a usage error where it would break an output."""
        text = str(value)
        if not text.strip():
            self.fail("it is empty. Write a text, or leave the option out.", param, ctx)
        if reason := unprintable(text):
            self.fail(reason, param, ctx)
        return text


class WholeNumber(_Type):
    """A whole number in a range, both ends allowed."""

    name = "number"

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; a usage error that states the range where it is none or outside."""
        text = str(value).strip()
        number = int(text) if re.fullmatch(r"[+-]?[0-9]{1,9}", text) else None
        if number is None or not self.least <= number <= self.most:
            self.fail(
                f"must be a whole number from {self.least:,} to {self.most:,}, "
                f"and is {shown(value)}.",
                param,
                ctx,
            )
        return number


class LengthType(_Type):
    """A length of time: a whole number of minutes, hours, days or weeks, as in ``12h``."""

    name = "length"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.timedelta:
        """The length; a usage error where it is none, or longer than a year."""
        if isinstance(value, dt.timedelta):
            return value
        units = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
        read = re.fullmatch(r"([1-9][0-9]{0,5})([mhdw])", str(value).strip().lower())
        length = dt.timedelta(**{units[read[2]]: int(read[1])}) if read else None
        if length is None or length > dt.timedelta(days=366):
            self.fail(
                f"{shown(value)} is not a length of time up to a year. "
                "Type it as 90m, 12h, 1d or 2w.",
                param,
                ctx,
            )
        return length


class PathType(click.Path):
    """The name of a file. In a JTAI_ variable several part at ``;``, as other values do."""

    envvar_list_splitter = ";"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path."""
        from pathlib import Path  # 2 ms, and a date needs none

        return Path(os.fsdecode(super().convert(value, param, ctx)))


class FormatType(click.Choice[str]):
    """One of the formats of a command."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The format, or None for one that is set for all commands and is not one of this one's."""
        set_for_all = (ParameterSource.ENVIRONMENT, ParameterSource.DEFAULT_MAP)
        source = ctx.get_parameter_source("fmt") if ctx else None
        if source in set_for_all and value in ALL_FORMATS and value not in self.choices:
            return None
        return super().convert(value, param, ctx)


DATE = DateType()
CLOSURE = ClosureType()
BANK_HOLIDAY = NamedDayType(EXTRA_BANK_HOLIDAY)
ELECTION = NamedDayType(EXTRA_ELECTION)
TEXT = TextType()
LENGTH = LengthType()
PATH = PathType()


def option(*names: str, **settings: Any) -> Decorator:
    """A click option that its own JTAI_ environment variable can set."""
    long = next(name for name in names if name.startswith("--")).split("/")[0]
    variable = "JTAI_" + long.removeprefix("--").replace("-", "_").upper()
    return click.option(*names, envvar=variable, **settings)


def options(*decorators: Decorator) -> Decorator:
    """Several options as one decorator, shown in the order given."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return decorate


region_option = option(
    "--region",
    type=click.Choice(tuple(REGIONS)),
    default="ENG",
    show_default=True,
    help="Whose bank holidays: England, Wales, Scotland, Northern Ireland.",
)
framework_option = option(
    "--framework",
    type=TEXT,
    default=DEFAULT,
    show_default=True,
    metavar="ID|FILE.toml",
    help="The inspection framework; 'jtai rules' lists them.",
)
theme_option = option(
    "--theme", type=TEXT, metavar="ID", help="The theme; 'jtai rules' lists them."
)
area_option = option("--area", type=TEXT, metavar="NAME", help="The local area inspected.")
reference_option = option(
    "--reference", type=TEXT, help="Your own reference for this inspection; never a child's."
)
closure_option = option(
    "--closure",
    "closures",
    type=CLOSURE,
    multiple=True,
    metavar="DATE[..DATE]",
    help="A local closure: pointed out, but still counted. Repeatable.",
)
bank_holiday_option = option(
    "--bank-holiday",
    "bank_holidays",
    type=BANK_HOLIDAY,
    multiple=True,
    metavar="DATE[=NAME]",
    help="A bank holiday proclaimed since this version. Repeatable.",
)
working_day_option = option(
    "--working-day",
    "working_days",
    type=DATE,
    multiple=True,
    metavar="DATE",
    help="A bank holiday that was moved away, so a working day. Repeatable.",
)
election_option = option(
    "--election",
    "elections",
    type=ELECTION,
    multiple=True,
    metavar="DATE[=NAME]",
    help="A poll that the table of elections lacks. Repeatable.",
)
no_elections_option = option(
    "--no-elections",
    is_flag=True,
    help="The area has none of the table's elections.",
)
fieldwork_days_option = option(
    "--fieldwork-days",
    type=WholeNumber(1, LONGEST_FIELDWORK),
    metavar="N",
    help="Working days of fieldwork.  [default: the framework's, 5]",
)
report_basis_option = option(
    "--report-basis",
    type=click.Choice(BASES),
    help="Count the days to the report so.  [default: as the framework does, working]",
)
observed_option = option(
    "--observed", is_flag=True, help="Add the steps that one area's timeline shows."
)
show_working_option = option(
    "--show-working",
    is_flag=True,
    help="Name every day counted and every day skipped, and why.",
)
today_option = option(
    "--today",
    type=DATE,
    is_eager=True,
    metavar="DATE",
    help="The date to take for today.  [default: today in London]",
)
election_options = options(election_option, no_elections_option)
calendar_options = options(region_option, bank_holiday_option, working_day_option)
inspection_options = options(  # laid over an inspection file by commands.request
    area_option,
    reference_option,
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


output_option = option(
    "-o",
    "--output",
    type=PATH,
    metavar="FILE",
    help="Write to FILE, whole or not at all.",
)
force_option = option("--force", is_flag=True, help="Let -o replace a file that exists.")
quiet_option = option("-q", "--quiet", is_flag=True, help="No warnings or notes on stderr.")


def output_options(*formats: str) -> Decorator:
    """--format with these choices, and how the answer is written."""
    return options(
        option(
            "--format",
            "fmt",
            type=FormatType(formats),
            help="How to write the answer.  [default: by the ending of -o, else table]",
        ),
        output_option,
        force_option,
        option("--plain", is_flag=True, help="No boxes and no colour."),
        quiet_option,
    )
