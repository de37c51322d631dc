"""What SECURITY.md says the program never does, held against its code."""

import ast
import re
from pathlib import Path

import pytest

from tests.harness import ROOT

SOURCE = ROOT / "src/jtai_cli"
TREES = {
    path.relative_to(SOURCE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(SOURCE.rglob("*.py"))
}
TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")

# What the program may import from outside itself, all of it. Nothing here opens a socket, starts
# a program or runs text as code.
ALLOWED = set(
    re.findall(
        r"\S+",
        """
        __future__ binascii bisect calendar codecs collections contextlib csv dataclasses datetime
        difflib enum functools gc hashlib importlib importlib.machinery io itertools json os pathlib
        pkgutil re shutil stat string sys tempfile textwrap tomllib typing unicodedata urllib.parse
        warnings xml.etree xml.sax.saxutils zipfile click dateutil holidays icalendar
        openpyxl recurring_ical_events rich
        """,
    )
)
WHOLE = ("click", "collections", "dateutil", "rich")  # of these, whatever is in them

# By module, with the reason.
DANGEROUS = {
    "eval": {},
    "exec": {},
    "compile": {},
    "__import__": {},
    "input": {},
    "breakpoint": {},
    "globals": {},
    "open": {
        "inputs/files.py": "reads what was named",
        "outputs/files.py": "writes what -o names",
        "commands/check.py": "looks into a folder's files, and appends to GITHUB_STEP_SUMMARY",
    },
    "import_module": {
        "cli.py": "a command by its name, which is one of COMMANDS",
        "writers/__init__.py": "a format's writer by its name, which stands in FORMATS",
    },
}
# Of os and its like: the places that may use each.
ATTRIBUTES = {
    "os.O_CREAT": {"outputs/files.py"},
    "os.O_EXCL": {"outputs/files.py"},
    "os.O_WRONLY": {"outputs/files.py", "outputs/streams.py"},
    "os.W_OK": {"outputs/files.py"},
    "os._exit": {"__main__.py"},  # once all is written
    "os.access": {"outputs/files.py"},
    "os.chmod": {"outputs/files.py"},
    "os.close": {"outputs/files.py"},
    "os.devnull": {"outputs/streams.py"},
    "os.dup2": {"outputs/streams.py"},
    "os.environ": {
        "commands/check.py",
        "inputs/options.py",
        "outputs/answers.py",
        "inputs/own_defaults.py",
        "inputs/variables.py",
    },
    "os.fdopen": {"outputs/files.py"},
    "os.fsdecode": set(),
    "os.fsync": {"outputs/files.py"},
    "os.link": {"outputs/files.py"},
    "os.name": {"outputs/files.py"},
    "os.open": {
        "outputs/files.py",
        "outputs/streams.py",
    },  # the null device, once nobody reads a stream; a new file's name
    "os.path": {
        "commands/calendar.py",
        "commands/check.py",
        "outputs/files.py",
        "commands/init.py",
        "inputs/own_defaults.py",
        "inputs/inspections.py",
    },
    "os.rename": {"outputs/files.py"},
    "os.replace": {"outputs/files.py"},
    "os.stat": {"inputs/own_defaults.py"},
    "os.umask": {"outputs/files.py"},
    "os.unlink": {"outputs/files.py"},
    "os.walk": {"commands/check.py"},
}
# Methods of paths and of modules that write or take away, whatever the object is called.
WRITING = {
    "write_text": set(),
    "write_bytes": set(),
    "unlink": {"outputs/files.py"},
    "rmdir": set(),
    "rmtree": {"outputs/files.py"},
    "mkdir": {"outputs/files.py"},
    "mkdtemp": {"outputs/files.py"},
    "mkstemp": {"outputs/files.py"},
    "touch": set(),
    "symlink_to": set(),
    "system": set(),
    "popen": set(),
    "setlocale": set(),
    "set_int_max_str_digits": set(),
}


def imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            yield node.module


def calls(tree):
    """The names called without an object."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id


def attributes(tree):
    """Each attribute that is used: its name, and the name of what it is of where that is plain."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            owner = node.value.id if isinstance(node.value, ast.Name) else ""
            yield owner, node.attr


def of(module, name):
    """Whether a module is one that is allowed, or part of it."""
    return name == module or name.startswith(f"{module}.")


def strangers(tree):
    return {
        name
        for name in imports(tree)
        if not of("jtai_cli", name)
        and name not in ALLOWED
        and not any(of(package, name) for package in WHOLE)
    }


def misused(name, tree):
    """What a module does that it may not."""
    found = {f"import {each}" for each in strangers(tree)}
    for called in calls(tree):
        if called in DANGEROUS and name not in DANGEROUS[called]:
            found.add(f"{called}()")
    for owner, attribute in attributes(tree):
        if owner == "os" and name not in ATTRIBUTES.get(f"os.{attribute}", ()):
            found.add(f"os.{attribute}")
        if attribute in WRITING and name not in WRITING[attribute]:
            found.add(f".{attribute}")
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in ("os", "shutil", "builtins"):
            found.add(f"from {node.module} import, which hides where a name comes from")
    return found


@pytest.mark.parametrize("name", TREES)
def test_a_module_does_only_what_it_may(name):
    assert misused(name, TREES[name]) == set()


@pytest.mark.parametrize(
    "code",
    [
        *(
            f"import {each}"
            for each in ["socket", "ssl", "http.client", "urllib.request", "subprocess"]
        ),
        *(
            f"import {each}"
            for each in ["pickle", "marshal", "shelve", "ctypes", "yaml", "asyncio"]
        ),
        "import socket",
        "import ssl",
        "import http.client",
        "import urllib.request",
        "import subprocess",
        "import pickle",
        "import marshal",
        "import shelve",
        "import ctypes",
        "import yaml",
        "import asyncio",
        "import multiprocessing",
        "import sqlite3",
        "import webbrowser",
        "import logging",
        "from urllib import request",
        "from os import system",
        "def f():\n    import socket",
        "import os; os.system('ls')",
        "import os; os.popen('ls')",
        "import os; os.execv('ls', [])",
        "import os; os.environ['HOME']",
        "eval('1')",
        "exec('1')",
        "compile('1', '', 'eval')",
        "__import__('socket')",
        "open('x')",
        "path.write_text('x')",
    ],
)
def test_the_guard_sees_what_must_not_be_there(code):
    assert misused("days/any.py", ast.parse(code))


def test_what_is_allowed_is_used():
    """No permission outlives its use."""
    for called, places in DANGEROUS.items():
        assert all(called in calls(TREES[place]) for place in places), called
    for name, places in ATTRIBUTES.items():
        wanted = tuple(name.split("."))
        assert all(wanted in attributes(TREES[place]) for place in places), name
    for attribute, places in WRITING.items():
        for place in places:
            assert attribute in {each for _, each in attributes(TREES[place])}, attribute


def test_files_are_opened_for_what_is_said():
    modes = {
        (name, ast.literal_eval(node.args[1]))
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "open"
    }
    assert modes == {
        ("inputs/files.py", "rb"),
        ("outputs/files.py", "wb"),
        ("commands/check.py", "rb"),
        ("commands/check.py", "ab"),
    }


def test_the_variables_that_are_read_are_named():
    """Those that the program asks for by name; click asks for JTAI_ and an option's name."""
    asked = set()
    for tree in TREES.values():
        constants = {
            target.id: node.value.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "os.environ.get":
                (argument, *_) = node.args
                name = constants[argument.id] if isinstance(argument, ast.Name) else argument.value
                asked.add(name)
    assert asked == {
        "FORCE_COLOR",
        "GITHUB_STEP_SUMMARY",
        "GITHUB_WORKSPACE",
        "JTAI_CONFIG",
        "SOURCE_DATE_EPOCH",
        "TERM",
    }
    assert all(f"`{name}`" in TEXT for name in asked)


def test_the_tests_that_are_named_exist():
    named = re.findall(r"`(tests/[a-z_/]+\.py)(?:::(\w+))?`", TEXT)
    assert len(named) > 8
    for file, function in named:
        text = Path(ROOT, file).read_text(encoding="utf-8")
        assert not function or f"def {function}(" in text, (file, function)


def test_no_address_is_invented():
    assert "@" not in TEXT
