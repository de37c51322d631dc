"""What somebody probably meant who typed an option or a command that there is not.

A hint leads to a name that is spelt nearly so, or that means the same: to no other.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping

import click

START = "START, which is typed without a name"
_NEAR = 0.75  # how alike two names have to be, from 0 to 1: "plam" and "plan" are 0.75

# Words that people try, after the name of the same meaning.
_OPTIONS = {
    "--fieldwork-start": "start start-date date from fieldwork-date",
    START: "start start-date date from fieldwork-start fieldwork fieldwork-date file",
    "--fieldwork-end": "end end-date to finish",
    "--notified": "call called call-date notice notify notification-date",
    "--fieldwork-days": "days length duration",
    "--area": "name council authority local-authority la",
    "--reference": "ref id urn number",
    "--region": "country nation division",
    "--terms": "holidays school-holidays term-dates",
    "--bank-holiday": "holiday holidays bank-holidays",
    "--closure": "closed closed-days",
    "--show-working": "explain why show-workings workings",
    "--output": "out output-file file save to-file",
    "--force": "overwrite replace yes",
    "--quiet": "silent no-warnings",
    "--today": "now as-of on",
    "--remind": "alarm reminder reminders",
    "'jtai calendar'": "ics ical calendar export",
}
_COMMANDS = {
    "plan": "timetable schedule start dates show",
    "calendar": "ics ical export cal",
    "status": "today progress now",
    "requests": "request list checklist asked information owed",
    "audits": "audit case cases tracker moderation",
    "record": "done tick mark set write log",
    "fieldwork": "session sessions week visit meetings agenda",
    "check": "validate verify lint test",
    "compare": "diff move",
    "weeks": "find free availability",
    "programme": "batch programmes schedule-all term scheduler",
    "notice": "notify notified notification call",
    "deadlines": "due report statement",
    "evidence": "letters history statistics stats likely",
    "days list": "holidays bank-holidays closures list",
    "days add": "add count",
    "days between": "between",
    "init": "new create template",
    "rules": "framework frameworks theme themes sources",
    "schema": "schemas jsonschema json-schema shape",
    "settings": "config configuration defaults environment variables env preferences options",
    "completion": "complete completions tab autocomplete shell bash zsh fish powershell",
}


def option_hint(ctx: click.Context, typed: str) -> str:
    """A hint towards an option of the running command, or an empty string."""
    word = typed.lstrip("-").lower()
    names: dict[str, str] = {}  # as they may be typed, with the name to say
    formats: tuple[str, ...] = ()
    for param in ctx.command.params:
        if isinstance(param, click.Option):
            older = getattr(param, "older", ())
            names |= dict.fromkeys((*param.opts, *older), param.opts[-1])
        elif param.name == "start":
            names["START"] = START
        if param.name == "fmt" and isinstance(param.type, click.Choice):
            formats = tuple(param.type.choices)
    if word in formats:
        return f"Did you mean --format {word}? "
    for name, words in _OPTIONS.items():
        is_there = name in names.values() or name.startswith("'")
        if is_there and word in words.split():
            return f"Did you mean {name}? "
    return _near(word, {name[2:]: said for name, said in names.items() if name[:2] == "--"})


def command_hint(typed: str, names: list[str]) -> str:
    """A hint towards one of the commands, or an empty string."""
    word = typed.lower()
    if "plan" in names:
        if word[:1].isdigit() or word.endswith((".toml", ".csv")):
            return "Did you mean plan? "
        for name, words in _COMMANDS.items():
            if word in words.split():
                return f"Did you mean {name}? "
    return _near(word, {name: name for name in names})


def _near(word: str, names: Mapping[str, str]) -> str:
    close = difflib.get_close_matches(word, names, n=1, cutoff=_NEAR)
    return f"Did you mean {names[close[0]]}? " if close else ""
