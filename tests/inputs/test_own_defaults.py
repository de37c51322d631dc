"""Where one's own defaults are read, and how it is said that there shall be none."""

import json
import os

import click
import pytest

OWN = 'region = "SCT"\n'


@pytest.fixture
def own(home):
    """A file of defaults where it is looked for, which changes what is answered."""
    folder = click.get_app_dir("jtai")
    os.makedirs(folder)
    path = os.path.join(folder, "config.toml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(OWN)
    return path


def region(jtai):
    return json.loads(jtai("days", "add", "2027-03-08", "1", "--format", "json").out)["region"]


def test_the_file_is_read_where_it_is_looked_for(own, jtai):
    assert region(jtai) == "SCT"


def test_an_empty_variable_says_that_there_shall_be_none(own, jtai, monkeypatch):
    monkeypatch.setenv("JTAI_CONFIG", "")
    assert region(jtai) == "ENG"


def test_what_is_no_file_is_passed_over(own, jtai):
    os.remove(own)
    assert region(jtai) == "ENG"
    os.mkdir(own)
    assert region(jtai) == "ENG"
