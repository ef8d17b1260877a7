"""A directory of versioned, verified dumps that change in one step."""
