"""One module a subject: a finished result in; its page, object, rows or chart out."""
