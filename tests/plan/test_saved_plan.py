"""A saved plan is read back as it was written, refused where it is none, and judged by today."""

import json

import pytest

from jtai_cli.days.bank_holidays import calendar_for
from jtai_cli.days.periods import Closure
from jtai_cli.days.working_calendar import NamedDay
from jtai_cli.errors import BadValue
from jtai_cli.judge.findings import OUR_OWN
from jtai_cli.judge.inspection_file import check_inspection
from jtai_cli.judge.saved_plan import check_saved_plan
from jtai_cli.plan.compare import compare, from_plan, from_saved_plan
from jtai_cli.plan.inspection import LocalStep, inspection_of, with_values
from jtai_cli.plan.model import fingerprint
from jtai_cli.plan.reading import read_inspection
from jtai_cli.plan.saved_plan import is_saved_plan, line_in_json, read_saved_plan
from jtai_cli.plan.timetable import plan
from jtai_cli.rules.frameworks import shipped_framework
from tests.conftest import day, plan_json

JTAI_2022 = shipped_framework("jtai-2022")
INSPECTION = inspection_of(
    area="Exampleshire",
    theme="front-door",
    fieldwork_start=day("2027-06-28"),
    closures=(Closure(day("2027-06-16"), day("2027-06-16"), "Training day"),),
    bank_holidays=(NamedDay(day("2027-08-02"), "Extra"),),
    working_days=(day("2027-08-30"),),
    steps=(LocalStep("own", "Our own", None, "notification", -1, "Chair"),),
    no_elections=True,
)
PLAN = plan(INSPECTION, JTAI_2022)
TEXT = plan_json(PLAN)


def changed(**paths):
    """The saved plan as an object, with values put at paths such as report__due."""
    whole = json.loads(TEXT)
    for path, value in paths.items():
        *parents, last = path.split("__")
        place = whole
        for key in parents:
            place = place[key]
        if value is None:
            place.pop(last)
        else:
            place[last] = value
    return json.dumps(whole, indent=2)


def test_it_is_read_back():
    kept = read_saved_plan(TEXT, "k.json")
    assert (kept.area, kept.theme, kept.framework, kept.region) == (
        "Exampleshire",
        "front-door",
        "jtai-2022",
        "ENG",
    )
    assert (kept.notification, kept.notice_days) == (day("2027-06-14"), 10)
    assert (kept.start, kept.end, kept.working_days) == (day("2027-06-28"), day("2027-07-02"), 5)
    assert (kept.report_due, kept.basis, kept.published) == (day("2027-08-20"), "working", None)
    assert kept.statement_due == PLAN.statement.due
    assert kept.closures == INSPECTION.settings.closures
    assert (kept.bank_holidays, kept.working_weekends) == (
        INSPECTION.settings.bank_holidays,
        INSPECTION.settings.working_days,
    )
    assert kept.fingerprint == PLAN.fingerprint
    read = [(step.id, step.title, step.start, step.end, step.timing) for step in kept.steps]
    assert read == [(s.id, s.title, s.start, s.end, s.timing) for s in PLAN.steps]
    assert kept.calendar().days_off == PLAN.calendar.days_off
    assert kept.inspection() == inspection_of(
        area="Exampleshire",
        framework="jtai-2022",
        report_basis="working",
        closures=INSPECTION.settings.closures,
        bank_holidays=INSPECTION.settings.bank_holidays,
        working_days=INSPECTION.settings.working_days,
        no_elections=True,
    )


def test_one_side_of_a_comparison():
    found = compare(
        from_saved_plan(read_saved_plan(TEXT, "k.json"), "k.json"), from_plan(PLAN, "now")
    )
    assert (found.moves, found.added, found.removed, found.newly_on) == ((), (), (), ())
    for side, name in ((found.a, "k.json"), (found.b, "now")):
        assert (side.name, side.area) == (name, "Exampleshire")
        assert (side.start, side.end) == (day("2027-06-28"), day("2027-07-02"))
        assert side.days_off == PLAN.non_working_days
        assert side.calendar.days_off == PLAN.calendar.days_off


def test_an_older_plan_lacks_what_was_added_since():
    text = changed(calendar__extra_bank_holidays=None, calendar__extra_working_days=None)
    kept = read_saved_plan(text, "k.json")
    assert (kept.bank_holidays, kept.working_weekends) == ((), ())
    kept = read_saved_plan(changed(before=None, after=None), "k.json")
    assert kept.steps[0].id == "notification"
    assert kept.steps[-1].id == "final-meeting"
    assert read_saved_plan(changed(new_key=1, inspection__area=None), "k.json").area is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "k.json, line 1: this is not JSON: expecting property name enclosed"),
        ('{\n"schema":\n', "k.json, line 3: this is not JSON: expecting value"),
        (
            "[]",
            "k.json: this is not one plan. Keep each plan in a file of its own, as 'jtai plan "
            "--format json' writes it.",
        ),
        ("1", "k.json: this is not one plan."),
        ('{"schema": "jtai.days/1"}', "k.json: its schema is 'jtai.days/1', and not jtai.plan/1."),
        ("{}", "k.json: its schema is 'None', and not jtai.plan/1. Keep the file as 'jtai plan"),
        ("[" * 100_000, "k.json: this is nested too deeply to be read. Keep the file"),
        (f'{{"a": {"1" * 5000}}}', "k.json: a number is longer than 4,000 digits. Keep the file"),
        (changed(region="FRA"), "k.json: region: must be ENG, WLS, SCT or NIR, and is 'FRA'."),
        (changed(region=None), "k.json: region: is missing. Keep the file as 'jtai plan"),
        (changed(region=1), "k.json: region: must be a text."),
        (changed(inspection__area="a\nb"), "k.json: inspection.area: must be one line of"),
        (changed(report=[]), "k.json: report: must be an object."),
        (changed(weeks={}), "k.json: weeks: must be a list."),
        (changed(weeks=None), "k.json: weeks: is missing."),
        (changed(weeks=[1]), "k.json: weeks: must be a list of objects."),
        (changed(weeks=[{}]), "k.json: weeks[0].steps: is missing."),
        (changed(fieldwork__working_days=True), "fieldwork.working_days: must be a whole number."),
        (changed(fieldwork__working_days=31), "working_days: must be from 1 to 30, and is 31."),
        (changed(fieldwork__working_days=0), "working_days: must be from 1 to 30, and is 0."),
        (changed(notification__working_days_notice=1001), "must be from 1 to 1000, and is 1001."),
        (changed(report__due="4 May"), "report.due: must be a date such as 2027-06-28, and is '4"),
        (changed(report__due="1989-12-31"), "report.due: must be from 1990-01-01 to 2100-12-31"),
        (changed(report__due="2101-01-01"), "report.due: must be from 1990-01-01 to 2100-12-31"),
        (changed(calendar__extra_working_days=[1]), "extra_working_days: must be a date such as"),
        (changed(non_working_days=[{}]), "non_working_days[0].date: is missing."),
        (
            changed(non_working_days=[{"date": "2027-06-16", "name": "x", "kind": "x"}]),
            "non_working_days[0].kind: must be bank-holiday or closure, and is 'x'.",
        ),
    ],
)
def test_what_is_no_saved_plan(text, message):
    with pytest.raises(BadValue) as caught:
        read_saved_plan(text, "k.json")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"end": "2027-06-13"}, "weeks[0].steps[0].end: is before its start."),
        ({"timing": "often"}, "weeks[0].steps[0].timing: must be required, suggested or observed"),
        ({"id": "fieldwork"}, "k.json: the step 'fieldwork' stands twice."),
    ],
)
def test_a_step_that_cannot_be(change, message):
    whole = json.loads(TEXT)
    whole["weeks"][0]["steps"][0] |= change
    with pytest.raises(BadValue) as caught:
        read_saved_plan(json.dumps(whole), "k.json")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        (TEXT, True),
        ('{"schema" : "jtai.plan/1", broken', True),
        ('{"schema": "jtai.check/1", "x": "jtai.plan/1"}', False),
        ("{}", False),
    ],
)
def test_which_json_is_meant_for_a_check(text, is_one):
    assert is_saved_plan(text) is is_one


def test_a_line_is_found_through_what_stands_before_it():
    text = '\n{"a": {\n"due": 1},\n"b": {\n"due": 2}}'
    assert [line_in_json(text, *path) for path in ((), ("b",), ("b", "due"), ("b", "x"))] == [
        1,
        4,
        5,
        4,
    ]


# ------------------------------------------------------------------------------ judged by today


def kept_from(inspection, **changes):
    """A plan as it was kept, with other values, and its findings by code and line."""
    kept = read_saved_plan(plan_json(plan(inspection, JTAI_2022)), "k.json")._replace(**changes)
    return [finding.code for finding in check_saved_plan(kept, JTAI_2022, TEXT, "k.json")]


SOUND = with_values(INSPECTION, closures=())


def before_a_proclamation(inspection):
    """A plan that was saved before the bank holidays of its inspection were known."""
    made = plan(with_values(inspection, bank_holidays=()), JTAI_2022)
    kept = read_saved_plan(plan_json(made), "k.json")
    calendar = calendar_for(
        "ENG",
        extra_bank_holidays=inspection.settings.bank_holidays,
        extra_working_days=inspection.settings.working_days,
    )
    assert kept.fingerprint != fingerprint(calendar, kept.notification, kept.statement_due)
    kept = kept._replace(bank_holidays=inspection.settings.bank_holidays)
    return [(each.code, each.message) for each in check_saved_plan(kept, JTAI_2022, TEXT, "k.json")]


def test_a_sound_plan_is_silent():
    assert kept_from(SOUND) == []
    assert kept_from(with_values(SOUND, report_basis="calendar")) == []
    assert (
        kept_from(
            with_values(
                SOUND,
                fieldwork_start=day("2025-09-10"),
                theme="sexual-abuse-family",
                bank_holidays=(),
                working_days=(),
            )
        )
        == []
    )  # the theme's first day


def test_a_bank_holiday_proclaimed_since_makes_it_stale():
    ((code, message),) = before_a_proclamation(SOUND)
    assert code == "plan-stale"
    assert "the report Friday 20 August 2027, not Thursday 19 August 2027" in message
    assert "the statement Friday 26 November 2027, not Thursday 25 November 2027" in message
    assert message.endswith("and other dates for 2 steps.")


def test_what_has_happened_does_not_become_stale():
    early = (NamedDay(day("2027-06-16"), "Extra"),)
    fresh = with_values(SOUND, bank_holidays=early, working_days=(), steps=())
    ((code, message),) = before_a_proclamation(fresh)
    assert code == "plan-stale"
    assert "notification Friday 11 June 2027, not Monday 14 June 2027" in message
    told = with_values(fresh, notified=day("2027-06-14"))
    # It was given then, whatever was proclaimed afterwards: no date moves.
    assert [code for code, _ in before_a_proclamation(told)] == ["notice-short"]
    late = (NamedDay(day("2027-07-01"), "Extra"),)
    fresh = with_values(SOUND, bank_holidays=late, working_days=(), steps=())
    ((_, message),) = before_a_proclamation(fresh)
    assert "the end of fieldwork Monday 5 July 2027, not Friday 2 July 2027" in message
    ended = with_values(fresh, notified=day("2027-06-14"), fieldwork_ended=day("2027-07-02"))
    assert [code for code, _ in before_a_proclamation(ended)] == ["fieldwork-length"]


def test_a_start_that_has_become_a_bank_holiday():
    found = before_a_proclamation(
        with_values(SOUND, bank_holidays=(NamedDay(day("2027-06-28"), "Extra"),), steps=())
    )
    assert [code for code, _ in found] == ["fieldwork-start-day-off", "plan-stale"]
    assert found[0][1] == (
        "Fieldwork starts on Monday 28 June 2027, which is a bank holiday (Extra)."
    )


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"notification": day("2027-06-28")}, "start"),
        ({"end": day("2027-06-27")}, "end"),
        ({"report_due": day("2027-07-02")}, "due"),
        ({"published": day("2027-07-02")}, "published"),
        ({"statement_due": day("2027-08-20")}, "due"),
    ],
)
def test_dates_out_of_order(changes, line):
    kept = read_saved_plan(TEXT, "k.json")._replace(**changes)
    (finding,) = check_saved_plan(kept, JTAI_2022, TEXT, "k.json")
    assert finding.code == "dates-out-of-order"
    assert f'"{line}"' in TEXT.splitlines()[finding.line - 1]


def test_fieldwork_of_one_day_is_in_order():
    assert kept_from(with_values(SOUND, fieldwork_days=1)) == ["fieldwork-length"]


def test_a_notification_on_a_day_off_is_judged_from_the_day_before():
    sunday = day("2027-06-13")
    step = read_saved_plan(TEXT, "k.json").steps[1]._replace(start=sunday, end=sunday)
    kept = read_saved_plan(plan_json(plan(SOUND, JTAI_2022)), "k.json")
    steps = tuple(step if each.id == step.id else each for each in kept.steps)
    changed = kept._replace(notification=sunday, steps=steps)
    assert [each.code for each in check_saved_plan(changed, JTAI_2022, TEXT, "k.json")] == [
        "step-on-day-off"
    ]


def test_a_step_before_the_one_that_it_follows():
    text = plan_json(plan(SOUND, JTAI_2022))
    kept = read_saved_plan(text, "k.json")
    early = {"final-meeting": day("2027-06-28"), "initial-meeting": day("2027-06-29")}
    steps = tuple(
        step._replace(start=early[step.id], end=early[step.id]) if step.id in early else step
        for step in kept.steps
    )
    (finding,) = check_saved_plan(kept._replace(steps=steps), JTAI_2022, text, "k.json")
    assert (finding.code, finding.source) == ("step-out-of-order", JTAI_2022.source)
    assert finding.message == (
        "Final meeting (Monday 28 June 2027) is before Initial on-site meeting (Tuesday 29 June "
        "2027), which comes before it."
    )
    assert finding.fix == "Check the two dates."
    line = text.splitlines().index('          "id": "final-meeting",')
    assert finding.line - 1 == line + 3  # its start


def test_a_report_on_the_rules_day_is_not_late():
    made = plan(with_values(SOUND, published=day("2027-08-20")), JTAI_2022)
    text = plan_json(made)
    assert check_saved_plan(read_saved_plan(text, "k.json"), JTAI_2022, text, "k.json") == ()


def test_steps_on_the_same_day_are_in_order():
    kept = read_saved_plan(plan_json(plan(SOUND, JTAI_2022)), "k.json")
    same = day("2027-06-30")
    steps = tuple(
        each._replace(start=same, end=same)
        if each.id in ("initial-meeting", "final-meeting")
        else each
        for each in kept.steps
    )
    assert check_saved_plan(kept._replace(steps=steps), JTAI_2022, TEXT, "k.json") == ()


def test_every_finding_has_its_source():
    for path_changes in (
        {"report_due": day("2027-08-23")},
        {"statement_due": day("2027-11-29")},
        {"notification": day("2027-06-15")},
    ):
        kept = read_saved_plan(TEXT, "k.json")._replace(**path_changes)
        for finding in check_saved_plan(kept, JTAI_2022, TEXT, "k.json"):
            assert finding.source in (*JTAI_2022.sources, OUR_OWN)


@pytest.mark.parametrize("name", ["a.b", "a(b", "step:x", "[", "a b"])
def test_a_step_of_any_name_is_found_in_its_line(name):
    whole = json.loads(plan_json(plan(SOUND, JTAI_2022)))
    own = whole["before"][0]
    own |= {"id": name, "start": "2027-06-12", "end": "2027-06-14"}
    text = json.dumps(whole, indent=2)
    (finding,) = check_saved_plan(read_saved_plan(text, "k.json"), JTAI_2022, text, "k.json")
    assert finding.code == "step-on-day-off"
    assert '"start": "2027-06-12"' in text.splitlines()[finding.line - 1]


def test_the_words_of_dates_out_of_order():
    kept = read_saved_plan(TEXT, "k.json")._replace(notification=day("2027-06-28"))
    (finding,) = check_saved_plan(kept, JTAI_2022, TEXT, "k.json")
    assert finding.message == (
        "Notification (Monday 28 June 2027) is not before the start of fieldwork (Monday 28 June "
        "2027)."
    )
    text = 'fieldwork_start = 2027-06-28\nkey_contact = "x"\n[actual]\n'
    text += "notified = 2027-06-14\nfieldwork_ended = 2027-06-25\n"
    (finding,) = check_inspection(read_inspection(text, "x.toml"), JTAI_2022, text, "x.toml")
    assert (finding.code, finding.line) == ("dates-out-of-order", 5)
    assert finding.message == (
        "The start of fieldwork (Monday 28 June 2027) is not before its end (Friday 25 June 2027)."
    )


def test_a_theme_that_is_too_new_is_found_in_its_line():
    early = with_values(
        SOUND,
        fieldwork_start=day("2023-06-26"),
        theme="serious-youth-violence",
        bank_holidays=(),
        working_days=(),
    )
    text = plan_json(plan(early, JTAI_2022))
    (finding,) = check_saved_plan(read_saved_plan(text, "k.json"), JTAI_2022, text, "k.json")
    assert finding.message == (
        "The theme serious-youth-violence is inspected from 2023-09, and fieldwork starts on "
        "Monday 26 June 2023."
    )
    assert '"theme": "serious-youth-violence"' in text.splitlines()[finding.line - 1]


def test_a_start_on_a_day_off_is_found_in_its_line():
    kept = read_saved_plan(TEXT, "k.json")._replace(start=day("2027-06-27"))
    finding = check_saved_plan(kept, JTAI_2022, TEXT, "k.json")[0]
    assert (finding.code, finding.fix) == (
        "fieldwork-start-day-off",
        "Make the plan again from a working day.",
    )
    assert '"start": "2027-06-28"' in TEXT.splitlines()[finding.line - 1]


def test_a_report_counted_in_calendar_days_may_be_due_on_a_sunday():
    sunday = with_values(
        SOUND,
        fieldwork_start=day("2027-06-22"),
        report_basis="calendar",
        bank_holidays=(),
        working_days=(),
    )
    made = plan(sunday, JTAI_2022)
    assert made.report.due == day("2027-08-01")
    text = plan_json(made)
    kept = read_saved_plan(text, "k.json")
    assert check_saved_plan(kept, JTAI_2022, text, "k.json") == ()
    early = kept.steps[0]._replace(start=day("2027-06-05"), end=day("2027-06-05"))
    changed = kept._replace(steps=(early, *kept.steps[1:]))
    codes = [each.code for each in check_saved_plan(changed, JTAI_2022, text, "k.json")]
    assert codes == ["step-on-day-off"]
