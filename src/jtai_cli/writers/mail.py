"""A brief as text, as HTML that Word and Outlook keep, and as a draft of a mail (.eml).

Nothing is sent: X-Unsent is how Outlook knows a draft.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from jtai_cli.render.brief import Brief
from jtai_cli.wording import inert, inert_within, visible


class Draft(NamedTuple):
    """A brief, and the files that go with it: each a calendar (.ics) or a page (.html)."""

    brief: Brief
    attached: tuple[tuple[str, bytes], ...] = ()


DATES, ASKED = ("What", "When"), ("By", "What we ask")
_FONT = "font-family:Arial,sans-serif;font-size:11pt"
_CELL = f'align="left" valign="top" style="{_FONT};border:1px solid #666666;padding:4px 8px"'


def text(brief: Brief) -> str:
    """The brief as plain text, a paragraph a line, so that a mail program wraps it."""
    tables = [_text_table(DATES, brief.dates), _text_table(ASKED, brief.asked)]
    parts = [*map(visible, (brief.subject, *brief.opening)), *tables, *map(visible, brief.closing)]
    return inert("\n\n".join(parts) + "\n")


def _text_table(heads: tuple[str, str], rows: tuple[tuple[str, str], ...]) -> str:
    cells = [(visible(left), visible(right)) for left, right in (heads, *rows)]
    width = max(len(left) for left, _ in cells)
    return "\n".join(f"{left.ljust(width)}  {right}" for left, right in cells)


def html(brief: Brief) -> str:
    """The brief as a page with its styles inline, which it keeps when it is pasted."""
    subject = _safe(brief.subject)
    body = [
        f'<h1 style="font-family:Arial,sans-serif;font-size:14pt">{subject}</h1>',
        *map(_paragraph, brief.opening),
        *_table(DATES, brief.dates),
        *_table(ASKED, brief.asked),
        *map(_paragraph, brief.closing),
    ]
    head = f'<meta charset="utf-8"><title>{subject}</title>'
    lines = ["<!DOCTYPE html>", '<html lang="en-GB">', f"<head>{head}</head>", "<body>", *body]
    return "\n".join([*lines, "</body>", "</html>\n"])


def _paragraph(words: str) -> str:
    return f'<p style="{_FONT}">{_safe(words)}</p>'


def _table(heads: tuple[str, str], rows: tuple[tuple[str, str], ...]) -> Iterator[str]:
    yield '<table cellspacing="0" style="border-collapse:collapse">'
    yield f"<tr>{''.join(f'<th scope=col {_CELL}>{head}</th>' for head in heads)}</tr>"
    for row in rows:
        yield f"<tr>{''.join(f'<td {_CELL}>{_safe(cell)}</td>' for cell in row)}</tr>"
    yield "</table>\n<p>&nbsp;</p>"  # Word has no margins between tables


def _safe(words: str) -> str:
    """Words that are no HTML, nor a command to what reads the log of a page on stdout."""
    return inert_within(escape(visible(words)), lambda sign: f"&#{ord(sign)};")


def write(draft: Draft) -> bytes:
    """The brief as a draft to nobody yet, in text and HTML, with what is attached to it."""
    from email.message import EmailMessage  # slow, and only a draft needs them
    from email.policy import SMTP

    message = EmailMessage(policy=SMTP.clone(max_line_length=76))  # RFC 2045 allows text no more
    message["Subject"] = visible(draft.brief.subject)
    message["X-Unsent"] = "1"
    message.set_content(text(draft.brief), cte="quoted-printable")
    message.add_alternative(html(draft.brief), subtype="html", cte="quoted-printable")
    for name, data in draft.attached:
        subtype = "calendar" if name.endswith(".ics") else "html"
        message.add_attachment(
            data, maintype="text", subtype=subtype, filename=name, params={"charset": "utf-8"}
        )
    for number, part in enumerate(message.walk()):
        if part.is_multipart():  # not by chance; none of the encodings above writes "=_"
            part.set_boundary(f"=_jtai_{number}")
    # A subject folded at once, as one of 70 letters is, is read with a blank before it.
    return message.as_bytes(policy=SMTP.clone(max_line_length=998))
