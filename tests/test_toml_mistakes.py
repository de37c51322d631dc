"""The mistakes that people make in TOML: each is named, on its line, with what to type."""

import pytest

from jtai_cli.errors import BadValue
from jtai_cli.tables import parse

CURLY = "curly quotation mark, as Word and Outlook write it"
MISTAKES = {
    "area = \u201cExampleshire\u201d": [CURLY, 'Type area = "Exampleshire".'],
    "area = \u2018Exampleshire\u2019": [CURLY, 'Type area = "Exampleshire".'],
    'area = "Exampleshire\u201d': [CURLY, 'Type area = "Exampleshire".'],
    "area\u00a0= 1": ["no-break space (U+00A0)", "Type area = 1."],
    "\u200barea = 1": ["zero width space (U+200B)", "Type area = 1."],
    "day = 2027\u201306\u201328": ["en dash (U+2013)", "Type day = 2027-06-28."],
    'path = "C:\\Users\\jo"': ["backslash", "Type / for it, or path = 'C:\\Users\\jo'."],
    'path = "C:\\own"': ["backslash"],
    "day = 28/06/2027": ["Type day = 2027-06-28."],
    "day = 8.3.2027 # Monday": ["Type day = 2027-03-08."],
    "day = 28 June 2027": ["Type day = 2027-06-28."],
    "day = 28th Jun 2027": ["Type day = 2027-06-28."],
    # A weekday may be wrong, which the reader of dates says.
    "day = Tue 28 June 2027": ['Type day = "Tue 28 June 2027".'],
    "day = 03/28/2027": ["no such date, read day first"],
    "day = 2027/13/45": ["a date is written 2027-03-08"],
    "a = 2027-03-08": ["the key stands twice"],
    "day = 28 Junk 2027": ["no such date"],
    "day = 28 Ju 2027": ["no such date"],  # June or July
    "area = \u00abExampleshire\u00bb": ["(U+00AB)", 'Type area = "Exampleshire".'],
    '\u2022 area = "Exampleshire"': ["bullet (U+2022)", 'Type area = "Exampleshire".'],
    'area = "Exampleshire"\u2026': ["ellipsis (U+2026)", 'Type area = "Exampleshire".'],
    'area = \u2026 "Exampleshire"': ["ellipsis (U+2026)", "Take it out."],
    "day = 2027/6/8": ["Type day = 2027-06-08."],
    "day = 2027-02-30": ["there is no such date"],
    "no_elections = True": ["small letters", "Type no_elections = true."],
    "no_elections = no": ["Type no_elections = false."],
    "area = King\u2019s Lea": ['Type area = "King\u2019s Lea".'],
    'area = "King\u2019s Lea': ["a quotation mark is not closed"],
    "area =": ["the key has no value"],
    'area = "Exampleshire",': ["comma", 'Type area = "Exampleshire".'],
    'area: "Exampleshire"': ["= is missing", 'Type area = "Exampleshire".'],
    'area "Exampleshire"': ["= is missing"],
    "Fieldwork start = 2027-03-08": ["a key has no blanks. Type fieldwork_start."],
    "area = 'it's'": ["something stands behind the value"],
}


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["Unix", "Windows", "old Mac"])
@pytest.mark.parametrize("line", MISTAKES)
def test_a_mistake_is_named_with_its_line_and_what_to_type(line, ends):
    above = ['a = """', "[not.a.table]", '"""', "# a \u2028 comment \u201c", "b = '\u201c'"]
    with pytest.raises(BadValue) as caught:
        parse(ends.join([*above, line, "c = 1", ""]), "x.toml")
    sentence = str(caught.value)
    assert sentence.startswith("x.toml, line 6: this is not TOML: ")
    assert not [told for told in MISTAKES[line] if told not in sentence], sentence


def test_a_long_text_that_is_never_closed_is_named_where_it_begins():
    with pytest.raises(BadValue, match=r"line 2: .* three quotation marks is never closed"):
        parse('a = 1\nb = """x\n\nc = 2\n', "x.toml")


def test_curly_marks_and_tabs_where_they_may_stand_are_read():
    table = parse('\ta\t=\t"King\u2019s \u201cOld\u201d" # \u201c\n', "x.toml")
    assert table.values == {"a": "King\u2019s \u201cOld\u201d"}


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_a_value_is_found_on_its_line_whatever_ends_the_lines(ends):
    lines = ["# \u2028 \x85 '''", 'note = """', 'area = ""', '"""', "area = 5", ""]
    with pytest.raises(BadValue, match=r"^x\.toml, line 5: area: must be a text"):
        parse(ends.join(lines), "x.toml").text_of("area")


def test_backslashes_that_were_read_as_codes_are_told():
    table = parse('a = 1\nframework = "C:\\temp\\fw.toml"\n', "x.toml")
    with pytest.raises(BadValue) as caught:
        table.text_of("framework")
    assert str(caught.value) == (
        "x.toml, line 2: framework: in double quotes a backslash (\\) begins a code. "
        "Type / for it, or framework = 'C:\\temp\\fw.toml'."
    )


def test_a_code_that_stands_for_no_letter_of_a_path_is_named_itself():
    table = parse('framework = "own\\u0007.toml"\n', "x.toml")
    with pytest.raises(BadValue, match=r"character 4 of .* is U\+0007") as caught:
        table.text_of("framework")
    assert "begins a code" not in str(caught.value)
