"""What the letters of the table say of a likely date, without measuring them at every start.

The counts rest on bank holidays, so they hold as long as those that come with the program. Once
the library has others, the letters are measured.
"""

from __future__ import annotations

from functools import lru_cache
from typing import cast

from jtai_cli.days.bank_holidays import shipped_days_hold
from jtai_cli.letters.likely import Class, Evidence, StatementWaits, Tried
from jtai_cli.rules.frameworks import is_shipped
from jtai_cli.rules.model import Framework
from jtai_cli.shipped import delays


@lru_cache(maxsize=1)
def shipped_evidence() -> Evidence:
    """What the letters of the table say."""
    if not shipped_days_hold():
        from jtai_cli.letters.backtest import evidence_of
        from jtai_cli.letters.measured import shipped_measured

        return evidence_of(shipped_measured())
    return Evidence(
        late={cast(Class, kind): days for kind, days in delays.LATE.items()},
        statement=StatementWaits(*delays.STATEMENT),
        tried={cast(Class, kind): Tried(*counts) for kind, counts in delays.TRIED.items()},
        statement_tried=Tried(*delays.STATEMENT_TRIED),
        both_tried=Tried(*delays.BOTH_TRIED),
    )


def evidence_about(framework: Framework) -> Evidence:
    """What the letters of the table say of a framework of ours; nothing of any other."""
    return shipped_evidence() if is_shipped(framework) else Evidence()
