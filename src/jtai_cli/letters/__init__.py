"""Letters: what published inspections did, and what that says about the date of a report."""
