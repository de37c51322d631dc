"""The pictures of the guides are what their commands show, small, and said in words too."""

import re
import sys

import pytest

from tests.harness import ROOT
from tools import pictures

MOST = 60_000  # bytes of a picture
MOST_PICTURES = 8
SHOWN = re.compile(r"!\[([^\]]*)\]\(\.\./pictures/([^)]*)\)")


def shown():
    """The words and the name of each picture that a guide shows."""
    return [found for guide in pictures.GUIDES for found in SHOWN.findall(guide.read_text("utf-8"))]


def test_the_pictures_are_what_the_commands_show(monkeypatch, capsys):
    if not pictures.rich_is_pinned():
        pytest.skip("Rich is not that of constraints.txt, and may draw a terminal otherwise")
    monkeypatch.setattr(sys, "argv", ["pictures", "--check"])
    assert (pictures.main(), capsys.readouterr().out) == (0, "")


def test_the_check_names_what_is_wrong_and_without_it_that_is_put_right(
    monkeypatch, capsys, tmp_path
):
    for name in ("changed.svg", "left-over.svg", "true.svg"):
        (tmp_path / name).write_text("as it was", "utf-8")
    made = {"changed.svg": "new", "missing.svg": "new", "true.svg": "as it was"}
    for name, value in {
        "ROOT": tmp_path,
        "PICTURES": tmp_path,
        "GUIDES": [None],
        "rich_is_pinned": lambda: True,
        "pictures_of": lambda _guide: made.items(),
    }.items():
        monkeypatch.setattr(pictures, name, value)

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["pictures", *arguments])
        return pictures.main(), capsys.readouterr().out.splitlines()

    wrong = ["left-over.svg", "changed.svg", "missing.svg"]
    assert run("--check") == (1, [f"{name}: not what the guides show" for name in wrong])
    assert run("--check")[0] == 1  # nothing was written
    assert run() == (0, [f"{name}: changed" for name in wrong])
    assert run("--check") == (0, [])
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == made


def test_every_guide_has_a_picture_and_all_are_few_and_small():
    assert all("](../pictures/" in guide.read_text("utf-8") for guide in pictures.GUIDES)
    files = list(pictures.PICTURES.iterdir())
    assert {path.name for path in files} == {name for _, name in shown()}
    assert len(files) <= MOST_PICTURES
    for path in files:
        assert len(path.read_bytes()) <= MOST, path.name


@pytest.mark.parametrize(("words", "name"), shown(), ids=[name for _, name in shown()])
def test_a_picture_is_said_in_words_too_and_fetches_nothing(words, name):
    assert len(words.split()) >= 8
    text = (ROOT / "docs/pictures" / name).read_text("utf-8")
    assert text.startswith("<svg")
    assert not re.search(r"@import|@font-face|href=|url\((?!#)|<script|<image", text)
