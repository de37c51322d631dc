"""``jtai evidence``: what published inspections did, and what that says about a date."""

from __future__ import annotations

import calendar as months
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from jtai_cli.days.bank_holidays import calendar_for
from jtai_cli.days.dates import is_day_first
from jtai_cli.days.working_calendar import WorkingCalendar
from jtai_cli.errors import BadValue, UnknownName
from jtai_cli.inputs import options as o
from jtai_cli.inputs.frameworks import load_framework
from jtai_cli.inputs.group import Command
from jtai_cli.inputs.rows import rows_of, values_of
from jtai_cli.inputs.wanted import output_options, output_wanted
from jtai_cli.judge.findings import Finding
from jtai_cli.judge.plan import deadlines_findings
from jtai_cli.letters.backtest import Backtest, backtest, tally
from jtai_cli.letters.letters import (
    COLUMNS,
    DATES,
    Letter,
    from_file,
    merged,
    read_letters,
    shipped_letters,
)
from jtai_cli.letters.likely import CLASSES
from jtai_cli.letters.measured import LETTERS_REGION, Measured, measured
from jtai_cli.outputs.answers import Answer, emit, refuse, warn
from jtai_cli.plan.deadlines import deadlines
from jtai_cli.render.backtest import backtest_object, backtest_page, backtest_rows
from jtai_cli.render.evidence import LETTER_COLUMNS, evidence_object, evidence_page, evidence_rows
from jtai_cli.render.evidence_chart import evidence_chart
from jtai_cli.render.question import question_object, question_page
from jtai_cli.rules.frameworks import SHIPPED, framework_for, shipped_framework
from jtai_cli.rules.model import Framework
from jtai_cli.wording import nearest, shown


class MonthType(click.ParamType):  # type: ignore[type-arg]  # generic only in newer clicks
    """A month: its number, its name, or the first three letters of that."""

    name = "month"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number of the month, 1 to 12; a usage error where it is none."""
        word = str(value).strip().lower()
        for number in range(1, 13):
            name = months.month_name[number].lower()
            if word in (str(number), name, name[:3]):
                return number
        reason = f"{shown(value)} is not a month. Type 1 to 12, or a name such as November."
        raise click.BadParameter(reason, ctx, param)


@click.command("evidence", cls=Command)
@click.argument("start", nargs=-1, metavar="[START]")
@o.option("--backtest", is_flag=True, help="How far the likely date can be trusted.")
# Filters are not set by variables or one's own file, where an area is that of one's inspections.
@click.option(
    "--theme",
    "only_theme",
    type=o.TEXT,
    metavar="ID",
    help="Only this theme; 'jtai rules' lists them.",
)
@click.option(
    "--framework",
    "only_framework",
    type=o.TEXT,
    metavar="ID",
    help="Only inspections under this framework.  [with START: the one in force then]",
)
@o.option("--since", type=o.DATE, metavar="DATE", help="Only fieldwork that started then or later.")
@click.option("--area", "only_area", type=o.TEXT, metavar="NAME", help="Only this area.")
@o.option("--class", "kind", type=click.Choice(tuple(CLASSES)), help="Only this class.")
@o.option(
    "--fieldwork-month",
    "in_months",
    type=MonthType(),
    multiple=True,
    metavar="MONTH",
    help="Only fieldwork that started in this month, 1 to 12 or its name. Repeatable.",
)
@o.option(
    "--from",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE.csv",
    help="Letters to add to the table; a row takes the place of one of the same area and year.",
)
@o.election_options
@o.bank_holiday_option
@o.working_day_option
@o.today_option
@output_options("page", "object", "rows", "chart")
@click.pass_context
def evidence_command(ctx: click.Context, /, start: tuple[str, ...], **_options: Any) -> None:
    """What published inspections really did, and what that says about a date.

    \b
    Examples:
      jtai evidence
      jtai evidence 2027-03-08
      jtai evidence --framework jtai-2022 --class winter
      jtai evidence --backtest
      jtai evidence --from newer.csv --format svg -o letters.svg

    START is the date on which fieldwork starts: then only the comparable letters are shown, those
    of the same framework and class. Letters are added in a file with the columns that
    --format csv writes, of which the first eight are needed.
    """
    asked = o.asked(ctx)
    calendar = calendar_for(
        LETTERS_REGION,
        extra_bank_holidays=asked.settings.bank_holidays,
        extra_working_days=asked.settings.working_days,
    )
    ours = [shipped_framework(name) for name in SHIPPED]
    every = measured(calendar, _letters(asked, ours), ours)
    letters = _chosen(asked, every, ours)
    if start and asked.options["backtest"]:
        raise click.UsageError("--backtest tries every letter: leave the date out.")
    warnings: tuple[Finding, ...] = ()
    if asked.options["backtest"]:
        answer = _backtest_answer(backtest(calendar, every, letters))
    elif start:
        answer, warnings = _question_answer(asked, calendar, " ".join(start), every, letters)
    else:
        answer = _letters_answer(letters)
    wanted = output_wanted(ctx)
    emit(answer, wanted)
    warn(wanted, warnings, () if start else _notes(asked, every, letters))


def _letters(asked: o.Asked, ours: Sequence[Framework]) -> tuple[Letter, ...]:
    """The letters of the table, with those of --from over them."""
    path: Path | None = asked.options["file"]
    if path is None:
        return shipped_letters()
    added = read_letters(_rows(asked, path), str(path))
    return merged(shipped_letters(), from_file(added, str(path), ours))


def _rows(asked: o.Asked, path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    columns = LETTER_COLUMNS
    said = False
    for number, heading, cells in rows_of(path, columns=columns, required=COLUMNS):
        try:
            values = values_of(heading, cells)
        except BadValue as error:
            raise BadValue(error.reason, where=f"{path}, row {number}") from None
        yield number, values
        slashes = [values[key] for key in DATES if is_day_first(values.get(key, ""))]
        if slashes and not said:
            asked.say_day_first(slashes[0])  # it has been read by now
            said = True


def _chosen(
    asked: o.Asked, letters: Sequence[Measured], ours: Sequence[Framework]
) -> list[Measured]:
    """The letters that the filters leave."""
    named = asked.options["only_framework"]
    framework = load_framework(named).id if named else None
    theme, kind = asked.options["only_theme"], asked.options["kind"]
    if theme:
        known = {theme.id for each in ours for theme in each.themes}
        known |= {each.letter.theme for each in letters}
        if theme not in known:
            raise UnknownName("theme", theme, sorted(known), key="theme")
    area, since, in_months = (asked.options[name] for name in ("only_area", "since", "in_months"))
    return [
        each
        for each in letters
        if (not framework or (each.framework and each.framework.id == framework))
        and theme in (None, each.letter.theme)
        and kind in (None, each.kind)
        and (area is None or area.strip().casefold() == each.letter.area.casefold())
        and (since is None or each.letter.fieldwork_start >= since)
        and (not in_months or each.letter.fieldwork_start.month in in_months)
    ]


def _letters_answer(letters: Sequence[Measured]) -> Answer:
    return Answer(
        page=partial(evidence_page, letters),
        object=partial(evidence_object, letters),
        rows=partial(evidence_rows, letters),
        chart=partial(evidence_chart, letters),
    )


def _question_answer(
    asked: o.Asked,
    calendar: WorkingCalendar,
    typed: str,
    every: Sequence[Measured],
    letters: Sequence[Measured],
) -> tuple[Answer, tuple[Finding, ...]]:
    """What the letters say about one start, and what to know before relying on it."""
    day = asked.read_day(typed)
    named = asked.options["only_framework"]
    framework = load_framework(named) if named else framework_for(day)
    question = deadlines(
        calendar,
        framework,
        started=day,
        elections=asked.settings.elections,
        no_elections=asked.settings.no_elections,
        letters=[each.wait for each in letters if _under(each, framework)],
    )
    assert question.report and question.report.likely  # nothing is published of a start alone
    kind = question.report.likely.kind
    comparable = [each for each in letters if _under(each, framework) and each.kind == kind]
    trials = backtest(calendar, every, [each for each in every if _under(each, framework)]).trials
    of_class = [trial for trial in trials if trial.kind == kind]
    trust = tally(of_class, kind) if of_class else None
    warnings = deadlines_findings(question)
    answer = Answer(
        page=partial(question_page, question, comparable, trust),
        object=partial(question_object, question, comparable, trust, warnings=warnings),
        rows=partial(evidence_rows, comparable),
        chart=partial(evidence_chart, comparable),
    )
    return answer, warnings


def _under(letter: Measured, framework: Framework) -> bool:
    return letter.framework is not None and letter.framework.id == framework.id


def _backtest_answer(result: Backtest) -> Answer:
    return Answer(
        page=partial(backtest_page, result),
        object=partial(backtest_object, result),
        rows=partial(backtest_rows, result),
        chart=partial(refuse, "--backtest has no chart. Choose another --format."),
    )


def _notes(asked: o.Asked, every: Sequence[Measured], letters: Sequence[Measured]) -> Iterator[str]:
    """What to say where nothing is left."""
    if not letters:
        area = asked.options["only_area"]
        hint = nearest(area, {each.letter.area for each in every}) if area else ""
        yield f"no letter of the table is left by these filters. {hint}".strip()
