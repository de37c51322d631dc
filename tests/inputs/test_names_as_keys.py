"""Whatever a child's name stands in the place of a key or heading, no message repeats it."""

import pytest

FILES = {
    "unknown.toml": '"Amy Smith" = 1',
    "small.toml": "amy_smith = 1",
    "table.toml": '["Amy Smith"]\nx = 1',
    "cases.toml": '[cases."Amy Smith"]\nx = 1',
    "done.toml": '[done]\n"Amy Smith" = 2027-03-01',
    "undated.toml": '[done]\n"Amy Smith" = 3',
    "actual.toml": '[actual]\n"Amy Smith" = 2027-03-01',
    "partner.toml": '[[partners]]\nagency = "Ofsted"\n"Amy Smith" = 1',
    "step.toml": '[[steps]]\n"Amy Smith" = 1',
    "closure.toml": 'closures = [{ "Amy Smith" = 2027-03-01 }]',
    "day.toml": 'bank_holidays = [{ "Amy Smith" = 2027-03-01 }]',
    "inside.toml": 'area = { "Amy Smith" = 1 }',
    "deep.toml": 'fieldwork_days = [{ "Amy Smith" = 1 }]',
    "twice.toml": '["Amy Smith"]\n["Amy Smith"]',
    "again.toml": 'actual = { "Amy Smith" = 1, "Amy Smith" = 2 }',
    "mutated.toml": 'actual = { "Amy Smith" = {} }\n[actual."Amy Smith".x]',
    "bare.toml": "Amy Smith = 1",
    "unquoted.toml": "Amy-Smith = front door",
    "colon.toml": "Amy-Smith: 1",
    "empty.toml": "Amy-Smith =",
    "curly.toml": "cases = [\u201cAmy Smith\u201d]",
    "entry.toml": "cases = [\n\u201cAmy Smith\u201d,\n]",
    "unused.csv": "fieldwork_start,Amy Smith\n2027-03-08,x",
    "missing.csv": "fieldwork,Amy Smith\n2027-03-08,x",
    "near.csv": "fieldwork_start,Fieldwork Dya,Amy Smith\n2027-03-08,x,y",
}


@pytest.mark.parametrize(
    ("name", "command"),
    [
        *((name, "plan") for name in FILES),
        *((name, "check") for name in FILES if name.endswith(".toml")),
    ],
)
def test_no_message_repeats_it(jtai_here, tmp_path, name, command):
    text = FILES[name] if name.endswith(".csv") else f"fieldwork_start = 2027-03-08\n{FILES[name]}"
    (tmp_path / name).write_text(text + "\n", encoding="utf-8")
    ran = jtai_here(command, name)
    said = (ran.out + ran.err).casefold()
    assert name in said
    assert not [word for word in ("amy", "smith") if word in said], said


def test_the_line_is_told_and_why_the_key_is_not(jtai_here, tmp_path):
    (tmp_path / "i.toml").write_text('fieldwork_start = 2027-03-08\n\n"Amy S" = 1\n')
    said = jtai_here("plan", "i.toml").err
    assert said.startswith(
        "jtai: i.toml, line 3: there is no key by that name (left out here: it may be a "
        "child's name). The keys are "
    )


def test_headings_that_are_no_names_are_still_told(jtai_here, tmp_path):
    (tmp_path / "l.csv").write_text("fieldwork_start,Owner,Amy S,Li Wu\n2027-03-08,,,\n")
    assert (
        "note: Columns of 'l.csv' that were not used: Owner and 2 left out here (they may be "
        "children's names).\n"
    ) in jtai_here("plan", "l.csv", "--format", "json").err
