"""PDF to Paper: everything that is read from `paper.pdf`."""

import sys

# PyMuPDF 2 imports a layout model (1.2 s, and a crash on some papers) wherever that package is installed.
sys.modules.setdefault("pymupdf.layout", None)  # type: ignore[arg-type]
