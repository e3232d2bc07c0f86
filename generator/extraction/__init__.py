"""PDF to Paper: everything that is read from `paper.pdf`."""

import sys

# PyMuPDF 2 imports these where onnxruntime is installed: 1.2 s, a crash on some papers, and settings of the library
# (anti-aliasing, heights of glyphs) that are others from then on, for everybody.
for _module in ("pymupdf.layout", "pymupdf4llm"):
    sys.modules.setdefault(_module, None)  # type: ignore[arg-type]
