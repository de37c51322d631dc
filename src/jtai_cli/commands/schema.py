"""``jtai schema``: the JSON Schema of what a command writes, or of a file that it reads."""

from __future__ import annotations

from functools import partial

import click

from jtai_cli.inputs import options as o
from jtai_cli.inputs.group import Command
from jtai_cli.inputs.wanted import is_typed, output_options, output_wanted
from jtai_cli.outputs.answers import Answer, emit, refuse, warn
from jtai_cli.render.schemas import schema_object, schemas_object, schemas_page, schemas_rows


@click.command("schema", cls=Command)
@click.argument("name", required=False, shell_complete=o.offer("schema"))
@output_options("page", "object", "rows")
@click.pass_context
def schema_command(ctx: click.Context, /, name: str | None, **_options: object) -> None:
    """The JSON Schema (2020-12) of what a command writes with --format json, or of a file it reads.

    \b
    Examples:
      jtai schema
      jtai schema plan
      jtai schema plan -o plan.schema.json
      jtai schema inspection-file -o jtai-inspection.schema.json

    Without NAME: the names, each with the command that writes it. A new key may come without a new
    number in the name of a shape, such as jtai.plan/1; one that goes or changes brings a new one.
    """
    if name is None:
        answer, wanted = Answer(schemas_page, schemas_object, rows=schemas_rows), output_wanted(ctx)
    else:
        if is_typed(ctx, "fmt") and ctx.params["fmt"] != "json":
            refuse("A schema is JSON. Leave out --format.")
        schema = schema_object(name)
        answer, wanted = Answer(lambda: (), partial(dict, schema)), output_wanted(ctx, only="json")
    emit(answer, wanted)
    warn(wanted)
