"""What the program promises its callers, a row a promise, each with a test that holds it."""

import ast

import pytest

from tests.harness import ROOT

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
    "status says what is late": (
        "commands/test_for_agency.py::test_what_an_agency_owes_and_what_is_late"
    ),
    "compare says what moves": "plan/test_compare.py::test_only_what_differs_moves",
    "rules have their sources": (
        "plan/test_sources_and_warnings.py::test_rules_list_everything_with_its_source"
    ),
    "record keeps every other byte": (
        "commands/test_record.py::test_one_thing_is_written_and_every_other_byte_stays"
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
    "-o does not replace a file": (
        "program/bad_input/test_options.py::test_an_output_that_exists_is_kept"
    ),
    "-o writes a file whole or not at all": (
        "program/test_whole_or_nothing.py::test_a_new_file_is_whole_or_missing_when_the_program_is_killed"
    ),
    "--today is today in London": "program/test_environments.py::test_today_is_the_date_in_london",
    "-q says no warnings": "plan/test_sources_and_warnings.py::test_quiet_silences_stderr",
    "JTAI_ variables set options": "plan/weeks/test_formats.py::test_the_environment_sets_options",
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
    "keys of JSON stay": "render/test_keys.py::test_a_schema_and_the_keys_that_it_promises",
    "columns of CSV stay": "render/test_keys.py::test_the_headings_of_a_table",
    "a span is start and end": (
        "commands/test_one_voice.py::test_a_span_of_days_is_start_and_end_in_json"
    ),
    "README: one command to run it, one to test it": (
        "test_docs.py::test_the_set_up_blocks_are_one_command_each"
    ),
}


@pytest.mark.parametrize("named", PROMISES.values(), ids=PROMISES)
def test_a_promise_has_a_test_that_there_is(named):
    path, name = named.split("::")
    tree = ast.parse((ROOT / "tests" / path).read_text(encoding="utf-8"))
    assert name in [each.name for each in tree.body if isinstance(each, ast.FunctionDef)]
