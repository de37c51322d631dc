"""What ``jtai evidence`` says beside its answer, and whose settings it leaves alone."""

import json

HEADING = "urn,area,theme,inspectorates,fieldwork_start,fieldwork_end,published,statement_due\n"


def test_slashes_are_read_day_first_and_it_is_said_once(jtai, tmp_path):
    file = tmp_path / "x.csv"
    rows = (f",{area},t,,01/06/2026,05/06/2026,06/08/2026,\n" for area in ("A", "B"))
    file.write_text(HEADING + "".join(rows))
    run = jtai("evidence", "--from", file, "--format", "csv")
    assert run.err == "note: 01/06/2026 was read day first, as Monday 1 June 2026.\n"
    assert ",A,t,,2026-06-01,2026-06-05,2026-08-06,," in run.out


def test_ones_own_area_and_framework_filter_no_letters(jtai, home, monkeypatch):
    config = home / "own.toml"
    config.write_text('area = "Exampleshire"\nframework = "jtai-2016"\ntheme = "neglect"\n')
    monkeypatch.setenv("JTAI_CONFIG", str(config))
    monkeypatch.setenv("JTAI_AREA", "Borsetshire")
    found = json.loads(jtai("evidence", "--format", "json").out)
    assert len(found["letters"]) == 64
    assert jtai("evidence", "2027-06-07", "--format", "json").code == 0


def test_where_nothing_is_left_the_nearest_area_is_named(jtai):
    for more in ([], ["--backtest"]):
        run = jtai("evidence", "--area", "Hounslo", *more)
        assert run.code == 0
        assert run.err.endswith("left by these filters. Did you mean Hounslow?\n")


def test_the_kept_file_says_whose_elections_count(jtai, tmp_path):
    file = tmp_path / "x.toml"
    base = "fieldwork_start = 2027-06-07\n"
    for more, kind in [
        ("", "ordinary"),
        ("elections = [2027-07-29]", "election"),
        ('elections = [{ date = 2027-07-29, name = "Mayor" }]\nno_elections = true', "election"),
    ]:
        file.write_text(base + more)
        report = json.loads(jtai("plan", file, "--format", "json").out)["report"]
        assert report["likely"]["class"] == kind
    assert report["likely"]["election"]["name"] == "Mayor"
    file.write_text("fieldwork_start = 2027-03-08\nno_elections = maybe")
    assert jtai("plan", file).code == 2
    file.write_text('fieldwork_start = 2027-03-08\nno_elections = "yes"')
    run = jtai("plan", file)
    assert run.code == 2
    assert "line 2: no_elections: must be true or false, and is 'yes'" in run.err


def test_a_list_says_yes_or_no(jtai, tmp_path):
    file = tmp_path / "x.csv"
    heading = "area,fieldwork_start,no_elections,elections\n"
    rows = "A,2027-03-08,yes,\nB,2027-03-08,FALSE,\nC,2027-06-07,,2027-07-29; 2027-08-01\n"
    file.write_text(heading + rows)
    plans = json.loads(jtai("plan", file, "--format", "json").out)
    kinds = [each["report"]["likely"]["class"] for each in plans]
    assert kinds == ["ordinary", "election", "election"]
    file.write_text(heading + "A,2027-03-08,perhaps,\n")
    run = jtai("plan", file)
    assert run.code == 2
    assert "row 2: no_elections: must be true or false, and is 'perhaps'" in run.err


def test_the_start_of_a_single_inspection_is_said_once(jtai):
    for area, said in (
        ("Bromley", "Fieldwork from Monday 20 January 2025 [letters]"),
        ("Solihull", "Fieldwork from Monday 10 January 2022 [letters]"),
    ):
        assert jtai("evidence", "--area", area, "-q").out.splitlines()[1].startswith(said), area
