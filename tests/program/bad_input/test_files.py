"""Files that are none, are not text or are odd, in every way to name one."""

import json
import os
import re

import pytest

from tests.harness import run_process
from tests.program.bad_input.refusals import GOOD, MONDAY, WAYS, assert_refusal, contents, read


def named_for(way):
    return "given.csv" if way == "list" else "given.toml"


def ways(*without):
    return pytest.mark.parametrize("way", [way for way in WAYS if way not in without])


AT_THE_END = re.compile(r"line 1\b|end of document")
NOT_TOML = ["this is not toml", "area = ", 'area = "East', "[area", "= 3"]


@ways()
def test_a_folder_is_not_a_file(refused, folder, way):
    name = named_for(way)
    (folder / name).mkdir()
    args, env = WAYS[way](name)
    refused(*args, env=env, tells=[name, "folder"])


@ways()
def test_a_file_that_does_not_exist(refused, way):
    args, env = WAYS[way](named_for(way))
    refused(*args, env=env, tells=[named_for(way), "not exist"])


@ways()
@pytest.mark.parametrize(
    "data",
    [
        b'area = "\x81"\n',  # which Windows-1252 has no letter for
        b'area = "\xc3\xa9 \xe9"\n',  # a letter in UTF-8, and one that is not
        f"fieldwork_start\n{MONDAY}\n".encode("utf-16-le"),  # without its mark
        'area = "Sir F\u00f4n"\n'.encode("utf-16-le"),
    ],
)
def test_a_file_in_no_encoding_that_is_read(refused, folder, way, data):
    args, env = WAYS[way](read(folder / named_for(way), data))
    refused(*args, env=env, tells=[named_for(way), "UTF-8"])


@ways()
def test_a_file_of_50_megabytes(refused, folder, way):
    name = named_for(way)
    with (folder / name).open("wb") as file:
        file.write(b"# \n")
        file.truncate(50_000_000)
    args, env = WAYS[way](name)
    refused(*args, env=env, tells=[name, re.compile("bytes|large|long|MB")])


@ways("own file")
def test_an_empty_file(refused, folder, way):
    args, env = WAYS[way](read(folder / named_for(way), b""))
    refused(*args, env=env, tells=[named_for(way)])


@ways()
def test_a_file_with_a_nul(refused, folder, way):
    text = f"fieldwork_start,area\n{MONDAY},a\0b\n" if way == "list" else 'area = "a\0b"\n'
    args, env = WAYS[way](read(folder / named_for(way), text))
    told = [named_for(way), re.compile(r"NUL|null|x00|0000"), re.compile(r"line 1|row 2")]
    refused(*args, env=env, tells=told)


@ways("list")
@pytest.mark.parametrize("text", NOT_TOML)
def test_a_file_that_is_not_toml(refused, folder, way, text):
    args, env = WAYS[way](read(folder / named_for(way), text))
    refused(*args, env=env, tells=[named_for(way), "TOML", AT_THE_END])


@ways("list")
@pytest.mark.parametrize("text", ["a = " + "[" * 50_000, "a = " + "{a=" * 30_000])
def test_a_deeply_nested_file(refused, folder, way, text):
    args, env = WAYS[way](read(folder / named_for(way), text))
    refused(*args, env=env, tells=[named_for(way), "nested"])


@ways()
@pytest.mark.parametrize("device", ["fifo", "/dev/zero"])
def test_a_device_does_not_hang(folder, way, device):
    path = folder / named_for(way)
    if device == "fifo":
        os.mkfifo(path)
    else:
        path.symlink_to(device)
    before = contents(folder)
    args, env = WAYS[way](path.name)
    assert_refusal(run_process(*args, env=env), [path.name])
    assert contents(folder) == before


def test_a_device_as_the_start(folder):
    assert_refusal(run_process("plan", "/dev/zero"), ["/dev/zero"])


def test_a_file_name_with_another_ending(refused, folder):
    refused("plan", read(folder / "inspection.txt", ""), tells=["inspection.txt", ".toml", ".csv"])


@ways()
@pytest.mark.parametrize("odd", ["byte-order mark", "CRLF", "both", "no last line end"])
def test_an_odd_but_good_file_reads_the_same(jtai, folder, way, odd):
    name, text = named_for(way), GOOD[way]
    args, env = WAYS[way](read(folder / name, text))
    plain = jtai(*args, "--format", "json", env=env)
    if odd in ("CRLF", "both"):
        text = text.replace("\n", "\r\n")
    if odd in ("byte-order mark", "both"):
        text = "\ufeff" + text
    if odd == "no last line end":
        text = text.rstrip("\n")
    read(folder / name, text)
    result = jtai(*args, "--format", "json", env=env)
    assert plain.code == result.code == 0, plain.err + result.err
    assert json.loads(result.out) == json.loads(plain.out)


# -------------------------------------------------------------------------------------------- lists


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        (f"fieldwork_start,theem\n{MONDAY},x\n", ["row 1", "'theem'", "id you mean theme"]),
        (f"fieldwork_strat\n{MONDAY}\n", ["row 1", "'fieldwork_strat'", "mean fieldwork_start"]),
        ("area,theme\nEast,front-door\n", ["fieldwork_start"]),
        (f"area,fieldwork_start,area\nA,{MONDAY},B\n", ["row 1", "area", "twice"]),
        (f"area,fieldwork_start\nEast,{MONDAY},more\n", ["row 2", "3", "2"]),
        (f"area,fieldwork_start\nNeath, Port Talbot,{MONDAY}\n", ["row 2", "quotes"]),
        (f'area,fieldwork_start\nEast,{MONDAY}\n"West,{MONDAY}\n', ["row 3", "CSV"]),
        ("area,fieldwork_start\n", ["row"]),
        ("area,fieldwork_start\n\n\n", ["row"]),
        ("", ["fieldwork_start"]),
        ("\n\n", ["fieldwork_start"]),
        (f"fieldwork_start,fieldwork_days\n{MONDAY},x\n", ["row 2", "fieldwork_days", "'x'"]),
        (f"fieldwork_start,fieldwork_days\n{MONDAY},0\n", ["row 2", "fieldwork_days", "30"]),
        (f"fieldwork_start,notification\n{MONDAY},{MONDAY}\n", ["row 2", "otification"]),
        (f"fieldwork_start,published\n{MONDAY},2027-03-10\n", ["row 2", "ublication"]),
        (
            f"fieldwork_start,closures\n{MONDAY},2027-03-10..2027-03-09\n",
            ["row 2", "closures", "10 March 2027", "9 March 2027"],
        ),
        (f"fieldwork_start,area\n{MONDAY},{'x' * 200_000}\n", ["row 2"]),
    ],
    ids=lambda value: value[:50] if isinstance(value, str) else "",
)
def test_a_wrong_list_is_refused(refused, folder, text, tells):
    read(folder / "list.csv", text)
    refused("plan", "list.csv", tells=["list.csv", *tells])
    refused("plan", "list.csv", "-o", "new.csv", tells=["list.csv"])


@pytest.mark.parametrize(
    "text",
    [
        "area,fieldwork_start\n\nExampleshire,{0}\n\n",
        "\nfieldwork_start,area\n{0},Exampleshire\n",
        "area,fieldwork_start\nExampleshire,{0}\n,\n",
        'area,fieldwork_start\n"Exampleshire","{0}"\n',
        "area , fieldwork_start\n Exampleshire , {0}\n",
    ],
    ids=["blank lines", "blank first line", "a row of empty cells", "quotes", "spaces"],
)
def test_an_odd_but_good_list_reads_the_same(jtai, folder, text):
    read(folder / "list.csv", GOOD["list"])
    plain = jtai("plan", "list.csv", "--format", "json")
    read(folder / "list.csv", text.format(MONDAY))
    result = jtai("plan", "list.csv", "--format", "json")
    assert plain.code == result.code == 0, result.err
    (was,), (now,) = (json.loads(each.out) for each in (plain, result))
    assert {**now, "row": was["row"]} == was  # blank rows are numbered, too
