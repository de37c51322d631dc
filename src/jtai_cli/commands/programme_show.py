"""``jtai programme show``: the whole programme, on weeks and in numbers."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jtai_cli.inputs import options as o
from jtai_cli.inputs.group import Command
from jtai_cli.inputs.programme import read_programme
from jtai_cli.inputs.wanted import output_options, output_wanted
from jtai_cli.outputs.answers import Answer, emit, warn
from jtai_cli.programme.timetable import Timetable, narrowed, timetable
from jtai_cli.render.programme import (
    programme_object,
    programme_page,
    programme_rows,
    strip_alone,
    with_picture,
)

if TYPE_CHECKING:
    from jtai_cli.render.sheets import Book


@click.command("show", cls=Command)
@click.argument("file", metavar="FILE", type=o.PATH, shell_complete=o.offer_files)
@o.option("--team", type=o.TEXT, help="Only what this team does, or may do.")
@o.option("--area", type=o.TEXT, help="Only the inspections of this area.")
@o.today_option
@output_options("page", "object", "rows", "chart", "book")
@click.pass_context
def show_command(ctx: click.Context, /, file: Path, **options: Any) -> None:
    """Every inspection of a programme with its dates, the load, and teams and areas on weeks.

    \b
    Examples:
      jtai programme show programme.toml
      jtai programme show programme.toml --team North
      jtai programme show programme.toml -o programme.html
      jtai programme show programme.toml -o programme.xlsx

    Dates are those that 'jtai plan' gives for each row. What has no date is listed last.
    """
    asked = o.asked(ctx)
    whole = timetable(read_programme(asked, file))
    shown = narrowed(whole, team=options["team"], area=options["area"])
    wanted = output_wanted(ctx)
    page = partial(programme_page, shown, width=wanted.width())
    if wanted.with_pictures():
        page = partial(with_picture, shown)
    answer = Answer(
        page=page,
        object=partial(programme_object, shown),
        rows=partial(programme_rows, shown),
        chart=partial(strip_alone, shown),
        book=partial(_book, asked, shown),
    )
    emit(answer, wanted)
    warn(wanted)


def _book(asked: o.Asked, shown: Timetable) -> Book:
    from jtai_cli.render.programme_book import programme_book  # only a workbook needs it

    return programme_book(shown, asked.stamp())
