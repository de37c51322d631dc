"""The readers themselves, against a file that was written by hand."""

import pytest

from tests.calendars.readers.reading import Event

# A file by RFC 5545, by hand, that no program wrote: the folds stand inside a word, before a space
# and between the halves of an escape's text, never inside a character or an escape.
BY_HAND = "\r\n".join(
    (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//nobody//by hand//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        "UID:one@example.org",
        "DTSTAMP:20270101T120000Z",
        "SEQUENCE:2",
        "DTSTART;VALUE=DATE:20270226",
        "DTEND;VALUE=DATE:20270303",
        'SUMMARY:Ynys Môn\\, Blaenau\\; "Gwent" \\\\New\\\\n 🏴 עב',
        " רית \\\\\\, \\\\N\\\\\\\\n\\n: <a",
        "  b>\\\\",
        "DESCRIPTION:One\\nTwo\\NThree",
        "STATUS:CANCELLED",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Soon",
        "TRIGGER:-P1D",
        "END:VALARM",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Sooner",
        "TRIGGER:-PT2H",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    )
).encode()


def test_the_readers_themselves_read_as_rfc_5545_says(read):
    (event,) = read(BY_HAND)

    assert event == Event(
        uid="one@example.org",
        sequence=2,
        summary='Ynys Môn, Blaenau; "Gwent" \\New\\n 🏴 עברית \\, \\N\\\\n\n: <a b>\\',
        description="One\nTwo\nThree",
        start="2027-02-26",
        end="2027-03-03",
        status="CANCELLED",
        alarms=[-24 * 3600, -2 * 3600],
        stamp="20270101T120000Z",
    )


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (b"DTSTART;VALUE=DATE:20270226", b"DTSTART;VALUE=DATE:soon"),
        (b"END:VEVENT\r\nEND:VCALENDAR\r\n", b""),
    ],
    ids=["a-date-that-is-none", "cut-short"],
)
def test_the_readers_tell_a_damaged_file(faulty_read, good, bad):
    """That a reader has no fault to report means something."""
    assert good in BY_HAND
    _, faults = faulty_read(BY_HAND.replace(good, bad))
    assert faults
