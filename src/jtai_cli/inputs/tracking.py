"""The options of ``jtai requests``, ``audits`` and ``fieldwork``, and what rules others out."""

from __future__ import annotations

import click
from click.core import ParameterSource

from jtai_cli.inputs import options as o
from jtai_cli.wording import listed

_TRACKING = {
    "agency": "--for",
    "day": "--day",
    "fail_late": "--fail-late",
    "today": "--today",
    "fmt": "--format",
    "plain": "--plain",
    "simple": "--simple",
}

for_option = o.option("--for", "agency", type=o.TEXT, metavar="AGENCY", help="This agency alone.")
draft_options = o.options(
    click.option("--draft", is_flag=True, help="Propose what the file lacks, as TOML to read."),
    click.option("--write", is_flag=True, help="With --draft: append that to FILE, too."),
)


def refuse_together(ctx: click.Context) -> None:
    """Raise a usage error for options that mean nothing beside, or without, --draft."""
    if not ctx.params["draft"]:
        if ctx.params["write"]:
            raise click.UsageError("--write appends a draft to FILE. Add --draft, or leave it out.")
        return
    typed = [
        flag
        for name, flag in _TRACKING.items()
        if ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE
    ]
    if typed:
        mean, them = ("means", "it") if len(typed) == 1 else ("mean", "them")
        raise click.UsageError(f"{listed(typed)} {mean} nothing with --draft. Leave {them} out.")
