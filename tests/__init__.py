"""The tests, in rooms that mirror what they are about; how to run the program is in harness.py."""

import pytest

# What the tests share says as much as they do when it fails.
ROOMS = ("calendars", "checks", "harness", "letters", "oracle", "plan", "program")
pytest.register_assert_rewrite(*(f"tests.{room}" for room in ROOMS))
