"""``jtai evidence``: what published inspections did, and what that says about a date."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import click

from jtai_cli.days.working_calendar import WorkingCalendar
from jtai_cli.errors import BadValue, UnknownName
from jtai_cli.inputs import options as o
from jtai_cli.inputs.frameworks import load_framework
from jtai_cli.inputs.group import Command
from jtai_cli.inputs.inspections import one_start, plan_from, read_start
from jtai_cli.inputs.origins import dates_of, say_days, say_rules
from jtai_cli.inputs.rows import valued_rows
from jtai_cli.inputs.wanted import output_options, output_wanted
from jtai_cli.judge.ahead import Ahead, ahead
from jtai_cli.judge.findings import Finding
from jtai_cli.judge.plan import deadlines_findings
from jtai_cli.judge.weeks import Around, weeks_findings
from jtai_cli.letters import letters as letter_table
from jtai_cli.letters.added import doubts, merged
from jtai_cli.letters.backtest import backtest, evidence_of, latest_of
from jtai_cli.letters.date_only import DateOnly, still_date_only
from jtai_cli.letters.likely import CLASSES
from jtai_cli.letters.measured import LETTERS_REGION, Measured, measured
from jtai_cli.outputs.answers import Answer, emit, refuse, warn
from jtai_cli.plan.deadlines import deadlines
from jtai_cli.plan.inspection import calendar_of
from jtai_cli.render.ahead import ahead_chart, ahead_object, ahead_page, ahead_rows
from jtai_cli.render.backtest import backtest_object, backtest_page, backtest_rows
from jtai_cli.render.chart import Chart
from jtai_cli.render.evidence import LETTER_COLUMNS, evidence_object, evidence_page, evidence_rows
from jtai_cli.render.evidence_chart import evidence_chart
from jtai_cli.render.page import Page
from jtai_cli.render.picture import Alone, Picture
from jtai_cli.render.question import question_object, question_page
from jtai_cli.rules.areas import area_key
from jtai_cli.rules.elections import votes_in
from jtai_cli.rules.frameworks import SHIPPED, is_shipped, shipped_framework
from jtai_cli.rules.model import Framework
from jtai_cli.wording import MONTHS, nearest, shown

Letters = Sequence[Measured]


class MonthType(click.ParamType):  # type: ignore[type-arg]  # generic only in newer clicks
    """A month: its number, its name, or the first three letters of that."""

    name = "month"
    envvar_list_splitter = ";"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number of the month, 1 to 12; a usage error where it is none."""
        word = str(value).strip().lower()
        for number, name in enumerate(map(str.lower, MONTHS), start=1):
            if word in (str(number), name, name[:3]):
                return number
        reason = f"{shown(value)} is not a month. Type 1 to 12, or a name such as November."
        raise click.BadParameter(reason, ctx, param)


def _filter(key: str, **settings: Any) -> o.Decorator:
    # No variable and no own default sets it: there an area is that of the user's inspections.
    offered = o.COMPLETED.get(key)
    return click.option(f"--{key}", f"only_{key}", type=o.TEXT, shell_complete=offered, **settings)


@click.command("evidence", cls=Command)
@o.start_argument("[START]")
@o.notified_option
@o.option("--backtest", is_flag=True, help="How far the likely date can be trusted.")
@o.option(
    "--ahead",
    is_flag=True,
    help="When the report would be likely, for fieldwork in each week of the next two years.",
)
@_filter("theme", metavar="ID", help="Only this theme; 'jtai rules' lists them.")
@_filter(
    "framework",
    metavar="ID",
    help="Only inspections under this framework.  [with START: the one in force then]",
)
@o.option("--since", type=o.DATE, help="Only fieldwork that started then or later.")
@_filter("area", metavar="NAME", help="Only this area; with START or --ahead, the area inspected.")
@o.option("--class", "kind", type=click.Choice(tuple(CLASSES)), help="Only this class.")
@o.option(
    "--fieldwork-month",
    type=MonthType(),
    multiple=True,
    help="Only fieldwork that started in this month, 1 to 12 or its name. Repeatable.",
)
@o.option(
    "--letters",
    older=("--from",),
    type=o.PATH,
    metavar="FILE.csv",
    help="Letters to add to the table; a row takes the place of ours of the same inspection.",
)
@o.election_options
@o.calendar_options
@o.fieldwork_days_option
@o.report_basis_option
@o.today_option
@output_options("page", "object", "rows", "chart")
@click.pass_context
def evidence_command(ctx: click.Context, /, start: tuple[str, ...], **_options: Any) -> None:
    """What published inspections really did, and what that says about a date.

    \b
    Examples:
      jtai evidence
      jtai evidence 2027-03-08
      jtai evidence --framework jtai-2022 --class christmas
      jtai evidence --backtest
      jtai evidence --ahead --area Camden
      jtai evidence inspection.toml
      jtai evidence --letters newer.csv --format svg -o letters.svg

    START is the date on which fieldwork starts, or an inspection file (.toml): then only the
    letters that speak are shown, the latest nine of its class, or of either where it is not known
    whether the area votes in a poll near by. Letters are added in a file with the columns that
    --format csv writes, of which the first eight are needed.
    """
    asked = o.asked(ctx)
    calendar = calendar_of(asked.with_gov_uk(asked.settings._replace(region=LETTERS_REGION)))
    ours = [shipped_framework(name) for name in SHIPPED]
    every = measured(calendar, _letters(asked, ours), ours)
    asks = bool(start or asked.options["notified"])
    framework = None if asks else asked.options["only_framework"]  # of a start it is the rule's
    area = None if asks or asked.options["ahead"] else asked.options["only_area"]
    letters = _chosen(asked, every, ours, framework=framework, area=area)
    date_only = _date_only(asked, every)
    warnings: tuple[Finding, ...] = ()
    if asked.options["backtest"]:
        if asks or asked.options["ahead"]:
            rest = "the date" if asks else "--ahead"
            raise click.UsageError(f"--backtest tries every letter: leave {rest} out.")
        answer = _backtest_answer(calendar, every, letters)
    elif asked.options["ahead"]:
        if asks:
            raise click.UsageError("--ahead looks at every week: leave the date out.")
        answer, warnings = _ahead_answer(asked, calendar, every, letters)
    elif asks:
        answer, warnings = _question_answer(asked, calendar, one_start(start), every, letters)
    else:
        answer = Answer(
            page=partial(evidence_page, letters, of=len(every), date_only=date_only),
            object=partial(evidence_object, letters, date_only),
            rows=partial(evidence_rows, letters),
            chart=partial(evidence_chart, letters),
        )
    wanted = output_wanted(ctx)
    if wanted.with_pictures() and not asked.options["backtest"]:
        answer = answer._replace(page=partial(_with_chart, answer))
    emit(answer, wanted)
    warn(wanted, warnings, () if asks or letters or date_only else (_none_left(asked, every),))


def _with_chart(answer: Answer) -> Page:
    """The page with its chart, which bears its own title, below what comes first."""
    assert answer.chart
    chart, (first, *rest) = answer.chart(), answer.page()
    if isinstance(chart, Alone) or (isinstance(chart, Chart) and not chart.panels):
        return (first, *rest)
    return (first, Picture("", chart), *rest)


def _backtest_answer(calendar: WorkingCalendar, every: Letters, letters: Letters) -> Answer:
    """How far the likely date can be trusted."""
    tried = backtest(calendar, every, letters)
    return Answer(
        page=partial(backtest_page, tried, of=len(every)),
        object=partial(backtest_object, tried),
        rows=partial(backtest_rows, tried),
        chart=partial(refuse, "--backtest has no chart. Choose another --format."),
    )


def _letters(asked: o.Asked, ours: Sequence[Framework]) -> tuple[letter_table.Letter, ...]:
    """The letters of the table; those of --letters take the place of theirs."""
    path, shipped = asked.options["letters"], letter_table.shipped_letters()
    if path is None:
        return shipped
    rows = valued_rows(
        path,
        columns=LETTER_COLUMNS,
        required=letter_table.COLUMNS,
        dates=letter_table.DATES,
    )
    added = letter_table.read_letters(rows, str(path))
    found, notes = merged(shipped, letter_table.from_file(added, str(path), ours))
    asked.notes.extend((*doubts(added, str(path), asked.today()), *notes))
    return found


def _chosen(
    asked: o.Asked,
    letters: Letters,
    ours: Sequence[Framework],
    *,
    framework: str | None,
    area: str | None,
) -> Letters:
    """The letters that the filters leave, those under a framework and on an area if named."""
    under = load_framework(framework) if framework else None
    theme, kind = asked.options["only_theme"], asked.options["kind"]
    if theme:
        known = {theme.id for each in ours for theme in each.themes}
        known |= {each.letter.theme for each in letters}
        if theme not in known:
            raise UnknownName("theme", theme, sorted(known), key="theme")
    since = asked.options["since"]
    months = asked.options["fieldwork_month"]
    return [
        each
        for each in (_under(under, letters) if under else letters)
        if theme in (None, each.letter.theme)
        and kind in (None, each.kind)
        and (area is None or area_key(area) == area_key(each.letter.area))
        and (since is None or each.letter.fieldwork_start >= since)
        and (not months or each.letter.fieldwork_start.month in months)
    ]


def _date_only(asked: o.Asked, every: Letters) -> list[DateOnly]:
    """The letters known by their date only; none where a filter asks what is not known of them."""
    if any(asked.options[key] for key in ("only_framework", "since", "kind", "fieldwork_month")):
        return []
    theme, area = asked.options["only_theme"], asked.options["only_area"]
    return [
        each
        for each in still_date_only(each.letter for each in every)
        if theme in (None, each.theme) and (area is None or area_key(area) == area_key(each.area))
    ]


def _question_answer(
    asked: o.Asked, calendar: WorkingCalendar, typed: str, every: Letters, letters: Letters
) -> tuple[Answer, tuple[Finding, ...]]:
    """What the letters say about one start, and what to know before relying on it."""
    if named := asked.options["only_framework"]:
        typed_too = asked.typed | {"framework"}
        asked = asked._replace(options={**asked.options, "framework": named}, typed=typed_too)
    made = plan_from(asked, read_start(asked, typed))
    settings = made.inspection.settings
    if settings.rehearsal:
        reason = "a rehearsal has no report, and so no likely date of one"
        start = made.fieldwork.start
        raise BadValue(f"{reason}. Type the start of fieldwork instead: jtai evidence {start}")
    tried = backtest(calendar, every, letters)
    question = deadlines(  # once more, as if nothing were published, and by these letters
        made.calendar,
        made.framework,
        started=made.fieldwork.start,
        ended=made.fieldwork.end,
        basis=settings.report_basis,
        elections=settings.elections,
        no_elections=settings.no_elections,
        votes=votes_in(asked.options["only_area"] or made.inspection.identity.area),
        evidence=evidence_of(letters, tried.trials) if is_shipped(made.framework) else None,
    )
    likely = question.report.likely if question.report else None
    cases = (likely.otherwise, likely) if likely else ()
    kinds = dict.fromkeys(each.kind for each in cases if each and each.kind)
    comparable = [each for kind in kinds for each in latest_of(kind, letters)]
    warnings = deadlines_findings(question)
    answer = Answer(
        page=partial(question_page, question, comparable, area=made.inspection.polls_area),
        object=partial(question_object, question, comparable, warnings=warnings),
        rows=partial(evidence_rows, comparable),
        chart=partial(evidence_chart, comparable),
    )
    return answer, warnings


def _ahead_answer(
    asked: o.Asked, calendar: WorkingCalendar, every: Letters, letters: Letters
) -> tuple[Answer, tuple[Finding, ...]]:
    """When reports would be likely by these letters, and what to know before relying on it."""
    named = asked.options["only_framework"]
    framework = load_framework(named) if named else None
    ours = framework is None or is_shipped(framework)
    says = evidence_of(letters, backtest(calendar, every, letters).trials) if ours else None

    def found_by(given: o.Asked) -> Ahead:
        settings = given.settings
        elections, none_known = settings.elections, settings.no_elections
        return ahead(
            given.calendar(),
            framework,
            asked.today(),
            area=asked.options["only_area"],
            around=Around(elections=elections, no_elections=none_known, evidence=says),
            fieldwork_days=settings.fieldwork_days,
            basis=settings.report_basis,
        )

    found = found_by(asked)
    weeks = found.weeks.weeks
    say_days(asked, weeks[0].fieldwork.start, weeks[-1].report.due)
    say_rules(asked, lambda given: [dates_of(week.report) for week in found_by(given).weeks.weeks])
    warnings = weeks_findings(found.weeks)
    answer = Answer(
        page=partial(ahead_page, found),
        object=partial(ahead_object, found, warnings=warnings),
        rows=partial(ahead_rows, found),
        chart=partial(ahead_chart, found),
    )
    return answer, warnings


def _under(framework: Framework, letters: Letters) -> Letters:
    return [each for each in letters if each.framework and each.framework.id == framework.id]


def _none_left(asked: o.Asked, every: Letters) -> str:
    area = asked.options["only_area"]
    hint = nearest(area, {each.letter.area for each in every}) if area else ""
    return f"no letter of the table is left by these filters. {hint}".strip()
