"""``jtai requests``: what inspectors asked for, what of it is owed and late, and a first list."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from jtai_cli.inputs import options as o
from jtai_cli.inputs.files import LARGEST_TOML, read_text
from jtai_cli.inputs.group import Command
from jtai_cli.inputs.inspections import plan_as_happened, plan_of_text
from jtai_cli.inputs.tracking import draft_options, refuse_together, write_draft
from jtai_cli.inputs.wanted import output_options, output_wanted
from jtai_cli.judge.plan import plan_findings
from jtai_cli.outputs.answers import Answer, emit, warn
from jtai_cli.plan.agencies import seen_by
from jtai_cli.plan.task_drafts import drafted_requests
from jtai_cli.plan.tasks import tracked
from jtai_cli.render.tasks import requests_object, requests_page, tasks_rows


@click.command("requests", cls=Command)
@click.argument("file", type=o.PATH, shell_complete=o.offer_files)
@o.agency_option
@o.option("--fail-late", is_flag=True, help="Exit with 1 where a request is late.")
@draft_options
@o.inspection_options
@o.today_option
@output_options("page", "object", "rows")
@click.pass_context
def requests_command(ctx: click.Context, /, file: Path, draft: bool, **options: Any) -> None:
    """What inspectors asked for in FILE: late, due, open and got, by agency.

    \b
    Examples:
      jtai requests inspection.toml
      jtai requests inspection.toml --for police --fail-late
      jtai requests inspection.toml --format csv -o requests.csv
      jtai requests inspection.toml --draft
      jtai requests inspection.toml --draft --write

    FILE is an inspection file with a [[request]] for each thing asked for. 'jtai record FILE
    request 3 Police' writes down that it came. --draft proposes a first list for the theme: the
    kinds of things are told by sources, which it names, and the days are a suggestion of jtai's.
    """
    refuse_together(ctx)
    if draft:
        write_draft(ctx, file, drafted_requests)
        return
    asked = o.asked(ctx)
    made = plan_of_text(asked, read_text(file, most=LARGEST_TOML), str(file))
    made = plan_as_happened(asked, made)
    found = tracked(made, asked.today(), "request", options["agency"])
    wanted = output_wanted(ctx)
    warnings = plan_findings(made, seen_by(made, options["agency"]))
    answer = Answer(
        page=partial(requests_page, found, warnings=wanted.on_page(warnings)),
        object=partial(requests_object, found, warnings=warnings),
        rows=partial(tasks_rows, found),
    )
    emit(answer, wanted, rehearsal=made.inspection.settings.rehearsal)
    warn(wanted, warnings)
    if options["fail_late"] and found.counts["late"]:
        ctx.exit(1)
