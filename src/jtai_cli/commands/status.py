"""``jtai status``: where an inspection is today."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import click

from jtai_cli.inputs import options as o
from jtai_cli.inputs.group import Command
from jtai_cli.inputs.inspections import (
    SHEETS,
    one_start,
    plan_as_happened,
    plan_by_rules,
    read_start,
)
from jtai_cli.inputs.wanted import output_options, output_wanted
from jtai_cli.judge.plan import plan_findings
from jtai_cli.outputs.answers import Answer, emit, refuse, warn
from jtai_cli.plan.agencies import agency_of, seen_by
from jtai_cli.plan.inspection import as_happened
from jtai_cli.plan.status import shares, status
from jtai_cli.plan.timetable import plan as planned
from jtai_cli.render.status import shares_page, status_object, status_page
from jtai_cli.render.statuses import (
    StatusOfRow,
    statuses_objects,
    statuses_page,
    statuses_rows,
)
from jtai_cli.wording import listed_in_part


@click.command("status", cls=Command)
@o.start_argument()
@o.notified_option
@o.inspection_options
@o.rehearse_option
@o.agency_option
@o.option("--by", type=click.Choice(("agency",)), help="A row for each agency: what it owes.")
@o.option("--fail-late", is_flag=True, help="Exit with 1 where something is late.")
@o.skip_bad_option
@o.today_option
@output_options("page", "object", "objects", "rows")
@click.pass_context
def status_command(ctx: click.Context, /, start: tuple[str, ...], **options: Any) -> None:
    """Where an inspection is: the day, what is late, due and done, and what comes next.

    \b
    Examples:
      jtai status inspection.toml
      jtai status inspection.toml --today 2027-03-03
      jtai status inspection.toml --for police
      jtai status inspection.toml --by agency
      jtai status inspection.toml --fail-late --format json
      jtai status list.csv --format csv

    FILE is an inspection file, which says what is done: [actual] has the dates of notification,
    the end of fieldwork, the draft and publication, and [done] those of other steps, by their ids.
    Late is what partners owe, requests and audits among it; what inspectors do, or both, is not
    yet recorded. What no agency is named for is all partners' together.
    A date on which fieldwork starts, or --notified, does too; then nothing is late, for nothing
    can be recorded. Of a list (.csv or .xlsx), as 'jtai plan' takes it, each inspection has a line:
    the day, what comes next, and how much is late by the dates that the list can record.
    """
    asked = o.asked(ctx)
    given = read_start(asked, one_start(start), (".toml", *SHEETS))
    if given.ending in SHEETS:
        _write_list(ctx, asked, given.text)
        return
    plan = plan_by_rules(asked, given, likely=False)
    if given.is_file:
        plan = plan_as_happened(asked, plan)
    agency, by = options["agency"], options["by"]
    if agency and by:
        raise click.UsageError("--for is of one agency, and --by of all. Leave one of them out.")
    if agency:
        agency = agency_of(plan.inspection, agency)
    found = status(plan, asked.today(), recorded=given.is_file, agency=agency)
    each = shares(found) if by else None
    wanted = output_wanted(ctx)
    warnings = plan_findings(plan, seen_by(plan, agency))
    one = [StatusOfRow(found, warnings)]
    page = partial(status_page, found) if each is None else partial(shares_page, found, each)
    whole = not (agency or by)
    refused = partial(refuse, "--for and --by need another --format than csv or jsonl.")
    answer = Answer(
        page=partial(page, warnings=wanted.on_page(warnings)),
        object=partial(status_object, found, warnings=warnings, shares=each),
        objects=partial(statuses_objects, one) if whole else refused,
        rows=partial(statuses_rows, one) if whole else refused,
    )
    emit(answer, wanted, rehearsal=plan.inspection.settings.rehearsal)
    warn(wanted, warnings)
    if options["fail_late"] and found.late:
        ctx.exit(1)


def _write_list(ctx: click.Context, asked: o.Asked, file: str) -> None:
    """Write where each inspection of a list is."""
    from jtai_cli.commands.lists import PlansOfList, refuse_in_list  # only a list needs them

    refuse_in_list(ctx, asked)
    if asked.options["by"]:
        raise click.UsageError("--by is of one inspection file. Leave it out for a list.")
    rows, today = PlansOfList(asked, file), asked.today()
    taken: list[str] = []
    late = 0

    def statuses() -> Iterator[StatusOfRow]:
        nonlocal late
        for plan, found, row in rows:
            happened = as_happened(plan.inspection, today)
            if happened != plan.inspection:
                taken.append(str(row))
                plan = planned(happened, plan.framework)
            each = status(plan, today)
            late += len(each.late)
            yield StatusOfRow(each, found, row)

    wanted, found = output_wanted(ctx), statuses()
    objects = partial(statuses_objects, found)
    answer = Answer(
        partial(statuses_page, found), objects, objects, rows=partial(statuses_rows, found)
    )
    emit(answer, wanted)
    which = f"row{'s' if len(taken) > 1 else ''} {listed_in_part(taken)}"
    note = (
        f"Did the call come on the day that notification says, in {which}? It is "
        "taken so. If it did, write it as notified; if not, correct notification."
    )
    rows.warn(wanted, [note] if taken else ())
    if asked.options["fail_late"] and late:
        ctx.exit(1)
