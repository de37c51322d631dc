"""The table of JTAI_ variables in the reference is made here, from the options that they set.

Rewritten with --rewrite; reviewed in the diff.
"""

from collections import defaultdict

import click

from tests.commands.test_help import commands
from tests.harness import ROOT

PAGE = ROOT / "docs/reference/variables.md"
HEAD = "| variable | option | commands |\n|---|---|---|\n"


def options():
    """Each command that answers something, with each of its options."""
    for words, command in commands():
        for option in command.params:
            if words not in ("days", "completion") and isinstance(option, click.Option):
                yield words, option


def table():
    takers = defaultdict(list)
    for words, option in options():
        takers[option.envvar or "none", option.opts[-1]].append(words)
    every = list(dict.fromkeys(words for words, _ in options()))
    lines = []
    for (variable, flag), words in sorted(takers.items()):
        others = [f"`{each}`" for each in every if each not in words]
        if not others:
            said = "all"
        elif len(others) < len(words):
            said = f"all but {', '.join(others)}"
        else:
            said = ", ".join(f"`{each}`" for each in words)
        name = "none" if variable == "none" else f"`{variable}`"
        lines.append(f"| {name} | `{flag}` | {said} |\n")
    return HEAD + "".join(lines)


def test_the_table_of_the_reference_is_that_of_the_program(request):
    text = PAGE.read_text(encoding="utf-8")
    before, _, behind = text.partition(HEAD)
    shown, blank, after = behind.partition("\n\n")
    if request.config.getoption("--rewrite"):
        PAGE.write_text(before + table().rstrip("\n") + blank + after, encoding="utf-8")
    else:
        assert f"{HEAD}{shown}\n" == table()


def test_a_variable_means_one_thing():
    meant = defaultdict(set)
    for _, option in options():
        if option.envvar:
            meant[option.envvar].add((option.name, option.opts[-1], option.multiple))
    assert {name: each for name, each in meant.items() if len(each) > 1} == {}
