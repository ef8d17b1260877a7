"""Joints of titles and names that are hard to see, each alone on its page."""

from __future__ import annotations

import pytest

from kg.inputs.page.glued import Split, split_titles
from kg.inputs.page.places import joints

HARD = [
    "End-to-End Fusion with LSTMs|Stavros Petridis, Yujiang Wang, Zuwei Li",
    "Do Models Understand?|Zimo Wen, Boxiu Li, Wanbo Zhang",
    "Pre-training with BERT|Jacob Devlin, Ming-Wei Chang, Kenton Lee",
    "Few-Shot Learning in GPT-3|Tom Brown, Benjamin Mann, Nick Ryder",
    "Comments on YouTube|Ada Fold, Bo Pen, Cy Gate",
    "a lower-case title about sheep|Łukasz Kaiser, Aaron van den Oord, Y. LeCun",
    "Counting, Shearing, and Folding|J. Kossaifi, Md. Rahman, Bo Pen",
    "Sheep in the Wild (SITW)|Jean-Pierre O'Neil, Bo Pen, Cy Gate",
    "Translation in C++|Marcin Fold, Bo Pen, Cy Gate",
    "Attention Sinks with LLMs|Anand, Umberto Cappellazzo, Stavros Petridis",
    "A System for SemEval-2020 Task 12|Öykü Ünal, Bo Pen, Cy Gate",
    "The “Clever Hans” Effect|María José García, Bo Pen, Cy Gate",
    "Multilingual Speech in 100 Languages.|Émile Zola, Bo Pen, Cy Gate",
    "Parsing as Reduction: a \\textbf{study}|Xu Han, Bo Pen, Cy Gate",
    "3D|Yi Wang, Bo Pen, Cy Gate",
    "Sheep Cooled to 3 mK|E. B. Fold, Bo Pen, Cy Gate",
    "A Walk of 12 k|Wei Fold, Bo Pen, Cy Gate",
    "Wool, Part 12|McFold, Bo Pen, Cy Gate",
    "An Overview of Wool|SeungHyun Fold, Bo Pen, Cy Gate",
    "Wool as Translation|GuoDong Pen, Bo Pen, Cy Gate",
    "What is Shearing?|DeLesley Hutch, Bo Pen, Cy Gate",
    "Counting Sheep with GANs|LeRoy Fold, Bo Pen, Cy Gate",
    "A Study of Flocks (in Fog)|AnnaMaria Gate, Bo Pen, Cy Gate",
    "Sheep in the Wild|A. McDonald, Bo Pen, Cy Gate",
    "Sheep on ImageNet|Alba Fold, Bo Pen, Cy Gate",
    "A Flock of WordNets|Karen O'Neill, Bo Pen, Cy Gate",
    "Wool in Translation [in French]|E.A. Fold, Bo Pen, Cy Gate",
    "A Tale of Sheep.|A.S. Pen, Bo Pen, Cy Gate",
    "Lip Reading in 3D|JR Fold, Bo Pen, Cy Gate",
    "Deep Shearing for ASR|Rónan Mac an tSaoir, Bo Pen, Cy Gate",
    "Wool in Old Poetry|張偉, Bo Pen, Cy Gate",
    "Shearing with V8|P.-Q. Fold, Bo Pen, Cy Gate",
    "Wool, from I to X|Rosa van der Fold, Mei-Lin Gate, Cy Pen",
    "Goats with Q-Learning.|H-Ismael Gate, Bo Pen, Cy Fold",
    "Writing a Flock in F#|Rosa Gate, Bo Pen, Cy Fold",
    "From Java to C#|P. Q. Gate, Bo Pen, Cy Fold",
    "Shepherds of the U.K.|P. Q. Gate, Bo Pen, Cy Fold",
    "Herds around Washington, D.C.|Rosa Gate, Bo Pen, Cy Fold",
    "Shepherds of the U.S.|P.Q. Gate, Bo Pen, Cy Fold",
    "A Flock by L|D'Arcy Gate, Bo Pen, Cy Fold",
]


@pytest.mark.parametrize("line", HARD)
def test_hard_joints(line: str) -> None:
    title, names = line.split("|")
    (split,) = split_titles([title + names], [True], [None], None)
    assert (split.title, split.names) == (title, names)


def test_a_complete_list_may_be_short() -> None:
    lines = ["On the Count of Sheep, Goats and DogsAda Fold", "Sheep, Goats, CowsAda Fold, Bo Pen"]
    split = split_titles(lines, [False, False], [None, None], None)
    assert [names for _, names, _ in split] == ["Ada Fold", "Ada Fold, Bo Pen"]


def test_a_name_that_is_certain_elsewhere_on_the_page_decides() -> None:
    lines = ["A Look at DeepQwxyz Kjhgf", "A Tale of FogBo Pen, Qwxyz Kjhgf, Cy Gate"]
    split = split_titles(lines, [False, True], [None, None], None)
    assert split[0] == Split("A Look at Deep", "Qwxyz Kjhgf")


def test_a_title_without_authors_stays_whole() -> None:
    assert split_titles(["On the counting of sheep"], [False], [None], None) == [
        Split("On the counting of sheep", "")
    ]


def test_a_list_may_be_longer_than_the_site_prints_it() -> None:
    names = "Ada Fold, Bo Pen, Cy Gate, Dee Ewe, Eve Post, Jr., Gus Lamb"
    lines = [f"Fog, Sea, and Wool in Old SongsA{names[1:]}", f"Fog in the Sea{names}"]
    split = split_titles(lines, [False, True], [None, None], None)
    assert split == [Split("Fog, Sea, and Wool in Old Songs", names), Split("Fog in the Sea", names)]


@pytest.mark.parametrize(
    "line",
    ["Wool in the Deep FogThe CMS Collaboration, Bo Pen", "Wool in FogS P Singh, Bo Pen", "Wool in FogOn Ng"],
)
def test_a_name_is_rather_there_than_not(line: str) -> None:
    (split,) = split_titles([line], [False], [None], None)
    assert split.title.endswith("Fog")
    assert split.doubt is not None


def test_a_cut_list_has_authors() -> None:
    line = "Wool in the Deep Fogbell hooks, Bo Pen, Cy Gate"
    assert split_titles([line], [True], [None], None) == [
        Split("", "", f"nothing shows where the title ends in '{line}'")
    ]


def test_an_organisation_keeps_its_acronym() -> None:
    titles = {joint.title for joint in joints("Sheep in FogATLAS Collaboration, Bo Pen, Cy Gate", True)}
    assert titles & {f"Sheep in Fog{begun}" for begun in ("", "A", "AT", "ATL")} == {"Sheep in Fog"}


def test_a_list_that_is_cut_may_be_shorter_than_the_site_prints_it() -> None:
    lines = [
        "Fog, Wool, and SeaRosa Gate",
        "Fog, Wool, and SeaRosa Gate, Bo Pen",
        "Fog, Wool, and Sea, Pavel Gate",
    ]
    split = split_titles(lines, [True] * 3, [None] * 3, None)
    assert [names for _, names, _ in split] == ["Rosa Gate", "Rosa Gate, Bo Pen", ""]


@pytest.mark.parametrize("name", ["Mei-Lin Gate", "D'Arcy Gate", "P.-Q. Gate"])
def test_no_name_begins_within_one(name: str) -> None:
    begun = {joint.name for joint in joints(f"A Tale of SHEEP{name}, Bo Pen, Cy Gate", True)}
    assert name in begun
    assert not begun & {"Lin Gate", "Arcy Gate", "Q. Gate"}


def test_a_line_of_one_endless_word_is_read_at_once() -> None:
    title = "SHEEP" * 1000
    assert split_titles([title + "Ada Fold"], [False], [None], None)[0][1].endswith("Ada Fold")


def test_a_close_choice_is_told() -> None:
    (split,) = split_titles(["A Look at DeepQwxyz Kjhgf"], [False], [None], None)
    (told,) = split_titles(["Counting SheepDog ShowHan"], [False], [None], None)
    assert split.doubt is None
    assert told.doubt is not None


@pytest.mark.parametrize("line", ["绵羊综述王芳", "BERT入門田中太郎", "양의역사김철수"])
def test_where_nothing_shows_the_joint_nothing_is_asserted(line: str) -> None:
    (split,) = split_titles([f"{line}, Bo Pen, Cy Gate"], [True], [None], None)
    assert (split.title, split.names) == ("", "")
    assert split.doubt == f"nothing shows where the title ends in '{line}, Bo Pen, Cy Gate'"


def test_a_name_known_from_the_page_shows_the_joint() -> None:
    (split,) = split_titles(["绵羊综述王芳, Bo Pen, Cy Gate"], [True], [None], "王芳")
    assert split == Split("绵羊综述", "王芳, Bo Pen, Cy Gate")


def test_the_end_of_an_acronym_is_no_initial() -> None:
    titles = {joint.title for joint in joints("Counting Sheep from AMR.D. Fold", True)}
    assert "Counting Sheep from AMR." in titles
