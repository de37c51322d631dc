"""Whatever is sent and whatever is missed, a reader ends with the new plan."""

import datetime as dt
import itertools
from typing import NamedTuple

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.calendars.bytes.making import (
    LATER,
    MUCH_LATER,
    NAMED,
    TODAY,
    dates_of,
    few,
    shown,
    steps_of,
)
from tests.oracle.ics import minutes
from tests.oracle.timetable import BY_HAND, MONDAY, TITLES, WEDNESDAY


class Store:
    """What a reader keeps: RFC 5546 by SEQUENCE then DTSTAMP, or KDE's, by SEQUENCE alone."""

    def __init__(self, by_stamp):
        self.by_stamp = by_stamp
        self.kept = {}

    def rank(self, event):
        return (event.sequence, event.stamp) if self.by_stamp else (event.sequence,)

    def take(self, sent):
        for event in sent.events:
            held = self.kept.get(event.uid)
            if held is None or self.rank(event) > self.rank(held):
                self.kept[event.uid] = event

    def shown(self):
        return sorted(event.shown for event in self.kept.values() if not event.cancelled)


def test_the_update_of_the_request_reaches_every_reader(write):
    first = write(MONDAY, *NAMED)
    second = write(WEDNESDAY, *NAMED, previous=first.raw, today=LATER)
    third = write(WEDNESDAY, *NAMED, previous=second.raw, today=MUCH_LATER)
    assert third.raw == second.raw
    for by_stamp in (True, False):
        store = Store(by_stamp)
        for sent in (first, second, third):
            store.take(sent)
        assert {title: dates for title, *dates in store.shown()} == {
            title: [*dates] for title, dates in BY_HAND[WEDNESDAY].items()
        }


class State(NamedTuple):
    start: dt.date
    weeks: bool
    observed: bool
    audience: str
    required: bool
    steps: tuple

    def options(self):
        return [
            *(["--weeks"] if self.weeks else []),
            *(["--observed"] if self.observed else []),
            *(["--for", self.audience] if self.audience else []),
            *(["--only", "required"] if self.required else []),
            *itertools.chain.from_iterable(("--step", step) for step in self.steps),
        ]

    def expected(self, plan):
        """The steps of the plan that these options leave; None where there is no such plan."""
        planned = plan(self.start, *(["--observed"] if self.observed else []))
        assume(planned)
        return planned, [
            step
            for step in steps_of(planned)
            if (not self.steps or step["id"] in self.steps)
            and (not self.required or step["timing"] == "required")
            and (
                self.audience not in ("partners", "inspectors")
                or self.audience in step["who"]
                or step["timing"] == "required"
            )
        ]


STARTS = st.one_of(
    st.sampled_from([dt.date(2027, 3, 8), dt.date(2027, 3, 10)]),
    st.dates(dt.date(2027, 2, 15), dt.date(2027, 5, 15)),
    st.dates(dt.date(2026, 9, 1), dt.date(2028, 6, 30)),
).filter(lambda date: date.weekday() < 5)
STATES = st.builds(
    State,
    start=STARTS,
    weeks=st.booleans(),
    observed=st.booleans(),
    audience=st.sampled_from(["", "partners", "inspectors", "everyone"]),
    required=st.booleans(),
    steps=st.one_of(
        st.just(()), st.sets(st.sampled_from([*TITLES]), min_size=1, max_size=4).map(tuple)
    ),
)


def assert_changes_are_told_and_nothing_else(old, new):
    for uid, was in old.by_uid.items():
        now = new.by_uid[uid]  # kept, changed or cancelled, but never forgotten
        if now.said == was.said:
            assert now.raw == was.raw
        else:
            # All that follow the first are of one day.
            assert now.sequence == max(minutes(LATER), was.sequence + 1)
            assert (now.stamp, now.changed) == ("20270118T000000Z",) * 2
    above = 1 + max(event.sequence for event in old.events)
    for uid in new.uids - old.uids:  # which a file before the old one may have had
        assert new.by_uid[uid].sequence == max(minutes(LATER), above)
        assert not new.by_uid[uid].cancelled


@few(max_examples=45)
@given(states=st.lists(STATES, min_size=2, max_size=3), missed=st.booleans())
def test_after_any_update_a_reader_holds_exactly_the_new_plan(write, plan, states, missed):
    wanted = [state.expected(plan) for state in states]
    assume(all(steps for _, steps in wanted))
    files = []
    for state in states:
        old = files[-1] if files else None
        files.append(
            write(
                *(state.start, *NAMED, *state.options()),
                previous=old and old.raw,
                today=LATER if old else TODAY,
            )
        )
        if old:
            assert_changes_are_told_and_nothing_else(old, files[-1])
    planned, steps = wanted[-1]
    titles = {f"{step['title']}, JTAI Exampleshire" for step in steps}
    blocks = [dates_of(week) for week in planned["weeks"]]
    # A reader who missed the file in the middle must be set right by the last one too.
    received = [files[0], files[-1]] if missed else files
    for by_stamp in (True, False):
        store = Store(by_stamp)
        for sent in received:
            store.take(sent)
        held = store.shown()
        assert [each for each in held if each[0] in titles] == shown(steps)
        others = sorted((start, end) for title, start, end in held if title not in titles)
        narrowed = states[-1].steps or states[-1].required
        assert others == blocks if states[-1].weeks and not narrowed else others in ([], blocks)
        assert states[-1].weeks or not others
        assert held == sorted(event.shown for event in files[-1].live)
