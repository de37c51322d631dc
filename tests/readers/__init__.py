"""Readers of calendars that are not Python packages, for test_calendar_readers.py."""
