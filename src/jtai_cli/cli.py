"""The ``jtai`` program: its commands, loaded when they are called, and what errors look like.

The one place where an error becomes a message on stderr and an exit code: 0 done, 1 the answer
is no, 2 no answer, 130 stopped from the keyboard. An error that is not a JtaiError or Click's own
is a defect of ours and keeps its traceback.
"""

from __future__ import annotations

import os
import re
import sys
from typing import Any, NoReturn

import click

from jtai_cli import __version__
from jtai_cli.errors import JtaiError
from jtai_cli.inputs.group import LoadingGroup, origin
from jtai_cli.outputs.streams import set_encodings, tell, to_stdout
from jtai_cli.wording import listed, shown

COMMANDS = {
    "plan": "The whole timetable from a fieldwork start date, a file or a list.",
    "calendar": "Calendars for Outlook, Google, Apple and others, and their next edition.",
    "status": "Where an inspection is today: what is done, due and late.",
    "requests": "What inspectors asked for: open, due and late, by agency; or a draft.",
    "audits": "The audits of cases, case by agency: got, due and late; or a draft.",
    "record": "Write into an inspection file what has happened.",
    "fieldwork": "The sessions of the fieldwork week, and a first version of it.",
    "brief": "A few words to mail: the dates, and what is asked of whom.",
    "check": "Are files, lists or saved plans sound? For people and for CI.",
    "compare": "What moves between two starts, two files or two plans.",
    "weeks": "Every possible fieldwork week, and what speaks against it.",
    "programme": "A programme of inspections: its dates, its weeks and its calendars.",
    "notice": "The notification date, or whether the notice given is enough.",
    "deadlines": "When the report and the written statement are due.",
    "evidence": "What published inspections did, and when a report is likely.",
    "days": "Plain arithmetic with working days.",
    "init": "Write a commented inspection file.",
    "rules": "The frameworks, themes and steps, with their sources.",
    "schema": "The JSON Schema of what a command writes.",
    "settings": "What is set for all commands, and where.",
    "completion": "The lines that let Tab complete what you type.",
}


class Program(LoadingGroup):
    """The whole program."""

    offered = COMMANDS

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the word version for the option."""
        return super().parse_args(ctx, ["--version"] if args == ["version"] else args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was called."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:  # click would write a line to stderr first, which may be gone
            ctx.exit(130)

    def main(self, *args: Any, **settings: Any) -> NoReturn:
        """Run, and leave with the exit code. Messages go to stderr, the sentence first."""
        set_encodings()
        if "_JTAI_COMPLETE" in os.environ:
            from jtai_cli.inputs import completion  # noqa: F401  # only Tab needs it
        try:
            code = super().main(*args, **{**settings, "standalone_mode": False})
        except click.Abort:
            code = 130
        except JtaiError as error:
            tell(f"jtai: {error}", *error.more)
            code = 2
        except click.ClickException as error:
            sentence, *example = _lines(error)
            tell(f"jtai: {sentence}", *example)
            code = 2
        sys.exit(code if isinstance(code, int) else 0)


def _lines(error: click.ClickException) -> list[str]:
    """Click's message as a sentence that quotes nothing at length, and an example to go by."""
    sentence, where, example = error.format_message(), "", []
    if isinstance(error, click.UsageError) and (ctx := error.ctx):
        sentence = _in_our_words(error, ctx)
        if isinstance(error, click.BadParameter) and error.param:
            where = origin(ctx, error.param.name or "")  # the name of a file is never shortened
        example = [f"Example: {_example(ctx)}", f"'{ctx.command_path} --help' says more."]
    sentence = re.sub(r"(\S{80})\S{20,}", r"\1...", sentence) + where
    return [sentence if sentence.endswith((".", "?", ")", "!")) else f"{sentence}.", *example]


def _in_our_words(error: click.UsageError, ctx: click.Context) -> str:
    param = error.param if isinstance(error, click.BadParameter) else None
    if isinstance(error, click.MissingParameter) and param:
        name = param.opts[-1] if isinstance(param, click.Option) else param.make_metavar(ctx)
        return f"{name} is missing: type, for example, {_example(ctx)}"
    if param:
        where = f"{param.opts[-1]}: " if isinstance(param, click.Option) else ""
        if isinstance(param.type, click.types.BoolParamType):
            return f"{where}must be true or false, and is {error.message.split(' is not ')[0]}"
        return where + error.message
    if isinstance(error, click.NoSuchOption):
        from jtai_cli.inputs.hints import option_hint  # only a mistake needs it

        hint = option_hint(ctx, error.option_name)
        return f"there is no option {shown(error.option_name)}. {hint}Take it out, or mend it"
    if isinstance(error, click.BadOptionUsage):
        return f"{error.option_name} needs a value after it"
    if isinstance(ctx.command, click.Group) and error.message == "Missing command.":
        names = listed(ctx.command.list_commands(ctx), "or")
        return f"{ctx.command_path} needs one more word: type {names} after it"
    if extra := re.fullmatch(r"Got unexpected extra arguments? \((.*)\)", error.message):
        return f"{shown(extra[1])} is too much here. Put a text of several words in quotes"
    return error.format_message()


def _example(ctx: click.Context) -> str:
    found = re.search(r"(?m)^ +(jtai .*)", ctx.command.help or "")
    return found[1] if found else f"{ctx.command_path} --help"  # python -OO has no docstrings


def _print_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        to_stdout(f"jtai {__version__}\n")
        ctx.exit()


@click.group("jtai", cls=Program, invoke_without_command=True)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version and exit.",
)
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Plan the timetable of a joint targeted area inspection (JTAI).

    \b
    Example:
      jtai plan 2027-03-08

    Give the date on which fieldwork starts, and get the notification date, weeks 1 to 3, the
    report deadline and the statement deadline, with the source of each rule.

    \b
    For Tab to complete what you type, in bash and in zsh:
      eval "$(jtai completion bash)"    # in ~/.bashrc
      eval "$(jtai completion zsh)"     # in ~/.zshrc
    """
    if ctx.invoked_subcommand is None:
        to_stdout(f"{ctx.get_help()}\n")


def run() -> int:
    """Run with the arguments of the command line. Returns the exit code."""
    try:
        cli.main(prog_name="jtai")
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else 0
