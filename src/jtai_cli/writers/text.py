"""A check's findings as lines that can be searched for: the place first, as compilers have it."""

from __future__ import annotations

from jtai_cli.render.check import Findings
from jtai_cli.wording import inert, visible


def write(findings: Findings) -> str:
    """A finding in one line, then what to do and the source; the summary last."""
    lines = []
    for each in findings.report.findings:
        lines += [
            f"{each.file}:{each.line}: {each.severity} {each.code}: {each.message}",
            f"    What to do: {each.fix}",
            f"    Source: {each.source.title}",
        ]
    lines = [*map(visible, lines), *filter(None, [findings.summary])]
    return inert("".join(f"{line}\n" for line in lines))
