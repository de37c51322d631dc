"""Import this before the program: its tests plan under frameworks of their own."""

import sys

from tests.frozen import frameworks

sys.modules["jtai_cli.shipped.frameworks"] = frameworks
