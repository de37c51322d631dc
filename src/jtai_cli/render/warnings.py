"""The warnings of an answer, where they are a part of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jtai_cli.judge.findings import Finding
from jtai_cli.render.page import Lines
from jtai_cli.render.parts import Object


def warnings_block(warnings: Iterable[Finding]) -> Iterator[Lines]:
    """The warnings on a page that travels without stderr; no block where there are none."""
    if lines := tuple(f"{warning.message} [{warning.code}]" for warning in warnings):
        yield Lines("Warnings", lines)


def warning_objects(warnings: Iterable[Finding]) -> list[Object]:
    """Warnings by code, sentence and date."""
    return [
        {"code": warning.code, "message": warning.message, "date": warning.date}
        for warning in warnings
    ]
