"""What commands and groups share: one's own defaults, and where a value came from."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from jtai_cli.errors import BadValue, JtaiError, UnknownName
from jtai_cli.inputs.notes import notes
from jtai_cli.inputs.own_defaults import CONFIG, NAMED, own_defaults, own_file
from jtai_cli.outputs.streams import to_stdout

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class Helping(click.Command):
    """A command whose --help is written as its answers are: the reader may close the pipe.

    The option is made here because click's own looks for translations of its help at every start.
    """

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.add_help_option = False
        self.params.append(
            click.Option(
                ["-h", "--help"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_show_help,
                help="Show this message and exit.",
            )
        )

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse, and let every error know the command, which click forgets for a missing value."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise


def _show_help(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        to_stdout(f"{ctx.get_help()}\n")
        ctx.exit()


class Command(Helping):
    """A command with one's own defaults, whose errors say where a value came from."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.params += [_NO_OWN_SETTINGS, _CONFIG, _VERBOSE]

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # whoever raised it may not know the command
            raise
        except JtaiError as error:
            if remark := origin(ctx, error.key):
                raise BadValue(f"{error}{remark}") from None
            raise


def _leave_out_own_defaults(ctx: click.Context, _param: click.Parameter, unwanted: bool) -> None:
    if unwanted:
        ctx.meta[NAMED], ctx.default_map = "", None


def _use_own_defaults(ctx: click.Context, _param: click.Parameter, path: str | None) -> None:
    """Called before all other options are read, whether this one is given or not."""
    ctx.meta.setdefault(NAMED, path)
    ctx.default_map = own_defaults()


def _say_unused(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted:
        from jtai_cli.inputs.variables import unused_variables  # it imports every command

        notes(ctx).extend(unused_variables(ctx))


def _offer_files(ctx: click.Context, param: click.Parameter, typed: str) -> list[CompletionItem]:
    from jtai_cli.inputs.options import offer_files  # --help and --version need no options

    return offer_files(ctx, param, typed)


_NO_OWN_SETTINGS = click.Option(
    ["--no-own-settings"],
    is_flag=True,
    is_eager=True,
    expose_value=False,
    envvar="JTAI_NO_OWN_SETTINGS",
    callback=_leave_out_own_defaults,
    help="Use nothing of your own file of defaults.",
)
_CONFIG = click.Option(
    ["--config"],
    is_eager=True,
    expose_value=False,
    metavar="FILE",
    envvar=CONFIG,
    callback=_use_own_defaults,
    shell_complete=_offer_files,
    help="Use FILE in the place of your own file of defaults.",
)
_VERBOSE = click.Option(
    ["-v", "--verbose"],
    is_flag=True,
    expose_value=False,
    envvar="JTAI_VERBOSE",
    callback=_say_unused,
    help="Name the JTAI_ variables that set nothing here.",
)


class NamingGroup(Helping, click.Group):
    """A group whose error for an unknown command names the nearest one and all there are.

    ``help COMMAND`` is ``COMMAND --help``.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the word help for the option."""
        if args[:1] == ["help"]:
            args = [*args[1:], "--help"]
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or raise UnknownName."""
        names = self.list_commands(ctx)
        if args[0] not in names and not args[0].startswith("-"):
            from jtai_cli.inputs.hints import command_hint  # only a mistake needs it

            kind, hint = f"command of {ctx.command_path} called", command_hint(args[0], names)
            raise UnknownName(kind, args[0], names, hint=hint)
        return super().resolve_command(ctx, args)


class LoadingGroup(NamingGroup):
    """A group whose commands are imported when they are needed, and not before.

    ``offered`` says what each of them answers, in the order in which they are used; the names of
    their modules are theirs after a ``prefix``.
    """

    offered: Mapping[str, str] = {}
    prefix = ""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands."""
        return list(self.offered)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in self.offered:
            return None
        module = import_module(f"jtai_cli.commands.{self.prefix}{cmd_name}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer the commands without importing them, or the options."""
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        from click.shell_completion import CompletionItem  # only a shell that completes needs it

        fitting = [name for name in self.offered if name.startswith(incomplete)]
        return [CompletionItem(name, help=self.offered[name]) for name in fitting]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self.offered.items()))


def origin(ctx: click.Context, name: str) -> str:
    """A remark to end an error with: where a value was set that was not typed; else ""."""
    source = ctx.get_parameter_source(name)
    if source is ParameterSource.DEFAULT_MAP:
        return f" (It stands in {own_file(ctx)}.)"
    if source is ParameterSource.ENVIRONMENT:
        variable = next(param.envvar for param in ctx.command.params if param.name == name)
        return f" (It stands in the environment variable {variable}.)"
    return ""
