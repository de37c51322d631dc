"""The shape of a plan as JSON, which others build upon."""

import json

from tests.plan.answers import EXAMPLE, assert_agrees, basis, codes, iso_date, sources_in, text


def text_or_null(value):
    return value is None or text(value)


def whole(value):
    return isinstance(value, int) and not isinstance(value, bool)


def pair_of_days(value):
    return len(value) == 2 and all(map(whole, value)) and 1 <= value[0] <= value[1]


def timing(value):
    return value in ("required", "suggested")


def people(value):
    return value and set(value) <= {"inspectors", "partners"} and len(set(value)) == len(value)


STEP = {
    "id": text,
    "title": text,
    "start": iso_date,
    "end": iso_date,
    "days": pair_of_days,
    "who": people,
    "timing": timing,
    "source": text,
}
DEADLINE = {"due": iso_date, "days": whole, "basis": basis, "counted_from": iso_date}
PLAN = {
    "schema": text,
    "inspection": {"area": text_or_null, "theme": text_or_null, "reference": text_or_null},
    "framework": {"id": text, "title": text, "source": text},
    "region": text,
    "notification": {"date": iso_date, "working_days_notice": whole, "required": whole},
    "fieldwork": {"start": iso_date, "end": iso_date, "working_days": whole},
    "report": {**DEADLINE, "source": text},
    "statement": {**DEADLINE, "source": text},
    "weeks": [{"number": whole, "start": iso_date, "end": iso_date, "steps": [STEP]}],
    "non_working_days": [{"date": iso_date, "name": text, "kind": text}],
    "warnings": [{"code": text, "message": text, "date": iso_date}],
    "calendar": {"published_until": iso_date, "fingerprint": text},
}


def assert_shape(value, shape, where="plan"):
    if isinstance(shape, dict):
        assert isinstance(value, dict), where
        assert not shape.keys() - value.keys(), where
        for key, inner in shape.items():
            assert_shape(value[key], inner, f"{where}.{key}")
    elif isinstance(shape, list):
        assert isinstance(value, list), where
        assert value, where
        for number, item in enumerate(value):
            assert_shape(item, shape[0], f"{where}[{number}]")
    else:
        assert shape(value), f"{where}: {value!r}"


def test_every_promised_key_is_there(jtai):
    plan = jtai("plan", "2027-03-22", "--format", "json").json()
    assert_shape(plan, PLAN)
    assert plan["schema"] == "jtai.plan/1"
    assert plan["calendar"]["published_until"] == "2028-12-31"
    assert plan["inspection"]["area"] is None
    assert all(map(text, sources_in(plan)))


def test_the_contract_s_own_example(jtai):
    asked = ("--area", "Exampleshire", "--theme", "front-door", "--format", "json")
    run = jtai("plan", "2027-03-08", *asked)
    assert_agrees(run.json(), EXAMPLE)
    assert codes(run.json()) == ["report-near-election"]  # local elections on 6 May 2027


def test_jsonl_is_the_same_object_on_one_line(jtai):
    run = jtai("plan", "2027-04-05", "--format", "jsonl")
    assert run.out.count("\n") == 1
    assert json.loads(run.out) == jtai("plan", "2027-04-05", "--format", "json").json()


def test_today_changes_nothing_in_a_plan(jtai):
    early = jtai("plan", "2027-03-08", "--format", "json", "--today", "2026-11-23")
    late = jtai("plan", "2027-03-08", "--format", "json", "--today", "2031-05-01")
    assert early == late
