"""Pure functions: dates and rules in, timetables out. No files, no clock, no printing."""
