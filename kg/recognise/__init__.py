"""Titles and abstracts: the datasets and methods they name, in what role, with what figures."""
