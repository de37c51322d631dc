"""Days: which are worked, which are not and why, and how people write them."""
