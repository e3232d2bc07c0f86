"""What a note would cost, before anything is paid."""

from __future__ import annotations

from generator.extraction.sandbox import extract_safely
from generator.library import PaperFolder
from generator.pipeline.acquisition import obtain
from generator.pipeline.pages import PdfPages
from generator.pipeline.production import WriteOptions, write_request
from generator.writing.writer import Forecast, PaperFiles, Writer


def forecast(folder: PaperFolder, writer: Writer, options: WriteOptions) -> Forecast:
    """Tokens, requests and price of a paper's note; nothing in its folder changes.

    Raises:
        PdfError: the PDF can't be read.
        WriterError: the API can't be asked.
    """
    obtain(folder)
    paper = extract_safely(folder.pdf, options.extract)
    files = PaperFiles(folder.path, folder.path, PdfPages(folder.pdf, options.extract))
    return writer.forecast(paper, write_request(folder, options), files)
