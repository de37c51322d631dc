"""Where answers go: stdout, whole files, and what is said on stderr."""
