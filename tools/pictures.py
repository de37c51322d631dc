"""Make ``docs/pictures``: what the commands of the guides show.

python -m tools.pictures           writes what differs
python -m tools.pictures --check   writes nothing, but names what differs and exits with 1

A guide says by itself what is pictured. The commands of its blocks are run in order, as
tests/test_docs.py runs them, and where the page shows ``![...](../pictures/NAME.svg)``, that is

| they have written | the picture |
|---|---|
| NAME.svg | that file |
| NAME.html | the first drawing of that page |
| neither | a terminal with the last of them |

No picture needs another file, or the network. Rich draws a terminal anew with each version, so
--check compares with that of constraints.txt alone.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import io
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

from tests.harness import AS_INSTALLED, ROOT, copied, run_on_terminal, surroundings
from tests.test_docs import FENCE, Block, Reader, examples_in, file_in

PICTURES = ROOT / "docs/pictures"
GUIDES = sorted((ROOT / "docs/guides").glob("*.md"))
PART = re.compile(rf"{FENCE.pattern}|^!\[[^\]]*\]\(\.\./pictures/([\w.-]+)\)$")
COLUMNS, LINES = 100, 32  # of a terminal; "..." stands for further lines
# Rich's own fetches its fonts from the network.
TERMINAL = re.sub(r"(?s) *@font-face \{\{.*?\}\}\n", "", CONSOLE_SVG_FORMAT).replace(
    "Fira Code, monospace", "Menlo, Consolas, 'DejaVu Sans Mono', monospace"
)
STYLE = re.compile("(?s)<style>.*?</style>")
PATTERNS = re.compile("(?s)<defs>.*?</defs>")
DRAWING = re.compile("(?s)<svg(.*?>)(.*?</svg>)")


def main() -> int:
    """Make the pictures, and write those that differ or, with --check, name them."""
    if sys.argv[1:] not in ([], ["--check"]):
        print(__doc__)
        return 2
    check = len(sys.argv) > 1
    if check and not rich_is_pinned():
        print("docs/pictures: not compared, for constraints.txt has another version of Rich")
        return 0
    wanted = {PICTURES / name: text for guide in GUIDES for name, text in pictures_of(guide)}
    PICTURES.mkdir(exist_ok=True)
    differ = [path for path in PICTURES.iterdir() if path not in wanted]
    if not check:
        for path in differ:
            path.unlink()
    for path, text in wanted.items():
        if not path.exists() or path.read_bytes() != text.encode():
            differ.append(path)
            if not check:
                path.write_bytes(text.encode())
    for name in (path.relative_to(ROOT) for path in differ):
        print(f"{name}: not what the guides show" if check else f"{name}: changed")
    return 1 if check and differ else 0


def rich_is_pinned() -> bool:
    """Whether the installed Rich is that of constraints.txt."""
    pinned = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return f"rich=={importlib.metadata.version('rich')}" in pinned


def pictures_of(guide: Path) -> Iterator[tuple[str, str]]:
    """The name and text of each picture that a guide shows."""
    parts = list(PART.finditer(guide.read_text(encoding="utf-8")))
    while parts and not parts[-1][3]:
        parts.pop()  # nothing is pictured after it
    with tempfile.TemporaryDirectory() as name, surroundings(Path(name)), contextlib.chdir(name):
        copied(ROOT / "examples", Path("examples"))
        reader, last = Reader(), ""
        for part in parts:
            block = Block(part[1], part[2])
            if picture := part[3]:
                yield picture, pictured(Path(picture), last)
            elif file := file_in(block):
                Path(file).write_text(block.text, encoding="utf-8")
            elif block.language == "console":
                for example in examples_in(block.text):
                    reader.type(example.command)
                    last = example.command


def pictured(path: Path, command: str) -> str:
    """The picture of that name, where the commands were run of which the last is given."""
    if path.exists():
        return path.read_text(encoding="utf-8")
    page = path.with_suffix(".html")
    return on_page(page.read_text(encoding="utf-8")) if page.exists() else on_terminal(command)


def on_page(page: str) -> str:
    """The first drawing of a page, with the page's style, paper and patterns."""
    style, patterns, drawing = (part.search(page) for part in (STYLE, PATTERNS, DRAWING))
    assert style and patterns and drawing
    head = '<svg xmlns="http://www.w3.org/2000/svg" style="background: var(--paper); font-family: '
    return f'{head}Arial, sans-serif"{drawing[1]}{style[0]}{patterns[0]}{drawing[2]}\n'


def on_terminal(command: str) -> str:
    """What a command shows."""
    words = shlex.split(command)
    run = run_on_terminal(*words[1:], program=AS_INSTALLED, columns=COLUMNS, apart=False)
    shown = run.out.strip("\r\n").splitlines()
    if len(shown) > LINES:
        shown[LINES:] = ["..."]
    console = Console(record=True, width=COLUMNS, file=io.StringIO())
    console.print(Text.from_ansi("\n".join(shown)))
    return console.export_svg(title=" ".join(words[:2]), code_format=TERMINAL)


if __name__ == "__main__":
    sys.exit(main())
