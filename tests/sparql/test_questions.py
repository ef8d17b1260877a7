"""Declarations are kept, names are found."""

from __future__ import annotations

import pytest

from kg.errors import InputError, UsageError
from kg.sparql import bind, find, question


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "# param: x word  a word\nASK {}",
            "q: the parameter x has the type word; string, name, iri, integer, count, year ",
        ),
        ("# param: x name\nASK {}", "q: a parameter is declared in part; # param: NAME TYPE  WHAT IT IS"),
        ("# param: x name  a name\nASK {}", "q: the parameter x has no default; a line VALUES ?x { TERM }"),
        (
            "# param: x year  a year\nASK {\n VALUES ?x { 1 }\n VALUES ?x { 2 }\n}",
            "q: the parameter x has two defaults; a line VALUES ?x { TERM }",
        ),
    ],
)
def test_a_declaration_that_the_query_does_not_keep_is_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError) as error:
        question(text, where="q")
    assert str(error.value).startswith(message)


def test_a_parameter_is_set_wherever_it_is_used() -> None:
    asked = question("# param: x year  a year\nSELECT * {\n  VALUES ?x { 1 }\n {\n  VALUES ?x { 1 }\n }\n}")
    assert bind(asked, {"x": "2020"}).text.count("{ 2020 }") == 2


def test_unknown_names_are_told_what_is_near() -> None:
    with pytest.raises(
        UsageError, match="no question of that name; did you mean co-authors\\? known are authors-of"
    ):
        find("coauthors")
    with pytest.raises(
        UsageError, match="no parameter persn; did you mean person\\? known are person, since"
    ):
        bind(find("papers-of-person"), {"persn": "x"})
    with pytest.raises(InputError, match=r"nowhere\.rq: No such file or directory"):
        find("nowhere.rq")
