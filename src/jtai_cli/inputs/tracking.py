"""What ``jtai requests``, ``audits`` and ``fieldwork`` share: their options, and their drafts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from jtai_cli.errors import FileTrouble
from jtai_cli.inputs import options as o
from jtai_cli.inputs.files import LARGEST_TOML, read_whole
from jtai_cli.inputs.inspections import plan_of_text
from jtai_cli.inputs.wanted import is_typed, output_wanted
from jtai_cli.outputs.answers import warn
from jtai_cli.outputs.files import rewrite, write_whole
from jtai_cli.outputs.streams import tell, to_stdout
from jtai_cli.plan.added_toml import NewTable, added, tables_text
from jtai_cli.plan.model import Plan
from jtai_cli.plan.rehearsal import WORD
from jtai_cli.wording import count_of, listed
from jtai_cli.writers import FORMATS

_TRACKING = {
    "agency": "--for",
    "day": "--day",
    "fail_late": "--fail-late",
    "today": "--today",
    "fmt": "--format",
    "plain": "--plain",
    "simple": "--simple",
    "opened": "--open",
}

draft_options = o.options(
    click.option("--draft", is_flag=True, help="Propose what the file lacks, as TOML to read."),
    click.option("--write", is_flag=True, help="With --draft: append that to FILE, too."),
)


def refuse_together(ctx: click.Context) -> None:
    """Raise a usage error for options that mean nothing beside, or without, --draft."""
    if not ctx.params["draft"]:
        if ctx.params["write"]:
            raise click.UsageError("--write appends a draft to FILE. Add --draft, or leave it out.")
        return
    typed = [flag for name, flag in _TRACKING.items() if is_typed(ctx, name)]
    if typed:
        mean, them = ("means", "it") if len(typed) == 1 else ("mean", "them")
        raise click.UsageError(f"{listed(typed)} {mean} nothing with --draft. Leave {them} out.")


def _refuse_ending_of_a_format(ctx: click.Context, output: Path) -> None:
    """Raise click's UsageError for a file that other programs would not take for TOML."""
    ending, text = output.suffix.lower(), FORMATS["table"]
    if ending not in text.endings and any(ending in each.endings for each in FORMATS.values()):
        reason = f"{str(output)!r} ends in {ending}, but a draft is TOML"
        raise click.UsageError(f"{reason}. End it in .toml.", ctx)


def write_draft(
    ctx: click.Context, file: Path, drafted: Callable[[Plan], Sequence[NewTable]]
) -> None:
    """Write tables to be read and, with --write, append them to the file, which may fail last."""
    asked, wanted = o.asked(ctx), output_wanted(ctx, "table")
    if wanted.output:
        _refuse_ending_of_a_format(ctx, wanted.output)
    old, write = read_whole(file), ctx.params["write"]
    made = plan_of_text(asked, old.text, str(file))
    tables = drafted(made)
    text, new = tables_text(tables).lstrip("\n"), added(old.text, tables, str(file))
    if tables and made.inspection.settings.rehearsal:  # the file itself says so at its top
        text = f"# {WORD}: an exercise, and no inspection.\n\n{text}"
    plan_of_text(asked, new, str(file))  # which refuses more of them than are read
    if len(old.encoded(new)) > LARGEST_TOML:
        reason = f"would have more than {LARGEST_TOML:,} bytes, which is the most that is read"
        raise FileTrouble(file, reason, "Nothing was added. Take out what it no longer needs.")
    if wanted.output:
        write_whole(wanted.output, text.encode(), force=wanted.force)
    elif not write:
        to_stdout(text)
    if write:
        rewrite(file, old.data, old.encoded(new))
    if not wanted.quiet:
        number = count_of(len(tables), tables[0].name) if tables else ""
        if not tables:
            tell(f"Nothing is suggested that {file} lacks.")
        elif write:
            tell(f"Added to {file}: {number}. Next: {ctx.command_path} {file}")
        else:
            tell(f"{number} suggested, and not in {file}: add --write to append them.")
    warn(wanted)
