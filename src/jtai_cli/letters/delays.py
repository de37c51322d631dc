"""How long the letters of a framework of ours took, without measuring them at every start.

The counts rest on bank holidays, so they hold as long as those that come with the program. Once
the library has others, the letters are measured.
"""

from __future__ import annotations

from functools import lru_cache
from typing import cast

from jtai_cli.days.bank_holidays import shipped_days_hold
from jtai_cli.letters.likely import Class, Wait
from jtai_cli.rules.frameworks import SHIPPED
from jtai_cli.shipped.delays import DELAYS


@lru_cache(maxsize=len(SHIPPED))
def shipped_waits(framework_id: str) -> tuple[Wait, ...]:
    """Those of the table's letters that belong to a framework of ours; none for another's."""
    if shipped_days_hold():
        found = DELAYS.get(framework_id, ())
        return tuple(Wait(cast(Class, kind), *days) for kind, *days in found)
    from jtai_cli.letters.measured import shipped_evidence

    return tuple(each.wait for each in shipped_evidence(framework_id))
