"""The type of a figure, from its caption, its mentions, and what is drawn."""

from __future__ import annotations

import pytest

from generator.extraction.figure_types import classify, judge_content
from generator.paper import Box, Figure, FigureType, FloatKind


def typed(caption: str, kind: FloatKind = FloatKind.FIGURE, mentions: tuple[str, ...] = ()) -> FigureType:
    return classify(Figure(1, kind, "1", Box(0, 0, 1, 1), caption), mentions)[0]


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("Figure 1: The overall architecture of our model.", FigureType.ARCH),
        ("Figure 2: The training procedure in three steps.", FigureType.METHOD),
        ("Figure 3: Test accuracy versus training time.", FigureType.RESULT),
        ("Figure 4: Ablation of the gating layer.", FigureType.ABLATION),
        ("Figure 5: Differences between the two designs.", FigureType.COMPARE),
        ("Figure 6: Timings of various architectures.", FigureType.RESULT),
        ("Figure 7: Human scores for models of three sizes.", FigureType.RESULT),
        ("Figure 8: Screenshot of the interface.", FigureType.METHOD),
        ("Fig 9. Diagram of the classes that accumulated significantly under heat.", FigureType.RESULT),
        ("Figure 10: Examples of generalization of the tuned model.", FigureType.RESULT),
        ("Figure 11: A written prompt, a demonstration, and completions from two models.", FigureType.RESULT),
        ("图1 模型总体框架", FigureType.ARCH),
        ("图2 训练流程示意图", FigureType.METHOD),
        ("图3 实验结果", FigureType.RESULT),
        ("图4 消融实验", FigureType.ABLATION),
    ],
)
def test_the_captions_words_give_the_type(caption: str, expected: FigureType) -> None:
    """The five types have words of their own, in English and Chinese."""
    assert typed(caption) is expected


def test_tables_are_results_and_algorithms_are_methods() -> None:
    """Whatever their captions say."""
    assert typed("Table 1: Architecture.", FloatKind.TABLE) is FigureType.RESULT
    assert typed("Algorithm 1: Results.", FloatKind.ALGORITHM) is FigureType.METHOD


def test_mentions_decide_where_the_caption_says_nothing() -> None:
    """A caption without a telling word is judged by the sentences that refer to the figure."""
    assert typed("Figure 1: HSTU.", mentions=("Figure 1 shows the architecture of the network.",)) is FigureType.ARCH


def test_labels_of_axes_make_a_plot_and_words_a_diagram() -> None:
    """Many numbers mean axes; words without numbers mean boxes and arrows; a photograph says nothing."""
    assert judge_content(ticks=20, texts=6, lines=0, images=0.0) == (FigureType.RESULT, 0.8)
    assert judge_content(ticks=0, texts=12, lines=0, images=0.0)[0] is FigureType.ARCH
    assert judge_content(ticks=0, texts=0, lines=0, images=1.0)[1] <= 0.1


def test_long_lines_make_a_sample_of_text_and_no_diagram() -> None:
    """A prompt and its answer are shown as a result, whatever model the caption names."""
    drawn, confidence = judge_content(ticks=0, texts=30, lines=25, images=0.0)
    figure = Figure(
        1, FloatKind.FIGURE, "1", Box(0, 0, 1, 1), "Figure 1: A prompt, and the model.", None, drawn, confidence
    )
    assert classify(figure, ())[0] is FigureType.RESULT
