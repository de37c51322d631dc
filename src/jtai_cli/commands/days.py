"""``jtai days``: plain arithmetic with working days."""

from __future__ import annotations

import datetime as dt
import re
from functools import partial
from typing import Any

import click

from jtai_cli.days.sums import DaySum, add_days, days_between, list_days
from jtai_cli.errors import BadValue
from jtai_cli.inputs import options as o
from jtai_cli.inputs.group import Command, NamingGroup
from jtai_cli.inputs.origins import say_days
from jtai_cli.inputs.wanted import output_options, output_wanted, without_working
from jtai_cli.judge.plan import days_findings
from jtai_cli.outputs.answers import Answer, emit, warn
from jtai_cli.plan.deadlines import sum_working
from jtai_cli.render import days as render

MOST_DAYS = 100_000  # more than the calendar has
LONGEST_WORKING = 10  # years whose every day --show-working names


@click.group("days", cls=NamingGroup, no_args_is_help=False)
def days_command() -> None:
    """Plain arithmetic with working days.

    \b
    Examples:
      jtai days add 2027-03-12 34
      jtai days between 2027-03-12 2027-05-04
      jtai days list --from 2027-01-01 --to 2027-12-31
    """


class NegativeNumbers(Command):
    """A command that takes a negative number for an argument, though it begins as options do."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Move what looks like a negative number behind the ``--`` that ends the options."""
        numbers = [text for text in args if re.fullmatch(r"-[0-9]+", text)]
        if numbers and "--" not in args:
            args = [*(text for text in args if text not in numbers), "--", *numbers]
        return super().parse_args(ctx, args)


@days_command.command("add", cls=NegativeNumbers, short_help="The date N working days after DATE.")
@click.argument("date", metavar="DATE", type=o.DATE)
@click.argument("number", metavar="N", type=o.whole_number(-MOST_DAYS, MOST_DAYS))
@o.calendar_options
@o.show_working_option
@o.today_option
@output_options("page", "object", "rows")
@click.pass_context
def add_command(ctx: click.Context, /, date: dt.date, number: int, **_options: Any) -> None:
    """The date N working days after DATE, or before it where N is negative.

    \b
    Examples:
      jtai days add 2027-03-12 34
      jtai days add 2027-03-08 -10

    DATE itself is not counted. With 0 the date stays as it is.
    """
    asked = o.asked(ctx)
    _emit_sum(ctx, asked, add_days(asked.calendar(), date, number))


@days_command.command("between", cls=Command, short_help="The working days from A to B.")
@click.argument("start", metavar="A", type=o.DATE)
@click.argument("end", metavar="B", type=o.DATE)
@o.calendar_options
@o.show_working_option
@o.today_option
@output_options("page", "object", "rows")
@click.pass_context
def between_command(ctx: click.Context, /, start: dt.date, end: dt.date, **_options: Any) -> None:
    """The working days from A to B: A is not counted, B is.

    \b
    Example:
      jtai days between 2027-03-12 2027-05-04

    Where B comes before A the number is negative.
    """
    asked = o.asked(ctx)
    _emit_sum(ctx, asked, days_between(asked.calendar(), start, end))


@days_command.command("list", cls=Command, short_help="The bank holidays and closures in a range.")
@o.option("--from", "first", type=o.DATE, help="First day.  [default: today]")
@o.option("--to", "last", type=o.DATE, help="Last day.  [default: a year later]")
@o.calendar_options
@o.closure_option
@o.today_option
@output_options("page", "object", "rows")
@click.pass_context
def list_command(ctx: click.Context, /, **options: Any) -> None:
    """The bank holidays and closures on weekdays from one date to another, both included.

    \b
    Example:
      jtai days list --from 2027-01-01 --to 2027-12-31
    """
    asked = o.asked(ctx)
    first = options["first"] or asked.today()
    last = options["last"] or first + dt.timedelta(days=365)
    result = list_days(asked.calendar(), first, last, asked.settings.closures)
    say_days(asked, first, last)
    warnings = days_findings(result)
    answer = Answer(
        page=partial(render.days_list_page, result),
        object=partial(render.days_list_object, result, warnings=warnings),
        rows=partial(render.days_list_rows, result),
    )
    wanted = output_wanted(ctx)
    emit(answer, wanted)
    warn(wanted, warnings)


def _emit_sum(ctx: click.Context, asked: o.Asked, result: DaySum) -> None:
    show_working = ctx.params["show_working"]
    if show_working and abs(result.end - result.start).days > LONGEST_WORKING * 366:
        raise BadValue(
            f"--show-working names every day of at most {LONGEST_WORKING} years. "
            "Ask for a part of them, or leave it out."
        )
    say_days(asked, min(result.start, result.end), max(result.start, result.end))
    workings = (sum_working(result),) if show_working else ()
    warnings = days_findings(result)
    answer = Answer(
        page=partial(render.sum_page, result, workings),
        object=partial(render.sum_object, result, workings, warnings=warnings),
        rows=without_working(show_working, partial(render.sum_rows, result)),
    )
    wanted = output_wanted(ctx)
    emit(answer, wanted)
    warn(wanted, warnings)
