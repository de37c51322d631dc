"""What was typed as START, to an inspection and its plan: a date or a file, and options over it."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from jtai_cli.days.dates import number_of, read_date
from jtai_cli.days.working_calendar import WorkingCalendar
from jtai_cli.errors import BadValue, DateNotUnderstood, FileTrouble, JtaiError
from jtai_cli.inputs.frameworks import load_framework
from jtai_cli.inputs.notes import note_day_first
from jtai_cli.inputs.options import Asked
from jtai_cli.plan.fields import BY_KEY, NAMES, OPTIONS
from jtai_cli.plan.inspection import (
    Inspection,
    as_happened,
    calendar_of,
    inspection_of,
    with_values,
)
from jtai_cli.plan.model import Plan
from jtai_cli.plan.timetable import framework_in_force, plan
from jtai_cli.rules.model import Framework
from jtai_cli.wording import WEEKDAYS, listed, long_date, shown

if TYPE_CHECKING:
    from pathlib import Path

    from jtai_cli.plan.saved_plan import SavedPlan

SHEETS = (".csv", ".xlsx")  # how the name of a sheet ends, which inputs.rows reads


# Options that say a date of the inspection, each with the key that it sets.
_DATES = {
    "fieldwork_start": "fieldwork_start",
    "fieldwork_end": "fieldwork_ended",
    "published": "published",
}


class Start(NamedTuple):
    """What was typed: ``day`` is None where it names a file, or where --notified stands for it.

    ``ending`` is that of the file, in small letters.
    """

    text: str
    day: dt.date | None
    ending: str = ""

    @property
    def is_file(self) -> bool:
        """Whether it names a file."""
        return self.text != "" and self.day is None


def one_start(words: Sequence[str]) -> str:
    """START, which is one word or the words of a date. Raises a usage error for several files."""
    if len(words) == 1 or _is_dated(words):
        return " ".join(words)
    sentence = f"one date or file is taken, and these are {len(words)}: {listed(map(shown, words))}"
    raise click.UsageError(f"{sentence}. Name one; put a name with blanks in quotation marks.")


def _is_dated(words: Sequence[str]) -> bool:
    """Whether words look like one date: 8 March 2027, or 2027-03-08 00:00."""
    whole = [word for word in words if re.fullmatch(r"[0-9]+([-./])[0-9A-Za-z]+\1[0-9]+", word)]
    other = [word for word in words if word not in whole]
    return len(whole) < 2 and all(
        re.fullmatch(r"[0-9]{1,4}(st|nd|rd|th)?,?|[A-Za-z]+[.,]?|[0-9:.]+", word)
        and not os.path.exists(word)
        for word in other
    )


def read_start(asked: Asked, text: str, endings: Sequence[str] = (".toml",)) -> Start:
    """A date, or a file with one of ``endings``, which are those that the command takes.

    Raises FileTrouble for what looks like another file, and a usage error for what is no date, or
    for nothing at all where --notified does not take its place.
    """
    if asked.options.get("start") == ():
        if asked.options.get("notified"):
            return Start("", None)
        raise click.UsageError(
            "START is missing. Type the date on which fieldwork starts, such as 2027-03-08, a "
            "file, or --notified with the day of the call."
        )
    if text.lower().endswith(tuple(endings)):
        return Start(text, None, text[text.rindex(".") :].lower())
    if text == "-" or (text.startswith(("/", ".")) and os.path.exists(text)):
        from jtai_cli.inputs.files import ending_of, is_piped  # few dates need it

        if is_piped(text) and (ending := ending_of(text)) in endings:
            return Start(text, None, ending)
    # A file, not a date: /folder, ../file or name.txt. Few dates cause the pattern to be compiled.
    is_marked = any(mark in text for mark in "./\\")
    is_file_name = is_marked and re.search(r"^\.{0,2}[/\\]|\.[A-Za-z]{1,5}$", text)
    if is_file_name or (text.strip() and os.path.exists(text)):
        from jtai_cli.inputs.files import advice_on  # only a mistake needs it

        advice = "Type a date such as 2027-03-08, or the whole name of such a file."
        raise FileTrouble(
            text,
            f"is neither a date nor a file that ends in {listed(endings, 'or')}",
            advice_on(text, advice) if ".csv" in endings else advice,
        )
    if " " in text and (rest := _beside_date(text)):
        _refuse_unquoted(asked, rest)
    return Start(text, asked.read_day(text))


def _beside_date(text: str) -> str:
    """The words beside a date, but for a weekday; "" where there is no date, or nothing else."""
    words = text.split()
    for length in range(len(words), 0, -1):
        for first in (0, len(words) - length):
            with suppress(DateNotUnderstood):
                read_date(" ".join(words[first : first + length]))
                rest = " ".join([*words[:first], *words[first + length :]])
                is_weekday = number_of(rest.rstrip(".,"), WEEKDAYS) is not None
                return "" if is_weekday or re.search("[0-9]", rest) else rest
    return ""


def _refuse_unquoted(asked: Asked, rest: str) -> None:
    """Raise a usage error where the rest of START may be that of a name which an option gives."""
    for key in NAMES:
        if key in asked.typed and key not in asked.origins:
            flag = BY_KEY[key].flag
            raise click.UsageError(
                f"{shown(rest)} is no part of a date. If it belongs to {flag}, put that in "
                f'quotation marks: {flag} "{asked.options[key]} {rest}".'
            )


def plan_from(asked: Asked, start: Start) -> Plan:
    """The plan of fieldwork that starts on a date, or of an inspection file."""
    if not start.is_file:
        _refuse_two_starts(asked, start)
        stated = inspection_of(fieldwork_start=start.day)
        inspection = with_options(asked, stated)
        return noted(asked, stated, plan(inspection, framework_of(inspection)))
    # A date needs none of these.
    from pathlib import Path

    from jtai_cli.inputs.files import LARGEST_TOML, called, read_text

    text = read_text(Path(start.text), most=LARGEST_TOML)
    return plan_of_text(asked, text, called(start.text))


def plan_of_text(asked: Asked, text: str, name: str) -> Plan:
    """The plan of the inspection file called ``name``, whose text this is."""
    from pathlib import Path  # a date needs neither

    from jtai_cli.plan.reading import place_of, read_inspection

    path = Path(name)
    stated = read_inspection(text, name)
    note_day_first(stated.day_first, name)
    inspection = with_options(asked, stated)
    try:
        return noted(asked, stated, plan(inspection, framework_of(inspection, path.parent)))
    except JtaiError as error:
        if error.key in _chosen(asked, stated) or (isinstance(error, BadValue) and error.where):
            raise
        raise BadValue(str(error), where=place_of(error.key, text, name)) from None


def plan_by_rules(asked: Asked, start: Start, *, likely: bool = True) -> Plan:
    """As :func:`plan_from`, after a note of settings about the rules that moved a date of it.

    ``likely`` says that the likely date of the report is shown, too.
    """
    made = plan_from(asked, start)
    if asked.origins:
        from jtai_cli.inputs.origins import plan_dates, say_rules  # few have such settings

        say_rules(asked, lambda other: plan_dates(plan_from(other, start), likely=likely))
    return made


def plan_as_happened(asked: Asked, made: Plan) -> Plan:
    """The plan with a notification that was planned and is past, after asking whether it came."""
    inspection = as_happened(made.inspection, asked.today())
    if inspection == made.inspection:
        return made
    note = (
        f"Did the call come on {long_date(made.notification.date)}, as notification says? It is "
        "taken so. If it did, write it as notified under [actual]; if not, correct notification."
    )
    if note not in asked.notes:
        asked.notes.append(note)
    return plan(inspection, made.framework)


def noted(asked: Asked, stated: Inspection, made: Plan) -> Plan:
    """The plan, after a note of what its days rest on that was not typed."""
    if asked.origins:
        from jtai_cli.inputs.origins import say_days  # few have such settings

        def calendar(given: Asked) -> WorkingCalendar:
            return calendar_of(with_options(given, stated).settings)

        say_days(asked, made.notification.date, made.statement.due, calendar, stated.stated)
    return made


def _refuse_two_starts(asked: Asked, start: Start) -> None:
    """Raise BadValue where options say once more when fieldwork starts."""
    options = [name for name in ("notified", "fieldwork_start") if asked.options.get(name)]
    given = [
        *(["START"] if start.day else []),
        *(f"--{name.replace('_', '-')}" for name in options),
    ]
    if len(given) > 1:
        raise BadValue(
            f"{listed(given)} each say when fieldwork starts. Leave one in; 'jtai notice' says "
            "how much notice there is between two dates.",
            key=options[0],
        )


def framework_of(
    inspection: Inspection,
    folder: Path | None = None,
    load: Callable[[str, Path | None], Framework] = load_framework,
) -> Framework:
    """The framework that an inspection names, or else the one in force when fieldwork starts.

    A framework file that the inspection's own file names is sought in ``folder``.
    """
    named = inspection.settings.framework
    if named is None:
        return framework_in_force(inspection)
    return load(named, folder if "framework" in inspection.stated else None)


def with_options(asked: Asked, inspection: Inspection) -> Inspection:
    """Lay the options over a file: a flag or JTAI_ variable wins, then the file, then the rest."""
    chosen = _chosen(asked, inspection)
    found = with_values(inspection, **chosen, stated=inspection.stated.difference(chosen))
    return found._replace(settings=asked.with_gov_uk(found.settings))


def _chosen(asked: Asked, inspection: Inspection) -> dict[str, Any]:
    """What the options set in an inspection, by its keys."""
    options = asked.options
    chosen = {
        key: options[key]
        for key in OPTIONS
        if key in options and (key not in inspection.stated or key in asked.typed)
    }
    chosen |= {key: options[name] for name, key in _DATES.items() if options.get(name)}
    if options.get("notified"):
        # Where the file says when it happened, that would win over what is planned.
        chosen["notified" if inspection.progress.notified else "notification"] = options["notified"]
    return chosen


def saved_with_options(asked: Asked, saved: SavedPlan) -> SavedPlan:
    """A saved plan with the settings about days of today, besides those that it was made with."""
    given, own = asked.settings, {day for day, _ in saved.bank_holidays}
    settings = given._replace(
        region=given.region if "region" in asked.typed else saved.region,
        bank_holidays=(
            *saved.bank_holidays,
            *(day for day in given.bank_holidays if day.date not in own),
        ),
    )
    known = asked.with_gov_uk(settings)
    return saved._replace(
        region=settings.region,
        bank_holidays=known.bank_holidays,
        published_until=known.published_until,
        working_weekends=(*saved.working_weekends, *given.working_days),
    )
