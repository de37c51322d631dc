"""Tab completion in bash without click's look at bash's version, for which it starts bash."""

from __future__ import annotations

from click.shell_completion import BashComplete, ShellComplete, add_completion_class


@add_completion_class
class Bash(BashComplete):
    """Click's completion for bash, which starts no other program."""

    def source(self) -> str:
        """The lines that bash evaluates; they need bash 4.4, as docs/ says."""
        return ShellComplete.source(self)
