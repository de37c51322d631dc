"""Several inspections: the rules that they keep among each other, and weeks and teams for them."""
