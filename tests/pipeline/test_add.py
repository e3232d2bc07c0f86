"""`paper-notes add`: a PDF gets a folder of its own, or nothing changes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import SHARED
from tests.pipeline.conftest import Workplace
from tests.typeset import typeset

BROKEN = sorted((SHARED / "figures" / "broken").glob("*.pdf"))


def saved(workplace: Workplace, data: bytes | None = None, name: str = "download.pdf") -> str:
    path = workplace.path / name
    path.write_bytes(typeset() if data is None else data)
    return str(path)


def test_the_folder_is_named_after_the_papers_title(workplace: Workplace) -> None:
    done = workplace.call("add", saved(workplace))
    assert (done.returncode, done.stdout) == (
        0,
        "paper-notes/sweeping-boxes-in-near-linear-time/paper.pdf: added. Next: paper-notes build\n",
    )
    assert workplace.paper("sweeping-boxes-in-near-linear-time").pdf.read_bytes() == typeset()


def test_a_chinese_title_names_the_folder_by_its_terms_in_english(workplace: Workplace) -> None:
    """As image files are named: common terms are translated, what is not known is left out."""
    chinese = '#set text(font: "Noto Sans CJK SC")\n#text(20pt)[基于多通道 LSTM 的情绪分类方法]\n\n#lorem(90)'
    workplace.call("add", saved(workplace, typeset(chinese)))
    assert workplace.paper("multi-channel-lstm-emotion-classification-method").pdf.is_file()


def test_a_slug_of_ones_own_wins(workplace: Workplace) -> None:
    assert workplace.call("add", saved(workplace), "--slug", "boxes").returncode == 0
    assert workplace.paper("boxes").pdf.is_file()


def test_the_same_pdf_is_not_added_twice(workplace: Workplace) -> None:
    workplace.call("add", saved(workplace), "--slug", "boxes")
    done = workplace.call("add", saved(workplace), "--slug", "again")
    assert done.returncode == 1
    assert "this very PDF is there already" in done.stderr
    assert not workplace.paper("again").path.exists()


def test_without_a_title_in_ascii_a_slug_is_asked_for(workplace: Workplace) -> None:
    """Neither the title nor the file's name gives one; other papers in the folder are no hindrance."""
    workplace.put("another", b"%PDF-1.7 another")
    pdf = saved(workplace, typeset("#rect(width: 90pt, height: 90pt)"), "论文.pdf")
    done = workplace.call("add", pdf)
    assert (done.returncode, "Choose one with --slug." in done.stderr) == (1, True)
    assert workplace.call("add", pdf, "--slug", "boxes").returncode == 0


def test_a_folder_that_is_there_is_not_touched(workplace: Workplace) -> None:
    workplace.put("boxes", b"%PDF-1.7 another")
    done = workplace.call("add", saved(workplace), "--slug", "boxes")
    assert done.returncode == 1
    assert "this folder is there already" in done.stderr
    assert workplace.paper("boxes").pdf.read_bytes() == b"%PDF-1.7 another"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no PDF"),
        (b"%PDF-1.7\n", "damaged beyond repair"),
        (b"<html>log in</html>", "no PDF"),
        (typeset()[:2000], "Download the PDF again"),
        (b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj "
         b"trailer<</Root 1 0 R>>", ""),
    ],
)  # fmt: skip
def test_a_broken_pdf_is_one_line_and_nothing_is_left_behind(workplace: Workplace, data: bytes, says: str) -> None:
    source = saved(workplace, data)
    done = workplace.call("add", source, "--slug", "boxes")
    assert done.returncode == 1
    assert done.stderr.startswith(f"paper-notes: {source}: ")
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert list(workplace.files()) == ["download.pdf"]


@pytest.mark.shared
@pytest.mark.parametrize("pdf", BROKEN, ids=lambda path: path.stem)
def test_every_broken_pdf_gives_a_paper_or_one_line(workplace: Workplace, pdf: Path) -> None:
    done = workplace.call("add", str(pdf), "--slug", "broken")
    if done.returncode == 0:
        assert workplace.call("build").returncode in (0, 1)
        folder = workplace.paper("broken")
        assert folder.readme.is_file() or not folder.sidecar.exists()
    else:
        assert done.returncode == 1
        assert len(done.stderr.splitlines()) == 1
        assert str(pdf) in done.stderr
        assert workplace.files() == {}


def test_the_command_itself_runs_and_teaches(workplace: Workplace) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "generator", "--help"], cwd=workplace.path, check=True, capture_output=True, text=True
    )
    for command in ("add", "build", "write", "extract", "crop", "plan", "lint"):
        assert f"\n  {command}" in done.stdout
        assert "Usage:" in workplace.call(command, "--help").stdout


def test_the_command_starts_without_the_pdf_library_and_the_api_client() -> None:
    """Loading them takes longer than most commands do; who needs them loads them."""
    told = "import sys, generator.cli; print(sorted({'anthropic', 'pymupdf', 'mkdocs'} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", told], check=True, capture_output=True, text=True)
    assert done.stdout == "[]\n"
