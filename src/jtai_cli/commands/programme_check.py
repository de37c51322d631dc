"""``jtai programme check``: do the weeks and teams of a programme go together?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from jtai_cli.commands.check import answer_checks, level_options
from jtai_cli.errors import BadValue
from jtai_cli.inputs import options as o
from jtai_cli.inputs.files import STDIN
from jtai_cli.inputs.group import Command
from jtai_cli.inputs.programme import read_programme
from jtai_cli.inputs.wanted import output_options
from jtai_cli.judge.findings import Finding
from jtai_cli.programme.check import check


@click.command("check", cls=Command)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", shell_complete=o.offer_files)
@level_options
@o.today_option
@output_options("page", "object", "findings", without=("table", "markdown", "html"))
@click.pass_context
def check_command(ctx: click.Context, /, files: tuple[str, ...], **_options: Any) -> None:
    """Do the weeks and teams of a programme go together? Each clash with what to do.

    \b
    Examples:
      jtai programme check programme.toml
      jtai programme check programme.toml --fail-level note
      jtai programme check programme.toml --format github

    An error breaks a rule, a note a preference; lines are rows of the list. The exit code is 1
    where something was found, and 2 where a file could not be judged.
    """
    asked = o.asked(ctx)

    def judge(name: str, path: Path) -> tuple[Finding, ...]:
        if str(path) in STDIN:
            raise BadValue("names a list beside it, so that it cannot be stdin.", where=name)
        return check(read_programme(asked, path))

    answer_checks(ctx, files, judge)
