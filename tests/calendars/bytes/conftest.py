"""What the tests of a calendar's bytes share: calendars that must or may come out."""

import functools
import itertools
import json

import pytest

from tests.calendars.bytes.making import TODAY
from tests.oracle.ics import sound


@pytest.fixture
def attempt(jtai, tmp_path):
    """Run `jtai calendar` with -o to a new file: the run, and the bytes or None."""
    numbers = itertools.count()

    def run(*arguments, previous=None, today=TODAY):
        old = tmp_path / f"old-{next(numbers)}.ics"
        new = tmp_path / f"new-{next(numbers)}.ics"
        options = ["-o", new]
        if today is not None:
            options += ["--today", today]
        if previous is not None:
            old.write_bytes(previous)
            options += ["--previous", old]
        ran = jtai("calendar", *arguments, *options)
        assert "Traceback" not in ran.err
        raw = new.read_bytes() if new.exists() else None
        for path in (old, new):
            path.unlink(missing_ok=True)
        return ran, raw

    return run


@pytest.fixture
def write(attempt):
    """A calendar that must come out, read strictly."""

    def run(*arguments, **given):
        ran, raw = attempt(*arguments, **given)
        assert ran.code == 0, ran.err
        sent = sound(raw, ran.err)
        for event in sent.events:
            assert event.cancelled == event.summary.startswith("CANCELLED: "), event
        return sent

    return run


@pytest.fixture
def plan(jtai):
    """The plan as JSON, or None where there is none."""

    @functools.cache
    def run(*arguments):
        ran = jtai("plan", *arguments, "--today", TODAY, "--format", "json", "-q")
        return json.loads(ran.out) if ran.code == 0 else None

    return run
