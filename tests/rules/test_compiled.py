"""The rules as Python say just what the tables of rules say."""

import subprocess
import sys
from importlib import import_module
from importlib.resources import files

import pytest

from jtai_cli.rules import elections, model
from jtai_cli.rules.frameworks import SHIPPED
from jtai_cli.rules.model import Source
from jtai_cli.rules.reading import read_elections, read_framework
from tests.conftest import ROOT

TABLES = [
    *((name, "FRAMEWORK", read_framework) for name in SHIPPED),
    ("elections", "TABLE", read_elections),
]


def sources_in(value):
    """Every source that a rule cites, once."""
    if isinstance(value, Source):
        return [value]
    parts = value if isinstance(value, tuple) else ()
    return list(dict.fromkeys(source for part in parts for source in sources_in(part)))


def compile_table(name, constant, value):
    """Write the module: the names it needs, the sources, and the value as Python has it."""
    text, sources = repr(value), sources_in(value)
    defined = {source.id.upper().replace("-", "_"): repr(source) for source in sources}
    for short, long in defined.items():
        text = text.replace(long, short)
    cited = "\n".join(f"{short} = {long}" for short, long in defined.items())
    body = f"{cited}\n\n{constant} = {text}\n"
    header = ["import datetime"] * ("datetime." in body)
    for module in (elections, model):
        names = [each for each in vars(module) if f"{each}(" in body and each[0].isupper()]
        if names := [each for each in names if getattr(module, each).__module__ == module.__name__]:
            header.append(f"from {module.__name__} import {', '.join(sorted(names))}")
    doc = f'"""What tables/{name}.toml says; made from it, not edited by hand."""'
    path = ROOT / f"src/jtai_cli/rules/compiled/{name.replace('-', '_')}.py"
    path.write_text("\n\n".join([doc, "\n".join(header), body]), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", path], check=True)


@pytest.mark.parametrize(("name", "constant", "read"), TABLES)
def test_the_compiled_table_is_the_table(name, constant, read, request):
    text = files("jtai_cli.rules").joinpath(f"tables/{name}.toml").read_text(encoding="utf-8")
    value = read(text, f"{name}.toml")
    if request.config.getoption("--rewrite"):
        compile_table(name, constant, value)
    module = import_module(f"jtai_cli.rules.compiled.{name.replace('-', '_')}")
    # As texts, for a tuple equals another of any type.
    assert repr(getattr(module, constant)) == repr(value)
