"""Tab completion: the words that are offered, and how each shell asks for them and is answered."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from pkgutil import get_data
from typing import Literal

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
    split_arg_string,
)

from jtai_cli.errors import JtaiError
from jtai_cli.inputs.files import LARGEST_TOML, read_text
from jtai_cli.judge.findings import CHECKS
from jtai_cli.plan.agenda import AUDIENCES
from jtai_cli.plan.fields import ACTUAL
from jtai_cli.plan.inspection import Inspection, safe_step
from jtai_cli.plan.reading import read_inspection
from jtai_cli.plan.recording import START, WORK
from jtai_cli.plan.work import folded
from jtai_cli.privacy import identifies, safe
from jtai_cli.render.brief import READERS
from jtai_cli.render.schemas import WRITTEN_BY
from jtai_cli.rules.frameworks import SHIPPED, shipped_framework
from jtai_cli.rules.voting import voting_areas

SHELLS = ("bash", "zsh", "fish", "powershell")
Offer = Literal[
    "framework", "theme", "step", "event", "area", "code", "agency", "audience", "reader", "schema"
]
Words = Iterable[tuple[str, str]]  # each with what it means, or ""


def offered(kind: Offer, ctx: click.Context, typed: str) -> list[CompletionItem]:
    """The words of a kind that begin with what was typed, each once, whatever its capitals."""
    words: dict[str, str] = {}
    for word, meaning in _WORDS[kind](ctx):
        words.setdefault(word, meaning)
    return [
        CompletionItem(word, help=meaning or None)
        for word, meaning in words.items()
        if word.casefold().startswith(typed.casefold())
    ]


def _frameworks(_ctx: click.Context) -> Words:
    return ((name, shipped_framework(name).title) for name in SHIPPED)


def _themes(_ctx: click.Context) -> Words:
    every = (theme for name in SHIPPED for theme in shipped_framework(name).themes)
    return ((theme.id, theme.title) for theme in every)


def _steps(ctx: click.Context) -> Words:
    """Those of our frameworks, and the local ones of the file that was typed before."""
    ours = ((step.id, step.title) for name in SHIPPED for step in shipped_framework(name).steps)
    local = map(safe_step, _inspection(ctx).settings.steps)
    return (*ours, *((step.id, step.title) for step in local))


def _recorded(ctx: click.Context) -> Words:
    """What can be recorded, or be the next word of it."""
    match [folded(word) for word in ctx.params.get("what") or ()]:
        case []:
            events = (each.replace("_", "-") for each in (START, *ACTUAL))
            return (*_steps(ctx), *_plain(events), *_plain(WORK))
        case [kind] if kind in WORK:
            return ((name, meaning) for name, (meaning, _) in _work(ctx, kind).items())
        case ["request" | "audit" as kind, typed]:
            named = {folded(name): agencies for name, (_, agencies) in _work(ctx, kind).items()}
            return _plain(named.get(typed, ()))
    return ()


def _work(ctx: click.Context, kind: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    """The requests by number, or the audits by case: what each is, and its agencies.

    What may name a child is not shown.
    """
    inspection = _inspection(ctx)
    if kind == "request":
        numbered = enumerate(inspection.work.request, start=1)
        return {str(number): (safe(each.item), each.agencies) for number, each in numbered}
    area = inspection.identity.area
    shown = (each for each in inspection.work.audit if not identifies(each.case, area))
    return {each.case: ("", each.agencies) for each in shown}


def _agencies(ctx: click.Context) -> Words:
    return _plain(_inspection(ctx).identity.agencies)


def _inspection(ctx: click.Context) -> Inspection:
    """What the inspection file that was typed before says; nothing where it cannot be read.

    Click leaves the arguments unread where an option at the end of the line lacks its value.
    """
    read = (*(ctx.params.get("start") or ()), str(ctx.params.get("file") or ""))
    for name in (*ctx.args, *read):
        if name.lower().endswith(".toml"):
            with suppress(JtaiError):
                return read_inspection(read_text(Path(name), most=LARGEST_TOML), name)
    return Inspection()


def _plain(words: Iterable[str]) -> Words:
    return ((word, "") for word in words)


_WORDS: dict[Offer, Callable[[click.Context], Words]] = {
    "framework": _frameworks,
    "theme": _themes,
    "step": _steps,
    "event": _recorded,
    "area": lambda _: _plain(each.area for each in voting_areas()),
    "code": lambda _: ((code, check.meaning) for code, check in CHECKS.items()),
    "agency": _agencies,
    "audience": lambda ctx: (*_plain(AUDIENCES), *_agencies(ctx)),
    "reader": lambda ctx: (*_plain(READERS), *_agencies(ctx)),
    "schema": lambda _: WRITTEN_BY.items(),
}


def script(shell: str) -> str:
    """The lines that a shell reads so that Tab completes, which say where they are to be kept."""
    data = get_data(__name__, f"shells/{shell}")
    assert data is not None, shell
    return data.decode()


class _Ours(ShellComplete):
    """Completion by our own script, in which an offer is a line: its type, value and meaning.

    Click's do not get right what has a blank, a comma or a flag with = in it, and that for bash
    starts another bash.
    """

    def source(self) -> str:
        """The script."""
        return script(self.name)

    def format_completion(self, item: CompletionItem) -> str:
        """The line of an offer."""
        meaning = " ".join((item.help or "").split())
        return f"{item.type},{item.value}" + (f"\t{meaning}" if meaning else "")


@add_completion_class
class Bash(_Ours, BashComplete):
    """Completion for bash, which parts ``--flag=value`` into three words."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """What was typed, without the =."""
        args, incomplete = super().get_completion_args()
        return [each for each in args if each != "="], "" if incomplete == "=" else incomplete


@add_completion_class
class Zsh(_Ours, ZshComplete):
    """Completion for zsh."""


@add_completion_class
class Fish(_Ours, FishComplete):
    """Completion for fish, whose line ends with the word that is typed."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """What was typed, without quotation marks: older clicks leave those of the last word."""
        args = split_arg_string(os.environ["COMP_WORDS"])[1:]
        incomplete = "".join(split_arg_string(os.environ["COMP_CWORD"])[:1])
        return args[:-1] if incomplete and args[-1:] == [incomplete] else args, incomplete


@add_completion_class
class PowerShell(_Ours):
    """Completion for PowerShell, which gives the words before the one that is typed, a line each.

    It offers files by itself.
    """

    name = "powershell"

    def get_completion_args(self) -> tuple[list[str], str]:
        """What was typed, without the quotation mark that begins a word."""
        words = os.environ.get("COMP_WORDS", "").split("\n")
        return words[1:], os.environ.get("COMP_CWORD", "").lstrip("'\"")
