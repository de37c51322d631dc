"""``jtai init``: a commented inspection file to start from."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from jtai_cli.errors import BadValue, FileTrouble
from jtai_cli.inputs import options as o
from jtai_cli.inputs.files import beside
from jtai_cli.inputs.frameworks import load_framework
from jtai_cli.inputs.group import Command
from jtai_cli.inputs.inspections import plan_as_happened, plan_of_text
from jtai_cli.inputs.notes import note
from jtai_cli.inputs.wanted import force_option, output_option, output_wanted, quiet_option
from jtai_cli.judge.plan import plan_findings
from jtai_cli.outputs.answers import Answer, Wanted, emit, warn
from jtai_cli.outputs.files import write_whole
from jtai_cli.outputs.streams import tell, to_stdout
from jtai_cli.plan.fields import NAMES
from jtai_cli.plan.status import status
from jtai_cli.render.inspection_file import inspection_file, short_file
from jtai_cli.render.status import status_page
from jtai_cli.rules.frameworks import framework_for
from jtai_cli.wording import visible

NEXT = (
    "jtai plan FILE",
    "jtai requests FILE --draft --write",
    "jtai audits FILE --draft --write",
    "jtai fieldwork FILE --draft --write",
    "jtai check FILE",
    "jtai calendar FILE --split-by agency -o calendars",
)


@click.command("init", cls=Command)
@click.argument("file", required=False, type=o.PATH)
@o.name_options
@o.theme_option
@o.framework_option
@o.fieldwork_start_option
@output_option
@force_option
@quiet_option
@o.today_option
@click.pass_context
def init_command(
    ctx: click.Context, /, file: Path | None, output: Path | None, **_options: Any
) -> None:
    """Write a commented inspection file, INSPECTION.toml, with what is known filled in.

    \b
    Examples:
      jtai init
      jtai init exampleshire.toml --area Exampleshire --fieldwork-start 2027-03-08
      jtai init - --theme front-door

    FILE is inspection.toml unless named; "-" writes to the terminal instead. Typed alone at a
    terminal, 'jtai init' asks for what it needs, and writes the shortest file that is complete.
    """
    if file and output:
        raise click.UsageError("name the file once: as FILE or with -o.")
    asked = o.asked(ctx)
    settings, wanted = asked.settings, output_wanted(ctx)
    if output is None and not asked.typed - asked.origins.keys() - {"today"}:
        from jtai_cli.inputs.asking import can_ask  # only a terminal needs it

        if can_ask():
            _ask(asked, wanted)
            return
    named, theme, start = settings.framework, settings.theme, settings.fieldwork_start
    framework = load_framework(named) if named else framework_for(start or asked.today())
    if theme is not None:
        framework.theme(theme)  # which refuses one that it does not have
    path = file or output or Path("inspection.toml")
    if named and named.lower().endswith(".toml"):
        named = _named_beside(named, path, typed="framework" in asked.typed)
    text = inspection_file(
        framework,
        framework_name=named,
        names={key: asked.options[key] for key in NAMES if asked.options.get(key)},
        theme=theme,
        fieldwork_start=start,
    )
    if str(path) == "-":
        to_stdout(text)
    else:
        write_whole(path, text.encode(), force=wanted.force)
        if not wanted.quiet:
            todo = "" if start else "fill in fieldwork_start, then "
            tell(f"Written to {path}. Next: {todo}jtai plan {path}")
    warn(wanted)


def _ask(asked: o.Asked, wanted: Wanted) -> None:
    """Ask for what the file has to say, write it, and show where the inspection is."""
    from jtai_cli.inputs.interview import asked_file, asked_plan, for_shell, without_answers

    plan = asked_plan(asked)
    data = short_file(plan, asked.today()).encode()
    path = asked_file(lambda path, force: write_whole(path, data, force=force))
    made = plan_of_text(without_answers(asked), data.decode(), str(path))
    found = plan_as_happened(asked, made)
    answer = Answer(page=lambda: status_page(status(found, asked.today())), object=dict)
    emit(answer, wanted)
    warn(wanted, plan_findings(found))
    file = for_shell(str(path))
    lines = (f"  {each.replace('FILE', file, 1)}\n" for each in NEXT)
    to_stdout(f"\nWritten to {visible(str(path))}. Next:\n{''.join(lines)}")


def _named_beside(framework: str, path: Path, *, typed: bool) -> str | None:
    """A framework file's name as the inspection file has it, or None for that of own defaults.

    Raises FileTrouble for one that was typed and lies elsewhere: it would not be found.
    """
    try:
        name = Path(os.path.relpath(framework, path.parent)).as_posix()
        beside(path.parent, name, option="--framework")
    except (ValueError, BadValue):  # ValueError: it is on another drive
        if typed:
            reason = "does not lie beside the inspection file, or below, where it would be sought"
            raise FileTrouble(framework, reason, "Copy it there first.") from None
        note(f"The framework {framework} stays in your own defaults; the file does not name it.")
        return None
    return name
