"""``jtai audits``: the audits of cases, by agency, and a first list of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from jtai_cli.inputs import options as o
from jtai_cli.inputs.files import LARGEST_TOML, read_text
from jtai_cli.inputs.group import Command
from jtai_cli.inputs.inspections import plan_as_happened, plan_of_text
from jtai_cli.inputs.notes import note
from jtai_cli.inputs.tracking import draft_options, refuse_together, write_draft
from jtai_cli.inputs.wanted import output_options, output_wanted
from jtai_cli.judge.plan import plan_findings
from jtai_cli.outputs.answers import Answer, emit, warn
from jtai_cli.plan.added_toml import NewTable
from jtai_cli.plan.agencies import seen_by
from jtai_cli.plan.model import Plan
from jtai_cli.plan.task_drafts import drafted_audits
from jtai_cli.plan.tasks import tracked
from jtai_cli.render.tasks import audits_object, audits_page, tasks_rows
from jtai_cli.wording import count_of


@click.command("audits", cls=Command)
@click.argument("file", type=o.PATH, shell_complete=o.offer_files)
@o.agency_option
@o.option("--fail-late", is_flag=True, help="Exit with 1 where an audit is late.")
@draft_options
@o.inspection_options
@o.today_option
@output_options("page", "object", "rows")
@click.pass_context
def audits_command(ctx: click.Context, /, file: Path, draft: bool, **options: Any) -> None:
    """The audits of cases in FILE, case by agency: got, due, late, moderated or not.

    \b
    Examples:
      jtai audits inspection.toml
      jtai audits inspection.toml --for police --fail-late
      jtai audits inspection.toml --format csv -o audits.csv
      jtai audits inspection.toml --draft
      jtai audits inspection.toml --draft --write

    FILE is an inspection file with an [[audit]] for each case, by a reference and never by a name.
    'jtai record FILE audit EX-01 Police' writes down that it came. --draft proposes an audit for
    each of the cases in FILE, of all partners in scope; its days are a suggestion of jtai's.
    """
    refuse_together(ctx)
    if draft:
        write_draft(ctx, file, _drafted)
        return
    asked = o.asked(ctx)
    made = plan_of_text(asked, read_text(file, most=LARGEST_TOML), str(file))
    made = plan_as_happened(asked, made)
    found = tracked(made, asked.today(), "audit", options["agency"])
    wanted = output_wanted(ctx)
    warnings = plan_findings(made, seen_by(made, options["agency"]))
    answer = Answer(
        page=partial(audits_page, found, warnings=wanted.on_page(warnings)),
        object=partial(audits_object, found, warnings=warnings),
        rows=partial(tasks_rows, found),
    )
    emit(answer, wanted, rehearsal=made.inspection.settings.rehearsal)
    warn(wanted, warnings)
    if options["fail_late"] and found.counts["late"]:
        ctx.exit(1)


def _drafted(plan: Plan) -> Sequence[NewTable]:
    tables, left_out = drafted_audits(plan)
    if left_out:
        note(
            f"{count_of(left_out, 'case')} left out, as the reference may identify a child. "
            "'jtai check FILE' says which, and what to write."
        )
    return tables
