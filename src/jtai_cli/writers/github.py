"""A check's findings as workflow commands, which GitHub Actions shows beside their lines."""

from __future__ import annotations

from jtai_cli.render.check import Findings
from jtai_cli.wording import inert_within

_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def write(findings: Findings) -> str:
    """A command for each finding and each file that was not judged; the summary last."""
    report = findings.report
    lines = [
        f"::{_LEVELS[each.severity]} file={_property(each.file)},line={each.line},"
        f"title={_property(each.code)}::{_data(f'{each.message} What to do: {each.fix}')}"
        for each in report.findings
    ]
    lines += [
        f"::error file={_property(file)},title=not judged::{_data(message)}"
        for file, message in report.not_judged
    ]
    return "".join(f"{line}\n" for line in [*lines, *filter(None, [findings.summary])])


def _data(text: str) -> str:
    """A message as workflow commands need it, so that none can hold a command."""
    return inert_within(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
