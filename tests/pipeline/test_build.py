"""From `paper.pdf` to a note on disk: what `build`, `write`, `extract` and `plan` do."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from PIL import Image

from generator.library import read_sidecar
from generator.note.document import parse_note
from generator.note.labels import SectionKey
from tests.pipeline.conftest import Workplace
from tests.typeset import PAPER, typeset


@pytest.fixture
def place(written: Workplace, tmp_path: Path) -> Workplace:
    """A copy of the library with one paper up to date."""
    shutil.copytree(written.library, tmp_path / "paper-notes")
    return Workplace(tmp_path)


def changed_pdf() -> bytes:
    return typeset(PAPER.replace("3.5", "3.7"))


def plan(place: Workplace) -> dict[str, str]:
    answer = json.loads(place.call("plan", "--json").stdout)
    return {paper["slug"]: paper["reason"] for paper in answer["stale"]}


def test_a_pdf_becomes_a_draft_with_its_figures(written: Workplace) -> None:
    folder = written.paper("sweeping-boxes")
    note = parse_note(folder.readme.read_text(encoding="utf-8"))
    assert note.title == "Sweeping Boxes in Near-Linear Time"
    assert note.header.authors == "Ada Lindqvist、Bo Karlsson"
    assert note.header.status
    assert note.header.status.startswith("草稿")
    overview, method = note.section(SectionKey.OVERVIEW), note.section(SectionKey.METHOD)
    assert overview
    assert method
    assert "On 1,200 pages it takes 3.5 milliseconds a page" in overview.body
    assert "fig1_arch_" in method.body
    images = sorted(path.name for path in folder.images.iterdir())
    assert [name.partition("_")[0] for name in images] == ["eq1", "eq2", "fig1", "figures.json", "tab1"]
    with Image.open(next(folder.images.glob("fig1_*.png"))) as image:
        assert image.width > 600
    sidecar = read_sidecar(folder)
    assert sidecar
    assert sidecar.writer == "draft"
    assert set(sidecar.images) == set(images)


def test_what_is_up_to_date_is_left_alone(place: Workplace) -> None:
    before = place.files()
    done = place.call("build")
    assert (done.returncode, done.stdout) == (0, "paper-notes: all papers are up to date.\n")
    assert place.files() == before
    assert plan(place) == {}


def test_writing_again_gives_the_same_bytes(place: Workplace) -> None:
    before = place.files()
    assert place.call("write").returncode == 0
    assert place.files() == before


def test_a_changed_pdf_makes_its_note_stale_and_build_mends_that(place: Workplace) -> None:
    folder = place.paper("sweeping-boxes")
    folder.pdf.write_bytes(changed_pdf())
    assert plan(place) == {"sweeping-boxes": "pdf-changed"}
    assert place.call("build").returncode == 0
    assert "it takes 3.7 milliseconds" in folder.readme.read_text(encoding="utf-8")
    assert plan(place) == {}


def test_a_note_that_a_person_changed_is_never_overwritten(place: Workplace) -> None:
    folder = place.paper("sweeping-boxes")
    mine = folder.readme.read_text(encoding="utf-8").replace("待撰写。", "我的结论。", 1)
    folder.readme.write_text(mine, encoding="utf-8")
    folder.pdf.write_bytes(changed_pdf())
    done = place.call("build")
    assert done.returncode == 0
    assert "note in README.new.md" in done.stderr
    assert "kept as yours: README.md" in done.stderr
    assert folder.readme.read_text(encoding="utf-8") == mine
    assert "3.7" in folder.new_readme.read_text(encoding="utf-8")
    assert plan(place) == {}


def test_by_force_a_persons_note_is_replaced_and_kept_beside_it(place: Workplace) -> None:
    folder = place.paper("sweeping-boxes")
    folder.readme.write_text("# 我的笔记\n", encoding="utf-8")
    done = place.call("write", "sweeping-boxes", "--force")
    assert done.returncode == 0
    (backup,) = folder.path.glob("README.bak-*.md")
    assert backup.read_text(encoding="utf-8") == "# 我的笔记\n"
    assert backup.name in done.stderr
    assert parse_note(folder.readme.read_text(encoding="utf-8")).header.status


def test_an_image_that_a_person_replaced_stays(place: Workplace) -> None:
    folder = place.paper("sweeping-boxes")
    figure = next(folder.images.glob("fig1_*.png"))
    Image.new("RGB", (800, 300), "red").save(figure)
    Image.linear_gradient("L").resize((800, 600)).save(figure)
    mine = figure.read_bytes()
    for command in ("write", "extract", "write"):
        done = place.call(command, "sweeping-boxes")
        assert done.returncode == 0, done.stderr
        assert f"kept as yours: {figure.name}" in done.stderr
        assert figure.read_bytes() == mine


def test_an_image_that_is_no_longer_in_the_paper_goes_but_never_a_persons(place: Workplace) -> None:
    folder = place.paper("sweeping-boxes")
    (folder.images / "mine.png").write_bytes(b"mine")
    start, end = PAPER.index("#figure(\n  table("), PAPER.index("The sweep is faster")
    folder.pdf.write_bytes(typeset(PAPER[:start] + PAPER[end:]))
    assert place.call("build").returncode == 0
    names = {path.name.partition("_")[0] for path in folder.images.iterdir()}
    assert names == {"eq1", "eq2", "fig1", "figures.json", "mine.png"}


def test_extracting_leaves_the_note_alone(place: Workplace) -> None:
    folder = place.paper("sweeping-boxes")
    note = folder.readme.read_bytes()
    assert place.call("extract", "sweeping-boxes", "--dpi", "100").returncode == 0
    assert folder.readme.read_bytes() == note
    with Image.open(next(folder.images.glob("fig1_*.png"))) as image:
        assert 300 < image.width < 400
    assert plan(place) == {}


def test_extracting_beside_a_persons_note_does_not_make_it_stale(workplace: Workplace) -> None:
    folder = workplace.put("mine")
    folder.readme.write_text("# 我的笔记\n", encoding="utf-8")
    assert workplace.call("extract", "mine").returncode == 0
    assert list(folder.images.glob("fig1_*.png"))
    assert plan(workplace) == {}
    assert folder.readme.read_text(encoding="utf-8") == "# 我的笔记\n"


def test_one_broken_paper_hinders_no_other_and_is_named_at_the_end(workplace: Workplace) -> None:
    workplace.put("good")
    workplace.put("broken", b"%PDF-1.7 nothing")
    workplace.put("html", b"<html>log in</html>")
    done = workplace.call("build")
    assert done.returncode == 1
    failures = [line for line in done.stderr.splitlines() if line.startswith("paper-notes: ")]
    assert [line.split("/")[1] for line in failures] == ["broken", "html"]
    assert workplace.paper("good").readme.is_file()
    assert sorted(path.name for path in workplace.paper("broken").path.iterdir()) == ["paper.pdf"]


def test_a_folder_whose_name_is_no_slug_is_named(workplace: Workplace) -> None:
    workplace.put("Not A Slug")
    done = workplace.call("build")
    assert done.returncode == 1
    assert "“Not A Slug” can't be a paper's folder" in done.stderr


def test_a_note_in_english_is_asked_for_in_paper_yml(workplace: Workplace) -> None:
    folder = workplace.put("boxes")
    folder.settings.write_text("language: en\nfocus: [memory]\n", encoding="utf-8")
    assert workplace.call("build").returncode == 0
    note = parse_note(folder.readme.read_text(encoding="utf-8"))
    assert note.header.status
    assert note.header.status.startswith("Draft")
    assert note.section(SectionKey.FOCUS)
    assert workplace.call("lint", "boxes").returncode == 0


def test_a_setting_that_can_not_be_stops_that_paper_with_one_line(workplace: Workplace) -> None:
    folder = workplace.put("boxes")
    folder.settings.write_text("colour: red\n", encoding="utf-8")
    done = workplace.call("build")
    assert done.returncode == 1
    assert "paper.yml: the setting “colour” is unknown" in done.stderr
    assert not folder.readme.exists()


def test_a_crop_by_hand_is_remembered_and_survives_every_later_run(place: Workplace) -> None:
    folder = place.paper("sweeping-boxes")
    crop = ("crop", "sweeping-boxes", "--page", "1", "--rect", "100,250,500,450", "--name", "fig1_arch_overall")
    assert place.call(*crop).returncode == 0
    assert place.call("write", "sweeping-boxes").returncode == 0
    assert [path.name for path in folder.images.glob("fig1_*")] == ["fig1_arch_overall.png"]
    with Image.open(folder.images / "fig1_arch_overall.png") as image:
        assert image.size == (1112, 556) or abs(image.width - 1111) <= 2
    assert "images/fig1_arch_overall.png" in folder.readme.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("page", "rect", "name", "says"),
    [
        ("9", "1,2,3,4", "fig1_arch_x", "is on page 9"),
        ("1", "1,2,3", "fig1_arch_x", "is not X0,Y0,X1,Y1"),
        ("1", "5,5,5,9", "fig1_arch_x", "empty rectangle"),
        ("1", "1,2,3,4", "../../evil", "not of the form"),
    ],
)
def test_a_crop_that_can_not_be_changes_nothing(place: Workplace, page: str, rect: str, name: str, says: str) -> None:
    before = place.files()
    done = place.call("crop", "sweeping-boxes", "--page", page, "--rect", rect, "--name", name)
    assert done.returncode == 1
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert place.files() == before


def test_the_worker_sees_no_secret(place: Workplace) -> None:
    secret = {"ANTHROPIC_API_KEY": "sk-dummy", "GITHUB_TOKEN": "dummy"}
    done = place.call("write", "--model", "draft", env=secret)
    assert done.returncode == 0
    assert "dummy" not in done.stdout + done.stderr
    assert not any(b"dummy" in data for data in place.files().values())


def test_an_unknown_paper_is_one_line(place: Workplace) -> None:
    done = place.call("write", "sweeping")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "paper-notes: paper-notes/sweeping: there is no such paper. Did you mean sweeping-boxes?"
    ]


def test_two_papers_at_once_give_what_one_after_the_other_gives(workplace: Workplace, tmp_path: Path) -> None:
    for slug, pdf in (("one", typeset()), ("two", changed_pdf())):
        workplace.put(slug, pdf)
    assert workplace.call("build", "--jobs", "2").returncode == 0
    together = workplace.files()
    for slug in ("one", "two"):
        assert workplace.call("write", slug).returncode == 0
    assert workplace.files() == together


def test_a_paper_whose_settings_ask_for_a_draft_gets_one_though_there_is_a_key(workplace: Workplace) -> None:
    folder = workplace.put("boxes")
    folder.settings.write_text("model: draft\n", encoding="utf-8")
    assert workplace.call("build", env={"ANTHROPIC_API_KEY": "sk-dummy"}).returncode == 0
    sidecar = read_sidecar(folder)
    assert sidecar
    assert sidecar.writer == "draft"


def test_a_second_folder_with_the_same_pdf_is_a_finding(workplace: Workplace) -> None:
    for slug in ("boxes", "rectangles"):
        workplace.put(slug)
    done = workplace.call("build", "--jobs", "1")
    assert done.returncode == 1
    assert "FILE-02: rectangles holds the very same PDF" in done.stderr
    shutil.rmtree(workplace.paper("rectangles").path)
    assert workplace.call("build").returncode == 0
