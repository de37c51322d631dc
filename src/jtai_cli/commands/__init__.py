"""The Click commands: read what was typed, ask for the answer, have it written down."""
