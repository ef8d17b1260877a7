"""Triples against shapes."""
