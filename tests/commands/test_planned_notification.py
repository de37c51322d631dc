"""A notification that was planned, and is past: asked about once, and counted as a fact.

Fieldwork from Monday 8 March 2027. Notice of 10 working days would begin on Monday 22 February; the
file has Wednesday 24 February.
"""

import pytest

PLANNED = "fieldwork_start = 2027-03-08\nnotification = 2027-02-24\n"
HAPPENED = "fieldwork_start = 2027-03-08\n[actual]\nnotified = 2027-02-24\n"
AFTER = ("--today", "2027-03-01", "--no-elections")
ASKED = "Did the call come on Wednesday 24 February 2027, as notification says? It is taken so."


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "planned.toml").write_text(PLANNED)
    (tmp_path / "reality.toml").write_text(HAPPENED)


def without_names(text):
    return text.replace("planned.toml", "x.toml").replace("reality.toml", "x.toml")


@pytest.mark.parametrize(
    "words",
    [
        ("status", "FILE"),
        ("status", "FILE", "--format", "json"),
        ("status", "FILE", "--fail-late"),
        ("compare", "FILE", "2027-03-15"),
        ("compare", "FILE", "2027-03-15", "--format", "json"),
        ("compare", "2027-03-15", "FILE"),
    ],
    ids=" ".join,
)
def test_it_is_a_fact_once_it_is_past(jtai, files, words):
    planned, happened = (
        jtai(*[name if word == "FILE" else word for word in words], *AFTER)
        for name in ("planned.toml", "reality.toml")
    )
    assert (planned.code, without_names(planned.out)) == (
        happened.code,
        without_names(happened.out),
    )
    assert planned.err.count(ASKED) == 1
    assert (
        "If it did, write it as notified under [actual]; if not, correct notification."
        in planned.err
    )
    assert ASKED not in happened.err


def test_it_is_asked_once_of_two_files(jtai, files):
    run = jtai("compare", "planned.toml", "planned.toml", *AFTER)
    assert run.err.count(ASKED) == 1
    assert run.out.startswith("Nothing moves.")


def test_a_notification_that_is_past_does_not_move(jtai, files):
    found = jtai("compare", "planned.toml", "2027-03-15", *AFTER, "--format", "json").json()
    assert "notification" not in [each["id"] for each in found["moved"]]
    late = jtai("status", "planned.toml", *AFTER, "--format", "json").json()
    assert late["late"] == []
    assert [each["id"] for each in late["done"]] == ["notification"]


@pytest.mark.parametrize("today", ["2027-02-23", "2027-02-24"])
def test_until_then_it_is_a_plan(jtai, files, today):
    run = jtai("status", "planned.toml", "--today", today, "--format", "json")
    assert ASKED not in run.err
    assert run.json()["done"] == []
    options = ("--today", today, "--no-elections", "--format", "json")
    found = jtai("compare", "planned.toml", "2027-03-15", *options).json()
    assert "notification" in [each["id"] for each in found["moved"]]


def test_a_saved_plan_keeps_the_call_that_it_records(jtai, files):
    assert jtai("plan", "reality.toml", "-o", "saved.json").code == 0
    found = jtai("compare", "saved.json", "2027-03-15", *AFTER, "--format", "json").json()
    assert "notification" not in [each["id"] for each in found["moved"]]


def test_a_check_does_not_call_it_late(jtai, files):
    found = jtai("check", "planned.toml", "--format", "json").json()
    assert "notified-late" not in [each["code"] for each in found["findings"]]
