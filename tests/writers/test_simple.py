"""A simple page in LibreOffice Writer, which takes over what Word and Outlook take over."""

import re
import shutil
import subprocess
from xml.etree import ElementTree

import pytest

from tests.harness import EXAMPLES, HANGS, missing, run_process

EXAMPLE = EXAMPLES / "exampleshire.toml"
PAGES = {
    "plan": ("plan", EXAMPLE),
    "status": ("status", EXAMPLE, "--today", "2027-03-03"),
    "compare": ("compare", "2027-06-28", "2027-07-05", "--steps"),
}
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """A folder of the simple pages, and of what Writer saves of each."""
    office = shutil.which("soffice") or missing("LibreOffice Writer (soffice) is not installed")
    folder = tmp_path_factory.mktemp("simple")
    for name, command in PAGES.items():
        assert run_process(*command, "--simple", "-o", folder / f"{name}.html", "-q").code == 0
    home = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = [office, home, "--headless", "--writer", "--convert-to", "fodt", "--outdir", folder]
    files = [folder / f"{name}.html" for name in PAGES]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=HANGS)
    return folder


def tables(root, table, row, cells):
    """The words of each cell, without their spaces, by tables and rows."""
    return [
        [["".join("".join(c.itertext()).split()) for c in r if c.tag in cells] for r in t.iter(row)]
        for t in root.iter(table)
    ]


@pytest.mark.parametrize("name", PAGES)
def test_writer_keeps_every_cell_of_every_table(name, pages):
    page = (pages / f"{name}.html").read_text(encoding="utf-8")
    page = re.sub("(?s)<head>.*?</head>|<!DOCTYPE html>", "", page).replace("<br>", "<br/>")
    written = tables(ElementTree.fromstring(page), "table", "tr", ("th", "td"))
    saved = ElementTree.parse(pages / f"{name}.fodt").getroot()
    cells = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
    assert len(written) >= 3
    assert tables(saved, f"{TABLE}table", f"{TABLE}table-row", cells) == written
