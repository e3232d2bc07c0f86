"""The type of a figure (arch, method, result, ablation, compare) from its caption and what the text says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.extraction.captions import caption_body
from generator.paper import Figure, FigureType, FloatKind

# Words with the weight that they give to a type.
_CUES: tuple[tuple[FigureType, float, str], ...] = (
    (FigureType.ARCH, 3.0, r"architecture\b|网络结构|模型结构|架构|系统结构|总体框架|整体框架"),
    (FigureType.ARCH, 2.5, r"model overview|overall|framework|network structure|building block|block diagram"),
    (FigureType.ARCH, 2.0, r"\bstructure of|input representation|结构|框架|单元"),
    (
        FigureType.ARCH,
        1.0,
        r"architectures\b|\bmodels?\b|\bnetworks?\b|\bmodule\b|\blayers?\b|encoder|decoder|\bunits?\b",
    ),
    (FigureType.ARCH, 1.0, r"模型|网络|模块"),
    (FigureType.METHOD, 2.5, r"procedure|pipeline|workflow|\bsteps?\b|flow ?chart|algorithm|流程|示意|步骤|方法"),
    (FigureType.METHOD, 1.0, r"illustrat\w+|overview|(?:is|are) (?:then )?(?:fed|computed|applied|split|sorted)"),
    (FigureType.METHOD, 1.5, r"we (?:first|then|only|split|use)\b|step by step|tiling|quanti[sz]|parametri[sz]ation"),
    (FigureType.METHOD, 1.5, r"schematic|\bexample|scheme|diagram|how (?:to|the|we|our)|process"),
    (
        FigureType.METHOD,
        2.0,
        r"pseudo-?code|subroutine|\bthe (?:function|procedure)\b|screenshots?|interface|instructions",
    ),
    (FigureType.METHOD, 1.5, r"mechanism|strateg|instance|calculation|structure for|pattern|原理|过程|机制|示例"),
    (FigureType.RESULT, 2.5, r"results?|performance|accuracy|\berrors?\b|\bloss\b|curves?|precision|recall|\bauc\b"),
    (FigureType.RESULT, 2.5, r"\bbleu\b|perplexity|impact of|effects? of|结果|性能|准确率|误差|曲线|实验"),
    (FigureType.RESULT, 1.5, r"\bplots?\b|versus|\bvs\b|as a function of|distribution|histogram|convergence|maps?\b"),
    (FigureType.RESULT, 1.5, r"scalability|run(?:ning)? ?time|speed|train(?:ing|ed)|\btest|evaluat|number of"),
    (
        FigureType.RESULT,
        1.5,
        r"timings?|latenc\w+|throughput|scores (?:on|for|of|as)|ratings?|win ?-?rates?|model (?:samples|outputs)",
    ),
    (FigureType.RESULT, 1.5, r"samples? from|visuali[sz]\w+|heat ?map|learned|qualitative|attention heads?|behaviou?r"),
    (
        FigureType.RESULT,
        2.5,
        r"(?:representative|qualitative|more|failure) (?:examples|samples|cases)|examples of (?:general|behav|fail)|"
        r"activation maps?",
    ),
    (FigureType.RESULT, 2.0, r"significan(?:t|ce)|error bars?|\bp ?< ?0?\.|±|completions?\b|cherry-picked|mistakes"),
    (FigureType.RESULT, 1.5, r"filters|similarity|responses?|standard deviations?|分布|对比图"),
    (FigureType.ABLATION, 5.0, r"ablat|消融"),
    (FigureType.ABLATION, 2.0, r"sensitivity|varying|different (?:\w+ )?(?:values|sizes|choices|dimensions|depth)"),
    (FigureType.ABLATION, 4.0, r"scal(?:ing|ed) .{0,50}different (?!num)|hyper-?parameters?|敏感性"),
    (FigureType.COMPARE, 7.0, r"differences? (?:between|in)\b"),
    (FigureType.COMPARE, 3.0, r"contrast|state[- ]of[- ]the[- ]art|outperform|对比|比较"),
    (FigureType.COMPARE, 1.0, r"compar(?:ison|ing|ed|es?)\b|baselines?|against|previous|other (?:methods|models)"),
)
_PATTERNS = tuple((kind, weight, re.compile(pattern, re.IGNORECASE)) for kind, weight, pattern in _CUES)
_FIRST_SENTENCE = re.compile(r"(?<=[.。])\s")
_DRAWN = 6.0
"""What a sure judgement of the drawing counts against the words."""
# What a plot or a diagram rarely is.
_UNLIKE = {
    FigureType.RESULT: (FigureType.ARCH, FigureType.METHOD, FigureType.COMPARE),
    FigureType.ARCH: (FigureType.RESULT, FigureType.ABLATION),
}


def judge_content(ticks: int, texts: int, lines: int, images: float) -> tuple[FigureType, float]:
    """The type by what is drawn: labels of axes make a plot, other texts a diagram; `images` cover a share, 0 to 1.

    `lines` of the texts are as long as the figure allows: most of them make a sample of text, no diagram. The
    confidence is 0 where the drawing says nothing, as for a photograph.
    """
    if lines > 0.5 * (ticks + texts):
        return FigureType.RESULT, 0.5
    if ticks >= 6 and ticks > 0.4 * texts:
        return FigureType.RESULT, 0.8 if ticks > 0.8 * texts else 0.4
    if texts >= 6 and ticks < 0.25 * texts and images < 0.4:
        return FigureType.ARCH, 0.5
    return FigureType.RESULT, 0.1 if images > 0.4 else 0.0


def classify(figure: Figure, mentions: Sequence[str]) -> tuple[FigureType, float]:
    """The type and its confidence, 0 to 1.

    The figure's own type, weighed by its confidence, is what was known before (see `judge_content`); `mentions` are
    the sentences that refer to it.
    """
    if figure.kind is FloatKind.ALGORITHM:
        return FigureType.METHOD, 0.9
    if figure.kind is FloatKind.TABLE:
        return FigureType.RESULT, 0.7
    scores = dict.fromkeys(FigureType, 0.1)
    caption = caption_body(figure.caption)
    first = _FIRST_SENTENCE.split(caption, maxsplit=1)[0]
    for text, factor in ((first, 2.0), (caption, 0.5), (" ".join(mentions), 0.3)):
        for kind, weight, pattern in _PATTERNS:
            scores[kind] += factor * weight * min(2, len(pattern.findall(text)))
    scores[figure.type] += 0.5 * _DRAWN * figure.confidence
    for unlike in _UNLIKE.get(figure.type, ()):
        scores[unlike] = max(0.1, scores[unlike] * (1 - 0.85 * figure.confidence))
    best = max(scores, key=lambda kind: scores[kind])
    return best, round(scores[best] / sum(scores.values()), 2)
