"""A small paper, as extraction would give it, for the tests of writers."""

from __future__ import annotations

from generator.paper import (
    Author,
    Box,
    Equation,
    Figure,
    FigureType,
    FloatKind,
    Metadata,
    PageText,
    Paper,
    Reference,
    Section,
)

BOX = Box(50, 100, 300, 200)
ABSTRACT = "We study how *grids* cost O($n$) <time>. Boxes are [merged] where they touch."
INTRO = (
    "Clustering is slow. We propose a sweep that visits each box once. In this paper we measure it on pages of a "
    "report. Our main contribution is a proof_of_concept with `code` & data."
)
METHOD = "A sweep keeps the clustering of boxes in a grid. Clustering by a grid needs a spatial index. See Figure 1."


def small_paper(**changes: object) -> Paper:
    """Two pages, three floats, one equation; text full of characters that Markdown could take for marks."""
    facts: dict[str, object] = {
        "sha256": "0" * 64,
        "page_count": 2,
        "metadata": Metadata(
            title="Grids & Sweeps: a_b for *All*",
            authors=tuple(Author(f"Ada B. Number{letter}") for letter in "ABCDEFGH"),
            abstract=ABSTRACT,
            abstract_page=1,
            arxiv_id="2402.17152",
        ),
        "sections": (
            Section("1", "Introduction", 1, 1, 1, INTRO),
            Section("2", "Method #1", 1, 2, 2, METHOD),
            Section(None, "References", 1, 2, 2, "[1] A. Author. A title."),
        ),
        "figures": (
            Figure(
                1, FloatKind.FIGURE, "1", BOX, "Figure 1: The overall *architecture* of the <grid>.", BOX,
                FigureType.ARCH, 0.9, ("2",), "caption", "fig1_arch_overall.png",
            ),
            Figure(
                2, FloatKind.TABLE, "1", BOX, "Table 1: Seconds | boxes.", BOX,
                FigureType.RESULT, 0.9, (), "caption", "tab1_result_seconds.png",
            ),
            Figure(
                2, FloatKind.FIGURE, None, BOX, "", None, FigureType.RESULT, 0.1, (), "graphics", "figp2_result_x.png",
            ),
        ),
        "equations": (Equation("1", 2, BOX, "scrambled", "eq1_method_formula.png"), Equation("2", 2, BOX, "not drawn")),
        "references": (Reference("1", "A. Author. A title.", 2),),
        "pages": (
            PageText(1, 612, 792, (ABSTRACT, INTRO)),
            PageText(2, 612, 792, (METHOD, "[1] A. Author. A title.")),
        ),
    }  # fmt: skip
    return Paper(**(facts | changes))  # type: ignore[arg-type]
