"""The quick look at a record agrees with the thorough one."""

from hypothesis import given
from hypothesis import strategies as st

from kg.inputs.flawless import are_flawless, flawless
from kg.inputs.tidy import tidy
from kg.model import Author, DatasetLink, Evaluation, Mention, Paper

name = st.sampled_from(
    (
        "Ana Ruiz",
        " Ana",
        "Ana\tRuiz",
        "Ana  Ruiz",
        "et al.",
        "Et Al",
        "Etalon",
        "…",
        "and others",
        "\u3000x",
        "et. al.",
        "Et\u00a0Al.",
        "Etta Ali",
        "Etta Ali et al.",
        "Etta Ali and otherſ",
        "Bo Anders",
        "+5 More",
        "& 2 other authors",
        "12 more",
        "Neil More",
        "123",
        "-",
        "'t Hooft",
    )
)
mention = st.builds(
    Mention,
    part=st.sampled_from(("title", "abstract")),
    start=st.integers(0, 3),
    end=st.integers(0, 6),
    quote=st.sampled_from(("Text.", "A title", "A  title", "")),
    rule=st.just("shape"),
)
paper = st.builds(
    Paper,
    title=st.sampled_from(("A title", "A  title", " A", "A\n", "A\u00a0title")),
    authors=st.lists(st.builds(Author, name), max_size=2).map(tuple),
    authors_complete=st.sampled_from((None, True, False)),
    author_count=st.none() | st.integers(0, 3),
    owner=st.none() | name | st.just(" "),
    fields=st.lists(name, max_size=1).map(tuple),
    datasets=st.lists(
        st.builds(
            DatasetLink,
            name=name,
            aliases=st.lists(name | st.just(" "), max_size=2).map(tuple),
            mentions=st.lists(mention, max_size=2).map(tuple),
        ),
        max_size=1,
    ).map(tuple),
    evaluations=st.none()
    | st.lists(
        st.builds(Evaluation, metric=name, value=st.sampled_from(("3", " 3", " ")), method=st.none() | name),
        max_size=2,
    ).map(tuple),
    abstract=st.sampled_from((None, "Text.", " ", "\n", "")),
)


@given(paper)
def test_a_record_is_tidy_where_tidy_changes_nothing(record: Paper) -> None:
    mended, told = tidy(record)
    assert are_flawless([record]) == (mended == record) == (not told)
    assert are_flawless([mended])
    assert flawless([mended, record, mended] * 9) == [mended, None if told else record, mended] * 9
