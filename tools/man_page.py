"""The manual page jtai(1), from the texts of --help, in the macros of man(7)."""

from __future__ import annotations

import inspect
import re
from collections import Counter
from collections.abc import Iterable, Iterator

import click

from jtai_cli import __version__
from jtai_cli.cli import cli

Record = tuple[str, str]  # an option as it is typed, and what it is for

SEVERAL = 3  # commands that have an option, from which on it is explained once for all
ENDING = """\
.SH EXIT STATUS
.TP
.B 0
Done.
.TP
.B 1
The answer is no: the notice is short,
.B jtai check
found something, something is late.
.TP
.B 2
There is no answer; the first line on standard error says why, and what to type instead.
.TP
.B 130
Stopped from the keyboard.
.SH ENVIRONMENT
.TP
.BI JTAI_ NAME
Sets the option of that long name, in capitals and with _ for \\-, as JTAI_REGION sets
.BR \\-\\-region .
Several values are separated by ;.
.B jtai settings
shows what is set, and where.
.TP
.BR NO_COLOR ", " FORCE_COLOR ", " COLUMNS ", " TERM
Are respected.
.TP
.B SOURCE_DATE_EPOCH
The second that a file says it was written in.
.SH FILES
.TP
.I ~/.config/jtai/config.toml
Your own defaults;
.B jtai settings
says where it is sought on this system.
"""


def page() -> str:
    """The whole page."""
    root = click.Context(cli, info_name="jtai")
    summary = (cli.help or "").partition("\n")[0].rstrip(".")
    every = list(commands(root))
    counted = Counter(record for ctx in every for record in records(ctx))
    shared = [record for record, number in counted.items() if number >= SEVERAL]
    return "".join(
        [
            f'.TH JTAI 1 "" "jtai {__version__}"\n.nh\n.ad l\n',
            f".SH NAME\njtai \\- {escaped(summary)}\n",
            ".SH SYNOPSIS\n.B jtai\n.I COMMAND\n[\\fIARGUMENT\\fR]... [\\fIOPTION\\fR]...\n",
            ".SH DESCRIPTION\n",
            *help_of(root),
            ".SH COMMANDS\n",
            *(line for ctx in every for line in section(ctx, shared)),
            ".SH OPTIONS OF SEVERAL COMMANDS\n",
            *explained(shared),
            ENDING,
        ]
    )


def commands(ctx: click.Context) -> Iterator[click.Context]:
    """The commands that answer, in the order of --help, and those inside them."""
    group = ctx.command
    if not isinstance(group, click.Group):
        yield ctx
        return
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        assert command, name
        yield from commands(click.Context(command, info_name=name, parent=ctx))


def records(ctx: click.Context) -> list[Record]:
    """The options of a command."""
    params = [each for each in ctx.command.get_params(ctx) if isinstance(each, click.Option)]
    found = [record for each in params if (record := each.get_help_record(ctx))]
    return [(typed, " ".join(text.split())) for typed, text in found]


def section(ctx: click.Context, shared: Iterable[Record]) -> Iterator[str]:
    """What a command is typed as, what it does, its own options, and the names of the shared."""
    pieces = " ".join(ctx.command.collect_usage_pieces(ctx))
    yield f".SS {escaped(ctx.command_path)} {escaped(pieces)}\n"
    yield from help_of(ctx)
    yield from explained(each for each in records(ctx) if each not in shared)
    also = [typed for typed, text in records(ctx) if (typed, text) in shared]
    names = (re.findall("--[a-z-]+", typed)[0] for typed in also)
    yield f".PP\nAlso: {escaped(', '.join(names))}.\n"


def explained(options: Iterable[Record]) -> Iterator[str]:
    """Options, each with what it is for."""
    for typed, text in options:
        yield f".TP\n.B {escaped(typed)}\n{escaped(text)}\n"


def help_of(ctx: click.Context) -> Iterator[str]:
    """The paragraphs of a help; lines that click leaves alone are left alone here, too."""
    for paragraph in inspect.cleandoc(ctx.command.help or "").split("\n\n"):
        if paragraph.startswith("\b\n"):
            yield f".PP\n.nf\n{escaped(paragraph[2:])}\n.fi\n"
        else:
            yield f".PP\n{escaped(paragraph)}\n"


def escaped(text: str) -> str:
    """Text as roff has it: no line of it is a request, and what is to be copied stays as it is."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("~", "\\(ti")
    return re.sub(r"(?m)^\.", r"\\&.", text).replace("`", "\\(ga").replace("^", "\\(ha")
