"""One PDF to one Paper: the steps of extraction in the order of the data flow."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from generator.errors import ConfigError
from generator.extraction.document import Document, open_document
from generator.extraction.equations import find_equations
from generator.extraction.figure_types import classify
from generator.extraction.figures import find_figures
from generator.extraction.images import write_equations, write_images, write_pages
from generator.extraction.mentions import mentioned, mentions
from generator.extraction.metadata import read_metadata
from generator.extraction.options import COPY_NAME, VERSION, ExtractOptions
from generator.extraction.page import Page
from generator.extraction.quality import hidden_text, scanned_pages, text_quality
from generator.extraction.references import read_references
from generator.extraction.sections import read_sections
from generator.extraction.tables import read_tables
from generator.extraction.text import read_text
from generator.extraction.words import with_lines
from generator.note.sentences import split_sentences
from generator.paper import ExtractionWarning, Figure, FloatKind, Paper, Section

POOR_TEXT = 0.6
"""Below this share of readable text nothing that is written can be checked against the PDF."""


def extract(path: Path, options: ExtractOptions, images: Path | None = None) -> Paper:
    """Read a PDF; with `images`, also write every figure's image and `figures.json` into that folder.

    Raises:
        PdfError: the PDF can't be read or is beyond a limit.
        ConfigError: a crop set by hand names a page that isn't there.
    """
    with open_document(path, options.limits) as document:
        _check_crops(path, options, document.page_count)
        paper = _read(document, tuple(document.pages()), options)
        if images is None:
            return paper
        return _draw(document, paper, options, images)


def _read(document: Document, pages: tuple[Page, ...], options: ExtractOptions) -> Paper:
    found = find_figures(pages, options.figures)
    texts = read_text(pages, found)
    sections = read_sections(pages, texts, found, document.outline)
    texts = with_lines(texts, pages)
    return Paper(
        sha256=hashlib.sha256(document.path.read_bytes()).hexdigest(),
        page_count=document.page_count,
        metadata=read_metadata(pages, document.info, texts),
        sections=sections,
        figures=_placed(found, sections),
        tables=read_tables(found, texts),
        equations=find_equations(pages, found),
        references=read_references(sections),
        pages=texts,
        warnings=(*_text_warnings(pages), *scanned_pages(pages), *hidden_text(pages)),
        extractor=VERSION,
    )


def _draw(document: Document, paper: Paper, options: ExtractOptions, images: Path) -> Paper:
    dpi = options.figures.dpi
    equations = write_equations(document, paper.equations, images, dpi) if options.equations else paper.equations
    figures = write_images(document, paper.figures, images, dpi)
    if options.pages_dpi:
        write_pages(document, paper.pages, images, options.pages_dpi)
    if options.copied:
        (images / COPY_NAME).write_bytes(document.copied(options.copied))
    return replace(paper, figures=figures, equations=equations)


def _placed(found: Sequence[Figure], sections: Sequence[Section]) -> tuple[Figure, ...]:
    """The figures with the sections that mention them, and their type judged by these mentions too."""
    where = mentions(sections, found)
    sentences: dict[tuple[FloatKind, str], list[str]] = {}
    for section in sections:
        for sentence in split_sentences(section.text):
            for named in mentioned(sentence, found):
                sentences.setdefault(named, []).append(sentence)
    return tuple(_judged(figure, where, sentences) for figure in found)


def _judged(
    figure: Figure,
    where: dict[tuple[FloatKind, str], tuple[str, ...]],
    sentences: dict[tuple[FloatKind, str], list[str]],
) -> Figure:
    key = (figure.kind, figure.label or "")
    figure = replace(figure, sections=where.get(key, ()))
    if figure.method == "manual":  # a person named its type
        return figure
    kind, confidence = classify(figure, sentences.get(key, ()))
    return replace(figure, type=kind, confidence=confidence)


def _check_crops(path: Path, options: ExtractOptions, pages: int) -> None:
    for crop in options.figures.manual:
        if crop.page > pages:
            problem = f"the crop {crop.name} is on page {crop.page}, the PDF has {pages}."
            raise ConfigError(path, problem, "Mend the page.")


def _text_warnings(pages: tuple[Page, ...]) -> tuple[ExtractionWarning, ...]:
    quality = text_quality(pages)
    if quality >= POOR_TEXT:
        return ()
    return (ExtractionWarning("poor-text", None, f"only {quality:.0%} of the text layer is readable"),)
