"""What users typed is data in every format."""

import csv as python_csv
import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from jtai_cli.judge.plan import Judged
from jtai_cli.plan.fields import FILE_KEYS
from jtai_cli.plan.inspection import inspection_of
from jtai_cli.plan.reading import read_inspection
from jtai_cli.plan.timetable import plan
from jtai_cli.render.inspection_file import inspection_file
from jtai_cli.render.plan import plan_page
from jtai_cli.render.plans import plans_page, plans_rows
from jtai_cli.rules.frameworks import shipped_framework
from jtai_cli.wording import unprintable
from jtai_cli.writers import csv, markdown, plain, terminal
from jtai_cli.writers.csv import safe_cell
from jtai_cli.writers.markdown import escaped
from tests.conftest import day, plan_json

JTAI_2022 = shipped_framework("jtai-2022")
NAMES = [
    "[/oops]",
    "[bold]x[/bold]",
    "<script>alert(1)</script>",
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "a|b",
    "*_x_*",
    "`x`",
    "![x](http://x)",
    "Sir y Fflint, Ŵyŵ",
    "🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "back\\slash",
    'quo"te',
    "100% sure: & so on",
    ":smile:",
]
names = st.text(min_size=1).filter(lambda text: text.strip() and not unprintable(text))


def named(area):
    return plan(inspection_of(area=area, fieldwork_start=day("2027-03-08")), JTAI_2022)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_shown_as_it_was_typed(name):
    result = named(name)
    assert name in plain.write(plan_page(result))
    out = io.StringIO()
    Console(file=out, width=200).print(terminal.write(plan_page(result), 200))
    assert name in out.getvalue()
    assert json.loads(plan_json(result))["inspection"]["area"] == name


@given(names)
def test_any_name_survives_markdown_as_text(name):
    shown = markdown.write(plan_page(named(name)))
    assert escaped(f"({name}")[1:] in shown  # it does not begin the line
    # Without what keeps an address text, and a dollar.
    heading = re.sub(r"<!-- -->|<span>|</span>", "", shown.splitlines()[0])
    assert not re.search(r"(?<!\\)[<>|`*_\[\]]", heading.replace("\\\\", ""))


@given(names)
def test_no_cell_is_a_formula(name):
    (_, row) = python_csv.reader(io.StringIO(csv.write(plans_rows([Judged(named(name), ())]))))
    assert row[0][:1] not in tuple("=+-@\t\r")
    assert row[0] in (name, f"'{name}")


def test_a_date_and_a_number_are_not_formulas():
    assert safe_cell(-3) == "-3"
    assert safe_cell(day("2027-03-08")) == "2027-03-08"
    assert [safe_cell(text) for text in ("=", "\tx", "\rx")] == ["'=", r"\tx", r"\rx"]


@given(names)
def test_any_name_goes_through_an_inspection_file(name):
    text = inspection_file(
        JTAI_2022,
        framework_name="jtai-2022",
        names={"area": name, "reference": name},
        theme="front-door",
        fieldwork_start=day("2027-03-08"),
    )
    found = read_inspection(text, "x.toml")
    identity, theme = found.identity, found.settings.theme
    assert (identity.area, identity.reference, theme) == (name, name, "front-door")


def test_a_new_file_with_nothing_known_is_read_back_with_every_comment_taken_away():
    text = inspection_file(JTAI_2022)
    assert read_inspection(text, "x.toml").stated == set()
    open_lines = re.sub(r"(?m)^# ((?:[\w-]+ = |\[|\]|  ).*)$", r"\1", text)
    found = read_inspection(open_lines, "x.toml")
    plan(found, JTAI_2022)
    identity, theme = found.identity, found.settings.theme
    assert (identity.area, identity.reference, theme) == ("Exampleshire", "2027-01", "front-door")
    assert found.stated == set(FILE_KEYS)
    assert [name for name, _ in found.progress.done] == [
        "information-request",
        "case-audits",
        "statement",
    ]


def test_a_list_names_what_it_lists():
    page = plain.write(plans_page([Judged(named("[/oops]"), ())]))
    assert "[/oops]" in page
