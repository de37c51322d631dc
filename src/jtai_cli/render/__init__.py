"""One function per format: a finished result in, text out. Nothing here works out a date."""
