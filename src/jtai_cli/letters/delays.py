"""How long the letters of a framework of ours took, without measuring them at every start.

The counts rest on bank holidays, so they are kept as those are: under the version of the library
that gave them. With any other version the letters are measured.
"""

from __future__ import annotations

from functools import lru_cache
from typing import cast

from jtai_cli.days.bank_holidays import kept_rows
from jtai_cli.letters.likely import Class, Wait
from jtai_cli.rules.frameworks import SHIPPED


@lru_cache(maxsize=len(SHIPPED))
def shipped_waits(framework_id: str) -> tuple[Wait, ...]:
    """Those of the table's letters that belong to a framework of ours; none for another's."""
    kept = kept_waits(framework_id)
    return measured_waits(framework_id) if kept is None else kept


def kept_waits(framework_id: str) -> tuple[Wait, ...] | None:
    """The same from our table, or None where it was made by another version of the library."""
    rows = kept_rows("waits")
    if rows is None:
        return None
    cells = [row.split(",") for row in rows]
    return tuple(
        Wait(cast(Class, kind), int(working_days), int(calendar_days))
        for framework, kind, working_days, calendar_days in cells
        if framework == framework_id
    )


def measured_waits(framework_id: str) -> tuple[Wait, ...]:
    """The same, measured."""
    from jtai_cli.letters.measured import shipped_evidence

    return tuple(each.wait for each in shipped_evidence(framework_id))
