"""Files of every known format become records; one module a format, its name is the format."""
