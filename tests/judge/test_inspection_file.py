"""What a check of an inspection file asks, where the corpus of bad files does not show it."""

import pytest

from jtai_cli.judge.inspection_file import check_inspection
from jtai_cli.plan.fields import FIELDS
from jtai_cli.plan.inspection import with_values
from jtai_cli.plan.reading import read_inspection
from jtai_cli.rules.frameworks import shipped_framework

JTAI_2022 = shipped_framework("jtai-2022")
SOUND = 'fieldwork_start = 2027-06-28\nkey_contact = "Head"\n'


def codes(more):
    text = SOUND + more
    found = check_inspection(read_inspection(text, "x.toml"), JTAI_2022, text, "x.toml")
    return [each.code for each in found]


@pytest.mark.parametrize(
    ("closed", "recorded", "expected"),
    [
        ("2027-06-14", "", ["step-on-closure"]),
        (
            "2027-06-14",
            "[actual]\nnotified = 2027-06-14\n[done]\ninformation-request = 2027-06-14\n",
            [],
        ),
        ("2027-06-30", "", ["step-on-closure"]),
        (
            "2027-06-30",
            "[actual]\nnotified = 2027-06-14\nfieldwork_ended = 2027-07-02\n",
            [],
        ),
        ("2027-07-02", "[done]\nfinal-meeting = 2027-07-02\n", ["step-on-closure"]),  # fieldwork
        ("2027-08-19", "", ["step-on-closure"]),
        ("2027-07-03", "", []),
        ("2027-06-11", "", []),
    ],
)
def test_a_closure_matters_until_the_step_is_done(closed, recorded, expected):
    assert codes(f"closures = [{closed}]\n{recorded}") == expected


def test_a_closure_of_every_day_of_a_step_of_several():
    span = "closures = [{{ from = 2027-06-{}, to = 2027-06-{} }}]\n"
    assert codes(span.format("15", "18")) == ["step-on-closure"]  # case selection and planning
    assert codes(span.format("16", "18")) == []
    assert codes(span.format("12", "13")) == []


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2027-06-12", "2027-06-14", "Monday 14 June 2027"),  # notification: no step before that
        ("2027-06-30", "2027-07-01", "Wednesday 30 June 2027"),
    ],
)
def test_a_closure_is_dated_from_the_first_step_that_it_leaves_without_a_day(first, last, said):
    text = f"{SOUND}closures = [{{ from = {first}, to = {last} }}]\n"
    (found,) = check_inspection(read_inspection(text, "x.toml"), JTAI_2022, text, "x.toml")
    assert found.message.startswith(f"Local closure (from {said}) falls on: ")


@pytest.mark.parametrize(
    ("theme", "start", "expected"),
    [
        ("early-help", "2022-10-06", ["unknown-theme"]),
        ("early-help", "2022-10-07", []),
        ("serious-youth-violence", "2023-08-31", ["unknown-theme"]),
        ("serious-youth-violence", "2023-09-01", []),
    ],
)
def test_a_theme_is_new_until_its_first_day(theme, start, expected):
    text = f'theme = "{theme}"\n{SOUND.replace("2027-06-28", start)}'
    found = check_inspection(read_inspection(text, "x.toml"), JTAI_2022, text, "x.toml")
    assert [each.code for each in found] == expected


@pytest.mark.parametrize(
    "names",
    [
        ("Ofsted", "CQC", "HMICFRS", "HM Inspectorate of Probation"),
        ("ofsted", "Care Quality Commission", "HMIC", "HMIP"),
        (
            "Office for Standards in Education, Children\u2019s Services and Skills",
            "The Care Quality Commission",
            "HM Inspectorate of Constabulary and Fire & Rescue  Services",
            "His Majesty\u2019s Inspectorate of Probation",
        ),
        (
            *("Ofsted", "CQC", "Her Majesty's Inspectorate of Probation"),
            "His Majesty's Inspectorate of Constabulary and Fire and Rescue Services",
        ),
    ],
)
def test_an_inspectorate_is_known_by_its_other_names(names):
    listed = ", ".join(f'"{name}"' for name in names)
    four = 'theme = "serious-youth-violence"\ninspectorates = [{}]\n'
    assert codes(four.format(listed)) == []
    assert codes(four.format(f'{listed}, "HM Inspectorate of Prisons"')) == [
        "inspectorate-not-taking-part"
    ]


def test_an_older_theme_names_the_inspectorate_of_constabulary_as_it_was():
    framework = shipped_framework("jtai-2016")
    theme = next(each for each in framework.themes if "HMIC" in each.inspectorates)
    text = f"""{SOUND.replace("2027", "2017")}
theme = "{theme.id}"
inspectorates = ["Ofsted", "CQC", "HMICFRS", "HMIP"]
"""
    found = check_inspection(read_inspection(text, "x.toml"), framework, text, "x.toml")
    assert not [each for each in found if each.code.startswith("inspectorate")]


NUMBER = "943 476 5919"  # the NHS's own example
TEXTS = [
    *(f'{field.key} = "{NUMBER}"' for field in FIELDS if field.kind == "text"),
    f'inspectorates = ["{NUMBER}"]',
    f'closures = [{{ from = 2027-12-24, name = "{NUMBER}" }}]',
    f'bank_holidays = [{{ date = 2027-12-24, name = "{NUMBER}" }}]',
    f'elections = [{{ date = 2027-10-07, name = "{NUMBER}" }}]',
    *(
        f"[[partners]]\n{line}"
        for line in (f'agency = "{NUMBER}"', f'agency = "x"\ncontact = "{NUMBER}"')
    ),
    *(
        f'[[steps]]\nid = "x"\nfrom = "report"\noffset = 1\n{line}'
        for line in (
            f'title = "{NUMBER}"',
            f'title = "x"\ndetail = "{NUMBER}"',
            f'title = "x"\nowner = "{NUMBER}"',
        )
    ),
    f"# {NUMBER}",
]


@pytest.mark.parametrize("more", TEXTS)
def test_a_childs_number_is_found_in_every_text_of_the_file(more):
    text = "fieldwork_start = 2027-06-28\n" + more + "\n"
    stated = read_inspection(text, "x.toml")
    stated = with_values(stated, framework=None, theme=None)
    found = check_inspection(stated, JTAI_2022, text, "x.toml")
    line = text[: text.index(NUMBER)].count("\n") + 1
    assert [each.line for each in found if each.code == "case-personal-data"] == [line]
