"""``jtai init``: a commented inspection file to start from."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import click

from jtai_cli.inputs import options as o
from jtai_cli.inputs.frameworks import load_framework
from jtai_cli.inputs.group import Command
from jtai_cli.outputs.answers import warn
from jtai_cli.outputs.files import write_whole
from jtai_cli.outputs.streams import tell, to_stdout
from jtai_cli.render.to_inspection import inspection_file

DEFAULT_NAME = "inspection.toml"


@click.command("init", cls=Command)
@click.argument("file", required=False, type=click.Path(path_type=Path), metavar="[FILE]")
@o.area_option
@o.reference_option
@o.theme_option
@o.framework_option
@o.option("--fieldwork-start", type=o.DATE, metavar="DATE", help="The first day of fieldwork.")
@o.output_option
@o.force_option
@o.quiet_option
@o.today_option
def init_command(
    file: Path | None,
    area: str | None,
    reference: str | None,
    theme: str | None,
    framework: str,
    fieldwork_start: dt.date | None,
    output: Path | None,
    force: bool,
    quiet: bool,
    today: dt.date | None,
) -> None:
    """Write a commented inspection file, INSPECTION.toml, with what is known filled in.

    \b
    Examples:
      jtai init
      jtai init exampleshire.toml --area Exampleshire --fieldwork-start 2027-03-08
      jtai init - --theme front-door

    FILE is inspection.toml unless named; "-" writes to the terminal instead.
    """
    if file and output:
        raise click.UsageError("Name the file once: as FILE or with -o.")
    rules = load_framework(framework)
    if theme is not None:
        rules.theme(theme)
    path = file or output or Path(DEFAULT_NAME)
    if framework.lower().endswith(".toml") and str(path) != "-":
        framework = os.path.relpath(framework, path.parent)  # it is sought beside the file
    text = inspection_file(
        rules,
        framework_name=framework,
        area=area,
        reference=reference,
        theme=theme,
        fieldwork_start=fieldwork_start,
    )
    if str(path) == "-":
        to_stdout(text)
    else:
        write_whole(path, text.encode(), force=force)
        if not quiet:
            todo = "" if fieldwork_start else "fill in fieldwork_start, then "
            tell(f"Written to {path}. Next: {todo}jtai plan {path}")
    warn()
