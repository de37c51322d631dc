"""Odd names come back from every reader exactly."""

import pytest

from tests.calendars.readers.making import (
    FIRST,
    MARCH_8,
    MARCH_10,
    PLAN_8,
    PLAN_10,
    SECOND,
    THIRD,
    by_rfc_5546,
    shown,
    take,
    titled,
)

WALES = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"

ODD_AREAS = {
    "of-the-brief": 'Ynys Môn, Blaenau; "Gwent" \\New\\n 🏴 עברית',
    "backslashes": r"a\nb\Nc\,d\;e\\f\\ng\\Nh\\,i\\;j\:k\"l\\\nm\\\\N",
    "ends-with-a-backslash": "Exampleshire\\",
    "nothing-but-backslashes": "\\" * 299,
    "nothing-but-commas": "," * 301,
    "newline-look-alikes": r"\n\N\r\t\x0a\u2028 %0A%0D &#10; ^n^'^^",
    "looks-like-a-property": "X:Y;VALUE=DATE:20270101,END:VEVENT",
    "quotes-and-brackets": "\"a\" 'b' <c> [d] {e} (f) `g` «h» “i”",
    "spaces": "  two  spaces  ",
    "right-to-left": "\u200fעברית\u200e \u061cالعربية\u200f",  # noqa: RUF001
    "a-flag-of-seven": f"Cymru {WALES * 20}",
    "families": "👨‍👩‍👧‍👦" * 30,
    "combining": "e\u0301" * 100 + "é" * 100,
    "no-break-spaces": "a\u00a0b\u202fc\u2060d\ufeffe",
    "spaces-where-a-line-is-folded": " ".join("abcdefgh"[: n % 8 + 1] for n in range(180)),
    "four-octets-each": "𝔸" * 200,  # noqa: RUF001
    "two-octets-each-and-one": "x" + "ô" * 200,
    "private-and-unassigned": "\ue000\U0010fffd\u0378",
    "1000-letters": "x" * 1_000,
    "1000-of-all-kinds": ('Môn, "B"; \\n\\N 🏴 עב — ' * 50)[:1_000],
}
THREE_STEPS = [PLAN_8[0], PLAN_8[10], PLAN_8[14]]


def difference(got, expected):
    """The first, cut short: pytest would take minutes to lay 1,000 letters side by side."""
    if len(got) != len(expected):
        return len(got), len(expected)
    for (title, *days), (right_title, *right_days) in zip(got, expected, strict=True):
        if title != right_title:
            pairs = enumerate(zip(title, right_title, strict=False))
            at = next((n for n, (one, other) in pairs if one != other), 0)
            at = max(0, at - 10)
            return at, title[at : at + 40], right_title[at : at + 40]
        if days != right_days:
            return title[-40:], days, right_days
    return None


@pytest.mark.parametrize("area", ODD_AREAS.values(), ids=ODD_AREAS)
def test_an_odd_area_comes_back_exactly(read, calendar, area):
    steps = ("--step", "notification", "--step", "fieldwork", "--step", "statement")
    whose = ("--area", area, "--reference", "EX-2027-01")
    first = calendar(MARCH_8, *steps, whose=whose, today=FIRST)
    again = calendar(MARCH_8, *steps, whose=whose, today=SECOND, previous=first)

    assert difference(shown(read(first)), titled(area, THREE_STEPS)) is None
    same = again == first
    assert same


@pytest.mark.parametrize("name", ["of-the-brief", "backslashes", "1000-of-all-kinds"])
def test_an_odd_area_is_cancelled_and_moved_like_any_other(read, calendar, name):
    whose = ("--area", ODD_AREAS[name], "--reference", "EX-2027-01")
    first = calendar(MARCH_8, "--weeks", whose=whose, today=FIRST)
    second = calendar(MARCH_10, whose=whose, today=SECOND, previous=first)
    third = calendar(MARCH_10, whose=whose, today=THIRD, previous=second)

    events = read(second)
    gone = [event.summary for event in events if event.status == "CANCELLED"]
    assert difference(shown(events), titled(ODD_AREAS[name], PLAN_10)) is None
    ends = [each.endswith(f", JTAI {ODD_AREAS[name]}".rstrip()) for each in gone]
    assert ends == [True] * 3
    assert all(each.startswith("CANCELLED: Week ") for each in gone)
    same = third == second
    assert same


@pytest.mark.parametrize(
    "reference",
    ['A, B; "C" \\n \\N: 🏴 עברית', "r" * 1_000, "a b/c?d=e&f#g", WALES * 100],
    ids=["punctuation", "long", "like-an-address", "flags"],
)
def test_an_odd_reference_names_the_same_events_each_time(read, calendar, reference):
    whose = ("--area", "Exampleshire", "--reference", reference)
    first = calendar(MARCH_8, whose=whose, today=FIRST)
    second = calendar(MARCH_10, whose=whose, today=SECOND, previous=first)

    store = take(take({}, read(first), by_rfc_5546), read(second), by_rfc_5546)
    assert shown(store.values()) == titled("Exampleshire", PLAN_10)


def test_without_an_area_a_title_has_none(read, calendar):
    events = read(calendar(MARCH_8, whose=("--reference", "EX-2027-01")))

    assert shown(events) == sorted((f"{title}, JTAI", *days) for title, *days in PLAN_8)


def test_an_area_that_is_renamed_keeps_its_events(read, calendar):
    first = calendar(MARCH_8, today=FIRST)
    whose = ("--area", "Samplewick", "--reference", "EX-2027-01")
    second = calendar(MARCH_8, whose=whose, today=SECOND, previous=first)

    store = take(take({}, read(first), by_rfc_5546), read(second), by_rfc_5546)
    assert shown(store.values()) == titled("Samplewick", PLAN_8)


def test_without_a_reference_a_moved_start_keeps_its_events(read, calendar):
    whose = ("--area", "Exampleshire")
    first = calendar(MARCH_8, whose=whose, today=FIRST)
    second = calendar(MARCH_10, whose=whose, today=SECOND, previous=first)

    store = take(take({}, read(first), by_rfc_5546), read(second), by_rfc_5546)
    assert shown(store.values()) == titled("Exampleshire", PLAN_10)


def test_two_inspections_share_no_event(read, calendar):
    uids = [
        {event.uid for event in read(calendar(MARCH_8, whose=whose))}
        for whose in (
            ("--area", "Exampleshire", "--reference", "EX-2027-01"),
            ("--area", "Exampleshire", "--reference", "EX-2027-02"),
            ("--area", "Exampleshire", "--reference", "ex-2027-01"),
            ("--area", "Exampleshire", "--reference", "EX 2027 01"),
            ("--area", "Exampleshire"),
            ("--area", "Samplewick"),
            ("--area", "Exampleshire", "--theme", "front-door"),
        )
    ]

    assert len(set.union(*uids)) == sum(map(len, uids))
