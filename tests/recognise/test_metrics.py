"""Which metric a number is a value of, by its name as the text gives it."""

from __future__ import annotations

import pytest

from kg.recognise import recognise


def told(abstract: str) -> list[tuple[str, str]]:
    found = recognise("On sheep in the meadow", abstract).evaluations
    return [(one.value, one.metric) for one in found]


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("R@1 of 45.2 and R@7 of 72.1 on MSR-VTT.", [("45.2", "R@1"), ("72.1", "R@7")]),
        ("Hits@3 is 45.2%, Hits@20 is 72.1%.", [("45.2", "Hits@3"), ("72.1", "Hits@20")]),
        ("mAP@[0.5:0.95] is 45.2 on COCO.", [("45.2", "mAP@[0.5:0.95]")]),
        ("mAP@0.5:0.95 is 45.2 on COCO.", [("45.2", "mAP@0.5:0.95")]),
        ("mAP@0.5 of 45.2 and mAP@0.75 of 33.1.", [("45.2", "mAP@0.5"), ("33.1", "mAP@0.75")]),
        ("mAP@[0.5 is 45.2 on COCO.", [("45.2", "mAP")]),
    ],
)
def test_a_rank_belongs_to_its_metric(abstract: str, expected: list[tuple[str, str]]) -> None:
    assert told(abstract) == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        (
            "PSNR rises from 21.4 dB to 25.9 dB and LPIPS falls to 0.18.",
            [("25.9", "PSNR"), ("0.18", "LPIPS")],
        ),
        ("AUC falls from 0.78 to 0.53 while WER falls by 3%.", [("0.53", "AUC"), ("3", "WER")]),
        ("PSNR is 25.9 dB and SSIM is 0.91.", [("25.9", "PSNR"), ("0.91", "SSIM")]),
        ("It finds 41% of the cows at a precision of 0.38.", [("41", "unspecified"), ("0.38", "precision")]),
        ("It has a MAP-score of 81.1 and an F1-score of 67.0.", [("81.1", "MAP"), ("67.0", "F1")]),
        ("We gain 1.9% in the mean F1 of 4 sounds.", [("1.9", "F1")]),
        (
            "The accuracy is 67.9% (a 9% relative error reduction) and rises to 90.1%.",
            [("67.9", "accuracy"), ("9", "relative error"), ("90.1", "accuracy")],
        ),
        ("We lower EPE by 0.12 px and power by 5x.", [("0.12", "EPE"), ("5", "power")]),
    ],
)
def test_a_metric_with_a_number_of_its_own_leaves_the_one_before(
    abstract: str, expected: list[tuple[str, str]]
) -> None:
    assert told(abstract) == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        (
            "Agreement varies between 86.4% and 98.6%, whereas kappa is 0.9.",
            ["Agreement", "Agreement", "kappa"],
        ),
        ("It reduces the FLOPS and memory of nets by 38% and 32%.", ["FLOPS", "memory"]),
        ("It reduces per step overhead by 0.7% and cuts memory by 49%.", ["step overhead", "memory"]),
        ("The performance of a state of the art neural barn dropped by 1.1%.", ["performance"]),
        (
            "We lower the prediction of age by 22% while retaining 95% of the original utility.",
            ["prediction", "utility"],
        ),
        ("The mean satisfaction of users at farm level is 67.47%.", ["mean satisfaction"]),
        ("It improves to a relative lamb density gain of 17%.", ["lamb density"]),
        ("We reach gains of 17%.", ["unspecified"]),
        ("We see a 20% significant drop.", ["unspecified"]),
        ("It leads by an average improvement gain of 7%.", ["unspecified"]),
        ("It wins by a factor of 100.", ["unspecified"]),
        ("The flock gains (in terms of F1) up to 11.0%.", ["F1"]),
        ("We reduce the escape ratio from 92% to 43%.", ["escape ratio"]),
        ("It reduces the bias, raising the performance from 37.5% to 81.6%.", ["performance"]),
        ("We improve BLEU on compression and expansion by 4.3 and 11.2.", ["BLEU", "BLEU"]),
        ("It increases the average lamb density of pens by 10%.", ["average lamb density"]),
        ("Feeding improves the model by 33% and brings the accuracy to 85%.", ["accuracy", "accuracy"]),
        ("Errors fall, and it achieves a performance gain of 2%.", ["performance"]),
        ("A 7.0% relative improvement over others sets a new accuracy of 52.0%.", ["accuracy", "accuracy"]),
        ("The metrics are 0.86 (cos), 0.87 (cos d) and 0.71 (recall).", ["cos", "cos d", "recall"]),
        ("We gain 3% over SOTA by recall.", ["recall"]),
        ("It is 6 to 15 times faster.", ["speed", "speed"]),
        ("Accuracy at a false positive rate of 1% is 93.0%.", ["Accuracy"]),
        ("Crosstalk amounts to 3.4%.", ["Crosstalk"]),
        ("It gains 3.6 BLEU while reducing 40% of decoding time.", ["BLEU", "decoding time"]),
        ("It reduces 25% of the model's parameters at 91% accuracy.", ["parameters", "accuracy"]),
        (
            "The arm succeeds in 72% of the attempts and fails in 28% of them.",
            ["success rate", "failure rate"],
        ),
        ("A net with 9 parameters runs at 60 Hz and consumes 38 mW.", ["frequency", "power"]),
    ],
)
def test_what_is_measured_as_the_sentence_has_it(abstract: str, expected: list[str]) -> None:
    assert [metric for _, metric in told(abstract)] == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("The RMSE is 3.1. Inference runs at 50 Hz.", [("3.1", "RMSE"), ("50", "unspecified")]),
        ("The accuracy is 91%. We gain 5% on the rest.", [("91", "accuracy"), ("5", "accuracy")]),
    ],
)
def test_a_metric_goes_on_only_with_its_kind_of_unit(abstract: str, expected: list[tuple[str, str]]) -> None:
    assert told(abstract) == expected


@pytest.mark.parametrize(
    ("abstract", "values"),
    [
        ("With a learning rate of 0.001, BERT has 92.1 accuracy on SST-2.", ["92.1"]),
        ("We obtain an F1-score of 0.83 and a p-value of 0.05.", ["0.83"]),
        ("With 20 dB noise the WER is 12.1%.", ["12.1"]),
        ("At 50% sparsity the perplexity is 6.9.", ["6.9"]),
        ("An AR(1) process has a coverage of 89.7%.", ["89.7"]),
        ("Precision at 100 is 0.81.", ["0.81"]),
        ("We drop 30% of the tokens; accuracy stays at 91.0%.", ["91.0"]),
        ("We drop 30% of the tokens. Accuracy stays at 91.0%.", ["91.0"]),
        ("The most was found to be 1.4% abs. in BLEU.", ["1.4"]),
        (r"The accuracy is $84.1 \pm 0.3$%.", ["84.1"]),
        (r"The accuracy is $84.1\pm0.3\%$.", ["84.1"]),
    ],
)
def test_settings_are_no_figures(abstract: str, values: list[str]) -> None:
    assert [value for value, _ in told(abstract)] == values
