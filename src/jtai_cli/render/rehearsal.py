"""The word by which each form of an answer says that it is of a rehearsal."""

from __future__ import annotations

from jtai_cli.plan.rehearsal import WORD
from jtai_cli.render.chart import Chart, Ranges
from jtai_cli.render.page import Headline, Lines, Page
from jtai_cli.render.parts import Object, Objects, Rows
from jtai_cli.render.picture import Alone

NOTE = Lines(WORD, ("An exercise, and no inspection.",))


def marked_page(page: Page) -> Page:
    """The page with the word in its title, and a note at its end, where a terminal stops."""
    titled = (
        block._replace(title=f"{WORD}: {block.title}") if isinstance(block, Headline) else block
        for block in page
    )
    return (*titled, NOTE)


def marked_picture(found: Chart | Ranges | Alone) -> Chart | Ranges | Alone:
    """The picture with the word in its title."""
    return found._replace(title=f"{WORD}: {found.title}")


def marked_object(found: Object | Objects) -> Object | Objects:
    """The object with the key ``rehearsal``."""
    return {**found, "rehearsal": True} if isinstance(found, dict) else found


def marked_rows(rows: Rows) -> Rows:
    """The rows with the column ``rehearsal``, the last, unless they have it."""
    if "rehearsal" in rows.columns:
        return rows
    return Rows((*rows.columns, "rehearsal"), ((*row, "yes") for row in rows.rows))
