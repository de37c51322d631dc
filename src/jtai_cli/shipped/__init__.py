"""Kept answers, made by a program and not edited by hand."""
