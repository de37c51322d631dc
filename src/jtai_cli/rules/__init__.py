"""What the guidance says: frameworks, steps, themes and their sources, as cited data."""
