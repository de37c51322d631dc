"""``jtai programme init``: a commented programme to start from, and its list."""

from __future__ import annotations

from pathlib import Path

import click

from jtai_cli.errors import FileTrouble
from jtai_cli.inputs import options as o
from jtai_cli.inputs.group import Command
from jtai_cli.inputs.wanted import force_option, quiet_option
from jtai_cli.outputs.files import write_whole
from jtai_cli.outputs.streams import tell
from jtai_cli.render.programme_file import AREAS, programme_file


@click.command("init", cls=Command)
@click.argument("folder", required=False, type=o.PATH, default=Path())
@force_option
@quiet_option
@o.today_option
@click.pass_context
def init_command(
    ctx: click.Context, /, folder: Path, *, force: bool, quiet: bool, **_options: object
) -> None:
    """Write programme.toml, commented, and areas.csv, its list, into FOLDER.

    \b
    Examples:
      jtai programme init
      jtai programme init summer --force

    FOLDER is this one unless named. Fill in both, then: jtai programme check programme.toml
    """
    today, settings, areas = o.asked(ctx).today(), folder / "programme.toml", folder / "areas.csv"
    for path in (settings, areas):
        if path.exists() and not force:
            advice = "Add --force to replace it, or name another folder."
            raise FileTrouble(path, "exists already", advice)
    write_whole(areas, AREAS.encode(), force=force)
    write_whole(settings, programme_file(today).encode(), force=force)
    if not quiet:
        tell(f"Written to {settings} and {areas}. Next: jtai programme check {settings}")
