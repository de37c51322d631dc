"""Why this method: the table of the reference page, and what is said of it, made by running it."""

import math

import pytest

from tests.harness import ROOT
from tests.oracle.methods import (
    ASKED,
    LETTERS,
    METHODS,
    latest,
    mixture,
    stopped_clock,
    stopped_clock_of_20,
)

PAGE = (ROOT / "docs/reference/evidence.md").read_text(encoding="utf-8")
SECTION = PAGE.partition("### Why this method")[2].partition("\n## ")[0]
TEXT = " ".join(SECTION.split())
SAID = {
    method: [
        method(asked, [each for each in LETTERS if each.published < asked.start]) for asked in ASKED
    ]
    for method in METHODS
}


def right(came, said):
    return 0 <= came.late <= said


def score(came, said):
    """The width of what was said and ten times the miss: less is better."""
    return said + 10 * max(0, -came.late, came.late - said)


def mean(numbers):
    return sum(numbers) / len(numbers)


def trials(method):
    """Each letter with the latest day that was said of it, where one was."""
    both = zip(LETTERS, SAID[method], strict=True)
    return [(came, said) for came, said in both if said is not None]


def table_row(method):
    tried = trials(method)
    rights = sum(right(*each) for each in tried)
    ordinary = [
        said for came, said in tried if (came.framework, came.name) == ("jtai-2022", "ordinary")
    ]
    cells = (
        METHODS[method],
        f"{len(tried)}",
        f"{rights} ({rights / len(tried) * 100:.0f} in 100)",
        f"{mean([said for _, said in tried]):.1f}",
        f"{ordinary.count(0)} of {len(ordinary)}",
        f"{mean([score(*each) for each in tried]):.1f}",
    )
    return f"| {' | '.join(cells)} |"


def test_the_table_of_the_methods():
    made = [table_row(method) for method in METHODS]
    assert [line for line in SECTION.splitlines() if line.startswith("|")][2:] == made


def test_the_one_shipped_is_the_one_of_the_backtest(jtai):
    """The oracle's own back-test is compared with the program's elsewhere."""
    rows = jtai("evidence", "--backtest", "--format", "csv").out
    assert sum(line.count("inside") + line.count("on-rule") for line in rows.splitlines()) == 42
    assert sum(right(*each) for each in trials(latest)) == 42


def better_by(method):
    """How much lower its score is than the shipped one's, and what chance allows, 95 in 100."""
    less = [
        score(came, ours) - score(came, theirs)
        for came, ours, theirs in zip(LETTERS, SAID[latest], SAID[method], strict=True)
        if ours is not None and theirs is not None
    ]
    spread = math.sqrt(sum((each - mean(less)) ** 2 for each in less) / (len(less) - 1))
    return mean(less), 1.96 * spread / math.sqrt(len(less))


def test_none_is_better_by_more_than_chance_allows():
    better = {method for method in METHODS if better_by(method)[0] > 0}
    assert better == {stopped_clock, stopped_clock_of_20}
    for method in better:
        by, chance = better_by(method)
        assert by < chance
        assert f"{by:.1f} (chance allows {chance:.1f})" in TEXT


@pytest.mark.parametrize("method", [latest, mixture])
def test_the_mixture_reaches_every_bar_as_the_shipped_method_does(method):
    on_the_day = [
        said
        for came, said in trials(method)
        if (came.framework, came.name, came.late) == ("jtai-2022", "ordinary", 0)
    ]
    assert len(trials(method)) >= 55
    assert mean([said for _, said in trials(method)]) <= 8.5
    assert on_the_day == [0] * 14


def chosen(methods):
    """Of each inspection the method of the best score until then, and whether it was right."""
    for place, (asked, came) in enumerate(zip(ASKED, LETTERS, strict=True)):
        speak = {}
        for method in methods:
            known = [
                score(other, said)
                for other, said in trials(method)
                if other.published < asked.start
            ]
            if SAID[method][place] is not None:
                speak[method] = mean(known) if len(known) >= 3 else math.inf
        if speak:
            best = min(speak, key=speak.get)
            yield best, right(came, SAID[best][place])


def test_where_the_choice_is_made_inside_the_backtest():
    every = list(chosen(METHODS))
    clocks = sum(method in (stopped_clock, stopped_clock_of_20) for method, _ in every)
    others = list(chosen([each for each in METHODS if "clock" not in each.__name__]))
    for words in (
        f"it took a stopped clock {clocks} of {len(every)} times and was right for "
        f"{sum(ok for _, ok in every)}",
        f"without the two it was right for {sum(ok for _, ok in others)}",
    ):
        assert words in TEXT
