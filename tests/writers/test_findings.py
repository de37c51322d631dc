"""A check's report without its summary, as -q asks for."""

import pytest

from jtai_cli.judge.findings import Finding, Report
from jtai_cli.render.check import report_findings
from jtai_cli.writers import github, text

FINDING = Finding("no-start", "No start.", fix="Add one.", file="a.toml", line=3)
SOUND, FAULTY = Report("note", ("a.toml",), (), ()), Report("note", ("a.toml",), (FINDING,), ())


@pytest.mark.parametrize("writer", [github, text])
def test_the_summary_is_the_last_line_or_none(writer):
    for report, last in ((SOUND, "nothing found."), (FAULTY, "1 error.")):
        whole = writer.write(report_findings(report))
        without = writer.write(report_findings(report, summary=False))
        assert whole == f"{without}1 file checked: {last}\n"
        assert "" not in without.splitlines()
