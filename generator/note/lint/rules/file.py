"""FILE: where the note stands and what its bytes are."""

from __future__ import annotations

import filecmp
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from generator.config import read_settings
from generator.note.digest import text_hash
from generator.note.labels import SectionKey
from generator.note.lint.registry import EVERYWHERE, NOTES, E, Needs, Problem, rule
from generator.note.lint.subject import LintSubject

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SLUG_LIMIT = 60
_NAMES = ("README.md", "README.new.md", "README.draft.md")
_BOM = b"\xef\xbb\xbf"
# Control characters but tab and newline, line separators, and the bidi controls that show text in another order.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
# What is left of a TeX command whose backslash was read as an escape: "\frac" became form feed + "rac".
_LOST_BACKSLASH = {"\x07": "a", "\x08": "b", "\x0b": "v", "\x0c": "f"}
_BROKEN_COMMAND = re.compile(r"([\x07\x08\x0b\x0c])(?=[a-z])")
_ARXIV = re.compile(r"arXiv:\s?(\d{4}\.\d{4,5})")
_PUBLISHED = re.compile(r"^>\s*\*\*(?:发表|Publication)\*\*.*$", re.M)
_HEAD = 4096
"""Characters of a note that hold its header."""
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*\n+")


@rule(
    "FILE-01",
    E,
    zh="笔记名为 README.md, 旁边有 paper.pdf (对比笔记除外)",
)
def beside_its_paper(subject: LintSubject) -> Iterator[Problem]:
    """The note is README.md beside paper.pdf (a comparison has none)."""
    if subject.name not in _NAMES:
        yield Problem(1, f"the note is called {subject.name}.", "Call it README.md.")
    if subject.section(SectionKey.COMPARISON) or not read_settings(subject.home / "paper.yml").keep_pdf:
        return
    if not (subject.home / "paper.pdf").is_file():
        yield Problem(1, "there is no paper.pdf beside the note.", "Put the paper's PDF there.")


@rule(
    "FILE-02",
    E,
    zh="目录名用小写字母、数字和连字符, 不超过 60 个字符; 一篇论文只有一个目录",
)
def slug(subject: LintSubject) -> Iterator[Problem]:
    """The folder's name has lower-case letters, digits and single hyphens, 60 at most; one folder a paper."""
    name = subject.home.resolve().name
    if not _SLUG.fullmatch(name) or len(name) > _SLUG_LIMIT:
        yield Problem(1, f"the folder is called “{name}”.", "Rename it like attention-is-all-you-need.")
    for twin in _twins(subject.home / "paper.pdf"):
        yield Problem(1, f"{twin.parent.name} holds the very same PDF.", "Keep one of the two folders.")
    for other in _same_preprint(subject):
        yield Problem(1, f"{other} is a note on the same arXiv paper.", "Keep one of the two folders.")


def _same_preprint(subject: LintSubject) -> list[str]:
    """Folders beside this one whose note names the same arXiv id, in whatever version."""
    published = subject.field(subject.labels.publication)
    match = _ARXIV.search(published.value) if published else None
    library = subject.home.resolve().parent
    if not match or not library.is_dir():
        return []
    folders = _by_preprint(library, library.stat().st_mtime_ns).get(match[1], ())
    return [folder for folder in folders if folder != subject.home.resolve().name]


@lru_cache(maxsize=1)
def _by_preprint(library: Path, changed: int) -> dict[str, tuple[str, ...]]:
    """The folders of a library by the arXiv id in their notes' headers; `changed` as below."""
    found: dict[str, tuple[str, ...]] = {}
    for readme in sorted(library.glob("[!.]*/README.md")):
        with readme.open(encoding="utf-8", errors="replace") as file:
            match = _PUBLISHED.search(file.read(_HEAD))
        if match and (preprint := _ARXIV.search(match[0])):
            found[preprint[1]] = (*found.get(preprint[1], ()), readme.parent.name)
    return found


def _twins(pdf: Path) -> list[Path]:
    """The same paper's PDF in folders beside this one."""
    if not pdf.is_file():
        return []
    library = pdf.resolve().parent.parent
    alike = _by_size(library, library.stat().st_mtime_ns).get(pdf.stat().st_size, ())
    return [other for other in alike if other != pdf.resolve() and filecmp.cmp(pdf, other, shallow=False)]


@lru_cache(maxsize=1)
def _by_size(library: Path, changed: int) -> dict[int, tuple[Path, ...]]:
    """Every paper.pdf of a library by its size; `changed` is the library's time stamp, for the cache."""
    found: dict[int, tuple[Path, ...]] = {}
    for other in sorted(library.glob("[!.]*/paper.pdf")):
        found[other.stat().st_size] = (*found.get(other.stat().st_size, ()), other)
    return found


def _clean(subject: LintSubject) -> str:
    text = _BROKEN_COMMAND.sub(lambda match: "\\" + _LOST_BACKSLASH[match[1]], subject.text)
    return unicodedata.normalize("NFC", _CONTROL.sub("", text)).rstrip("\n") + "\n"


@rule(
    "FILE-03",
    E,
    zh="UTF-8、NFC、LF 换行、以换行结尾, 无 BOM 和控制字符",
    fix=_clean,
    profiles=EVERYWHERE,
)
def clean_bytes(subject: LintSubject) -> Iterator[Problem]:
    """UTF-8, NFC, LF, a final newline, no BOM, no control characters."""
    raw = subject.raw
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        yield Problem(raw.count(b"\n", 0, error.start) + 1, "these bytes are no UTF-8.", "Save the file as UTF-8.")
    if raw.startswith(_BOM):
        yield Problem(1, "the file begins with a byte order mark.", "Save it without one.")
    if b"\r" in raw:
        yield Problem(raw.count(b"\n", 0, raw.index(b"\r")) + 1, "the line ends in CR.", "Use LF line ends.")
    for number, line in enumerate(subject.lines, 1):
        if match := _CONTROL.search(line):
            yield Problem(number, f"the line holds the control character U+{ord(match[0]):04X}.", "Delete it.")
        if not unicodedata.is_normalized("NFC", line):
            yield Problem(number, "the line is not in Unicode's form NFC.", "Type the accented letters anew.")
    if not raw.endswith(b"\n") or raw.endswith(b"\n\n"):
        yield Problem(len(subject.lines), "the file doesn't end in exactly one newline.", "End it in one.")


def _without_front_matter(subject: LintSubject) -> str:
    return _FRONT_MATTER.sub("", subject.text, count=1)


@rule(
    "FILE-04",
    E,
    zh="只有一个一级标题, 且在最前面, 没有 front matter",
    fix=_without_front_matter,
    profiles=EVERYWHERE,
)
def one_title(subject: LintSubject) -> Iterator[Problem]:
    """Exactly one H1, in the first line, no front matter."""
    titles = [block for block in subject.walk() if block.type == "heading" and block.tag == "h1"]
    if subject.lines[0].strip() == "---":
        yield Problem(1, "the note begins with front matter.", "Begin it with `# …`, the header says the rest.")
    elif not titles or subject.blocks[0] is not titles[0]:
        yield Problem(1, "the note does not begin with a title.", "Write `# …` in the first line.")
    elif not titles[0].prose.strip():
        yield Problem(titles[0].line, "the title is empty.", "Write the note's title after `#`.")
    for extra in titles[1:]:
        yield Problem(extra.line, "this is a second title.", "Make it a section: `## …`.")


@rule(
    "FILE-05",
    E,
    zh="笔记与记录的哈希一致",
    profiles=NOTES,
    needs=Needs.SIDECAR,
)
def recorded(subject: LintSubject) -> Iterator[Problem]:
    """The note is the one whose hash was recorded."""
    if subject.record and text_hash(subject.text) != subject.record.readme:
        yield Problem(1, "the note was changed after it was written.", "Keep your version: it is yours now.")
