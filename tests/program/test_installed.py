"""The version of a package is told without importing it, and only where it is plain."""

import importlib.metadata
import sys

import pytest

from jtai_cli.installed import imported_version, own_version


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


def test_our_own_version_is_that_of_the_metadata(monkeypatch, tmp_path):
    version = importlib.metadata.version("jtai-cli")
    assert own_version() == version
    monkeypatch.setattr(sys, "path", [str(tmp_path / "nowhere"), *sys.path])
    assert own_version() == version


def test_the_folder_that_python_would_take_first_counts(monkeypatch, tmp_path):
    (tmp_path / "jtai_cli-9.9.dist-info").mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    assert own_version() == "9.9"


def test_without_a_folder_the_metadata_is_asked(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.setattr(importlib.metadata, "version", lambda name: f"asked for {name}")
    assert own_version() == "asked for jtai-cli"
