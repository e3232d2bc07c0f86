"""The type of a figure (arch, method, result, ablation, compare) from its caption and what the text says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.paper import Figure, FigureType, FloatKind

# Words with the weight that they give to a type; a caption's first sentence counts double.
_CUES: tuple[tuple[FigureType, float, str], ...] = (
    (FigureType.ARCH, 2.5, r"architecture|framework of|网络结构|模型结构|架构|系统结构|总体框架|整体框架"),
    (FigureType.ARCH, 1.5, r"network structure|structure of|model overview|building block|block diagram|framework"),
    (FigureType.ARCH, 1.5, r"overall|结构|框架"),
    (FigureType.ARCH, 1.0, r"\bmodel\b|\bnetwork\b|\bmodule\b|\blayers?\b|\bencoder|\bdecoder|\bunit\b|模型|网络|模块"),
    (FigureType.METHOD, 2.0, r"illustrat\w+|overview|procedure|pipeline|workflow|schematic|\bsteps?\b|flow ?chart"),
    (FigureType.METHOD, 2.0, r"algorithm|流程|示意|步骤|方法"),
    (FigureType.METHOD, 1.0, r"\bexample|scheme|diagram|how (?:to|the|we|our)|process|mechanism|strateg|instance"),
    (FigureType.METHOD, 1.0, r"representation|data structure|原理|过程|机制|示例"),
    (FigureType.RESULT, 2.0, r"results?|performance|accuracy|error rates?|\berrors?\b|\bloss\b|curves?|precision"),
    (FigureType.RESULT, 2.0, r"recall|\bauc\b|perplexity|\bbleu\b|结果|性能|准确率|误差|曲线|实验"),
    (FigureType.RESULT, 1.2, r"\bplots?\b|versus|\bvs\b|as a function of|distribution|histogram|convergence"),
    (FigureType.RESULT, 1.2, r"scal(?:ing|ability)|run(?:ning)? ?time|speed|train(?:ing|ed)|\btest|evaluat|number of"),
    (FigureType.RESULT, 1.2, r"samples? from|visuali[sz]ation|heat ?map|learned|qualitative|分布|对比图"),
    (FigureType.ABLATION, 3.0, r"ablat|消融"),
    (FigureType.ABLATION, 1.5, r"effects? of|impact of|influence of|sensitivity|with(?:out| and without)|varying"),
    (FigureType.ABLATION, 1.5, r"different (?:values|numbers|sizes|choices)|影响|敏感性"),
    (FigureType.COMPARE, 2.5, r"compar(?:ison|ing|ed|e)\b|differences? between|对比|比较"),
    (FigureType.COMPARE, 1.0, r"state[- ]of[- ]the[- ]art|baselines?|against|previous"),
)
_PATTERNS = tuple((kind, weight, re.compile(pattern, re.IGNORECASE)) for kind, weight, pattern in _CUES)
_PRIORS = {FigureType.RESULT: 0.6}


def classify(figure: Figure, mentions: Sequence[str]) -> tuple[FigureType, float]:
    """The type and its confidence, 0 to 1. `mentions` are the sentences that refer to the figure."""
    if figure.kind is FloatKind.ALGORITHM:
        return FigureType.METHOD, 0.9
    if figure.kind is FloatKind.TABLE:
        return FigureType.RESULT, 0.7
    first = re.split(r"(?<=[.。])\s", _body(figure.caption), maxsplit=1)[0]
    scores = dict.fromkeys(FigureType, 0.0) | _PRIORS
    for text, factor in ((first, 2.0), (figure.caption, 1.0), (" ".join(mentions), 0.5)):
        for kind, weight, pattern in _PATTERNS:
            scores[kind] += factor * weight * min(2, len(pattern.findall(text)))
    best = max(scores, key=lambda kind: scores[kind])
    total = sum(scores.values())
    return best, round(scores[best] / total, 2) if total else 0.0


def _body(caption: str) -> str:
    """A caption without its word and number."""
    return re.sub(r"^\s*\S+\s*[\w.\-]+\s*[:.|：]?\s*", "", caption, count=1)
