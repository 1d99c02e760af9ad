"""A fact of a release back on its page: which statement, where it stands, a picture of it."""
