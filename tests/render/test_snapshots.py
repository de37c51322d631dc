"""The form of each output, kept in snapshots/: rewritten with --rewrite, reviewed in the diff."""

import io

import pytest
from rich.console import Console

from jtai_cli.core.backtest import backtest
from jtai_cli.core.bank_holidays import calendar_for
from jtai_cli.core.caveats import Closure
from jtai_cli.core.evidence import measured
from jtai_cli.core.inspection import Inspection
from jtai_cli.core.letters import shipped_letters
from jtai_cli.core.plan import Plan
from jtai_cli.core.timetable import plan, workings
from jtai_cli.render import to_csv, to_json
from jtai_cli.render.evidence_csv import backtest_csv, evidence_csv
from jtai_cli.render.evidence_json import evidence_json
from jtai_cli.render.evidence_pages import evidence_page
from jtai_cli.render.pages import framework_page, plan_page, plans_page
from jtai_cli.render.to_markdown import markdown
from jtai_cli.render.to_plain import plain
from jtai_cli.render.to_svg import evidence_svg
from jtai_cli.render.to_terminal import terminal, warning
from jtai_cli.rules.load import SHIPPED, shipped_framework
from tests.conftest import ROOT, day

SNAPSHOTS = ROOT / "tests/snapshots"
JTAI_2022 = shipped_framework("jtai-2022")

EASTER: Plan = plan(
    Inspection(
        area="Exampleshire",
        theme="front-door",
        fieldwork_start=day("2027-03-30"),
        closures=(Closure(day("2027-03-24"), day("2027-03-24"), "Training day"),),
    ),
    JTAI_2022,
)


ENGLAND = calendar_for("ENG")
EVIDENCE = measured(ENGLAND, shipped_letters(), [shipped_framework(name) for name in SHIPPED])


def on_a_terminal(page, width, warnings=EASTER.warnings):
    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=True, highlight=False, legacy_windows=False
    )
    console.print(terminal(page, width))
    for each in warnings:
        console.print(warning(each.message, each.code))
    return out.getvalue()


OUTPUTS = {
    "plan.txt": lambda: plain(plan_page(EASTER, observed=True)),
    "plan-working.txt": lambda: plain(plan_page(EASTER, workings=workings(EASTER))),
    "plan-80.ansi": lambda: on_a_terminal(plan_page(EASTER), 80),
    "plan-120.ansi": lambda: on_a_terminal(plan_page(EASTER), 120),
    "plan.md": lambda: markdown(plan_page(EASTER, warnings=True)),
    "plan.json": lambda: to_json.plan_json(EASTER, observed=True),
    "plan.csv": lambda: to_csv.plan_csv(EASTER, observed=True),
    "plans.txt": lambda: plain(plans_page([EASTER, EASTER])),
    "plans.csv": lambda: to_csv.plans_csv([EASTER]),
    "evidence.txt": lambda: plain(evidence_page(EVIDENCE)),
    "evidence-80.ansi": lambda: on_a_terminal(evidence_page(EVIDENCE[-9:]), 80, ()),
    "evidence.md": lambda: markdown(evidence_page(EVIDENCE[-9:])),
    "evidence.json": lambda: evidence_json(EVIDENCE[-2:]),
    "evidence.csv": lambda: evidence_csv(EVIDENCE[-9:]),
    "evidence.svg": lambda: evidence_svg(EVIDENCE),
    "backtest.csv": lambda: backtest_csv(backtest(ENGLAND, EVIDENCE, EVIDENCE)),
    "rules.txt": lambda: plain(framework_page(JTAI_2022)),
    "rules.json": lambda: to_json.frameworks_json([JTAI_2022]),
}


@pytest.mark.parametrize("name", OUTPUTS)
def test_form(name, request):
    snapshot = SNAPSHOTS / name
    found = OUTPUTS[name]()
    if request.config.getoption("--rewrite"):
        snapshot.write_bytes(found.encode())
    assert found.encode() == snapshot.read_bytes()


def test_no_snapshot_is_left_over():
    assert {path.name for path in SNAPSHOTS.iterdir()} == set(OUTPUTS)


@pytest.mark.parametrize("width", [40, 60, 80, 99, 100, 120, 200])
def test_no_line_is_wider_than_the_terminal(width):
    import re

    for page in (plan_page(EASTER), framework_page(JTAI_2022), plans_page([EASTER])):
        text = re.sub(r"\x1b\[[0-9;]*m", "", on_a_terminal(page, width))
        assert max(map(len, text.splitlines())) <= width


@pytest.mark.parametrize("name", [n for n in OUTPUTS if n.startswith("plan") and n != "plans.csv"])
def test_every_output_of_a_plan_cites_its_sources(name):
    text = " ".join(OUTPUTS[name]().replace("\\", "").split())
    for title in ("CYP Now", "Ofsted's published JTAI letters", "SI 2015/1792"):
        assert title in text.replace("(SI 2015/1792)", "SI 2015/1792")
