"""What a number measures and on which dataset, in texts whose datasets are given."""

from __future__ import annotations

import pytest

from kg.model import DatasetLink, Evaluation
from kg.recognise.figures import figures
from kg.recognise.lexicon import default_lexicon, find
from kg.recognise.text import read
from tests.recognise.given import links


def told(
    abstract: str, names: str = "", title: str = "A title"
) -> list[tuple[str, str | None, str, str | None]]:
    found = evaluations(abstract, names, title)
    return [(one.value, one.unit, one.metric, one.dataset) for one in found]


def evaluations(abstract: str, names: str = "", title: str = "A title") -> list[Evaluation]:
    tokens, lexicon = read("abstract", abstract), default_lexicon()
    return list(
        figures(tokens, links(DatasetLink, title, abstract, names), [], find(tokens.words, lexicon), lexicon)
    )


@pytest.mark.parametrize(
    ("abstract", "names", "datasets"),
    [
        ("We get 91% accuracy on Foo3 and 82% on Bar5.", "Foo3 | Bar5", ["Foo3", "Bar5"]),
        ("On Foo3 and Bar5 accuracy is 91% and 82%.", "Foo3 | Bar5", ["Foo3", "Bar5"]),
        ("On Foo3 and Bar5 accuracy rises by 2% on average.", "Foo3 | Bar5", [None]),
        ("On Foo3 and Bar5 the gain is between 0.2 dB and 0.5 dB.", "Foo3 | Bar5", [None, None]),
        ("Results match those on Foo3 (0.37% error) and Bar5 (2.2% error).", "Foo3 | Bar5", ["Foo3", "Bar5"]),
        ("It reaches 88.4 exact match and 93.9 F1 on Foo3.", "Foo3", ["Foo3", "Foo3"]),
        ("With real Bar5 data it reaches 88.4 EM and 93.9 F1 on Foo3.", "Foo3 | Bar5", ["Foo3", "Foo3"]),
        ("Accuracy on Foo3 rises by 12% (59% relative).", "Foo3", ["Foo3", "Foo3"]),
        ("On Foo3 accuracy rises from 55% to 80% for Bar5 features.", "Foo3 | Bar5", ["Foo3"]),
        ("Trained on Bar5 and tested on Foo3 and Baz7 by turns, it gains 2%.", "Foo3 | Bar5 | Baz7", [None]),
        ("Trained on Bar5, the model has 91% accuracy on Foo3.", "Foo3 | Bar5", ["Foo3"]),
        ("A model pre-trained on Bar5 reaches 91% accuracy on Foo3.", "Foo3 | Bar5", ["Foo3"]),
        ("Compared with models of tables (Bar5), precision on Foo3 is 91%.", "Foo3 | Bar5", ["Foo3"]),
        ("We test on Foo3. The method gains 5.1 BLEU.", "Foo3", ["Foo3"]),
        (
            "We test on Foo3 and Bar5. BLEU scores of 5.1 and 6.2 are reached.",
            "Foo3 | Bar5",
            ["Foo3", "Bar5"],
        ),
        ("We test on Foo3 and Bar5. The method gains 5.1 BLEU.", "Foo3 | Bar5", [None]),
        ("Sentences are extracted from Foo3. The method gains 5.1 BLEU.", "Foo3", [None]),
        ("We test on Foo3. On a new test set the method gains 5.1 BLEU.", "Foo3", [None]),
        ("We present Foo3, made of Bar5. Models reach 51% accuracy.", "Foo3! | Bar5", ["Foo3"]),
        ("Training on Foo3 reaches 91% accuracy. It is 3 times faster.", "Foo3", ["Foo3", None]),
        ("On Foo3, it is 3 times faster.", "Foo3", ["Foo3"]),
        ("It is 3 times faster, and better on Foo3.", "Foo3", [None]),
        ("It has 91% accuracy on Foo3, while the training time falls by 2x.", "Foo3", ["Foo3", None]),
        ("On Foo3, it is 3 times faster than one; 2 times faster than another.", "Foo3", ["Foo3", "Foo3"]),
        ("We test on Foo3. Once built into the Foo3 robot it runs at 12 FPS.", "Foo3", [None]),
        ("We test it against the Foo3 dataset, with an F1 of 0.61.", "Foo3", ["Foo3"]),
        ("It weeds well on Foo3, with an energy consumption of 51.8 mJ.", "Foo3", ["Foo3"]),
        ("We test on Foo3. It weeds well with an energy consumption of 51.8 mJ.", "Foo3", [None]),
        ("We test on Foo3. The accuracy on four models is 91%.", "Foo3", ["Foo3"]),
        ("Tests on Foo3 help. We test nets on 7 kinds of noise and gain 2% accuracy.", "Foo3", [None]),
        (
            "Accuracy is 28% on Foo3, and rises by 12% (59% relative) on Bar5.",
            "Foo3 | Bar5",
            ["Foo3", "Bar5", "Bar5"],
        ),
        ("Accuracy rises by 12% on Foo3 and THINGS.", "Foo3", [None]),
        ("We test on THINGS and the Foo3 dataset. Accuracy rises by 12%.", "Foo3", [None]),
        ("On Foo3 8B our optimizer has a training loss of 0.4.", "Foo3", [None]),
        ("Tests on Foo3 English-to-Irish tasks and Bar5 tasks show +0.8 BLEU.", "Foo3 | Bar5", [None]),
        (
            "It helps on Foo3 (+2.9%), Bar5 (+2.1%) and Baz7 (8%).",
            "Foo3 | Bar5 | Baz7",
            ["Foo3", "Bar5", "Baz7"],
        ),
        ("The Foo3 dataset is used. It reaches 91% accuracy.", "Foo3", ["Foo3"]),
        ("We test on Foo3. It gains 1.8% F1 on top of others.", "Foo3", ["Foo3"]),
        (
            "Others say little on Foo3 and Bar5 (F1 of 80% on Foo3, F1 of 78% on Bar5).",
            "Foo3 | Bar5",
            ["Foo3", "Bar5"],
        ),
        (
            "We raise the GLUE score to 80.5 (7.7 points), BAR5 accuracy to 86%.",
            "GLUE | BAR5",
            ["GLUE", "GLUE", "BAR5"],
        ),
        ("BLEU, NIST and TER scores are 0.53, 8.53 and 0.39.", "NIST", [None, None, None]),
    ],
)
def test_on_what_it_was_measured(abstract: str, names: str, datasets: list[str | None]) -> None:
    assert [dataset for *_, dataset in told(abstract, names)] == datasets


@pytest.mark.parametrize(
    ("title", "abstract", "dataset"),
    [
        ("TEAM at Foo 2031: Naming Birds", "We rank third with an F1 of 0.61.", "Foo 2031"),
        ("A Good System for Foo 2031", "We rank third with an F1 of 0.61.", "Foo 2031"),
        ("Naming Birds", "Our submission to the Foo 2031 shared task has an F1 of 0.61.", "Foo 2031"),
        ("Naming Birds", "This is our approach to the Foo 2031 task. We have an F1 of 0.61.", "Foo 2031"),
        ("Naming Birds", "Birds are seen in Foo 2031. We have an F1 of 0.61.", None),
        ("A Good System for Foo 2031", "We use the Bar5 corpus. The F1 here is 0.61.", None),
        ("A Good System for Foo 2031", "We use Bar5. We rank third with an F1 of 0.61.", "Foo 2031"),
    ],
)
def test_systems_are_measured_in_their_shared_task(title: str, abstract: str, dataset: str | None) -> None:
    names = "Foo 2031 | Bar5" if dataset or "Bar5" in abstract else "Foo 2031"
    assert [place for *_, place in told(abstract, names, title)] == [dataset]


def test_a_venue_stands_for_its_shared_task() -> None:
    title = "TEAM at FooEval-2031 Task 3"
    abstract = "We reach an F1 of 66.9 on FooEval 2031 in this task."
    mentions = links(DatasetLink, title, abstract, "FooEval-2031 Task 3 | FooEval 2031")
    tokens, lexicon = read("abstract", abstract), default_lexicon()
    (one,) = figures(tokens, mentions, [], find(tokens.words, lexicon), lexicon)
    assert one.dataset == "FooEval-2031 Task 3"


@pytest.mark.parametrize(
    ("abstract", "metrics"),
    [
        ("It improves by 3.9 and 4.5 in terms of TER and BLEU.", ["TER", "BLEU"]),
        ("Precision, recall and F1 are 72.6%, 78.5% and 74.9%.", ["Precision", "recall", "F1"]),
        ("The vocabulary size is compressed by 86.1%.", ["vocabulary size"]),
        ("It is 5 times faster in processing time.", ["processing time"]),
        ("The labels are 91.5% accurate.", ["accuracy"]),
        ("It is 96% smaller than others in terms of model parameters.", ["size"]),
        ("It maintains 88% translation quality.", ["quality"]),
        ("We reach 78.2% of accuracy.", ["accuracy"]),
        ("Peak acceleration falls by 45%.", ["Peak acceleration"]),
        ("The validity of answers after training rises from 58% to 87%.", ["validity"]),
        ("The number of wasted units declined by 17%.", ["wasted units"]),
        ("The thresholds of children with CI were 7.4 dB higher.", ["thresholds"]),
        ("We see a 79.3% energy reduction and 5% reduction in training time.", ["energy", "training time"]),
        ("The step takes 4 ms.", ["time"]),
        ("Its short pretraining times (i.e., only 18 hours on 12 GPUs) help.", ["pretraining time"]),
        ("We met three times (2 hours).", []),
        ("It improves Foo3 with a significant 2.5 increase in BLEU score.", ["BLEU"]),
        ("Precision drops to 20%.", ["Precision"]),
        ("It reduces phoneme error rate on our test set to 6.39%.", ["PER"]),
        ("Our attacks drop the accuracy of a model from 61.1% to 19%.", ["accuracy"]),
        ("It brings 11.3% comparative improvement.", ["unspecified"]),
        ("We reach a Labelled Assigned Score (LAS) of 62.4.", ["LAS"]),
        ("A structural Hamming distance (SHD) of 6.1 is reached.", ["SHD"]),
        (
            "Mean absolute error (MAE) and Pearson's correlation are 0.723 and 0.835.",
            ["MAE", "Pearson's correlation"],
        ),
        ("It has a FEVEROUS score of 0.23 and 53% label accuracy.", ["FEVEROUS score", "label accuracy"]),
        ("It has a 2x higher token reduction ratio than others.", ["token reduction ratio"]),
        ("We obtained BLEU, NIST and TER scores of 0.53, 8.53 and 0.39.", ["BLEU", "NIST", "TER"]),
    ],
)
def test_what_is_measured(abstract: str, metrics: list[str]) -> None:
    assert [metric for _, _, metric, _ in told(abstract)] == metrics


@pytest.mark.parametrize(
    ("abstract", "values"),
    [
        ("The arm succeeds in 72% of the attempts.", [("72", "%")]),
        ("The model answers 48.3% of the questions.", [("48.3", "%")]),
        ("The position error was 1.9 m, that of others 4.4 m.", [("1.9", "m"), ("4.4", "m")]),
        ("A mean absolute error of 4.1 years is reached.", [("4.1", "years")]),
        ("An improvement (2.85 on F1) is shown.", [("2.85", None)]),
        ("BLEU falls by no more than 1.03.", [("1.03", None)]),
        ("In task 1 (15% above), F1 is 0.76.", [("15", "%"), ("0.76", None)]),
        ("It has 8.3 billion parameters and an F1 of 0.76.", [("0.76", None)]),
        ("WER falls by 5.1 over 15 languages.", [("5.1", None)]),
        ("The arm moves at 6 m/s over 4 m with 10% of the data.", []),
        ("The tagger has 79,93 F1 and finds 89,8% of the terms.", [("79.93", None), ("89.8", "%")]),
        ("Accuracy for the levels 1,2,3 of 10,000 words (12,34) is 61%.", [("61", "%")]),
        ("Accuracy rises to 89.8% (+17.2pp).", [("89.8", "%"), ("17.2", "percentage points")]),
        ("Each step consumes 51.8mJ and requires only 440 MB.", [("51.8", "mJ"), ("440", "MB")]),
        ("Accuracy is 61% where chance is 25%.", [("61", "%")]),
        (
            "Scores are 91 and 88% for sheep and lambs, at an F1 of 0.91.",
            [("91", "%"), ("88", "%"), ("0.91", None)],
        ),
        ("F1 is 0.91 and 88%.", [("0.91", None), ("88", "%")]),
        ("It runs at 10~26 frames per second.", [("10", "FPS"), ("26", "FPS")]),
        ("The network is 1.9 2.9x faster.", [("1.9", "x"), ("2.9", "x")]),
        ("It allows a speed-up of up to 25 over others.", [("25", "x")]),
        (
            "It reaches 1.17 bits-per-character and gains 1.2 p.p. accuracy.",
            [("1.17", "bits/char"), ("1.2", "percentage points")],
        ),
        ("F1 improves significantly ($p<0.05$), to 61.5.", [("61.5", None)]),
        ("We find F1 of 0.68 (std. dev. 0.05); heterogeneity is high (I^2 = 88%).", [("0.68", None)]),
        ("The detector reaches 57.9% mAP@0.5 and 41.3 mAP@[.5:.95].", [("57.9", "%"), ("41.3", None)]),
        ("The success rate at IoU@0.75 remains below 0.17.", [("0.17", None)]),
        ("Of all titles (of which 20% are noise), recall is 90%.", [("90", "%")]),
        ("84% of answers are short, 85% of questions require thought.", []),
        ("F1 rises to 93.1, up from 91.5 and 90.2.", [("93.1", None)]),
        ("PSNR falls from 0.52 in seen rooms to 0.33 in others.", [("0.33", None)]),
        ("mAP drops (47.1 to 46.8).", [("46.8", None)]),
        ("Costs fell by 30% and 45% of users came back.", [("30", "%")]),
        (
            "It clears 93% of the bins, against 84% for A and 71% for B.",
            [("93", "%"), ("84", "%"), ("71", "%")],
        ),
        (
            "It comes within 12% of the best and recovers poses to within 0.4°.",
            [("12", "%"), ("0.4", "degrees")],
        ),
        ("The best performance was better than that of a 100x larger model.", []),
        ("Response time from approach to motion is 22 ms.", [("22", "ms")]),
        ("Perplexity varies between 21.7 and 22.0.", [("21.7", None), ("22.0", None)]),
        ("A structural Hamming distance (SHD) of 6.1 is reached.", [("6.1", None)]),
        ("The set contains images of a 2.3 MP camera.", []),
        ("Section 3.1 gives error bounds and Table 4.2 the loss.", []),
        ("The coefficients of the loss were set to 7 and 0.07; F1 is 0.61 at L = 5.", [("0.61", None)]),
        ("Roughly 10% of the queries contain errors.", []),
        (
            "It helps in reading forms (from 78.95 to 85.14) and speech (3% gain).",
            [("85.14", None), ("3", "%")],
        ),
        (
            "F1 is 0.9. For phrases, the results were 0.822 and 0.48.",
            [("0.9", None), ("0.822", None), ("0.48", None)],
        ),
        ("Our submission averaged 84.5% ELAS.", [("84.5", "%")]),
        ("The average satisfaction of users of all the documents is 67.4%.", [("67.4", "%")]),
        ("Tested by 10-fold cross-validation, precision is 0.91.", [("0.91", None)]),
        ("It closes up to 50% of the gap in BLEU.", [("50", "%")]),
        ("It has a 53.1% F 0.5 score, up by 3.6%p.", [("53.1", "%"), ("3.6", "percentage points")]),
        ("The cost per word was 8.75 cents.", []),
        ("It has a 0.28 m landing error from 6 m away at a speed of up to 6 m/s.", [("0.28", "m")]),
        ("The velocity tracking error is 0.398 m/s.", [("0.398", "m/s")]),
        ("It reduces the RMSE from 0.32 m to 0.11 m at 17.6 GFLOPs.", [("0.11", "m")]),
        ("Accuracy rises from ∼84% to ∼95%.", [("95", "%")]),
        ("We compute precision (AP) at a 0.7 IoU for cars and at 0.5 IoU for bikes.", []),
        (
            "APCER=3.8% and NPCER = 1.0% on it; a 3.5-times speedup.",
            [("3.8", "%"), ("1.0", "%"), ("3.5", "x")],
        ),
        ("A score between 0 and 1 is assigned, and F1 is 0.6.", [("0.6", None)]),
        ("Models rose from chance accuracy to 89% on it.", [("89", "%")]),
        ("It needs 30 hours of audio and the average duration of 10 minutes.", []),
        ("Agreement is high (alpha = 0.79) at alpha = 0.05.", [("0.79", None)]),
    ],
)
def test_which_numbers_are_results(abstract: str, values: list[tuple[str, str | None]]) -> None:
    assert [(value, unit) for value, unit, *_ in told(abstract)] == values


@pytest.mark.parametrize(
    ("abstract", "gains"),
    [
        ("It reaches 61% accuracy.", [None]),
        ("On Foo3 (+2.9 F1) it is better.", ["unspecified"]),
        ("The detector gains 2.3 mAP.", ["unspecified"]),
        ("It improves BLEU by 3.7 and 1.5 points.", ["absolute"] * 2),
        ("An absolute gain of 0.6%, 3.4%, 3.9%, 11.4% over others is reported.", ["absolute"] * 4),
        ("An improvement of 3% of F1 in English and 2% in Spanish.", ["unspecified", "unspecified"]),
        ("An improvement of 3% in F1 and an accuracy of 91%.", ["unspecified", None]),
        ("A reduction in training time of 60% is seen.", ["unspecified"]),
        ("We achieve a 9 F1 score improvement.", ["unspecified"]),
        ("It improves on others by up to 14 BLEU, and 2 BLEU over us.", ["unspecified", "unspecified"]),
        ("It reaches 78.47 overlap F1.", [None]),
        ("A relative gain of 8% is seen.", ["relative"]),
        ("The improvement in accuracy is 8%, between 2% and 9% by language.", ["unspecified"] * 3),
        ("F1 rises to 93.2 (1.5 points absolute improvement).", [None, "absolute"]),
        ("Significant improvements are seen, reaching BLEU scores of 18.0.", [None]),
    ],
)
def test_what_is_a_gain(abstract: str, gains: list[str | None]) -> None:
    assert [one.improvement for one in evaluations(abstract)] == gains
