"""A previous file that something has touched."""

import icalendar
import pytest

from tests.calendars.readers.making import (
    MARCH_8,
    MARCH_10,
    PLAN_8,
    PLAN_10,
    SECOND,
    WHOSE,
    by_rfc_5546,
    shown,
    take,
    titled,
)

TOUCHED = {
    "LF": lambda data: data.replace(b"\r\n", b"\n"),
    "CR": lambda data: data.replace(b"\r\n", b"\r"),
    "CR-CR-LF": lambda data: data.replace(b"\r\n", b"\r\r\n"),
    "byte-order-mark": lambda data: b"\xef\xbb\xbf" + data,
    "no-last-line-end": lambda data: data.removesuffix(b"\r\n"),
    "blank-lines-at-the-end": lambda data: data + b"\r\n\r\n",
    "unfolded": lambda data: data.replace(b"\r\n ", b""),
    "folded-with-tabs": lambda data: data.replace(b"\r\n ", b"\r\n\t"),
    "one-LF": lambda data: data.replace(b"\r\n", b"\n", 20).replace(b"\n", b"\r\n", 19),
    "half-of-it": lambda data: data[: len(data) // 2],
    "saved-by-another-program": lambda data: icalendar.Calendar.from_ical(data).to_ical(),
}


@pytest.fixture(params=TOUCHED)
def remake(request, jtai, sent, tmp_path):
    """Remake with the first file as something has left it: the new file, or None if refused."""

    def make(start):
        (tmp_path / "previous.ics").write_bytes(TOUCHED[request.param](sent[0]))
        new = tmp_path / "new.ics"
        run = jtai(
            *("calendar", start, *WHOSE, "--previous", tmp_path / "previous.ics"),
            *("--today", SECOND, "-o", new),
        )
        if run.code == 0:
            return new.read_bytes()
        assert run.code == 2
        assert run.err.startswith("jtai: ")
        assert not new.exists()
        return None

    return make


@pytest.mark.parametrize(("start", "plan"), [(MARCH_8, PLAN_8), (MARCH_10, PLAN_10)])
def test_a_touched_previous_file_is_refused_or_read_right(read, remake, sent, start, plan):
    data = remake(start)
    if data is None:
        return

    events = read(data)
    assert shown(events) == titled("Exampleshire", plan)
    store = take(take({}, read(sent[0]), by_rfc_5546), events, by_rfc_5546)
    assert shown(store.values()) == titled("Exampleshire", plan)
    assert len(store) == len(plan)


@pytest.mark.parametrize("start", [MARCH_8, MARCH_10])
def test_a_touched_previous_file_leaves_no_touch_in_the_new_one(remake, start):
    data = remake(start)
    if data is None:
        return

    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert data.count(b"\r") == data.count(b"\n") == data.count(b"\r\n")
    assert [line for line in data.split(b"\r\n") if len(line) > 75] == []
