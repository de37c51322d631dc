"""The frameworks that come with the program.

They are written in ``tables/*.toml``. Reading and checking those at every start would take longer
than all the rest, so what they say comes in ``shipped``, made by ``tools/refresh.py``.
"""

from __future__ import annotations

import datetime as dt

from jtai_cli.errors import UnknownName
from jtai_cli.rules.model import Framework
from jtai_cli.shipped.frameworks import FRAMEWORKS

SHIPPED = tuple(FRAMEWORKS)


def shipped_framework(framework_id: str, *, or_file: bool = True) -> Framework:
    """A framework that comes with the program. Raises UnknownName for any other id.

    ``or_file`` says that a file would do in its place.
    """
    if framework_id not in FRAMEWORKS:
        names = (*SHIPPED, *(["a file ending in .toml"] if or_file else ()))
        raise UnknownName("framework", framework_id, names, key="framework")
    return FRAMEWORKS[framework_id]


def is_shipped(framework: Framework) -> bool:
    """Whether a framework is one of ours: a file with an id of ours may say something else."""
    return framework.id in SHIPPED and framework == shipped_framework(framework.id)


def framework_for(start: dt.date) -> Framework:
    """The framework in force for fieldwork that starts on a day.

    Where none was, the next to come into force; after the last, that one.
    """
    ours = sorted(map(shipped_framework, SHIPPED), key=lambda each: each.since.first_day)
    in_force = [each for each in ours if each.in_force_on(start)]
    to_come = [each for each in ours if each.since.first_day > start]
    return [*in_force[-1:], *to_come, ours[-1]][0]
