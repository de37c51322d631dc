"""What the tests plan under, as it was in November 2026, whatever the program's own tables say.

A new framework, or an end to the one in force, changes what the program answers about dates that
the tests use for other things, and so does another year of published bank holidays. So this folder
comes before the program's own ``shipped``: in this process from when conftest.py imports this, and
in others by the code in ``harness.FROZEN``.

``frameworks.py`` is made from the tables here by tools/refresh.py, as the program's own is from its
tables. tests/rules/test_shipped.py sees to it that the two agree on all that is not new.
``bank_holidays.py`` has the program's own days off; only until when they count as published is
frozen.
"""

import datetime as dt
import runpy
import sys
from pathlib import Path
from typing import Any

import jtai_cli.shipped

FOLDER = Path(__file__).parent

for _module in ("frameworks", "bank_holidays"):
    assert f"jtai_cli.shipped.{_module}" not in sys.modules, "too late: the program has its own"
jtai_cli.shipped.__path__.insert(0, str(FOLDER))


def own_frameworks() -> dict[str, Any]:
    """The program's own frameworks by their ids, for the tests that are about those."""
    own = FOLDER.parent.parent / "src/jtai_cli/shipped/frameworks.py"
    found: dict[str, Any] = runpy.run_path(str(own))["FRAMEWORKS"]
    return found


def own_published_until() -> dt.date:
    """The last day of which the program itself says that its bank holidays are published."""
    from tests.frozen import bank_holidays

    until: dt.date = bank_holidays.OWN.PUBLISHED_UNTIL
    return until
