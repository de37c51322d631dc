"""The version of a package is told without importing it, and only where it is plain."""

import importlib.metadata
import sys

import pytest

from jtai_cli import __version__
from jtai_cli.installed import imported_version


@pytest.mark.parametrize("package", ["holidays", "click", "rich"])
def test_the_version_is_that_of_its_metadata(package):
    assert imported_version(package) == importlib.metadata.version(package)


@pytest.mark.parametrize("beside", [[], ["holidays-1.0.dist-info", "holidays-2.0.dist-info"]])
def test_a_version_that_cannot_be_told_is_none(beside, monkeypatch, tmp_path):
    for folder in ["holidays", *beside]:
        (tmp_path / folder).mkdir()
    (tmp_path / "holidays/__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "holidays", raising=False)
    assert imported_version("holidays") is None


def test_a_package_that_is_not_there_has_none():
    assert imported_version("no_such_package_anywhere") is None


def test_our_own_version_is_that_of_the_metadata():
    assert importlib.metadata.version("jtai-cli") == __version__
