"""README.md and docs/ are checked: examples are run, links lead somewhere, no option is left out.

In a ```console block `$ jtai ...` is run, and the lines below it are what it prints, stdout before
stderr. It runs with the program's own frameworks: what a page shows is what its reader gets. A line
`...` stands for lines that are left out. A command must exit with 0, unless `$ echo $?` comes next
and shows the code. `$ cat FILE` shows a file. A ```toml block that begins with `# NAME.toml` writes
that file. The blocks of a page run in order in one folder of their own, in which a copy of
examples/ stands.

`pytest tests/test_docs.py --rewrite` writes what the program prints now into the blocks, those
that are cut as well: review the diff.
"""

import difflib
import re
import shlex
import tomllib
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

import click
import pytest

from jtai_cli.cli import COMMANDS, cli
from tests.harness import AS_INSTALLED, ROOT, copied, run_process

IS_VARIABLE = re.compile("JTAI_[A-Z_]+=").match  # before a command, as shells take them
README = ROOT / "README.md"
REFERENCE = ROOT / "docs" / "reference"
PAGES = [README, *sorted((ROOT / "docs").rglob("*.md"))]
OTHERS = [ROOT / "SECURITY.md", ROOT / "CHANGELOG.md", ROOT / "benchmarks" / "README.md"]
LEFT_OUT = "..."
MOST_README = 9_000  # bytes: one or two screens
MOST_LINES = 25  # of an example there

FENCE = re.compile(r"(?ms)^```(\w*)\n(.*?)^```$")
INLINE = re.compile(r"`(jtai [^`\n]+)`")
LINK = re.compile(r"\]\((?!https?:)([^)\s]+)\)")
HEADING = re.compile(r"(?m)^#{1,6} (.+)$")


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


by_page = pytest.mark.parametrize("page", PAGES, ids=name_of)


class Block(NamedTuple):
    language: str
    text: str


class Example(NamedTuple):
    command: str
    shown: list[str]


def blocks_of(page: Path) -> list[Block]:
    return [Block(*found) for found in FENCE.findall(page.read_text(encoding="utf-8"))]


def prose_of(page: Path) -> str:
    return FENCE.sub("", page.read_text(encoding="utf-8"))


# Examples


def examples_in(block: str) -> Iterator[Example]:
    """The commands of a block, each with the lines that are shown below it."""
    before, *parts = re.split(r"(?m)^\$ ", block)
    assert not before, f"a console block begins with a command, not with {before!r}"
    for part in parts:
        command, *shown = part.splitlines()
        yield Example(command, shown)


def pieces_of(shown: list[str]) -> list[list[str]]:
    """The lines between those that say that something is left out."""
    pieces: list[list[str]] = [[]]
    for line in shown:
        if line == LEFT_OUT:
            pieces.append([])
        else:
            pieces[-1].append(line)
    return pieces


def likeness(a: list[str], b: list[str]) -> float:
    pairs = zip(a, b, strict=True)
    return sum(x == y or difflib.SequenceMatcher(None, x, y).ratio() for x, y in pairs)


def cut(shown: list[str], printed: list[str]) -> list[str]:
    """What was printed, cut as it was shown: the same where that is still true.

    Each piece takes as many lines as it had, where they are most like it. The first piece stays
    at the beginning and the last at the end; an empty one there leaves lines out.
    """
    first, *others = pieces_of(shown)
    room = sum(len(piece) + 1 for piece in others)  # each leaves a line out at least
    if not others or len(first) + room > len(printed):
        return printed
    lines, at = printed[: len(first)], len(first)
    for number, piece in enumerate(others, start=1):
        room -= len(piece) + 1
        last = len(printed) - room - len(piece)
        starts = range(at + 1, last + 1)
        if number == len(others):
            starts = range(last, last + 1)
        at = max(starts, key=lambda start: likeness(piece, printed[start : start + len(piece)]))
        lines += [LEFT_OUT, *printed[at : at + len(piece)]]
        at += len(piece)
    return lines


class Reader:
    """Somebody who types the commands of a page, one after the other."""

    def __init__(self):
        self.code = 0

    def type(self, command: str) -> list[str]:
        """What the command prints."""
        words = shlex.split(command)
        env = dict(word.split("=", 1) for word in takewhile(IS_VARIABLE, words))
        program, *arguments = words[len(env) :]
        if command == "echo $?":
            code, self.code = self.code, 0
            return [str(code)]
        assert self.code == 0, f"the command before '$ {command}' exits with {self.code}"
        if program == "cat":
            return Path(arguments[0]).read_text(encoding="utf-8").splitlines()
        assert program == "jtai", f"a console block runs jtai, and not {program}"
        run = run_process(*arguments, program=AS_INSTALLED, env=env)
        self.code = run.code
        return (run.out + run.err).replace("\r\n", "\n").splitlines()

    def rerun(self, block: str) -> str:
        """The block with what its commands print now."""
        lines = []
        for example in examples_in(block):
            lines += [f"$ {example.command}", *cut(example.shown, self.type(example.command))]
        assert self.code == 0, f"'$ {example.command}' exits with {self.code}"
        return "".join(f"{line}\n" for line in lines)


def file_in(block: Block) -> str | None:
    """The name of the file that a block is, if it is one."""
    named = re.match(r"# ([\w-]+\.toml)\n", block.text)
    return named[1] if named and block.language == "toml" else None


@by_page
def test_every_example_prints_what_the_page_says(page, request, tmp_path, monkeypatch):
    copied(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    reader = Reader()
    for block in blocks_of(page):
        if name := file_in(block):
            Path(name).write_text(block.text, encoding="utf-8")
        if block.language != "console":
            continue
        printed = reader.rerun(block.text)
        if request.config.getoption("--rewrite"):
            text = page.read_text(encoding="utf-8")
            page.write_text(text.replace(block.text, printed, 1), encoding="utf-8")
        else:
            assert printed == block.text


@pytest.mark.parametrize("shown", ["a b c d e f", "a ... f", "a ... c d ...", "... f", "... d ..."])
def test_an_example_that_is_true_stays_as_it_is(shown):
    assert " ".join(cut(shown.split(), list("abcdef"))) == shown


@pytest.mark.parametrize(
    ("shown", "corrected"),
    [
        ("a c", "a b c d e f"),  # left out without saying so
        ("b ... f", "a ... f"),  # not the first line
        ("a ... e", "a ... f"),  # not the last
        ("a ... d c ... f", "a ... c d ... f"),  # not in order
        ("a ... c d x", "a ... d e f"),
        ("a ... b c d e f", "a b c d e f"),  # nothing is left out there
    ],
)
def test_an_example_that_is_not_true_is_corrected(shown, corrected):
    assert " ".join(cut(shown.split(), list("abcdef"))) == corrected


@by_page
def test_every_toml_block_is_toml(page):
    for block in blocks_of(page):
        if block.language == "toml":
            tomllib.loads(block.text)


# What is typed, and not run


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command by the words that are typed, those of `jtai days` too."""

    def below(words: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
        yield words, command
        if isinstance(command, click.Group):
            context = click.Context(command)
            for name in command.list_commands(context):
                yield from below(f"{words} {name}", command.get_command(context, name))

    return below("jtai", cli)


def typed_in(line: str) -> str | None:
    """The call of jtai in a line for a shell, up to a pipe or the next command."""
    found = re.search(r"(?:^|[\s\\/])jtai( .*)", line)
    return found and "jtai" + re.split(r" (?:\|\|?|&&|2?>) |; ?|$", found[1])[0]


def typed_on(page: Path) -> list[str]:
    shells = [b.text for b in blocks_of(page) if b.language in ("sh", "powershell")]
    lines = "\n".join(shells).splitlines()
    return [*filter(None, map(typed_in, lines)), *INLINE.findall(prose_of(page))]


def parse(typed: str) -> None:
    """Raises click.UsageError for an option that the command has not, or one without its value."""
    command: click.Command = cli
    words = shlex.split(typed)[1:]
    if words[:1] in (["help"], ["version"]):
        words = [*words[1:], f"--{words[0]}"]
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        found = command.get_command(click.Context(command), words[0])
        assert found, f"'{typed}': there is no command {words[0]}"
        command, words = found, words[1:]
    context = click.Context(command, **command.context_settings)
    command.make_parser(context).parse_args(words)


@by_page
def test_whatever_is_to_be_typed_is_a_command_with_options_that_it_has(page):
    for typed in typed_on(page):
        try:
            parse(typed)
        except click.UsageError as error:
            pytest.fail(f"{typed}: {error.format_message()}")


@by_page
def test_nobody_is_told_to_install_by_a_name_that_is_not_ours(page):
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"(?:pip|pipx|uv tool) install (?:-\S+ )*jtai", text)


# Links


def anchors_of(page: Path) -> set[str]:
    """The anchors that a forge gives to the headings of a page."""
    headings = HEADING.findall(prose_of(page))
    return {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in headings}


@pytest.mark.parametrize("page", [*PAGES, *OTHERS], ids=name_of)
def test_every_link_leads_somewhere(page):
    for target in LINK.findall(prose_of(page)):
        name, _, anchor = target.partition("#")
        file = page.parent / name if name else page
        assert file.exists(), target
        if anchor:
            assert anchor in anchors_of(file), target


@pytest.mark.parametrize("page", [*PAGES, *OTHERS], ids=name_of)
def test_no_page_says_a_sentence_twice(page):
    said = [each for each in re.split(r"\n|(?<=\.) ", prose_of(page)) if len(each) > 40]
    assert sorted({*said}) == sorted(said)


def test_every_page_is_in_the_index():
    index = ROOT / "docs" / "README.md"
    linked = {(index.parent / link).resolve() for link in LINK.findall(prose_of(index))}
    assert set(PAGES) - {README, index} <= linked


# What has to be there


def test_every_command_is_in_the_readme():
    text = README.read_text(encoding="utf-8")
    for command in COMMANDS:
        assert f"`jtai {command}" in text


def test_every_command_and_option_is_in_the_reference():
    text = "\n".join(page.read_text(encoding="utf-8") for page in REFERENCE.glob("*.md"))
    named = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", text))
    for words, command in commands():
        assert f"`{words}" in text
        context = click.Context(command, **command.context_settings)
        for option in command.get_params(context):
            if isinstance(option, click.Option):
                missing = {*option.opts, *option.secondary_opts} - named
                assert not missing, f"{words}: {missing}"


@pytest.mark.parametrize("heading", ["Run it", "Test it"])
def test_the_set_up_blocks_are_one_command_each(heading):
    section = README.read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    (block,) = [text for language, text in FENCE.findall(section) if language == "sh"]
    assert len(block.splitlines()) == 1


def test_the_readme_stays_short():
    assert len(README.read_bytes()) <= MOST_README
    for block in blocks_of(README):
        assert block.text.count("\n") <= MOST_LINES
