"""What palettes save on figure crops: paper-notes/tiny-palette-crops/paper.pdf."""
