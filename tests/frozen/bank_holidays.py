"""The program's own bank holidays, published to the end of 2028 whatever has been listed since."""

import datetime
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from pathlib import Path

import jtai_cli.shipped

_own = PathFinder.find_spec(
    "jtai_cli.shipped.bank_holidays",
    [path for path in jtai_cli.shipped.__path__ if Path(path) != Path(__file__).parent],
)
OWN = module_from_spec(_own)
_own.loader.exec_module(OWN)

PUBLISHED_UNTIL = datetime.date(2028, 12, 31)
READ = "November 2026"
LIBRARY_FILE = OWN.LIBRARY_FILE
DAYS = OWN.DAYS
