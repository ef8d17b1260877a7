"""The single steps: tokens, acronyms, addresses, language, lexicon, figures."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from kg.errors import InputError
from kg.recognise import load_lexicon, measured, recognise, weigh
from kg.recognise.acronyms import pairs
from kg.recognise.addresses import addresses
from kg.recognise.keys import key
from kg.recognise.language import is_english
from kg.recognise.lexicon import default_lexicon, find
from kg.recognise.listing import rows
from kg.recognise.tables import shipped
from kg.recognise.text import read


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("RT-LA-VocE and Llama3.1-8B.", ["RT-LA-VocE", "and", "Llama3.1-8B", "."]),
        ("BERT-based, ImageNet's", ["BERT", "-based", ",", "ImageNet", "'s"]),
        (r"\textbf{Foo} in \emph{Bar}~baz", ["Foo", "in", "Bar", "baz"]),
        ("a net.We use <b>it</b>", ["a", "net", ".", "We", "use", "it"]),
        ("C++ and A* (1,000)", ["C++", "and", "A*", "(", "1,000", ")"]),
    ],
)
def test_tokens(text: str, words: list[str]) -> None:
    assert read("abstract", text).words == words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two.", 2),
        ("See Kingma et al. (2014) e.g. Adam vs. SGD.", 1),
        ("A net.We go on.", 2),
        ("At 2.5 dB. so", 1),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert read("abstract", text).sentence[-1] + 1 == count


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("the Lip Reading in the Wild (LRW) data", ("LRW", "Lip Reading in the Wild")),
        ("nested named entity recognition (NER)", ("NER", "named entity recognition")),
        ("with GANs (generative adversarial networks)", ("GANs", "generative adversarial networks")),
        ("the Event Bank corpus (EB)", ("EB", "Event Bank")),
        ("we propose Mixture of Tiny Experts (MoTE)", ("MoTE", "Mixture of Tiny Experts")),
        ("a flow graph attention network (GAT)", ("GAT", "graph attention network")),
        ("Media Mining for Birds (MM4B) tasks", ("MM4B", "Media Mining for Birds")),
        ("the “wide open meadow” (WOM) layer", ("WOM", "wide open meadow")),
        ("the Barn-Based Bleating Benchmark (B4)", None),
        ("the Wool-Based Weaving Benchmark (WB2)", ("WB2", "Wool-Based Weaving Benchmark")),
        ("a Wide Wool CNN (W2CNN)", ("W2CNN", "Wide Wool CNN")),
        ("a Temporal Shearing Network (TS2)", None),
    ],
)
def test_acronym_and_long_form(text: str, pair: tuple[str, str] | None) -> None:
    tokens = read("abstract", text)
    assert [(tokens.surface(*a), tokens.surface(*b)) for a, b in pairs(tokens)] == [pair] * bool(pair)


@pytest.mark.parametrize(
    "text", ["the house (HOUSE)", "a plan (see Table 2)", "in 2019 (WMT)", "(A)", "x (", "best model (CNN)"]
)
def test_no_long_form(text: str) -> None:
    assert pairs(read("abstract", text)) == []


@pytest.mark.parametrize(
    ("text", "code", "links"),
    [
        (r"Code: \url{https://github.com/a/b_c}.", ["https://github.com/a/b_c"], []),
        (r"\href{https://gitlab.com/a/b}{here} (https://example.org/x(y)).", ["https://gitlab.com/a/b"], ["https://example.org/x(y)"]),
        ("See www.example.org/data, please.", [], ["https://www.example.org/data"]),
        ("Our code is at https://huggingface.co/a.", ["https://huggingface.co/a"], []),
        ("Audio samples: https://a.github.io/b", [], ["https://a.github.io/b"]),
        ("http://[broken and https://nohost", [], []),
        (r"https://github.com/a/b\_c and again https://github.com/a/b_c", ["https://github.com/a/b_c"], []),
        ("On https://github.com/ and https://github.com/ada.", [], ["https://github.com/", "https://github.com/ada"]),
        ("Code: https://github.com/ ada/fog_sheep.", ["https://github.com/ada/fog_sheep"], []),
        ("Code: https://github.com/ ada/sheep.", ["https://github.com/ada/sheep"], []),
        ("Code: https://github.com/\nada/sheep.", ["https://github.com/ada/sheep"], []),
        ("At https:// github.com/ada/sheep, http ://a.org/b.", ["https://github.com/ada/sheep"], ["http://a.org/b"]),
        ("Code: https://github. com/ada/sheep is out.", ["https://github.com/ada/sheep"], []),
        ("Code: https://github.com/ada/ fog-sheep. We thank all.", ["https://github.com/ada/fog-sheep"], []),
        ("Code: https://github.com/ada/\nsheep.", ["https://github.com/ada/sheep"], []),
        ("Code: https://github.com/ada/ today.", [], ["https://github.com/ada/"]),
        ("We use https://github.com/ and/or tapes.", [], ["https://github.com/"]),
        ("Code: https://github.com/ada/sheep.Our fog is thick.", ["https://github.com/ada/sheep"], []),
        ("Code: https://github.com/ada/Sheep.Net is out.", ["https://github.com/ada/Sheep.Net"], []),
        ("Code: https://github.com/ada/sheep.js is out.", ["https://github.com/ada/sheep.js"], []),
        ("https://github.com/a/b…", ["https://github.com/a/b"], []),
        ("https://github.com/a/b、データ", ["https://github.com/a/b"], []),
        ("见https://a.org/b可以 and https://a.org/データ。", [], ["https://a.org/b", "https://a.org/データ"]),
        ("HTTPS://GitHub.COM/A/B and https://github.com/A/B", ["https://github.com/A/B"], []),
        ("gitlab.com/ada/sheep, but ada@github.com/ada/sheep is none", ["https://gitlab.com/ada/sheep"], []),
        (r"https:\/\/github.com\/ada\/sheep", ["https://github.com/ada/sheep"], []),
        ("[https://github.com/a/b](https://github.com/a/b)", ["https://github.com/a/b"], []),
        ("(https://github.com/a/b)and http://www.sfb12. uni-x.de/", ["https://github.com/a/b"], []),
        ("https://gist.github.com/1", ["https://gist.github.com/1"], []),
        ("https://a.sourceforge.net", ["https://a.sourceforge.net"], []),
    ],
)  # fmt: skip
def test_addresses(text: str, code: list[str], links: list[str]) -> None:
    assert addresses(text) == (tuple(code), tuple(links))


SHEEP, PEN, DATA = "https://github.com/ada/sheep", "https://github.com/bo/pen", "https://zenodo.org/record/7"


@pytest.mark.parametrize(
    ("text", "code", "links"),
    [
        (f"We start from a parser ({PEN}). Our code is at {SHEEP}.", [SHEEP], [PEN]),
        (f"We use the wool spinner of {PEN}.", [], [PEN]),
        (f"It is implemented on top of {PEN} in C.", [], [PEN]),
        (f"A fork of {PEN} is used.", [], [PEN]),
        (f"This is not our tool: {PEN}", [], [PEN]),
        (f"We use wool, and the code is available from {SHEEP}.", [SHEEP], []),
        (f"Our spinner, based on wool, is available at {SHEEP}.", [SHEEP], []),
        (f"Spinning is hard ({SHEEP}).", [SHEEP], []),
        (f"Code: {SHEEP}; data: {DATA}.", [SHEEP], [DATA]),
        (f"The code is at {SHEEP} and {DATA}.", [SHEEP, DATA], []),
        (f"{SHEEP},{PEN};https://a.org", [SHEEP, PEN], ["https://a.org"]),
        (f"Code: {SHEEP}_{{v3}}$.", [f"{SHEEP}_v3"], []),
    ],
)
def test_a_repository_is_the_authors_unless_they_took_it(
    text: str, code: list[str], links: list[str]
) -> None:
    assert addresses(text) == (tuple(code), tuple(links))


def test_language() -> None:
    def english(text: str) -> bool:
        return is_english([read("abstract", text)])

    assert english("RAVEn") and english("") and english("WMT19 " * 100)
    assert english("We present a corpus of speech") and english("The well-known “we-do-it” approach of Zoë")
    assert not english("これは日本語の文です 。")
    assert not english("我们提出了一种新的方法 BERT 在 ImageNet 上进行实验")
    assert not english("Nous présentons une méthode pour la parole.")
    assert not english("L'état-de-l'art est là, et c'est-à-dire pour l'instant")


@pytest.mark.parametrize(
    ("abstract", "english"),
    [
        ("Kami mengusulkan BarnNet untuk lumbung, yang diuji pada COCO dan dibandingkan dengan BERT.", False),
        ("Ehdotamme BarnNet-verkkoa, joka tunnistaa ladot kuvista ja jota verrataan BERT-malliin.", False),
        ("Proponemos BarnNet. El modelo se prueba en COCO.", False),
        ("Zxa " + "bli gro ostu mant erlu puk vim tolg nari hopp etsu gali " * 2, False),
        ("barn detection, image segmentation, farm robots, soil sensing, crop yields, remote sensing, "
         "deep networks, machine learning", True),
        ("We count barns.", True),
        ("BERT, GPT-2", True),
    ],
)  # fmt: skip
def test_an_abstract_is_judged_by_itself(abstract: str, english: bool) -> None:
    title = read("title", "On the barns of the north and what we can learn from the view of them")
    assert is_english([title, read("abstract", abstract)]) == english


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("It achieves a WER of 0.9% on LRS3.", [("WER", "0.9", "%", "LRS3", None)]),
        ("Accuracy on ImageNet improves from 71.2% to 74.4%.", [("accuracy", "74.4", "%", "ImageNet", None)]),
        ("We get 28.4 BLEU.", [("BLEU", "28.4", None, None, None)]),
        ("BLEU rises by a gain of 2.1 points.", [("BLEU", "2.1", "points", None, "absolute")]),
        ("A relative WER reduction of 30% was seen.", [("WER", "30", "%", None, "relative")]),
        ("It has an F1 score of 0.81 here.", [("F1", "0.81", None, None, None)]),
        ("WER of 6-7% is seen.", [("WER", "6", "%", None, None), ("WER", "7", "%", None, None)]),
        ("It needs 60% less training data.", [("training data", "60", "%", None, "unspecified")]),
        ("It reduces training time by up to 61%.", [("training time", "61", "%", None, "unspecified")]),
        (
            "Accuracies of 77.1% and 78.4% on MNIST and CIFAR-10 were reached.",
            [("accuracy", "77.1", "%", "MNIST", None), ("accuracy", "78.4", "%", "CIFAR-10", None)],
        ),
        ("It has the highest ZEBRA score of 0.41.", [("ZEBRA score", "0.41", None, None, None)]),
        ("It is 3 times faster than BERT.", [("speed", "3", "x", None, "relative")]),
        ("With 10% of the labels and 30 hours of speech in 2019 it works.", []),
        ("We train on 90,000 hours, 26 times more data, at 50% sparsity.", []),
    ],
)  # fmt: skip
def test_figures(text: str, figures: list[tuple[str, ...]]) -> None:
    found = recognise("Title", text).evaluations
    got = [
        (f.metric.replace("Accuracy", "accuracy"), f.value, f.unit, f.dataset, f.improvement) for f in found
    ]
    assert got == figures


def test_own_lexicon_adds_names(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_text("# ours\n[dataset]\nquibble bank | Zorp\n[method]\n? Apple Tree\n", "utf-8")
    lexicon = load_lexicon(path)
    words = ["The", "Zorp", "and", "the", "Quibble", "Bank"]
    assert [(x.start, x.end, x.kinds) for x in find(words, lexicon)] == [
        (1, 2, ("dataset",)),
        (4, 6, ("dataset",)),
    ]
    assert lexicon.kinds("AppleTree") == ("?method",)
    assert default_lexicon().kinds("Zorp") == ()


def test_no_name_of_the_lists_is_an_ordinary_word_and_none() -> None:
    listed = [(kind, name) for path, text in shipped() for kind, row in rows(path, text) for name in row]
    ordinary = {(kind, key(name.lstrip("? "))) for kind, name in listed if name.startswith("?")}
    assert not ordinary & {(kind, key(name)) for kind, name in listed if not name.startswith("?")}


def test_ordinary_once_is_ordinary_everywhere(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_text("[dataset]\nOrchard | ? Or-chard\n[method]\nOrchard |\n? BERT\n", "utf-8")
    assert load_lexicon(path).kinds("Orchard") == ("?dataset", "method")
    assert load_lexicon(path).kinds("BERT") == ("?method",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[dataset\nx\n", 'no kind in "[dataset"; a line such as [dataset]'),
        ("[dataset] Barn\n", 'no kind in "[dataset] Barn"; a line such as [dataset]'),
        ("[datset]\nx\n", "unknown kind [datset]; one of dataset, method"),
        ("x\n", "a name before any kind; a line such as [dataset]"),
    ],
)
def test_lexicon_errors_say_where(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "own.txt"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError) as caught:
        load_lexicon(path)
    assert str(caught.value).startswith(f"{path}:1: {message}")


@pytest.mark.parametrize("line", ["|", "Barn | | Shed", "Barn | (", "*", "? "])
def test_a_name_has_a_letter_or_a_digit(tmp_path: Path, line: str) -> None:
    path = tmp_path / "own.txt"
    path.write_text(f"[dataset]\n{line}\n", "utf-8")
    with pytest.raises(InputError, match=r"own\.txt:2: no name in .*; names such as Zorp \| \? Compass"):
        load_lexicon(path)


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "[dataset]\n"])
def test_a_lexicon_without_a_name_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "own.txt"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match="no name in it; a line such as"):
        load_lexicon(path)


def test_a_missing_lexicon_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load_lexicon(tmp_path / "none.txt")


def test_weights_have_a_coefficient_a_class() -> None:
    model = msgspec.json.decode(
        (Path(weigh.__file__).parent / "weights.json").read_bytes(), type=weigh.Coefficients
    )
    assert {len(row) for row in model.kind.values()} == {len(model.kinds)} == {3}
    assert {len(row) for row in model.paper.values()} == {3}
    assert {len(row) for row in model.role.values()} == {len(model.roles)} == {4}


def test_measured_figures_are_shares_of_named_sets() -> None:
    rows = measured()
    assert {"page, test part", "Anthology, test part"} <= {row["set"] for row in rows}
    for row in rows:
        assert all(0 <= float(value) <= 1 for name, value in row.items() if name not in ("set", "papers"))
