"""The quick look at a record agrees with the thorough one."""

from hypothesis import given
from hypothesis import strategies as st

from kg.inputs.tidy import is_tidy, tidy
from kg.model import Author, DatasetLink, Paper

name = st.sampled_from(
    ("Ana Ruiz", " Ana", "Ana\tRuiz", "Ana  Ruiz", "et al.", "Et Al", "Etalon", "…", "and others", "\u3000x")
)
paper = st.builds(
    Paper,
    title=st.sampled_from(("A title", "A  title", " A", "A\n", "A\u00a0title")),
    authors=st.lists(st.builds(Author, name), max_size=2).map(tuple),
    datasets=st.lists(st.builds(DatasetLink, name=name), max_size=1).map(tuple),
    abstract=st.sampled_from((None, "Text.", " ", "\n", "")),
)


@given(paper)
def test_a_record_is_tidy_where_tidy_changes_nothing(record: Paper) -> None:
    mended, told = tidy(record)
    assert is_tidy(record) == (mended == record) == (not told)
    assert is_tidy(mended)
