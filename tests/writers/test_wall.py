"""The wall planner as a parser reads it."""

import re

from tests.harness import EXAMPLES


def test_it_has_the_dates_of_a_paper_calendar(jtai):
    out = jtai("plan", EXAMPLES / "exampleshire.toml", "--format", "wall", "-q").out
    values = re.findall(r'<dd class="value">(.*?)</dd>', out)
    assert values == [
        "Mon 22 Feb 2027",
        "Mon 8 to Fri 12 Mar 2027",
        "Tue 4 May 2027",
        "Wed 11 Aug 2027",
    ]
    assert re.findall(r'<dd class="note">(.*?)</dd>', out) == [
        "10 working days before fieldwork",
        "likely 4 May, or if it votes 4 to 19 May",
        "if one is required",
    ]
    assert "<h1>Exampleshire</h1>\n\n<p>Joint targeted area inspection (2022 framework); " in out
    assert "; key contact: Head of safeguarding and quality assurance</p>" in out
    assert "<p>Fri 7 May 2027: Partnership meeting on the findings</p>" in out


def test_of_the_warnings_only_a_date_in_doubt_is_on_the_wall(jtai):
    """Local elections are on Thursday 6 May 2027; of 13 September only a bank holiday warns."""
    doubt = (
        "<p>In doubt: an election is near the day of the report. See the warnings of the plan.</p>"
    )
    assert doubt in jtai("plan", EXAMPLES / "exampleshire.toml", "--format", "wall", "-q").out
    assert "In doubt" not in jtai("plan", "2027-09-13", "--format", "wall", "-q").out


def test_an_agency_is_named_above_its_own_wall_planner(jtai):
    one = ("--for", "Exampleshire schools", "--format", "wall", "-q")
    out = jtai("plan", EXAMPLES / "exampleshire.toml", *one).out
    assert "<h1>Exampleshire, for Exampleshire schools</h1>" in out


def test_a_short_timetable_has_larger_letters_than_a_long_one(jtai):
    def width(*start):
        return int(re.findall(r'viewBox="0 0 (\d+) ', jtai("plan", *start).out)[0])

    wall = ("--format", "wall", "-q")
    assert width("2027-03-08", *wall) < width(EXAMPLES / "exampleshire.toml", *wall) < 1500


def test_simple_for_all_commands_leaves_it_its_picture(jtai, monkeypatch):
    monkeypatch.setenv("JTAI_SIMPLE", "true")
    assert "<svg" in jtai("plan", "2027-03-08", "--format", "wall").out


def wall_of(jtai, folder, steps, start="2026-12-22", more=""):
    """The wall planner of a file with a step of its own on each of some days after the start."""
    path = folder / "own.toml"
    own = (
        f'[[steps]]\nid = "own-{n}"\ntitle = "Own {n}."\nfrom = "fieldwork_start"\noffset = {n}\n'
        for n in steps
    )
    path.write_text(f"fieldwork_start = {start}\n{more}\n{''.join(own)}", encoding="utf-8")
    return jtai("plan", path, "--format", "wall", "-q").out


def test_a_step_after_fieldwork_is_on_its_day_where_the_picture_has_it(jtai, tmp_path):
    """Fieldwork ends on Wednesday 30 December 2026."""
    picture, _, below = wall_of(jtai, tmp_path, [5, 6]).partition("</svg>")
    below = below.partition("</section>\n<section>")[2].partition("</section>")[0]
    assert "Own 5." in picture and "Own 6." not in picture
    assert "<p>Mon 4 Jan 2027: Own 6.</p>" in below and "Own 5." not in below


def test_many_steps_below_the_picture_leave_it_its_room(jtai, tmp_path):
    def listed(steps):
        foot = wall_of(jtai, tmp_path, steps).split("Before and after these weeks")[1]
        return re.findall("<li>(.*?)</li>", foot.partition("</section>")[0])

    assert listed(range(6, 18))[-1] == "Tue 19 Jan 2027: Own 17."
    assert len(listed(range(6, 19))) == 12
    assert listed(range(6, 19))[-1] == "and 2 more: see the plan"


def test_no_date_is_cut(jtai):
    style = jtai("plan", "2026-12-22", "--format", "wall", "-q").out.partition("</style>")[0]
    assert "-webkit-line-clamp" in style
    assert ".value" not in style.partition("-webkit-line-clamp")[0].rpartition("}\n")[2]


def test_the_name_of_a_day_keeps_to_it_and_is_never_but_an_ellipsis(jtai, tmp_path):
    more = 'closures = [{ from = 2026-12-15, name = "' + "W" * 40 + '" }]'
    picture = wall_of(jtai, tmp_path, [], more=more).split("</svg>")[0]
    day = (int(re.findall(r'viewBox="0 0 (\d+) ', picture)[0]) - 2 * 60) / 5
    (name,) = re.findall('class="small">(W*…)<', picture)
    assert 0.8 * day < len(name) * 11.3 <= day - 5  # a W of Arial is 11.3 wide at 12 pixels


def test_a_long_title_is_whole(jtai, tmp_path):
    title = "Briefing for frontline practitioners, managers and elected members of every agency"
    own = f'[[steps]]\nid = "own"\nfrom = "fieldwork_start"\noffset = 1\ntitle = "{title}"'
    picture = wall_of(jtai, tmp_path, [], "2027-04-05", own).split("</svg>")[0]
    assert title in " ".join(re.findall('class="on-suggested">(.*?)<', picture))


def test_the_legend_of_every_kind_of_day_keeps_to_the_picture(jtai, tmp_path):
    terms = tmp_path / "terms.toml"
    terms.write_text('[[holidays]]\nname = "Easter"\nfrom = 2027-03-24\nto = 2027-04-02\n')
    path = tmp_path / "own.toml"
    closure = 'closures = [{ from = 2027-03-23, name = "Training" }]'
    partner = '[[partners]]\nagency = "Police"\ncontact = "Superintendent"'
    path.write_text(f"fieldwork_start = 2027-04-05\n{closure}\n{partner}\n")
    few = ("--for", "Police")  # so that the picture is narrow
    out = jtai("plan", path, "--terms", terms, *few, "--format", "wall", "-q").out
    width = int(re.findall(r'viewBox="0 0 (\d+) ', out)[0])
    legend = re.findall(r'<text x="([\d.]+)" y="(?:14|32)">(.*?)</text>', out)
    assert [words for _, words in legend] == [
        "required",
        "suggested day",
        "weekend",
        "bank holiday, not counted",
        "offices closed, still counted",
        "school holiday",
    ]
    assert all(float(x) + 6.8 * len(words) <= width for x, words in legend)
