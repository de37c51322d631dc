"""The options that say how the answer of a command is wanted, and their result."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from jtai_cli.inputs.notes import notes
from jtai_cli.inputs.options import PATH, Decorator, option, options
from jtai_cli.outputs.answers import Wanted, refuse
from jtai_cli.wording import listed
from jtai_cli.writers import FORMATS, Part

if TYPE_CHECKING:
    from pathlib import Path


Made = TypeVar("Made")

STDOUT = ("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")


class FormatType(click.Choice[str]):
    """One of the formats of a command."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The format, or None for one set for all commands that this one does not offer."""
        set_for_all = (ParameterSource.ENVIRONMENT, ParameterSource.DEFAULT_MAP)
        source = ctx.get_parameter_source("fmt") if ctx else None
        if source in set_for_all and value in FORMATS and value not in self.choices:
            return None
        return super().convert(value, param, ctx)


output_option = option(
    "-o", "--output", type=PATH, metavar="FILE", help="Write to FILE, whole or not at all."
)
simple_option = option(
    "--simple", is_flag=True, help="HTML as tables alone, which Word and Outlook take."
)
# No variable opens a browser: one that was forgotten would do so in every script.
open_option: Decorator = click.option(
    "--open", "opened", is_flag=True, help="Show the page in a browser: HTML, unless --format wall."
)
force_option = option("--force", is_flag=True, help="Let -o replace a file that exists.")
quiet_option = option("-q", "--quiet", is_flag=True, help="No warnings or notes on stderr.")


def output_options(*parts: Part, without: Collection[str] = (), to_file: bool = True) -> Decorator:
    """--format, with every format for these parts of an answer, and the other output options.

    Those ``to_file`` have no place where a command writes another file.
    """
    names = [name for name, each in FORMATS.items() if each.takes in parts and name not in without]
    by_ending = "by the ending of -o, else " if to_file else ""
    return options(
        option(
            "--format",
            "fmt",
            type=FormatType(names),
            help=f"How to write the answer.  [default: {by_ending}{names[0]}]",
        ),
        *([simple_option, open_option] if "html" in names else []),
        *([output_option, force_option] if to_file else []),
        option("--plain", is_flag=True, help="No boxes and no colour."),
        quiet_option,
    )


def output_wanted(ctx: click.Context, only: str = "", without: Collection[Part] = ()) -> Wanted:
    """How the answer of the running command is wanted. "-" and STDOUT's other names are it.

    ``only`` is its format where there is but one, whatever the file is called. A format that is
    set for all commands gives way where this answer is ``without`` the part that it takes.
    Raises click's UsageError for a file whose ending tells no format, or a wrong one.
    """
    path: Path | None = ctx.params.get("output")
    output = None if path is None or str(path) in STDOUT else path
    opened = ctx.params.get("opened", False)
    chosen = only or _format(ctx, output, without, opened=opened)
    if output is not None and not only:
        _refuse_wrong_ending(ctx, output, chosen)
    if opened and (output is not path or not FORMATS[chosen].pictures):
        advice = "Leave out --format and -o, or end -o in .html."
        raise click.UsageError(f"--open shows a file of HTML in a browser. {advice}", ctx)
    simple = ctx.params.get("simple", False)
    if simple and chosen != "html" and is_typed(ctx, "simple"):
        raise click.UsageError("--simple is of HTML. Add --format html.", ctx)
    return Wanted(
        format=chosen,
        output=output,
        force=ctx.params.get("force", False),
        plain=ctx.params.get("plain", False),
        quiet=ctx.params["quiet"],
        notes=notes(ctx),
        simple=simple and chosen == "html",
        opened=ctx.command_path.replace(" ", "-") + ".html" if opened else "",
    )


def is_typed(ctx: click.Context, name: str) -> bool:
    """Whether an option was typed for this command, and not set for all of them."""
    return ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE


def _format(
    ctx: click.Context, output: Path | None, without: Collection[Part], *, opened: bool
) -> str:
    """The format that was asked for; of a page that is to be shown HTML, unless that was typed.

    One that is set for all commands gives way to the ending of a file that was typed, too.
    """
    asked: str = ctx.params.get("fmt") or ""
    typed = is_typed(ctx, "fmt")
    by_ending = output is not None and output.suffix and is_typed(ctx, "output")
    if asked and not typed and (by_ending or FORMATS[asked].takes in without):
        asked = ""
    if opened and output is None and not typed:
        return asked if asked and FORMATS[asked].pictures else "html"
    return asked or _format_of(ctx, output)


def _format_of(ctx: click.Context, output: Path | None) -> str:
    """The format by the file's ending, else the first of the command."""
    types = {param.name: param.type for param in ctx.command.params}
    if not isinstance(formats := types.get("fmt"), FormatType):
        return "table"
    if output is None:
        return formats.choices[0]
    endings = {end: name for name in formats.choices for end in FORMATS[name].endings}
    if (ending := output.suffix.lower()) not in endings:
        reason = f"{str(output)!r} ends in {ending}, which tells no format"
        known = listed(filter(None, endings), "or")
        raise click.UsageError(f"{reason}. End it in {known}, or say --format.", ctx)
    return endings[ending]


def _refuse_wrong_ending(ctx: click.Context, output: Path, chosen: str) -> None:
    """Raise click's UsageError for a file that no program could open by its ending.

    That is a workbook that is called otherwise, or what is no workbook but is called one.
    """
    ending, fmt = output.suffix.lower(), FORMATS[chosen]
    others = [each for each in FORMATS.values() if ending and ending in each.endings]
    if others and fmt not in others and any(each.binary for each in (fmt, *others)):
        own = listed(filter(None, fmt.endings), "or") or "another ending"
        reason = f"{str(output)!r} ends in {ending}, but the format is {chosen}"
        raise click.UsageError(f"{reason}. End it in {own}, or choose another --format.", ctx)


def without_working(
    show_working: bool, part: Callable[[], Made], form: str = "CSV"
) -> Callable[[], Made]:
    """A part of an answer; a refusal in its place where --show-working was asked for."""
    sentence = f"{form} has no place for --show-working. Choose another --format."
    return partial(refuse, sentence) if show_working else part
