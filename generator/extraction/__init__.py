"""PDF to Paper: everything that is read from `paper.pdf`."""
