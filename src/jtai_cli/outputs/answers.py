"""Where answers go: stdout or a whole file. Owns the Rich console and what goes to stderr."""

from __future__ import annotations

import os
import sys
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

import click

from jtai_cli.outputs.streams import NOTES, tell, to_stdout, writing_stderr, writing_stdout
from jtai_cli.plan.caveats import Caveat
from jtai_cli.render.document import Page
from jtai_cli.wording import listed

if TYPE_CHECKING:
    from pathlib import Path

Renderer = Callable[[], str | bytes]

ENDINGS = {
    "": "table",
    ".txt": "table",
    ".json": "json",
    ".jsonl": "jsonl",
    ".csv": "csv",
    ".md": "markdown",
    ".svg": "svg",
    ".xml": "junit",
}


def emit(page: Callable[[], Page], formats: Mapping[str, Renderer]) -> None:
    """Write the answer of the running command as its options say.

    ``page`` makes what people read (tables and Markdown); ``formats`` holds the other renderers
    by the name of their format, and may hold one of its own for "table" where that is not a
    terminal's.
    """
    ctx = click.get_current_context()
    path, name = output_file(ctx), chosen_format(ctx)
    if name == "csv" and ctx.params.get("show_working"):
        raise click.UsageError("CSV has no place for --show-working. Choose another --format.", ctx)
    if name == "table" and path is None and _for_a_terminal(ctx):
        _print(page())
        return
    text = _text(name, page, formats)
    if path is None:
        to_stdout(_bytes(text) if name in ("json", "jsonl") else text)
        return
    from jtai_cli.outputs.files import write_whole

    mark = BOM_UTF8 if name == "csv" else b""  # by which Excel knows UTF-8
    write_whole(path, mark + _bytes(text), force=ctx.params["force"])
    if not ctx.params["quiet"]:
        tell(f"Written to {path}")


def chosen_format(ctx: click.Context) -> str:
    """The format that was asked for, else that of the file's ending, else a table."""
    name: str | None = ctx.params["fmt"]
    path = output_file(ctx)
    name = name or (_by_ending(ctx, path) if path else "table")
    return "table" if name == "text" else name  # what people read, where it is no table


def goes_to_people_alone() -> bool:
    """Whether the page travels without stderr, so that warnings belong on it: a file, Markdown."""
    ctx = click.get_current_context()
    return output_file(ctx) is not None or ctx.params["fmt"] == "markdown"


def warn(warnings: Iterable[Caveat] = (), notes: Iterable[str] = ()) -> None:
    """Say on stderr, last, the warnings, these notes and those made while reading."""
    ctx = click.get_current_context()
    if ctx.params.get("quiet"):
        return
    said = [(warning.message, warning.code) for warning in warnings]
    said += [(note, "") for note in (*notes, *ctx.meta.get(NOTES, []))]
    if not said:
        return
    if _is_terminal(sys.stdout) and _is_terminal(sys.stderr) and not ctx.params.get("plain"):
        from jtai_cli.render.to_terminal import warning

        console = _console(stderr=True)
        with writing_stderr():
            console.print()
            for message, code in said:
                console.print(warning(message, code))
        return
    tell(
        *(f"warning: {message} [{code}]" if code else f"note: {message}" for message, code in said)
    )


def on_screen() -> bool:
    """Whether what goes to stdout is seen by somebody."""
    return _is_terminal(sys.stdout)


def say(page: Page) -> None:
    """Print a page on stderr, unless -q asks for silence."""
    if click.get_current_context().params.get("quiet"):
        return
    if _is_terminal(sys.stderr) and os.environ.get("TERM") != "dumb":
        from jtai_cli.render.to_terminal import terminal

        console = _console(stderr=True)
        with writing_stderr():
            console.print(terminal(page, console.width))
            console.print()
        return
    from jtai_cli.render.to_plain import plain

    with writing_stderr():
        click.echo(plain(page), err=True)


def output_file(ctx: click.Context) -> Path | None:
    """The file to write, or None for stdout, which "-" means too."""
    path: Path | None = ctx.params["output"]
    return None if path is None or str(path) == "-" else path


def _by_ending(ctx: click.Context, path: Path) -> str:
    option = next(param for param in ctx.command.params if param.name == "fmt")
    choices = getattr(option.type, "choices", ())
    choices = ["table" if name == "text" else name for name in choices]
    endings = {end: name for end, name in ENDINGS.items() if name in choices}
    if (ending := path.suffix.lower()) not in endings:
        raise click.UsageError(
            f"{str(path)!r} ends in {ending}, which tells no format. "
            f"End it in {listed([end for end in endings if end], 'or')}, or say --format.",
            ctx,
        )
    return endings[ending]


def _text(name: str, page: Callable[[], Page], formats: Mapping[str, Renderer]) -> str | bytes:
    if name in formats:
        return formats[name]()
    if name == "table":
        from jtai_cli.render.to_plain import plain

        return plain(page())
    from jtai_cli.render.to_markdown import markdown

    return markdown(page())


def _bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


def _for_a_terminal(ctx: click.Context) -> bool:
    if ctx.params["plain"] or os.environ.get("TERM") == "dumb":
        return False
    return _is_terminal(sys.stdout) or bool(os.environ.get("FORCE_COLOR"))


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


def _print(page: Page) -> None:
    from jtai_cli.render.to_terminal import terminal

    console = _console()
    with writing_stdout():
        console.print(terminal(page, console.width))


def _console(*, stderr: bool = False) -> Any:
    from rich.console import Console

    console = Console(stderr=stderr, highlight=False, markup=False, emoji=False)
    console.on_broken_pipe = _reader_is_gone  # type: ignore[method-assign]
    return console


def _reader_is_gone() -> NoReturn:
    """What Rich does about it, for it would leave with 1: streams.py knows better."""
    raise BrokenPipeError
