"""The questions of ``jtai init``: what a new inspection file has to say, asked one by one."""

from __future__ import annotations

import datetime as dt
import os
import re
import shlex
from collections.abc import Callable
from functools import partial
from itertools import chain, count
from pathlib import Path
from typing import Any

import click

from jtai_cli.errors import DATE_FORMS, BadValue, FileTrouble
from jtai_cli.inputs.asking import ask, one_line, say
from jtai_cli.inputs.inspections import framework_of, with_options
from jtai_cli.inputs.options import Asked
from jtai_cli.plan.fields import NAMES
from jtai_cli.plan.inspection import Partner, inspection_of
from jtai_cli.plan.model import Plan
from jtai_cli.plan.timetable import plan
from jtai_cli.plan.work import folded
from jtai_cli.privacy import identifies, looks_like_a_date, looks_like_a_name, names_a_person
from jtai_cli.rules.model import Framework
from jtai_cli.wording import long_date

NONE, _NO_MORE, _AGAIN = "none", "no more", "-"  # answers: leave it out, go on, start again
_AGENCIES = "Children's services; Police; Health; Probation; Youth justice; Schools"
_ANSWERED = frozenset((*NAMES, "theme", "fieldwork_start"))


def without_answers(asked: Asked) -> Asked:
    """What was asked for, without what the questions ask: their answers stand in its place."""
    options = {**asked.options, **dict.fromkeys(_ANSWERED)}
    return asked._replace(options=options, typed=asked.typed - _ANSWERED)


def asked_plan(asked: Asked) -> Plan:
    """The plan of the inspection that somebody describes. Raises click's Abort."""
    say("Nine questions; Enter takes what stands in brackets. Nothing is written before the last.")
    today = asked.today()
    made = ask("When did the call come?", str(_last_working_day(asked)), partial(_from_call, asked))
    call = made.notification.date
    known: dict[str, Any] = {"notification" if call > today else "notified": call}
    made = ask(
        f"When does fieldwork start? By {made.framework.id}, {long_date(made.fieldwork.start)} at "
        "the earliest.",
        str(made.fieldwork.start),
        partial(_with_start, asked, known),
    )
    known["fieldwork_start"] = made.fieldwork.start
    known["area"] = ask("Which area?", asked.options["area"] or NONE, _optional(_area))
    known["theme"] = _theme(asked, made)
    known["partners"] = tuple(Partner(name, None) for name in _agencies())
    known["key_contact"] = ask(
        "Who is the key contact? The role, never a name.",
        "Inspection co-ordinator",
        _optional(_role),
    )
    cases = partial(_cases, area=known["area"], framework=made.framework)
    known["cases"] = ask(
        "Which cases so far? References as EX-01; EX-02, never a name or a date.", NONE, cases
    )
    known["reference"] = ask(
        "Your own reference for this inspection? By it calendars know their events.",
        _own_reference(known["area"], f"{call:%Y-%m}"),
        _optional(partial(_reference, area=known["area"])),
    )
    return _planned(asked, **known)


def _own_reference(area: str | None, month: str) -> str:
    """The reference offered, which tells areas apart; no area's name is offered and refused."""
    reference = f"{area or 'JTAI'} {month}"
    return f"JTAI {month}" if identifies(reference, area) else reference


def asked_file(write: Callable[[Path, bool], None]) -> Path:
    """The file that somebody names, after it was written; one that exists, after a yes."""
    there: list[Path] = []  # the one named last, where it exists

    def written(answer: str) -> Path:
        last = there.pop() if there else None
        is_yes = last is not None and answer.lower() in ("yes", "y")
        if last and answer.lower() in ("no", "n"):
            raise BadValue("it stays as it is. Type another name.")
        path = last if last and is_yes else _file_name(one_line(answer))
        if path.is_file() and not is_yes:
            there.append(path)
            raise FileTrouble(path, "exists already", "Type yes to replace it, or another name.")
        write(path, is_yes)
        return path

    numbered = (f"inspection-{number}.toml" for number in count(2))
    free = (each for each in chain(["inspection.toml"], numbered) if not os.path.exists(each))
    return ask("Which file shall it be written to?", next(free), written)


def _file_name(answer: str) -> Path:
    path = Path(os.path.expanduser(answer))
    if answer.startswith("-"):
        raise BadValue("a name that begins with - is read as an option. Type another.")
    if not path.is_dir() and path.suffix.lower() != ".toml":
        path = Path(f"{path}.toml")
    return path


def for_shell(name: str) -> str:
    """A name as a shell takes it: in quotation marks where it holds more than plain characters."""
    if re.fullmatch(r"[\w@%+=:,./\\-]+" if os.name == "nt" else r"[\w@%+=:,./-]+", name):
        return name
    return f'"{name}"' if os.name == "nt" else shlex.quote(name)


def _planned(asked: Asked, **known: Any) -> Plan:
    """The plan of what is known so far, with one's own defaults. Raises JtaiError."""
    stated = inspection_of(**known, stated=frozenset(known))
    inspection = with_options(without_answers(asked), stated)
    return plan(inspection, framework_of(inspection))


def _date(asked: Asked, answer: str) -> dt.date:
    """The date typed. Raises BadValue, without repeating what may be a name."""
    if looks_like_a_name(one_line(answer)):
        raise BadValue(f"that is not a date. Type it as {DATE_FORMS}.")
    try:
        return asked.read_day(answer)
    except click.UsageError as error:
        raise BadValue(str(error)) from None


def _last_working_day(asked: Asked) -> dt.date:
    today, calendar = asked.today(), asked.calendar()
    return today if calendar.is_working(today) else calendar.previous(today)


def _from_call(asked: Asked, answer: str) -> Plan:
    return _planned(asked, notification=_date(asked, answer))


def _with_start(asked: Asked, known: dict[str, Any], answer: str) -> Plan:
    return _planned(asked, **known, fieldwork_start=_date(asked, answer))


def _optional(read: Callable[[str], str]) -> Callable[[str], str | None]:
    return lambda answer: None if answer.lower() == NONE else read(answer)


def _area(answer: str) -> str:
    if looks_like_a_date(one_line(answer)):
        raise BadValue("that holds a date. Type the area's name alone.")
    return answer


def _theme(asked: Asked, made: Plan) -> str | None:
    """The theme chosen by its number or id among those in force when fieldwork starts."""
    start = made.fieldwork.start
    themes = [each for each in made.framework.themes if each.since.first_day <= start]
    ids = [each.id for each in themes]
    if not ids:
        return None
    preferred = asked.settings.theme if asked.settings.theme in ids else "front-door"
    default = preferred if preferred in ids else ids[0]
    lines = (f"  {number}  {each.title}" for number, each in enumerate(themes, start=1))

    def read(answer: str) -> str:
        for number, name in enumerate(ids, start=1):
            if answer.lower().replace(" ", "-") in (str(number), name):
                return name
        raise BadValue(f"that is none of them. Type a number from 1 to {len(ids)}, or {NONE}.")

    say("")
    for line in lines:
        say(line)
    return ask("Which theme?", str(ids.index(default) + 1), _optional(read))


def _agencies() -> tuple[str, ...]:
    """The agencies, each once: one a line, or several with semicolons."""
    found: dict[str, str] = {}
    names = ask(
        "Which agencies take part? One a line, or several with ; between them. A comma is part of "
        "a name.",
        _AGENCIES,
        _agency_names,
    )
    while names:
        if names == [_AGAIN]:
            found, names = {}, []
        for name in names:
            found.setdefault(folded(name), name)
        said = "; ".join(f"({number}) {name}" for number, name in enumerate(found.values(), 1))
        say(f"Understood as {len(found)}: {said or 'none'}", "  ")
        names = ask(f"Another? {_AGAIN} begins the list again.", _NO_MORE, _agency_names)
    return tuple(found.values())


def _agency_names(answer: str) -> list[str]:
    names = [name.strip() for name in one_line(answer).split(";") if name.strip()]
    if any(looks_like_a_date(name) for name in names):
        raise BadValue("that holds a date. Type the names of agencies alone.")
    if answer.lower() in (NONE, _NO_MORE):
        return []
    if not names:
        raise BadValue(f"that names no agency. Type one at least, or {NONE}.")
    return names


def _role(answer: str) -> str:
    if names_a_person(one_line(answer)):
        raise BadValue(
            "that may be a person's name, or holds a date or number. Type the role alone, in small "
            "letters, as in Head of safeguarding."
        )
    return answer


def _cases(answer: str, *, area: str | None, framework: Framework) -> tuple[str, ...]:
    """The references of cases, each once. Raises BadValue, which repeats none of them."""
    if answer.lower() == NONE:
        return ()
    cases = {folded(each): each.strip() for each in re.split("[;,]", answer) if each.strip()}
    for number, case in enumerate(cases.values(), start=1):
        if what := identifies(case, area):
            raise BadValue(
                f"reference {number} looks like {what}. Type references of capitals and figures, "
                "as EX-01; EX-02."
            )
        one_line(case)
    if framework.cases and 0 < len(cases) < framework.cases.least:
        least = framework.cases.least
        more = f"'jtai check' asks for {least} in all, so add the others to the file."
        say(f"Noted as {len(cases)}; {more}", "  ")
    return tuple(cases.values())


def _reference(answer: str, *, area: str | None) -> str:
    if what := identifies(one_line(answer), area):
        raise BadValue(
            f"that looks like {what}. Type a reference of capitals and figures, as in EX-2027-01."
        )
    return answer
