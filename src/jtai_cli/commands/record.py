"""``jtai record``: what happened, written into the inspection file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from jtai_cli.errors import FileTrouble
from jtai_cli.inputs import options as o
from jtai_cli.inputs.files import read_whole
from jtai_cli.inputs.group import Command
from jtai_cli.inputs.inspections import plan_as_happened, plan_of_text
from jtai_cli.inputs.recording import split_date
from jtai_cli.inputs.wanted import output_options, output_wanted
from jtai_cli.judge.plan import plan_findings
from jtai_cli.outputs.answers import Answer, emit, warn
from jtai_cli.outputs.files import rewrite
from jtai_cli.plan.recording import changes_called
from jtai_cli.plan.status import status
from jtai_cli.render.record import record_object, record_page
from jtai_cli.writers.toml_edit import changed


@click.command("record", cls=Command)
@click.argument("file", type=o.PATH, shell_complete=o.offer_files)
@click.argument(
    "what", nargs=-1, required=True, metavar="WHAT [DATE]", shell_complete=o.offer("event")
)
@click.option("--undo", is_flag=True, help="Take back what was recorded.")
@click.option("--replace", is_flag=True, help="Write the date in the place of another.")
@o.inspection_options
@o.today_option
@output_options("page", "object", to_file=False)
@click.pass_context
def record_command(
    ctx: click.Context, /, file: Path, what: tuple[str, ...], undo: bool, replace: bool, **_: Any
) -> None:
    """Write into FILE, an inspection file, what happened, and say what comes next.

    \b
    Examples:
      jtai record inspection.toml set-up
      jtai record inspection.toml published 2027-05-10
      jtai record inspection.toml request 3 Police
      jtai record inspection.toml audit EX-02 Police 2027-03-02
      jtai record inspection.toml moderated EX-02
      jtai record inspection.toml set-up --undo
      jtai record inspection.toml fieldwork-start 2027-03-10 --replace

    WHAT is a step, by its id or title, or an event: notified, fieldwork-ended, draft-received or
    published; a request by its number in the file or its item, and an audit by the reference of its
    case, each with the agency from which it came, or without one for all. fieldwork-start moves the
    whole plan. DATE is today unless typed. All else in FILE, comments and layout too, stays as it
    is.
    """
    asked = o.asked(ctx)
    words, day = split_date(asked, what)
    if undo and (day or replace):
        raise click.UsageError("--undo takes back what is recorded: leave the rest out.")
    old = read_whole(file)
    made = plan_of_text(asked, old.text, str(file))
    when = None if undo else day or asked.today()
    changes = changes_called(made, words, when, asked.today(), replace=replace)
    new = changed(old.text, changes, made.inspection.identity.agencies, str(file))
    after = plan_as_happened(asked, plan_of_text(asked, new, str(file)))
    found = status(after, asked.today())
    wanted, warnings = output_wanted(ctx), plan_findings(after)
    answer = Answer(
        page=partial(record_page, str(file), changes, found, warnings=wanted.on_page(warnings)),
        object=partial(record_object, str(file), changes, found, warnings=warnings),
    )
    data = old.encoded(new)
    rewrite(file, old.data, data)
    try:
        emit(answer, wanted, rehearsal=after.inspection.settings.rehearsal)
    except FileTrouble:  # exit code 2 says that nothing was done
        rewrite(file, data, old.data)
        raise
    warn(wanted, warnings)
