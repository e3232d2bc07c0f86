"""The paper's plot, from data.json."""

from __future__ import annotations

import json
from pathlib import Path

import matplotlib.pyplot as plt

from benchmarks.papers.tiny_palette_crops.measure import DATA

ENCODINGS = {
    "true": ("true colour", "#b03a2e", "s"),
    "lossless": ("lossless reduction", "#2471a3", "o"),
    "palette": ("256 colours", "#1e8449", "^"),
}
STYLE = {
    "font.size": 8,
    "font.family": "DejaVu Sans",
    "axes.linewidth": 0.6,
    "pdf.fonttype": 42,
    "legend.frameon": False,
}


def draw(folder: Path) -> None:
    """Bytes by resolution for figures and tables, into sizes.pdf."""
    data = json.loads(DATA.read_text(encoding="utf-8"))
    with plt.rc_context(STYLE):
        figure, panels = plt.subplots(1, 2, figsize=(5.8, 2.3), layout="constrained")
        for panel, kind in zip(panels, ("figure", "table"), strict=True):
            for key, (label, colour, marker) in ENCODINGS.items():
                sizes = [data["sizes"][str(dpi)][kind][key] / 1000 for dpi in data["resolutions"]]
                panel.plot(
                    data["resolutions"], sizes, color=colour, marker=marker, markersize=3, linewidth=1.1, label=label
                )
            panel.set(title=f"{kind}s", xlabel="resolution (dpi)", ylim=(0, None))
            panel.title.set_fontsize(9)
            panel.grid(visible=True, linewidth=0.3, color="#cccccc")
            panel.spines[["top", "right"]].set_visible(False)
        panels[0].set_ylabel("kilobytes")
        figure.legend(*panels[0].get_legend_handles_labels(), loc="outside lower center", ncols=3)
        # Without dates the file depends on the data only.
        figure.savefig(folder / "sizes.pdf", metadata={"CreationDate": None})
        plt.close(figure)
