"""Judgements: what a reader of a plan, or the keeper of a file, should know or mend."""
