"""The sources of rules, as every answer cites them."""

from __future__ import annotations

from collections.abc import Iterable

from jtai_cli.render.page import Lines
from jtai_cli.render.parts import Object
from jtai_cli.rules.model import Framework, Source


def mark(source: Source) -> str:
    """The mark by which a rule's source is found in the legend."""
    return f"[{source.key}]"


def cited(source: Source) -> str:
    """A source by its title, with its address where it has one."""
    return f"{source.title}{f' <{source.url}>' if source.url else ''}"


def source_line(source: Source) -> str:
    """A source as the legend of a page gives it."""
    return f"{mark(source)} {cited(source)}"


def sources_block(sources: Iterable[Source], *more: str) -> Lines:
    """The legend of a page: its sources, and what else it has to explain."""
    return Lines("Sources", (*map(source_line, sources), *more))


def framework_object(framework: Framework) -> Object:
    """A framework by its name and source."""
    return {"id": framework.id, "title": framework.title, "source": framework.source.title}
