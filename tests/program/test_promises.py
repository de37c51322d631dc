"""What the program promises its callers, a row a promise, each with a test that holds it."""

import re
import sys
from pathlib import Path

import pytest

from jtai_cli.cli import COMMANDS
from tests.harness import ROOT, missing, run_process

PROMISES = {
    "plan START is the whole timetable": "plan/test_timetable.py::test_the_contracts_own_example",
    "plan from an inspection file, over which flags win": "plan/test_files.py::test_precedence",
    "plan of a list: one plan a row, in order": (
        "plan/test_lists.py::test_list_in_order_in_each_format"
    ),
    "a list needs fieldwork_start": "plan/test_lists.py::test_list_needs_fieldwork_start",
    "a bad row is named by its number": (
        "program/bad_input/test_dates.py::test_a_row_is_numbered_as_in_the_file"
    ),
    "nothing is written unless every row is good": (
        "plan/test_lists.py::test_list_with_a_bad_row_writes_nothing"
    ),
    "--skip-bad leaves bad rows out": "plan/test_lists.py::test_list_can_skip_bad_rows",
    "notice from either date, or between both": (
        "plan/test_notice_and_deadlines.py::test_notice_between_two_dates"
    ),
    "deadlines from the start, the end or publication": (
        "plan/test_notice_and_deadlines.py::test_deadlines_each_way"
    ),
    "days add and days between": "days/test_sums.py::test_adding_and_counting",
    "days list has both ends": (
        "days/test_sums.py::test_a_list_has_both_ends_and_a_closure_on_a_bank_holiday_is_a_bank_holiday"
    ),
    "calendar is an iCalendar file with the dates of plan": (
        "calendars/bytes/test_any_text.py::test_any_start_gives_the_dates_of_the_plan"
    ),
    "status says which day of 15 it is": "plan/test_status.py::test_the_day_and_the_week",
    "status says what is late": (
        "commands/test_for_agency.py::test_what_an_agency_owes_and_what_is_late"
    ),
    "init writes a commented file": "plan/test_files.py::test_init_writes_a_file_that_plan_plans",
    "init writes no key that is not understood": (
        "plan/test_files.py::test_init_every_commented_key_is_understood"
    ),
    "compare says what moves": "plan/test_compare.py::test_only_what_differs_moves",
    "rules have their sources": (
        "plan/test_sources_and_warnings.py::test_rules_list_everything_with_its_source"
    ),
    "evidence says what inspections did": "letters/test_every_letter.py::test_every_letter",
    "evidence says what that means for a date": (
        "letters/test_likely.py::test_the_evidence_for_a_start"
    ),
    "evidence --backtest says how far that can be trusted": (
        "letters/test_backtest.py::test_it_says_what_another_reckoner_says"
    ),
    "weeks has every week of a range": "plan/weeks/test_every_week.py::test_every_week_of_2027",
    "record keeps every other byte": (
        "commands/test_record.py::test_one_thing_is_written_and_every_other_byte_stays"
    ),
    "record takes back what it wrote": "commands/test_record.py::test_undo_gives_back_every_byte",
    "requests lists what was asked for": (
        "commands/test_tracking.py::test_requests_by_state_and_agency"
    ),
    "audits tracks cases by agency": "commands/test_tracking.py::test_audits_case_by_agency",
    "requests and audits --draft proposes": (
        "commands/test_tracking.py::test_a_draft_is_appended_once"
    ),
    "fieldwork has the sessions of the week": (
        "commands/test_fieldwork.py::test_the_week_day_by_day"
    ),
    "fieldwork --draft proposes": (
        "commands/test_fieldwork.py::test_a_draft_is_marked_as_ours_and_reads_as_sessions"
    ),
    "brief has the dates of plan": "commands/test_brief.py::test_the_dates_are_those_of_the_plan",
    "brief is short": "commands/test_brief.py::test_it_has_at_most_200_words",
    "programme check finds what clashes": (
        "programme/test_init_and_check_command.py::test_a_clash_has_its_row_and_what_to_do"
    ),
    "programme place gives each a week and a team": (
        "programme/test_place_command.py::test_all_have_a_place_and_the_list_is_written_again"
    ),
    "a programme that cannot be placed is 1": (
        "programme/test_place_command.py::test_what_is_left_is_named_and_what_would_help"
    ),
    "programme show has the dates of plan": (
        "programme/test_show_command.py::test_dates_are_those_that_plan_gives_for_each_row"
    ),
    "programme explain judges each week": (
        "programme/test_place_command.py::test_each_week_is_explained"
    ),
    "programme calendar moves the events that it sent": (
        "programme/test_calendar_command.py::test_a_moved_inspection_keeps_its_events"
    ),
    "completion lets Tab complete": "commands/test_completion.py::test_tab_completes_what_is_typed",
    "settings says what is set, and where": (
        "commands/test_settings.py::test_where_each_setting_stands"
    ),
    "START may be --notified": "plan/test_timetable.py::test_from_the_notification_date_alone",
    "a file may be stdin or a pipe": (
        "inputs/test_pipes.py::test_stdin_and_a_pipe_give_what_the_file_gives"
    ),
    "help has an example first": (
        "program/test_look.py::test_help_has_an_example_before_the_options"
    ),
    "-h is --help": "program/test_look.py::test_help_by_either_name",
    "--version": "program/test_look.py::test_version",
    "python -m jtai_cli is the same program": (
        "program/test_main.py::test_both_names_are_the_same_program"
    ),
    "without the extra programme, what to install": (
        "programme/test_place_command.py::test_without_the_engine_it_says_what_to_install"
    ),
    "without the extra workbook, what to install": (
        "writers/test_xlsx.py::test_without_xlsxwriter_a_sentence_says_what_to_install"
    ),
    "--show-working names every day": "plan/test_working.py::test_working_names_every_day",
    "--plain has no boxes and no colour": (
        "program/bad_input/test_processes.py::test_a_plain_terminal_gets_no_escape_codes"
    ),
    "-o does not replace a file": (
        "program/bad_input/test_options.py::test_an_output_that_exists_is_kept"
    ),
    "-o writes a file whole or not at all": (
        "program/test_whole_or_nothing.py::test_a_new_file_is_whole_or_missing_when_the_program_is_killed"
    ),
    "--today is today in London": "program/test_environments.py::test_today_is_the_date_in_london",
    "-q says no warnings": "plan/test_sources_and_warnings.py::test_quiet_silences_stderr",
    "JTAI_ variables set options": "plan/weeks/test_formats.py::test_the_environment_sets_options",
    "precedence is the same in check": (
        "commands/test_own_settings.py::test_flag_variable_file_and_own_defaults_in_a_check"
    ),
    "a setting that decided is named": (
        "commands/test_own_settings.py::test_a_day_that_decided_an_answer_is_named_once_in_a_note"
    ),
    "what is piped is plain and never cut": (
        "program/test_look.py::test_piped_output_is_plain_and_whole"
    ),
    "NO_COLOR": "program/bad_input/test_processes.py::test_no_color_is_respected",
    "FORCE_COLOR": (
        "program/bad_input/test_processes.py::test_force_color_is_respected_but_not_in_files"
    ),
    "dates are read day first, in any of these forms": "days/test_dates.py::test_read",
    "other dates are refused with what to type": "days/test_dates.py::test_refused",
    "anything else is refused and never crashes": (
        "days/test_dates.py::test_any_other_text_is_refused_and_never_crashes"
    ),
    "people read dates in words, programs in ISO": (
        "plan/test_sources_and_warnings.py::test_people_read_dates_in_words_and_programs_in_iso"
    ),
    "check exits as its findings are": (
        "checks/test_corpus.py::test_the_exit_code_follows_the_worst_finding"
    ),
    "short notice is 1, and an answer": (
        "program/bad_input/test_dates.py::test_short_notice_is_an_answer_and_not_an_error"
    ),
    "no answer is 2, without a traceback": (
        "program/bad_input/test_processes.py::test_a_real_process_refuses_alike"
    ),
    "a warning is on stderr and in JSON": (
        "plan/test_sources_and_warnings.py::test_warning_in_json_and_on_stderr"
    ),
    "schema prints the JSON Schema of each answer": (
        "render/test_schemas.py::test_everything_that_is_written_has_one"
    ),
    "--region has its bank holidays": "days/test_days_command.py::test_days_list_of_each_region",
    "--closure is listed and does not stop the count": (
        "plan/test_sources_and_warnings.py::test_closure_is_flagged_and_does_not_stop_the_count"
    ),
    "--fieldwork-days and --report-basis": (
        "judge/test_weeks.py::test_fieldwork_of_another_length_and_the_other_basis"
    ),
    "a date outside the calendar has no answer": (
        "days/test_numpy.py::test_the_day_before_the_first_and_the_day_after_the_last_are_outside"
    ),
    "keys of JSON stay": "render/test_keys.py::test_a_schema_and_the_keys_that_it_promises",
    "columns of CSV stay": "render/test_keys.py::test_the_headings_of_a_table",
    "a span is start and end": (
        "commands/test_one_voice.py::test_a_span_of_days_is_start_and_end_in_json"
    ),
    "README: one command to run it, one to test it": (
        "test_docs.py::test_the_set_up_blocks_are_one_command_each"
    ),
}


@pytest.fixture(scope="module")
def collected():
    """The tests that pytest finds in the files of the table, and the files that it skips whole."""
    files = sorted({f"tests/{named.split('::')[0]}" for named in PROMISES.values()})
    # Nothing is run, so no assertion need be rewritten, which takes the longest.
    flags = ("-p", "no:cacheprovider", "--assert=plain", "--collect-only", "-q")
    run = run_process(*flags, *files, program=[sys.executable, "-m", "pytest"], cwd=ROOT)
    assert run.code == 0, run.out + run.err
    skipped = re.findall(r"(?m)^SKIPPED \[.+?\] tests.(.+?\.py):", run.out)
    tests = {line.split("[")[0].removeprefix("tests/") for line in run.out.splitlines()}
    return tests, {Path(each).as_posix() for each in skipped}


@pytest.mark.parametrize("named", PROMISES.values(), ids=PROMISES)
def test_a_promise_has_a_test_that_is_run(named, collected):
    tests, skipped = collected
    if (file := named.split("::")[0]) in skipped:
        missing(f"{file} is skipped here")
    assert named in tests


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_a_promise(command):
    assert any(command in re.findall(r"[\w-]+", promise) for promise in PROMISES)
