"""`paper-notes doctor`: each thing that must be set up, one line each, and the way out."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.pipeline.conftest import Workplace
from tests.writing.fake_anthropic import KEY

POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0" * 64 + "\nsize 1\n"
MKDOCS = 'site_url: !ENV [SITE_URL, ""]\nrepo_url: !ENV [REPO_URL, ""]\nplugins: !!python/name:os.system\n'


@pytest.fixture
def place(workplace: Workplace) -> Workplace:
    """A repository as the template makes it, with one paper."""
    git(workplace, "init", "--quiet", "--initial-branch=main")
    git(workplace, "remote", "add", "origin", "https://github.com/owner/notes.git")
    (workplace.path / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    for name in ("notes.yml", "publish.yml"):
        path = workplace.path / ".github" / "workflows" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("name: x\n", encoding="utf-8")
    workplace.put("boxes")
    return workplace


def git(place: Workplace, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=place.path, check=True, capture_output=True)


def said(place: Workplace, name: str) -> str:
    """The line on one thing."""
    lines = place.call("doctor").stdout.splitlines()
    return next(line for line in lines if line[6:].startswith(f"{name}: "))


def test_where_all_is_set_up_each_thing_has_a_line_and_the_exit_code_is_0(place: Workplace) -> None:
    done = place.call("doctor")
    assert done.returncode == 0, done.stdout
    names = [line[6:].partition(":")[0] for line in done.stdout.splitlines()]
    assert names == [
        "Python", "packages", "key", "browser", "remote", "Pages", "workflows", "git LFS", "large PDFs", "papers",
    ]  # fmt: skip
    assert said(place, "remote") == "ok    remote: https://github.com/owner/notes.git"
    assert "Settings → Pages → Source: GitHub Actions" in said(place, "Pages")
    assert "1, of them 1 to be written. Run: paper-notes build" in said(place, "papers")


def test_the_key_is_seen_and_never_shown(place: Workplace) -> None:
    done = place.call("doctor", env={"ANTHROPIC_API_KEY": KEY})
    assert "ok    key: ANTHROPIC_API_KEY is set" in done.stdout
    assert KEY not in done.stdout + done.stderr
    assert said(place, "key").startswith("note  key: none: notes are drafts")


def no_browser(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing on PATH but git."""
    real = subprocess.run(["which", "git"], check=True, capture_output=True, text=True).stdout.strip()
    (place.path / "bin").mkdir()
    (place.path / "bin" / "git").symlink_to(real)
    monkeypatch.setenv("PATH", str(place.path / "bin"))


def no_git(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(place.path / "nothing"))


def write(name: str, text: str) -> Callable[[Workplace, pytest.MonkeyPatch], None]:
    def change(place: Workplace, _: pytest.MonkeyPatch) -> None:
        (place.path / name).parent.mkdir(parents=True, exist_ok=True)
        (place.path / name).write_text(text, encoding="utf-8")

    return change


def call(*arguments: str) -> Callable[[Workplace, pytest.MonkeyPatch], None]:
    return lambda place, _: git(place, *arguments)


def remove(name: str) -> Callable[[Workplace, pytest.MonkeyPatch], None]:
    return lambda place, _: (place.path / name).unlink()


def large(size: int) -> Callable[[Workplace, pytest.MonkeyPatch], None]:
    def change(place: Workplace, _: pytest.MonkeyPatch) -> None:
        with place.paper("boxes").pdf.open("r+b") as file:
            file.truncate(size * 2**20)

    return change


@pytest.mark.parametrize(
    ("change", "name", "line"),
    [
        (no_browser, "browser", "note  browser: no Chromium. Only `make test` needs one"),
        (no_git, "git", "fail  git: there is no such command. Install git."),
        (
            call("remote", "rename", "origin", "upstream"),
            "remote",
            "note  remote: no origin (upstream). git remote add",
        ),
        (call("checkout", "--quiet", "--orphan", "work"), "remote", ""),
        (remove("mkdocs.yml"), "Pages", "fail  Pages: no mkdocs.yml"),
        (write("mkdocs.yml", "a: [\n"), "Pages", "fail  Pages: mkdocs.yml is no valid YAML"),
        (write("mkdocs.yml", "- a\n"), "Pages", "fail  Pages: mkdocs.yml has no site_url and no repo_url"),
        (
            write(
                "mkdocs.yml", "site_url: https://owner.github.io/notes/\nrepo_url: https://github.com/other/papers\n"
            ),
            "Pages",
            "fail  Pages: repo_url is https://github.com/other/papers. The remote is https://github.com/owner/notes.git",
        ),
        (
            write("mkdocs.yml", "site_url: https://owner.github.io/notes/\nrepo_url: https://github.com/owner/notes\n"),
            "Pages",
            "ok    Pages: ",
        ),
        (remove(".github/workflows/notes.yml"), "workflows", "note  workflows: no notes.yml"),
        (write("paper-notes/boxes/paper.pdf", POINTER), "git LFS", "fail  git LFS: "),
        (write(".gitattributes", "*.pdf filter=lfs diff=lfs\n"), "git LFS", ""),
        (large(60), "large PDFs", "note  large PDFs: GitHub takes 100 MiB: boxes (60 MiB). git lfs track"),
        (large(101), "large PDFs", "fail  large PDFs: GitHub takes 100 MiB: boxes (101 MiB)"),
        (write("paper-notes/boxes/paper.yml", "colour: red\n"), "papers", ""),
        (write("paper-notes/Bad Slug/paper.pdf", "x"), "papers", "fail  papers: Bad Slug: "),
        (write("paper-notes/boxes/.note.json", "["), "papers", "fail  papers: boxes: the record is damaged"),
    ],
)
def test_what_is_missing_is_one_line_with_the_way_out(
    place: Workplace,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Workplace, pytest.MonkeyPatch], None],
    name: str,
    line: str,
) -> None:
    before = place.call("doctor").returncode
    change(place, monkeypatch)
    found = said(place, name)
    assert found.startswith(line)
    assert before == 0
    assert place.call("doctor").returncode == (1 if "\nfail" in "\n" + place.call("doctor").stdout else 0)


def test_a_branch_that_no_workflow_watches_is_named(place: Workplace) -> None:
    git(place, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--allow-empty", "-m", "x")
    git(place, "checkout", "--quiet", "-b", "work")
    assert "the branch is work" in said(place, "remote")


def test_pointers_that_git_lfs_has_not_fetched_are_named(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git finds a command of its own by its name."""
    program = place.path / "bin" / "git-lfs"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho git-lfs/3.5.1\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    place.paper("boxes").pdf.write_text(POINTER, encoding="utf-8")
    assert said(place, "git LFS") == "fail  git LFS: only pointers: boxes. Run: git lfs pull"


def test_a_folder_that_is_no_repository_is_no_failure(workplace: Workplace) -> None:
    (workplace.path / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    done = workplace.call("doctor", env={"GIT_CEILING_DIRECTORIES": str(workplace.path.parent)})
    assert "note  remote: no git repository" in done.stdout
    assert done.returncode == 0


def test_a_large_pdf_that_git_lfs_takes_or_git_ignores_is_fine(place: Workplace) -> None:
    large(101)(place, pytest.MonkeyPatch())
    (place.paper("boxes").path / ".gitignore").write_text("/paper.pdf\n", encoding="utf-8")
    assert said(place, "large PDFs") == "ok    large PDFs: none"
    (place.paper("boxes").path / ".gitignore").unlink()
    (place.path / ".gitattributes").write_text("*.pdf filter=lfs\n", encoding="utf-8")
    assert said(place, "large PDFs") == "ok    large PDFs: none"


def test_a_pdf_that_shall_not_be_in_git_and_is(place: Workplace) -> None:
    settings = place.paper("boxes").settings
    settings.write_text("source: https://example.org/x.pdf\nkeep_pdf: false\n", encoding="utf-8")
    git(place, "add", "--all")
    assert said(place, "keep_pdf").startswith("note  keep_pdf: boxes: false, and git has the PDF. git rm --cached")


def test_on_a_terminal_it_is_a_table(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")
    done = place.call("doctor")
    assert "what to do" in done.stdout
    assert "\x1b[32mok" in done.stdout


def test_its_help_says_that_nothing_is_changed() -> None:
    assert "Nothing is changed" in CliRunner().invoke(main, ["doctor", "--help"]).stdout
