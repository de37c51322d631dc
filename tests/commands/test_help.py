"""The pages of --help: nothing that can be typed is without a word on what it is for."""

import click
import pytest

from jtai_cli.cli import COMMANDS, cli


def commands():
    context = click.Context(cli)
    found = [(name, cli.get_command(context, name)) for name in COMMANDS]
    for name, command in found:
        yield name, command
        for each, below in getattr(command, "commands", {}).items():
            yield f"{name} {each}", below


@pytest.mark.parametrize("name, command", list(commands()), ids=lambda each: str(each)[:20])
def test_every_option_says_what_it_is_for(name, command, jtai):
    page = " ".join(jtai(*name.split(), "--help").out.split())
    assert f"Usage: jtai {name} " in page
    assert f"jtai {name}" in page.split("Example")[1]
    for option in command.params:
        if isinstance(option, click.Option) and not option.hidden:
            assert option.help and option.help.strip()[0].isupper(), option.name
            assert " ".join(option.help.split()[:3]) in page, option.name
