"""The shipped tables, and what is refused in a framework of one's own."""

import re
import tomllib
from importlib.resources import files

import pytest

from jtai_cli.errors import BadValue, JtaiError, UnknownName
from jtai_cli.rules import frameworks
from jtai_cli.rules.frameworks import SHIPPED, framework_for, shipped_framework
from jtai_cli.rules.model import Since
from jtai_cli.rules.reading import read_framework
from jtai_cli.tables import shown_value
from tests.conftest import day
from tests.frozen import own_frameworks
from tests.harness import ROOT

TABLES = own_frameworks()  # not the frozen ones, which the other tests plan under
OWN = (ROOT / "examples/frameworks/peer-challenge.toml").read_text(encoding="utf-8")

# Transcribed from the table of the guidance as CYP Now of 27 April 2022 gives it, with the days
# suggested inside each week: (id, week, days of that week, who, timing).
STEPS_2022 = [
    ("notification", 1, (1, 1), "i", "required"),
    ("information-request", 1, (1, 1), "ip", "suggested"),
    ("set-up", 1, (1, 2), "ip", "suggested"),
    ("case-selection", 1, (2, 5), "i", "suggested"),
    ("planning", 1, (2, 5), "i", "suggested"),
    ("case-audits", 2, (1, 3), "p", "suggested"),
    ("further-analysis", 2, (1, 5), "i", "suggested"),
    ("fieldwork-timetable", 2, (1, 5), "ip", "suggested"),
    ("virtual-meetings", 2, (1, 5), "ip", "suggested"),
    ("initial-meeting", 3, (1, 1), "ip", "suggested"),
    ("fieldwork", 3, (1, 5), "i", "required"),
    ("keep-in-touch", 3, (1, 5), "ip", "suggested"),
    ("final-meeting", 3, (5, 5), "ip", "suggested"),
]

THREE = ["Ofsted", "CQC", "HMICFRS"]
FOUR = [*THREE, "HMI Probation"]
THEMES = {
    "jtai-2022": [
        ("front-door", "2022-04", THREE),
        ("criminal-exploitation", "2022-03-28", THREE),
        ("early-help", "2022-10-07", THREE),
        ("serious-youth-violence", "2023-09", FOUR),
        ("domestic-abuse", "2024-09-12", FOUR),
        ("sexual-abuse-family", "2025-09-10", FOUR),
    ],
    "jtai-2016": [
        ("exploitation-missing", "2016-02", ["Ofsted", "CQC", "HMIC", "HMI Probation"]),
        ("domestic-abuse", "2016-09", FOUR),
        ("neglect", "2017-05", FOUR),
        ("exploitation-gangs-missing", "2018-02", FOUR),
        ("sexual-abuse-family", "2018-09", FOUR),
        ("exploitation-sexual-criminal", "2019-06", FOUR),
        ("mental-health", "2019-09", FOUR),
    ],
}


def test_the_steps_of_2022():
    initials = {"inspectors": "i", "partners": "p"}
    found = [
        (s.id, s.week, s.days, "".join(initials[w] for w in s.who), s.timing)
        for s in TABLES["jtai-2022"].steps
    ]
    assert found == STEPS_2022


@pytest.mark.parametrize("framework", THEMES)
def test_the_themes_and_who_takes_part(framework):
    themes = TABLES[framework].themes
    assert [(t.id, t.since.text, list(t.inspectorates)) for t in themes] == THEMES[framework]


@pytest.mark.parametrize(
    ("framework", "on", "notice", "report", "statement"),
    [
        ("jtai-2022", "2027-03-08", 10, 34, 70),
        ("jtai-2016", "2017-12-04", 9, 30, 70),
        ("jtai-2016", "2016-01-04", 9, 30, 70),
        ("jtai-2016", "2020-01-31", 9, 30, 70),
        ("jtai-2016", "2020-02-24", 10, 30, 70),
    ],
)
def test_the_periods(framework, on, notice, report, statement):
    rules = TABLES[framework]
    assert rules.notice_on(day(on)).working_days == notice
    assert (rules.report.days, rules.report.basis) == (report, "working")
    assert (rules.statement.days, rules.statement.basis) == (statement, "working")
    assert rules.fieldwork_days == 5
    assert (rules.notice_weeks, rules.fieldwork_week) == (2, 3)


def test_the_weeks_are_those_of_the_longest_notice():
    longer = '[[notice]]\nfrom = "2027-01"\nworking_days = 11\nsource = "protocol"\n\n[report]'
    assert read_framework(OWN.replace("[report]", longer, 1), "own.toml").notice_weeks == 3


def test_until_is_not_before_from():
    with pytest.raises(BadValue, match="until: must not be before from"):
        read_framework(OWN.replace('note = "In', 'until = "2026-08"\nnote = "In', 1), "own.toml")


def test_in_force():
    old, new = TABLES["jtai-2016"], TABLES["jtai-2022"]
    assert [old.in_force_on(day(d)) for d in ("2016-01-31", "2016-02-01", "2020-03-31")] == [
        False,
        True,
        True,
    ]
    assert not old.in_force_on(day("2020-04-01"))
    assert [new.in_force_on(day(d)) for d in ("2022-03-27", "2022-03-28", "2025-01-01")] == [
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2015-06-01", "jtai-2016"),  # before the first: the first
        ("2020-04-01", "jtai-2022"),  # where none is in force: the next
        ("2026-12-31", "jtai-2022"),
        ("2027-01-01", "jtai-2027"),
        ("2099-01-01", "jtai-2027"),  # after the last: the last
    ],
)
def test_a_start_has_one_framework_in_force(start, expected, monkeypatch):
    old, ended = shipped_framework("jtai-2016"), shipped_framework("jtai-2022")
    new = ended._replace(id="jtai-2027", since=Since("2027-01-01"), until=Since("2030-12-31"))
    ended = ended._replace(until=Since("2026-12-31"))
    tables = {each.id: each for each in (new, ended, old)}
    monkeypatch.setattr(frameworks, "FRAMEWORKS", tables)
    monkeypatch.setattr(frameworks, "SHIPPED", tuple(tables))
    assert framework_for(day(start)).id == expected


@pytest.mark.parametrize("framework", TABLES)
def test_every_rule_is_cited(framework):
    rules = TABLES[framework]
    cited = [rules, *rules.notices, rules.report, rules.statement]
    cited += [*rules.steps, *rules.observed, *rules.themes]
    assert all(rule.source in rules.sources for rule in cited)
    assert {rule.source for rule in cited} == set(rules.sources)  # none that nothing rests on


def test_every_table_is_shipped_and_named_by_its_id():
    tables = {
        table.name for table in (files("jtai_cli.rules") / "tables").iterdir() if "." in table.name
    }
    assert tables == {"elections.toml", *(f"{framework}.toml" for framework in TABLES)}
    assert all(framework.id == name for name, framework in TABLES.items())


def test_another_name_is_refused_with_those_that_there_are():
    names = ", ".join(SHIPPED)
    assert names.endswith("jtai-2022, jtai-2016")  # the newest first
    with pytest.raises(UnknownName, match=rf"Did you mean jtai-2022\? Type {names} or a file"):
        shipped_framework("jtai-2202")


def test_the_example_of_ones_own_is_sound():
    rules = read_framework(OWN, "own.toml")
    assert (rules.id, rules.fieldwork_days, rules.notice_weeks) == ("peer-challenge", 3, 1)


def keys(text):
    """Every key of the example with the line that it stands on, as (table, key, line)."""
    table, found = "", []
    for line in text.splitlines():
        if header := re.fullmatch(r"\[+(\w+)\]+", line):
            table = header[1]
        elif match := re.match(r"(\w+) = ", line):
            found.append((table, match[1], line))
    return found


OPTIONAL = {"note", "why", "detail", "url", "until", "condition", "actual", "short"}


@pytest.mark.parametrize(("table", "key", "line"), keys(OWN), ids=lambda value: str(value)[:20])
def test_each_required_key_is_missed_by_name(table, key, line):
    first = f"{line}\n"
    text = OWN.replace(first, "", 1)
    if key in OPTIONAL:
        read_framework(text, "own.toml")
        return
    with pytest.raises(BadValue) as caught:
        read_framework(text, "own.toml")
    assert str(caught.value).startswith("own.toml, line ")
    assert key in str(caught.value)


@pytest.mark.parametrize(
    ("before", "after", "telling"),
    [
        ("working_days = 5", "working_days = -5", "must be from 1 to 60, and is -5"),
        ("working_days = 5", "working_days = 0", "must be from 1 to 60"),
        ("working_days = 5", "working_days = '5'", "a whole number"),
        ("days = 20", "days = 100000", "from 1 to 500"),
        ("days = 20", "days = -20", "from 1 to 500"),
        ("fieldwork_days = 3", "fieldwork_days = 31", "from 1 to 30"),
        ('basis = "working"', 'basis = "lunar"', "working or calendar"),
        ('id = "on-site"', 'id = "notification"', "stands twice"),
        ('id = "protocol"', 'id = "Proto col"', "lower-case"),
        ('source = "protocol"', 'source = "protocl"', "must be the id of a [[sources]]"),
        ("days = [2, 5]", "days = [5, 2]", "first and last day"),
        ("days = [2, 5]", "days = [2, 6]", "first and last day"),
        ("days = [2, 5]", "days = [2]", "first and last day"),
        ("days = [2, 5]", "days = [true, 5]", "first and last day"),
        ("week = 2", "week = 3", "from 1 to 2"),
        ('who = ["partners"]', 'who = ["everyone"]', "inspectors or partners"),
        ('who = ["partners"]', "who = []", "a list of texts"),
        ('who = ["partners"]', 'who = ["partners", "partners"]', "inspectors or partners"),
        ('timing = "suggested"', 'timing = "maybe"', "required or suggested"),
        ('timing = "suggested"', 'timing = "observed"', "required or suggested"),
        ('from = "2026-09"', 'from = "2026-13"', "a date such as"),
        ('from = "2026-09"', 'from = "2026-02-30"', "a date such as"),
        ('from = "2026-09"', "from = 9", "a text in quotes"),
        ('title = "Notification"', 'titel = "Notification"', "Did you mean title?"),
        ("[[step]]", "[step]", "twice|overwrite|Cannot"),
        ("[report]", "[reports]", "no key 'reports'"),
    ],
)
def test_a_bad_value_is_named_with_its_place(before, after, telling):
    assert before in OWN
    with pytest.raises(BadValue) as caught:
        read_framework(OWN.replace(before, after, 1), "own.toml")
    message = str(caught.value)
    assert message.startswith("own.toml")
    assert re.search(telling if "|" in telling else re.escape(telling), message), message


# Whole sentences, with the line of the example on which the fault stands.
WHOLE = [
    (
        'source = "protocol"',
        'source = "protocl"',
        "own.toml, line 11: source: must be the id of a [[sources]] (protocol), and is 'protocl'.",
    ),
    (
        'who = ["partners"]',
        'who = ["everyone", "else"]',
        "who: must hold inspectors or partners or both, and is everyone and else.",
    ),
    (
        'who = ["partners"]',
        "who = []",
        'who: must be a list of texts, such as ["Ofsted"], and is []',
    ),
    (
        "days = [2, 5]",
        "days = [5, 2]",
        "days: must be the first and last day in the week, from 1 to 5, as in [2, 5], "
        "and is [5, 2].",
    ),
    (
        'from = "2026-09"',
        'from = "2026-13"',
        "from: must be a date such as 2022-03-28 or a month such as 2022-03, and is '2026-13'.",
    ),
]


@pytest.mark.parametrize(("before", "after", "sentence"), WHOLE)
def test_a_bad_value_is_told_in_a_whole_sentence(before, after, sentence):
    with pytest.raises(BadValue) as caught:
        read_framework(OWN.replace(before, after, 1), "own.toml")
    line = OWN[: OWN.index(before)].count("\n") + 1
    assert str(caught.value).startswith(f"own.toml, line {line}: ")
    assert str(caught.value).rstrip(".").endswith(sentence.rstrip("."))


def test_a_framework_without_a_notice_or_a_source_is_none():
    notice = OWN[OWN.index("[[notice]]") : OWN.index("[report]")]
    with pytest.raises(BadValue, match=r"there must be at least one \[\[notice\]\]"):
        read_framework(OWN.replace(notice, "", 1), "own.toml")
    with pytest.raises(BadValue, match=r"at least one \[\[sources\]\]: every rule is cited"):
        read_framework(OWN.replace("[[sources]]", "[[other]]").replace("other", "step"), "own.toml")


def test_the_second_notice_is_the_one_in_force_from_its_day_on():
    again = '[[notice]]\nfrom = "2027-01"\nworking_days = 6\nsource = "protocol"\n\n[report]'
    rules = read_framework(OWN.replace("[report]", again, 1), "own.toml")
    days = ("2026-12-31", "2027-01-01")
    assert [rules.notice_on(day(each)).working_days for each in days] == [5, 6]
    same = again.replace("2027-01", "2026-09")
    with pytest.raises(BadValue, match=r"from: must be later than in the \[\[notice\]\] before it"):
        read_framework(OWN.replace("[report]", same, 1), "own.toml")


def test_marks_go_on_after_z():
    one = '[[sources]]\nid = "s-{}"\ntitle = "One more"\n'
    more = "".join(one.format(number) for number in range(60))
    marks = [source.key for source in read_framework(OWN + "\n" + more, "own.toml").sources]
    assert marks[:2] == ["A", "B"]
    assert marks[25:28] == ["Z", "AA", "AB"]
    assert marks[51:54] == ["AZ", "BA", "BB"]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (False, "false"),
        (list(range(12)), "[0, 1, 2, 3, 4, 5, 6, 7, 8]"),
        ({f"k{n}": n for n in range(12)}, "{ ... }"),
        ("x" * 60, repr("x" * 60)),
        (["x" * 66], f"['{'x' * 57}...']"),
        ([1] * 5 + ["y" * 52], f"[1, 1, 1, 1, 1, '{'y' * 52}']"[:67] + "..."),
    ],
)
def test_a_value_is_shown_short(value, shown):
    text = shown_value(value)
    assert text == shown
    assert len(text) <= 70


def test_a_later_notice_comes_after_an_earlier():
    again = '[[notice]]\nfrom = "2026-09"\nworking_days = 6\nsource = "protocol"\n\n[report]'
    with pytest.raises(BadValue, match="must be later"):
        read_framework(OWN.replace("[report]", again, 1), "own.toml")


def test_a_date_may_be_written_as_a_date():
    rules = read_framework(OWN.replace('from = "2026-09"', "from = 2026-09-01", 1), "own.toml")
    assert rules.since.text == "2026-09-01"


@pytest.mark.parametrize("text", ["", "x", "[" * 5000, "id = 1", '"' * 100])
def test_what_is_no_framework_is_a_sentence(text):
    with pytest.raises(JtaiError):
        read_framework(text, "own.toml")


def test_the_tables_are_toml_that_others_can_read():
    for framework in TABLES:
        text = (files("jtai_cli.rules") / "tables" / f"{framework}.toml").read_text("utf-8")
        assert tomllib.loads(text)["id"] == framework
