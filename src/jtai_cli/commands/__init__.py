"""The Click commands: read what was typed, ask ``core``, let ``render`` write it down."""
