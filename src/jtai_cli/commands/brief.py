"""``jtai brief``: a few words to mail to those who take part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import click

from jtai_cli.errors import BadValue
from jtai_cli.inputs import options as o
from jtai_cli.inputs.group import Command
from jtai_cli.inputs.inspections import one_start, plan_as_happened, plan_by_rules, read_start
from jtai_cli.inputs.wanted import (
    FormatType,
    force_option,
    is_typed,
    open_option,
    output_option,
    output_wanted,
    quiet_option,
)
from jtai_cli.judge.plan import plan_findings
from jtai_cli.outputs.answers import put, warn
from jtai_cli.plan.agenda import EVERYONE, PARTNERS, Item, agenda, identity
from jtai_cli.plan.model import Plan, PlannedStep
from jtai_cli.plan.work import agency_called, folded
from jtai_cli.render.brief import OUTSIDERS, READERS, brief
from jtai_cli.render.calendar import calendar_name, events
from jtai_cli.render.plan import of_agency, outsiders_page, plan_page
from jtai_cli.wording import shown
from jtai_cli.writers import mail

_REFRESH = dt.timedelta(hours=12)


@click.command("brief", cls=Command)
@o.start_argument("FILE")
@o.option(
    "--for",
    "reader",
    of="brief",
    type=o.TEXT,
    required=True,
    metavar=f"{'|'.join(READERS)}|AGENCY",
    shell_complete=o.offer("reader"),
    help="Who is to read it: one of these, or a partner agency of the file.",
)
@o.option(
    "--attach",
    type=o.Choices(("calendar", "page")),
    multiple=True,
    help="In a draft (.eml), their calendar, or their page of the plan. Repeatable.",
)
@o.notified_option
@o.inspection_options
@o.rehearse_option
@o.today_option
@o.option(
    "--format",
    "fmt",
    type=FormatType(("text", "html", "eml")),
    help="How to write it.  [default: by the ending of -o, else text]",
)
@output_option
@force_option
@open_option
@quiet_option
@click.pass_context
def brief_command(ctx: click.Context, /, start: tuple[str, ...], **options: Any) -> None:
    """Words for a mail: the dates, what is asked of the reader, and by when.

    \b
    Examples:
      jtai brief inspection.toml --for directors
      jtai brief inspection.toml --for police -o police.eml --attach calendar
      jtai brief inspection.toml --for staff --format html -o staff.html

    At most 200 words, to be read and changed before they go: none of them is official. jtai sends
    nothing. A .eml file is a draft to nobody, which Outlook opens as one.
    """
    asked = o.asked(ctx)
    wanted = output_wanted(ctx)
    if wanted.format != "eml" and is_typed(ctx, "attach"):
        raise click.UsageError("--attach is of a draft. Write one with -o NAME.eml.")
    given = read_start(asked, one_start(start))
    plan = plan_by_rules(asked, given)
    if given.is_file:
        plan = plan_as_happened(asked, plan)
    reader = _reader(options["reader"], plan.inspection.identity.agencies)
    found = brief(plan, asked.today(), reader)
    if wanted.format == "eml":
        put(mail.write(mail.Draft(found, tuple(_attached(asked, plan, reader)))), wanted)
    else:
        put(mail.html(found) if wanted.format == "html" else mail.text(found), wanted)
    warn(wanted, plan_findings(plan))


def _reader(name: str, agencies: tuple[str, ...]) -> str:
    """The reader or partner agency of that name. Raises BadValue for one that is both."""
    for agency in agencies:
        if folded(agency) == folded(name) and folded(name) in READERS:
            reason = f"{shown(agency)} is a reader of every brief and a partner of the file, too"
            advice = f"Give the partner a longer name in the file, as {agency} of Exampleshire."
            raise BadValue(f"{reason}. {advice}")
    return agency_called(name, (*READERS, *agencies))


def _attached(asked: o.Asked, plan: Plan, reader: str) -> Iterator[tuple[str, bytes]]:
    """The files that go with a draft, each once, in the order of --attach."""
    for each in dict.fromkeys(asked.options["attach"]):
        if each == "calendar":
            yield "inspection.ics", _calendar(asked, plan, reader)
        else:
            yield "inspection.html", _page(plan, reader)


def _page(plan: Plan, reader: str) -> bytes:
    """The plan's page for a reader: an agency's own, and for outsiders what is fixed alone."""
    from jtai_cli.render.plan_pictures import pictures  # only HTML needs these
    from jtai_cli.render.rehearsal import marked_page
    from jtai_cli.writers import html

    if reader in OUTSIDERS:
        page = outsiders_page(plan)
    else:
        own, one = (plan, None) if reader in READERS else of_agency(plan, reader)
        warnings = plan_findings(plan, own)
        page = plan_page(own, warnings=warnings, one=one, pictures=pictures(own))
    if plan.inspection.settings.rehearsal:
        page = marked_page(page)
    return html.write(page).encode()


def _calendar(asked: o.Asked, plan: Plan, reader: str) -> bytes:
    """The calendar of a reader: of all partners, of one, or of what the framework fixes."""
    from jtai_cli.writers.ics import Head, editions  # icalendar takes 65 ms

    audience, known_as = {"directors": PARTNERS}.get(reader, reader), identity(plan)
    if reader in OUTSIDERS:
        fixed = agenda(plan, asked.today(), audience=EVERYONE, only="required")
        steps = (item for item in fixed if isinstance(item, PlannedStep))  # as all of these are
        items: tuple[Item, ...] = tuple(step._replace(agencies=()) for step in steps)
    else:
        items = agenda(plan, asked.today(), audience=audience)
    head = Head(calendar_name(plan), known_as, _REFRESH)
    made = editions({"": events(plan, items, identity=known_as)}, head, stamp=asked.stamp())
    return made[""].data
