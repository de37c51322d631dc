"""Bad input, and odd but good input, seen from outside: codes, sentences, and nothing half done.

A refusal has exit code 2, nothing on stdout, no file made or changed, and a first line on stderr
that is one sentence: what was wrong, where, and what to do. Most cases call the command in this
process; those that need a real one (a terminal, a pipe, an encoding, a device) start one.
"""

import re
import stat

import pytest

MONDAY = "2027-03-08"

LONG = 10_000

ADVICE = re.compile(
    r"\b(type|check|add|take|give|rename|save|name|write|put|compare|copy|make|choose|correct"
    r"|did you mean|must|needs|not one of|in the range|is used once|the (?:keys|columns) are"
    r"|recogni[sz]ed values|remove|split|leave)\b",
    re.IGNORECASE,
)
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")


def contents(folder):
    """Everything in a folder, hidden files too: kind, and bytes or size."""
    found = {}
    for path in sorted(folder.rglob("*")):
        about = path.lstat()
        small_file = stat.S_ISREG(about.st_mode) and about.st_size < 1_000_000
        found[path.relative_to(folder)] = (
            stat.S_IFMT(about.st_mode),
            path.read_bytes() if small_file else about.st_size,
        )
    return found


def assert_tells(line, tells):
    untold = [
        word
        for word in tells
        if not (word.search(line) if isinstance(word, re.Pattern) else word in line)
    ]
    assert not untold, f"{untold} not in: {line}"


def assert_refusal(result, tells):
    first = result.err.partition("\n")[0]
    assert "Traceback" not in result.err + result.out
    assert result.code == 2, result.err
    assert result.out == ""
    assert first.startswith("jtai: "), first
    assert not CONTROL.search(result.err), f"raw control characters: {result.err!r}"
    assert len(first) <= 800, f"the sentence has {len(first):,} characters: {first[:120]}"
    assert_tells(first, tells)
    assert ADVICE.search(first), f"says nothing of what to do: {first}"


def read(path, text):
    """Write a file for the program to read."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path.name


EXAMPLE = MONDAY  # the advice shows a date in the form to type

BAD_NAMES = [
    ("region", "FRA", ["'FRA'", "ENG", "WLS", "SCT", "NIR"]),
    ("region", "england", ["'england'", "ENG"]),
    ("framework", "jtai-2023", ["'jtai-2023'", "jtai-2022"]),
    ("framework", "nowhere.toml", ["'nowhere.toml'", "not exist"]),
    ("theme", "front-dor", ["'front-dor'", "Did you mean front-door"]),
    ("theme", "zzz", ["'zzz'", "front-door", "early-help"]),
]
bad_names = pytest.mark.parametrize(
    ("key", "value", "tells"), BAD_NAMES, ids=[f"{case[0]} {case[1]}" for case in BAD_NAMES]
)

FRAMEWORK = """\
id = "own"
title = "Our own framework"
from = "2022-03-28"
source = "guidance"
fieldwork_days = 5

[[notice]]
from = "2022-03-28"
working_days = 10
source = "guidance"

[report]
title = "Report published"
days = 34
basis = "working"
who = ["inspectors"]
owner = "Ofsted"
source = "guidance"

[statement]
title = "Written statement"
days = 70
basis = "working"
who = ["partners"]
owner = "principal authority"
source = "guidance"

[[step]]
id = "notification"
title = "Notification"
week = 1
days = [1, 2]
who = ["inspectors", "partners"]
timing = "required"
source = "guidance"

[[step]]
id = "fieldwork"
title = "Fieldwork"
week = 3
days = [1, 5]
who = ["inspectors"]
timing = "required"
source = "guidance"

[[observed]]
id = "draft-report"
title = "Draft report"
after_fieldwork_end = 15
who = ["inspectors"]
source = "guidance"

[[theme]]
id = "front-door"
title = "Front door"
from = "2022-04"
inspectorates = ["Ofsted"]
source = "guidance"

[[sources]]
id = "guidance"
title = "Guidance"
url = "https://example.org/"
"""

WAYS = {
    "inspection file": lambda name: (["plan", name], {}),
    "list": lambda name: (["plan", name], {}),
    "framework": lambda name: (["plan", MONDAY, "--framework", name], {}),
    "rules": lambda name: (["rules", name], {}),
    "own file": lambda name: (["plan", MONDAY], {"JTAI_CONFIG": name}),
}

GOOD = {
    "inspection file": f'area = "Exampleshire"\nfieldwork_start = {MONDAY}\n',
    "list": f"area,fieldwork_start\nExampleshire,{MONDAY}\n",
    "framework": FRAMEWORK,
    "rules": FRAMEWORK,
    "own file": 'region = "WLS"\ntheme = "front-door"\n',
}

AREAS = {
    "closing tag": "[/oops]",
    "markup": "[bold]x[/bold]",
    "link markup": "[link=https://example.org]x[/link]",
    "script": "<script>alert(1)</script>",
    "formula =": "=1+1",
    "formula +": "+1",
    "formula -": "-1",
    "formula @": "@SUM(A1)",
    "pipe": "a|b",
    "emphasis": "*_x_*",
    "strike": "~~x~~",
    "code": "`x`",
    "image": "![x](https://example.org/x.png)",
    "entity": "&lt;b&gt;",
    "backslash": "a\\|b\\",
    "emoji code": ":smile:",
    "Welsh": "Sir y Fflint / Ŵyŵ 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "right to left": "بلدية المثال",
    "both ways": "Wigan עיר 12 بلدية",
    "long": "Bournemouth, Christchurch and Poole",
}
areas = pytest.mark.parametrize("area", AREAS.values(), ids=AREAS)
