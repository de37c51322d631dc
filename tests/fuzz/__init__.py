"""Input that nobody would type, for every reader: see README.md beside this file."""
