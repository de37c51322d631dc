"""``jtai status``: where an inspection is today."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from jtai_cli.inputs import options as o
from jtai_cli.inputs.group import Command
from jtai_cli.inputs.inspections import one_start, plan_as_happened, plan_by_rules, read_start
from jtai_cli.inputs.wanted import output_options, output_wanted
from jtai_cli.judge.plan import plan_findings
from jtai_cli.outputs.answers import Answer, emit, warn
from jtai_cli.plan.agencies import agency_of, seen_by
from jtai_cli.plan.status import shares, status
from jtai_cli.render.status import shares_page, status_object, status_page


@click.command("status", cls=Command)
@o.start_argument()
@o.notified_option
@o.inspection_options
@o.rehearse_option
@o.agency_option
@o.option("--by", type=click.Choice(("agency",)), help="A row for each agency: what it owes.")
@o.option("--fail-late", is_flag=True, help="Exit with 1 where something is late.")
@o.today_option
@output_options("page", "object")
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

    FILE is an inspection file, which says what is done: [actual] has the dates of notification,
    the end of fieldwork, the draft and publication, and [done] those of other steps, by their ids.
    Late is what partners owe, requests and audits among it; what inspectors do, or both, is not
    yet recorded. What no agency is named for is all partners' together.
    A date on which fieldwork starts, or --notified, does too; then nothing is late, for nothing
    can be recorded.
    """
    asked = o.asked(ctx)
    given = read_start(asked, one_start(start))
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
    page = partial(status_page, found) if each is None else partial(shares_page, found, each)
    answer = Answer(
        page=partial(page, warnings=wanted.on_page(warnings)),
        object=partial(status_object, found, warnings=warnings, shares=each),
    )
    emit(answer, wanted, rehearsal=plan.inspection.settings.rehearsal)
    warn(wanted, warnings)
    if options["fail_late"] and found.late:
        ctx.exit(1)
