"""``jtai completion``: the script by which a shell completes what is typed."""

from __future__ import annotations

import click

from jtai_cli.inputs.completion import SHELLS, script
from jtai_cli.inputs.group import Helping
from jtai_cli.outputs.streams import to_stdout


@click.command("completion", cls=Helping)
@click.argument("shell", type=click.Choice(SHELLS), metavar="SHELL")
def completion_command(shell: str) -> None:
    """The lines that let Tab complete commands, options, names and files, for one shell.

    \b
    Examples:
      eval "$(jtai completion bash)"      # in ~/.bashrc
      eval "$(jtai completion zsh)"       # in ~/.zshrc, below compinit
      jtai completion fish > ~/.config/fish/completions/jtai.fish
      jtai completion powershell

    SHELL is bash, zsh, fish or powershell. The first lines say where to keep them.
    """
    to_stdout(script(shell))
