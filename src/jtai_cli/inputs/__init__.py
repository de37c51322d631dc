"""What comes in: options, variables, own defaults, and the files that users keep."""
