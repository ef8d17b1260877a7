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
    ],
)
def test_a_metric_with_a_number_of_its_own_leaves_the_one_before(
    abstract: str, expected: list[tuple[str, str]]
) -> None:
    assert told(abstract) == expected


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
    ],
)
def test_settings_are_no_figures(abstract: str, values: list[str]) -> None:
    assert [value for value, _ in told(abstract)] == values
