"""What others make of what the program prints: a browser, a spreadsheet, a CI's runner, a terminal.

Independent of the program's own escaping: Markdown goes through markdown-it, CSV through the csv
module, and the rest is from what the readers' makers say of them.
"""

import csv
import html.parser
import io
import re
import unicodedata

import cmarkgfm
from cmarkgfm.cmark import Options
from markdown_it import MarkdownIt


def harm_in(text):
    """The characters that could do harm to a line, by what Unicode says of them."""
    turning = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    return [
        character
        for character in text.replace("\n", "")
        if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")
        or unicodedata.bidirectional(character) in turning
    ]


def runner_commands(log):
    """What the runner of GitHub Actions takes for a command in what a step prints.

    From ActionCommand.cs of actions/runner: ``::name properties::data`` where a line begins,
    whatever the blanks before it, or else ``##[name properties]data`` anywhere in it.
    """
    found = []
    for line in re.sub(r"\x1b\[[0-9;]*m", "", log).splitlines():
        if new := re.match(r"\s*::([^ :]+)( .*?)?::(.*)", line):
            found.append((new[1], new[2] or "", new[3]))
        elif old := re.search(r"##\[([^ \]]+)( [^\]]*)?\](.*)", line):
            found.append((old[1], old[2] or "", old[3]))
    return found


# What other programs look for in a log, from their makers' pages and sources: Azure's agent looks
# anywhere in a line, and TeamCity, Octopus, MyGet and others have the same form. Buildkite's
# headings begin a line. Travis and GitLab fold a log; GitLab's reader wants the control characters
# too. Jenkins and GitLab attach a file that a test's output names.
OTHER_READERS = {
    "Azure and its like": r"##[A-Za-z]*\[",
    "Buildkite": r"(?m)^((---|\+\+\+|~~~) |\^\^\^ \+\+\+)",
    "Travis": r"travis_(fold|time):(start|end)?",
    "GitLab": r"section_(start|end):",
    "an attachment of JUnit": r"\[\[ATTACHMENT\|",
}


def other_commands(log):
    """What the programs of OTHER_READERS take for a command."""
    log = re.sub(r"\x1b\[[0-9;]*m", "", log)
    return [reader for reader, mark in OTHER_READERS.items() if re.search(mark, log)]


def commands_in(log):
    """All that any of these programs takes for a command in a log."""
    return [*runner_commands(log), *other_commands(log)]


class Browser(html.parser.HTMLParser):
    """The tags and the text of a page, whole and in the pieces that tags and comments part."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.text, self.pieces = [], "", []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, attrs))

    def handle_data(self, data):
        self.text += data
        self.pieces.append(data)


def browser(markdown):
    """The page that comes of Markdown, with HTML let through and a bare address left alone."""
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return Browser(reader.render(markdown))


def on_github(markdown):
    """The page that GitHub's own reader makes of Markdown, where bare addresses become links."""
    html = cmarkgfm.github_flavored_markdown_to_html(markdown, Options.CMARK_OPT_UNSAFE)
    return Browser(html)


# What GitHub makes of a piece of a page: somebody told, a link to an issue, an emoji, mathematics.
MADE_OF_TEXT = re.compile(r"(?<!\w)@\w|(?<!\w)#\d|:[\w+-]+:|\$.*\$")


def runs_in_a_spreadsheet(cell):
    """Whether a cell may be a formula: a number and a date are not."""
    seen = re.sub(r"^[\s\u200b-\u200f\u2060\ufeff]+", "", unicodedata.normalize("NFKC", cell))
    return seen[:1] in tuple("=+-@") and not re.fullmatch(r"[+-]?[0-9.]+", seen)


def in_sheet(text):
    """The cells of a CSV text."""
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1
    return [cell for row in rows for cell in row]
