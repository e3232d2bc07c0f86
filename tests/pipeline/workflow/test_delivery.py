"""`workflow write` and `workflow deliver`: from a paper to a commit, over a real repository."""

from __future__ import annotations

import html
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from generator.errors import LibraryError, Unreachable
from generator.library import PaperFolder, read_sidecar
from generator.note.digest import text_hash
from generator.pipeline.production import WriteOptions
from generator.pipeline.workflow.attempt import attempt
from generator.pipeline.workflow.parcel import open_parcel, replies_in
from generator.pipeline.workflow.repository import Repository
from generator.writing.draft import DraftWriter
from generator.writing.writer import Written
from tests.pipeline.conftest import Workplace
from tests.pipeline.workflow.conftest import Job
from tests.typeset import PAPER, typeset
from tests.writing.answers import script
from tests.writing.fake_anthropic import KEY, FakeAnthropic, Hold

SUMMARY = "写总结"
NEWER = PAPER.replace("3.5", "3.7")
OPENS = '[ "$2" = list ] && echo "[]"; exit 0'
COMPETE = """#!/bin/sh
cd "{path}" && rm -rf rival && git clone --quiet file://{path}/server.git rival && cd rival || exit 1
git -c user.name=B -c user.email=b@example.org commit --quiet --allow-empty --message Rival
git push --quiet origin HEAD:main
"""


def deliver(job: Job, *options: str, **environment: str) -> dict[str, str]:
    done = job.call("deliver", str(job.parcels), *options, **environment)
    assert done.returncode == 0, done.stderr
    return job.outputs()


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeAnthropic]:
    with FakeAnthropic().running() as server:
        monkeypatch.setenv("ANTHROPIC_BASE_URL", server.url)
        monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
        yield server


def edit(folder: PaperFolder) -> str:
    mine = folder.readme.read_text(encoding="utf-8").replace("待撰写。", "我的结论。", 1)
    folder.readme.write_text(mine, encoding="utf-8")
    return mine


def test_a_paper_gets_its_note_in_one_commit(job: Job) -> None:
    job.clone.put("boxes")
    job.push()
    job.write("boxes")
    outputs = deliver(job, GITHUB_REPOSITORY="owner/notes", REPOSITORY_PRIVATE="false")
    assert job.log() == ["Write the note of boxes", "A person's work", "Start"]
    assert outputs == {"sha": job.git("rev-parse", "main", at="server.git").strip(), "delivered": "1", "problems": "0"}
    assert job.git("log", "-1", "--format=%an", "main", at="server.git").strip() == "github-actions[bot]"
    assert f"raw.githubusercontent.com/owner/notes/{outputs['sha']}/paper-notes/boxes/images/fig1_" in job.summary()
    assert job.call("plan").returncode == 0
    assert job.outputs()["papers"] == "[]"


def test_delivered_again_nothing_is_new(job: Job) -> None:
    job.clone.put("boxes")
    job.push()
    job.write("boxes")
    deliver(job)
    assert deliver(job) == {"sha": "", "delivered": "0", "problems": "0"}
    assert "nothing new" in job.summary()


def test_a_failing_paper_is_counted_and_its_old_note_stays(job: Job, has_note: Callable[[], PaperFolder]) -> None:
    folder = has_note()
    note = folder.readme.read_text(encoding="utf-8")
    folder.pdf.write_bytes(b"%PDF-1.7 nothing")
    job.push("A broken version")
    for times in (1, 2):
        job.write("boxes")
        deliver(job)
        job.git("checkout", "--quiet", "--force", "--detach", "origin/main")
        job.git("pull", "--quiet", "--rebase", "origin", "main")
        record = read_sidecar(folder)
        assert record
        assert record.failures
        assert record.failures.times == times
        assert record.readme == text_hash(note)
        shutil.rmtree(job.parcels)
    assert job.text("boxes/README.md") == note
    assert job.log()[0] == "Extract the figures of boxes"


def test_a_paper_that_can_not_be_fetched_is_counted_too(job: Job) -> None:
    folder = job.clone.paper("boxes")
    folder.path.mkdir(parents=True)
    folder.settings.write_text("source: http://127.0.0.1:9/x.pdf\nkeep_pdf: false\n", encoding="utf-8")
    job.push("An address")
    job.write("boxes")
    assert deliver(job)["problems"] == "0"
    assert "can't be fetched" in job.text("boxes/.note.json")
    job.git("pull", "--quiet", "--rebase", "origin", "main")
    job.call("plan", NOTES_ATTEMPTS="1")
    assert job.outputs()["papers"] == "[]"
    assert "can&#39;t be fetched" in job.summary()


def test_a_job_that_is_cut_off_leaves_what_it_paid_for_and_is_counted(job: Job, fake: FakeAnthropic) -> None:
    """Else a paper that takes too long would be paid for in each run, without end."""
    hold = Hold()
    script(fake, **{SUMMARY: hold})
    job.clone.put("boxes")
    job.push()
    parcel = job.parcels / "note-boxes"
    command = [sys.executable, "-m", "generator", "workflow", "write", "boxes", "--out", str(parcel)]
    with subprocess.Popen(command, cwd=job.clone.path, stderr=subprocess.DEVNULL) as process:
        assert hold.held.wait(60)
        process.kill()
    hold.release.set()
    assert list(replies_in(parcel).rglob("plan-*.json"))
    opened = open_parcel(parcel, "paper-notes", "boxes")
    assert "the job was cut off" in str(opened.attempt.error)
    assert opened.record.failures
    assert opened.record.failures.times == 1


def test_an_overloaded_api_is_not_the_papers_fault(tmp_path: Path) -> None:
    """A day of it would else give up every paper that is pushed."""
    folder = Workplace(tmp_path).put("boxes")

    class Overloaded(DraftWriter):
        def write(self, *_: object) -> Written:
            raise Unreachable(None, "the Anthropic API gives no answer: it is overloaded.")

    done = attempt(folder, Overloaded(), WriteOptions(), lambda _: None)
    assert done.error == "the Anthropic API gives no answer: it is overloaded."
    record = read_sidecar(folder)
    assert record
    assert record.failures is None


def test_focus_and_language_of_a_run_by_hand_win(job: Job) -> None:
    job.clone.put("boxes")
    job.push()
    job.write("boxes", env={"NOTES_LANGUAGE": "en", "NOTES_FOCUS": "memory； time ;"})
    deliver(job)
    note = job.text("boxes/README.md")
    assert "Draft" in note
    assert "### memory" in note
    assert "### time" in note


def test_a_persons_image_stays_and_an_obsolete_one_goes(job: Job, has_note: Callable[[], PaperFolder]) -> None:
    folder = has_note()
    mine = next(folder.images.glob("fig1_*.png"))
    Image.linear_gradient("L").resize((800, 600)).save(mine)
    start, end = PAPER.index("#figure(\n  table("), PAPER.index("The sweep is faster")
    folder.pdf.write_bytes(typeset(PAPER[:start] + PAPER[end:]))
    job.push("My picture, and a version without the table")
    job.write("boxes")
    deliver(job)
    job.git("pull", "--quiet", "--rebase", "origin", "main")
    assert job.log()[0] == "Write the note of boxes"
    with Image.open(mine) as image:
        assert image.size == (800, 600)
    assert not list(folder.images.glob("tab1_*"))
    record = read_sidecar(folder)
    assert record
    assert mine.name not in record.images


def test_by_force_a_persons_note_is_replaced(job: Job, has_note: Callable[[], PaperFolder]) -> None:
    edit(has_note())
    job.push()
    job.write("boxes", "--force")
    deliver(job, NOTES_FORCE="true")
    assert "我的结论。" not in job.text("boxes/README.md")


def test_a_branch_on_which_somebody_worked_is_not_replaced(
    job: Job, has_note: Callable[[], PaperFolder], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = has_note()
    edit(folder)
    job.push()
    job.git("push", "--quiet", "origin", "HEAD:notes/boxes")
    folder.pdf.write_bytes(typeset(NEWER))
    job.push("A newer version")
    job.gh(OPENS, monkeypatch)
    job.write("boxes")
    assert deliver(job)["problems"] == "1"
    assert "somebody has worked on this branch" in job.call("deliver", str(job.parcels)).stdout
    assert "3.7" not in job.text("boxes/README.md", "notes/boxes")


def test_a_pull_request_that_is_open_is_not_opened_again(
    job: Job, has_note: Callable[[], PaperFolder], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = has_note()
    mine = edit(folder)
    folder.pdf.write_bytes(typeset(NEWER))
    job.push()
    log = job.path / "gh.log"
    job.gh(f'echo "$2" >> {log}; [ "$2" = list ] && echo \'[{{"number":1}}]\'; exit 0', monkeypatch)
    job.write("boxes")
    outputs = deliver(job)
    assert (outputs["problems"], log.read_text(encoding="utf-8")) == ("0", "list\n")
    assert job.text("boxes/README.md") == mine
    assert "3.7" in job.text("boxes/README.md", "notes/boxes")


def test_a_pull_request_that_can_not_be_opened_is_a_problem_and_the_branch_is_there(
    job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    job.clone.put("boxes")
    job.push()
    job.gh("echo not permitted >&2; exit 1", monkeypatch)
    job.write("boxes")
    outputs = deliver(job, NOTES_DELIVERY="pull-request")
    assert (outputs["sha"], outputs["problems"], outputs["delivered"]) == ("", "1", "1")
    assert "not&#32;permitted" in job.summary() or "not permitted" in job.summary()
    assert job.log("notes/boxes")[0] == "A new note of boxes"
    assert job.log()[0] == "A person's work"


def test_in_pull_requests_figures_alone_are_proposed_too(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    job.clone.put("boxes")
    job.push()
    job.gh(OPENS, monkeypatch)
    job.write("boxes", "--model", "claude-nowhere")
    deliver(job, NOTES_DELIVERY="pull-request")
    assert job.log("notes/boxes")[0] == "The figures of boxes"
    assert "boxes/README.md" not in job.files("notes/boxes")
    assert job.call("plan").returncode == 0
    assert json.loads(job.outputs()["papers"]) == ["boxes"]


@pytest.mark.parametrize("gone", [True, False], ids=["deleted", "changed"])
def test_a_paper_that_changed_meanwhile_is_left_to_the_next_run(job: Job, gone: bool) -> None:
    folder = job.clone.put("boxes")
    job.push()
    job.write("boxes")
    if gone:
        shutil.rmtree(folder.path)
    else:
        folder.pdf.write_bytes(typeset(NEWER))
    job.push("Meanwhile")
    assert deliver(job) == {"sha": "", "delivered": "0", "problems": "0"}
    assert "changed meanwhile" in job.summary()
    assert job.log()[0] == "Meanwhile"


def hook(job: Job, name: str, text: str, at: str) -> None:
    path = job.path / at / "hooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


def test_a_protected_branch_is_named_with_the_way_out(job: Job) -> None:
    job.clone.put("boxes")
    job.push()
    job.write("boxes")
    hook(job, "pre-receive", "#!/bin/sh\necho protected >&2\nexit 1\n", "server.git")
    done = job.call("deliver", str(job.parcels))
    assert done.returncode == 1
    assert "the push to main was refused: remote: protected" in done.stderr
    assert "NOTES_DELIVERY" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_branch_that_can_not_be_pushed_is_a_problem_of_its_paper(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    job.clone.put("boxes")
    job.push()
    job.gh(OPENS, monkeypatch)
    job.write("boxes")
    hook(job, "pre-receive", "#!/bin/sh\necho no branches here >&2\nexit 1\n", "server.git")
    outputs = deliver(job, NOTES_DELIVERY="pull-request")
    assert (outputs["delivered"], outputs["problems"]) == ("0", "1")
    assert "no branches here" in html.unescape(job.summary())


def test_what_is_there_already_is_not_proposed(
    job: Job, has_note: Callable[[], PaperFolder], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a pull request that was merged while the next run was under way."""
    has_note()
    job.gh(OPENS, monkeypatch)
    job.write("boxes")
    outputs = deliver(job, NOTES_DELIVERY="pull-request")
    assert (outputs["delivered"], outputs["problems"]) == ("0", "0")
    assert "nothing new" in job.summary()


def test_a_command_of_git_that_fails_is_quoted(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="git rev-parse failed: fatal: not a git repository"):
        _ = Repository(tmp_path).head


def test_whoever_is_faster_each_time_wins_at_last(job: Job) -> None:
    """Five tries, each on what is there by then; the parcel is kept."""
    job.clone.put("boxes")
    job.push()
    job.write("boxes")
    hook(job, "pre-push", COMPETE.format(path=job.path), "clone/.git")
    done = job.call("deliver", str(job.parcels))
    assert done.returncode == 1
    assert "the push was rejected 5 times" in done.stderr
    assert job.log()[:6] == ["Rival"] * 5 + ["A person's work"]


def test_a_note_that_breaks_a_rule_is_not_committed_whoever_wrote_it(job: Job) -> None:
    for slug, pdf in (("boxes", typeset()), ("fair", typeset(NEWER))):
        job.clone.put(slug, pdf)
    job.push()
    job.write("fair")
    home = job.write("boxes") / "paper-notes" / "boxes"
    note = (home / "README.md").read_text(encoding="utf-8") + "\n<img src=x onerror=alert(1)>\n"
    (home / "README.md").write_text(note, encoding="utf-8")
    record = json.loads((home / ".note.json").read_text(encoding="utf-8"))
    (home / ".note.json").write_text(json.dumps({**record, "readme": text_hash(note)}), encoding="utf-8")
    outputs = deliver(job)
    assert (outputs["delivered"], outputs["problems"]) == ("1", "1")
    assert "MD-05" in job.summary().replace("&#45;", "-")
    assert [name for name in job.files() if name.startswith("boxes/")] == ["boxes/paper.pdf"]
    assert "fair/README.md" in job.files()


def test_what_is_no_parcel_is_refused_and_the_others_go(job: Job) -> None:
    job.clone.put("boxes")
    job.push()
    job.write("boxes")
    (job.parcels / "note-file").write_text("x", encoding="utf-8")
    (job.parcels / "note-link").symlink_to("note-boxes")
    outputs = deliver(job)
    assert (outputs["delivered"], outputs["problems"]) == ("1", "2")
    assert "boxes/README.md" in job.files()


def test_no_token_stands_in_a_file_or_in_the_output(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    job.clone.put("boxes")
    job.push()
    job.gh(OPENS, monkeypatch)
    job.write("boxes")
    done = job.call("deliver", str(job.parcels), NOTES_TOKEN="ghs-dummy-token")
    assert done.returncode == 0
    found = [path for path in job.path.rglob("*") if path.is_file() and b"ghs-dummy-token" in path.read_bytes()]
    assert found == []
    assert "ghs-dummy-token" not in done.stdout + done.stderr


def test_without_the_command_it_needs_it_says_which(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    job.clone.put("boxes")
    job.push()
    job.write("boxes")
    monkeypatch.setenv("PATH", str(job.path / "empty"))
    done = job.call("deliver", str(job.parcels))
    assert (done.returncode, done.stderr) == (1, "paper-notes: git: there is no such command. Install git.\n")
