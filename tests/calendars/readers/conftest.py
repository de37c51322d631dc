"""What the tests with readers share: the readers, and calendars for them."""

from collections import Counter

import pytest

from tests.calendars.readers import libical
from tests.calendars.readers.making import (
    FIRST,
    MARCH_8,
    MARCH_10,
    SECOND,
    THIRD,
    WHOSE,
    made_before,
)
from tests.calendars.readers.reading import (
    NO_LIBICAL,
    Node,
    unless,
    with_icalendar,
    with_libical,
    with_vobject,
)


@pytest.fixture(scope="module")
def node():
    process = Node()
    yield process
    process.stop()


@pytest.fixture(params=["icalendar", "vobject", "ical.js", "libical"])
def faulty_read(request):
    """A reader: events and faults."""
    match request.param:
        case "icalendar":
            return with_icalendar
        case "vobject":
            return with_vobject
        case "ical.js":
            node = request.getfixturevalue("node")
            unless(node.missing)
            return node.read
        case "libical":
            unless(None if libical.library() else NO_LIBICAL)
            return with_libical


@pytest.fixture
def read(faulty_read):
    """A reader that finds no fault: bytes to events, none of them there twice."""

    def run(data):
        events, faults = faulty_read(data)
        assert faults == []
        twice = [uid for uid, times in Counter(event.uid for event in events).items() if times > 1]
        assert twice == []
        return events

    return run


@pytest.fixture
def calendar(jtai, tmp_path):
    """Make a calendar: its bytes. The same calendar is made once for all four readers.

    The inspection is Exampleshire's unless whose= says otherwise; toml= is an inspection file's
    text in place of a date, and previous= the bytes of the file sent last time.
    """

    def make(start, *arguments, whose=WHOSE, today="2027-02-01", toml=None, previous=None):
        key = (start, arguments, whose, today, toml, previous)
        if key not in made_before:
            made_before[key] = write(key)
        return made_before[key]

    def write(key):
        start, arguments, whose, today, toml, previous = key
        if toml is not None:
            start = tmp_path / "inspection.toml"
            start.write_text(toml, encoding="utf-8")
        if previous is not None:
            (tmp_path / "previous.ics").write_bytes(previous)
            arguments = (*arguments, "--previous", tmp_path / "previous.ics")
        output = tmp_path / "made.ics"
        output.unlink(missing_ok=True)
        run = jtai("calendar", start, *whose, *arguments, "--today", today, "-o", output)
        assert run.code == 0, run.err
        return output.read_bytes()

    return make


@pytest.fixture
def sent(calendar):
    """Three files: for 8 March, remade for 10 March, and remade a week later without change."""
    first = calendar(MARCH_8, today=FIRST)
    second = calendar(MARCH_10, today=SECOND, previous=first)
    third = calendar(MARCH_10, today=THIRD, previous=second)
    return first, second, third
