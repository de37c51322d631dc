"""Each promise of SECURITY.md names a test that there is. test_what_it_touches.py watches runs.

Here is what no run can show: that the lines which none of those reaches import nothing else.
"""

import ast
import re

import pytest

from tests.harness import ROOT
from tests.program.guard import misdeeds

SOURCE = ROOT / "src/jtai_cli"
TREES = {
    path.relative_to(SOURCE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(SOURCE.rglob("*.py"))
}
TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(?:(tests/[a-z_/]+\.py)(?:::)?)?(test_\w+)?`")
OTHERWISE = "tests/program/test_what_it_touches.py"  # has the tests that are named without a file

# What the program may import from outside itself, all of it.
ALLOWED = set(
    re.findall(
        r"\S+",
        """
        __future__ binascii bisect calendar codecs collections contextlib csv datetime difflib
        email.message email.policy enum errno functools gc hashlib html importlib io itertools json
        math os pathlib pkgutil re shlex shutil stat sys tempfile textwrap time tomllib types typing
        unicodedata urllib.parse warnings webbrowser xml.etree zipfile zlib click dateutil holidays
        icalendar openpyxl recurring_ical_events rich xlsxwriter jinja2 markupsafe highspy numpy
        """,
    )
)
WHOLE = ("click", "collections", "dateutil", "importlib", "rich")  # whatever is in them


def imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            yield node.module


def strangers(tree):
    return {
        name
        for name in imports(tree)
        if name not in ALLOWED and name.split(".")[0] not in (*WHOLE, "jtai_cli")
    }


@pytest.mark.parametrize("name", TREES)
def test_a_module_imports_only_what_is_listed(name):
    assert strangers(TREES[name]) == set()


@pytest.mark.parametrize(
    "code",
    [
        "import socket",
        "import http.client",
        "from urllib import request",
        "import xml.sax.saxutils",
        "def f():\n    import pickle",
        "import os, subprocess",
        "from ctypes import CDLL",
        *("import atexit", "import signal", "import threading", "import timeit", "import code"),
    ],
)
def test_what_is_not_listed_is_seen(code):
    assert strangers(ast.parse(code))


def test_what_is_listed_is_used():
    used = {name for tree in TREES.values() for name in imports(tree)}
    assert {each for each in ALLOWED if not any(of(each, name) for name in used)} == set()


@pytest.mark.parametrize("name", TREES)
def test_a_module_names_nothing_that_harms(name):
    assert list(misdeeds(name, TREES[name])) == []


@pytest.mark.parametrize(
    ("name", "function", "line"),
    [
        ("inputs/hints.py", "option_hint", "os.system('x')"),
        ("inputs/hints.py", "option_hint", "getattr(os, 'sys' + 'tem')('x')"),
        ("inputs/hints.py", "option_hint", "getattr(os, 'system')('x')"),
        ("inputs/hints.py", "option_hint", "from os import system as x; x('x')"),
        ("inputs/hints.py", "option_hint", "import os as x; x.system('x')"),
        ("inputs/hints.py", "option_hint", "shutil.os.fork()"),
        ("inputs/hints.py", "option_hint", "contextlib.os.fork()"),
        ("cli.py", "_in_our_words", "click.launch('x')"),
        ("cli.py", "_in_our_words", "click.edit('x')"),
        ("cli.py", "_in_our_words", "click.echo_via_pager('x')"),
        ("cli.py", "_in_our_words", "import_module('subprocess').run('x')"),
        ("cli.py", "_in_our_words", "import_module(f'{x}')"),
        ("cli.py", "_in_our_words", "load = import_module"),
        ("cli.py", "_in_our_words", "webbrowser.open('x')"),
        ("outputs/browser.py", "show", "webbrowser.get('x %s')"),
        ("inputs/files.py", "decoded", "Path('x').open('w')"),
        ("inputs/files.py", "decoded", "Path('x').write_text('x')"),
        ("inputs/files.py", "decoded", "Path('x').replace('y')"),
        ("inputs/files.py", "decoded", "open('x', 'w')"),
        ("inputs/files.py", "decoded", "write = open"),
        ("inputs/inspections.py", "_refuse_unquoted", "os.popen('x')"),
        ("inputs/lists.py", "many_plans", "import codecs; codecs.open('l', 'w')"),
        ("inputs/lists.py", "many_plans", "io.FileIO('l', 'w')"),
        ("inputs/own_defaults.py", "own_file", "import_module('subprocess').run('x')"),
        ("inputs/own_defaults.py", "own_file", "os.environ._data"),
        ("inputs/own_defaults.py", "own_file", "os.mknod('x')"),
        ("toml_mistakes.py", "mistake_in", "eval(line)"),
        ("toml_mistakes.py", "mistake_in", "run = exec"),
        ("toml_mistakes.py", "mistake_in", "input()"),
        ("toml_mistakes.py", "mistake_in", "__import__('socket')"),
        ("commands/lists.py", "_name", "sys.stdin.read()"),
        ("commands/lists.py", "_name", "sys.modules['socket']"),
        ("commands/init.py", "init_command", "os.link('x', 'y')"),
    ],
)
def test_what_is_planted_where_no_run_comes_is_seen(name, function, line):
    tree = ast.parse((SOURCE / name).read_text(encoding="utf-8"))
    (place,) = [
        each
        for each in ast.walk(tree)
        if isinstance(each, ast.FunctionDef) and each.name == function
    ]
    place.body += ast.parse(line).body
    assert list(misdeeds(name, tree))


def of(module, name):
    return name == module or name.startswith(f"{module}.")


# ------------------------------------------------------------------------------ SECURITY.md itself


def promises():
    """Each paragraph, entry of a list and row of a table, of the parts that promise something."""
    text = TEXT.partition("## Check it")[0]
    text = re.sub(r"(?m)^(#.*|\| where it .*|\|---.*)$", "", text)  # headings
    return [each.strip() for each in re.split(r"\n\n+|\n(?=[-|] )", text) if each.strip()]


@pytest.mark.parametrize("promise", promises(), ids=lambda promise: promise[:40])
def test_every_promise_names_a_test(promise):
    assert list(named(promise)) or promise == "- stdout and stderr."


def named(text):
    """The file and the function of each test that is named."""
    for file, function in NAMED.findall(text):
        if file or function:
            yield file or OTHERWISE, function


def test_the_tests_that_are_named_exist():
    assert len(list(named(TEXT))) > 30
    for file, function in named(TEXT):
        text = (ROOT / file).read_text(encoding="utf-8")
        assert not function or f"def {function}(" in text, (file, function)


def test_no_address_is_invented():
    assert "@" not in TEXT
