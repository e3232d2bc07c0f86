"""Other tools that turn notes into posts, run where they run: what they make of the same notes. Never required.

They are installed once, below .cache/peers/, by npm and pip from the registries that are set up here; what can't be
installed is told and left out of the table. Remove that folder to have them installed anew.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import time
import venv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lxml import etree
from lxml import html as lxml_html

from plugins.crosspost.findings import Platform
from plugins.crosspost.inventory import Inventory, of_markdown

CACHE = Path(__file__).parent.parent / ".cache" / "peers"
SECONDS = 60
NPM = ("@wenyan-md/core@3.0.10", "jsdom@27.4.0", "formdata-node@6.0.3", "form-data-encoder@4.1.0")
PIP = ("md2wechat==2.0.1", "md2wx-cli==0.2.3", "md2zhihu==0.21", "zhihu_md==0.1.1")
INSTALLING = 300
"""Seconds that an installation may take."""

_QUIET_PIP = ("--quiet", "--disable-pip-version-check", "--retries=1", "--timeout=20")
_QUIET_NPM = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=1")
_WENYAN = """
import "mathjax-full/js/util/entities/all.js"; // else a note with &copy; fails as a whole
import { renderStyledContent } from "@wenyan-md/core/wrapper";
import { readFileSync } from "node:fs";
const options = { themeId: "default", hlThemeId: "solarized-light", isMacStyle: false, isAddFootnote: true };
process.stdout.write(await renderStyledContent(readFileSync(process.argv[2], "utf8"), options));
"""
_MD2WECHAT = """
import sys
from skills.md2wechat.scripts.parsers import MarkdownParser
sys.stdout.write(MarkdownParser().parse(sys.argv[1]).content)
"""
_RAW = re.compile(r"\[\^\w+\]|^\s*(?:!!!|\?\?\?)|\{ ?(?:width|\.python)|\[[ x]\] ", re.M)


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool: where it posts to, and the command that writes its output to stdout or to `{out}`."""

    name: str
    platform: Platform
    command: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """What a tool made of a note; `right` formulas of the page, None where it gave up."""

    right: int | None
    tables: int
    leftovers: int
    raw: int
    characters: int
    seconds: float


def install() -> None:
    """Install the tools that are not there yet; one that can't be is told, and tried again the next time."""
    CACHE.mkdir(parents=True, exist_ok=True)
    scripts = CACHE / "venv" / "bin"
    if not (scripts / "python").exists():
        venv.create(CACHE / "venv", with_pip=True)
    for package in PIP:
        if not (scripts / package.partition("==")[0].removesuffix("-cli")).is_file():
            print(f"installing {package} below {CACHE}", flush=True)
            _run([str(scripts / "python"), "-m", "pip", "install", *_QUIET_PIP, package], INSTALLING)
    npm = shutil.which("npm", path=_path())
    if npm and not (CACHE / "node_modules" / "@wenyan-md").is_dir():
        print(f"installing {NPM[0]} below {CACHE}", flush=True)
        (CACHE / "package.json").write_text('{"private": true, "type": "module"}\n', encoding="utf-8")
        _run([npm, "install", *_QUIET_NPM, *NPM], INSTALLING)
    (CACHE / "wenyan.mjs").write_text(_WENYAN, encoding="utf-8")
    (CACHE / "md2wechat_html.py").write_text(_MD2WECHAT, encoding="utf-8")


def peers() -> Iterator[Peer]:
    """The tools that are installed."""
    scripts = CACHE / "venv" / "bin"
    node = shutil.which("node", path=_path())
    if node and (CACHE / "node_modules" / "@wenyan-md").is_dir():
        yield Peer("wenyan core 3.0.10", Platform.WECHAT, (node, str(CACHE / "wenyan.mjs"), "{note}"))
    if (scripts / "md2wechat").is_file():
        yield Peer(
            "md2wechat 2.0.1",
            Platform.WECHAT,
            (str(scripts / "python"), str(CACHE / "md2wechat_html.py"), "{note}"),
        )
    if (scripts / "md2wx").is_file():
        yield Peer("md2wx-cli 0.2.3", Platform.WECHAT, (str(scripts / "md2wx"), "convert", "{note}", "-o", "{out}"))
    if (scripts / "md2zhihu").is_file():
        yield Peer("md2zhihu 0.21", Platform.ZHIHU, (str(scripts / "md2zhihu"), "-p", "zhihu", "{note}", "-o", "{out}"))
    if (scripts / "zhihu_md").is_file():
        yield Peer("zhihu_md 0.1.1", Platform.ZHIHU, (str(scripts / "zhihu_md"), "{note}", "-o", "{out}"))


def glyphs_of(html: str) -> Counter[tuple[str, ...]]:
    """The drawings of MathJax in HTML, each by the shapes that it is made of, and how often each is there."""
    root = lxml_html.fragment_fromstring(html, create_parent="article")
    drawings = root.xpath("//svg[not(ancestor::svg)]")
    return Counter(tuple(sorted(map(str, drawing.xpath(".//path/@d")))) for drawing in drawings)


def attempt(peer: Peer, markdown: str, page: Inventory, drawings: Counter[tuple[str, ...]], folder: Path) -> Tried:
    """What the tool makes of a note of which these are the page's inventory and the drawings of its formulas."""
    note, out = folder / "note.md", folder / "out.md"
    note.write_text(markdown, encoding="utf-8")
    out.unlink(missing_ok=True)
    start = time.perf_counter()
    text = _run([part.format(note=note, out=out) for part in peer.command], SECONDS, folder)
    seconds = time.perf_counter() - start
    text = out.read_text(encoding="utf-8") if out.is_file() else text
    if not text:
        return Tried(None, 0, 0, 0, 0, seconds)
    if peer.platform is Platform.ZHIHU:
        found = of_markdown(text)
        right = sum((Counter(found.formulas) & Counter(page.formulas)).values())
        return Tried(right, min(len(found.tables), len(page.tables)), 0, _raw(text), len(text), seconds)
    return _tried_html(text, page, drawings, seconds)


def _tried_html(text: str, page: Inventory, drawings: Counter[tuple[str, ...]], seconds: float) -> Tried:
    """A formula is right where a drawing is made of the same shapes: all of these tools set by MathJax 3, as we do."""
    try:
        root = lxml_html.fragment_fromstring(text, create_parent="article")
    except (etree.ParserError, ValueError):
        return Tried(None, 0, 0, 0, 0, seconds)
    right = sum((glyphs_of(text) & drawings).values())
    hrefs = [str(href) for href in root.xpath("//@href") if not str(href).startswith("https://mp.weixin.qq.com/")]
    leftovers = len(root.xpath("//@class | //@id")) + len(hrefs)
    tables = min(len(root.xpath("//table[.//th]")), len(page.tables))
    return Tried(right, tables, leftovers, _raw(str(root.text_content())), len(text), seconds)


def _raw(text: str) -> int:
    """Marks of Markdown that a reader would see."""
    return len(_RAW.findall(text))


def _path() -> str:
    return f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ.get('PATH', '')}"


def _run(command: list[str], seconds: float, folder: Path = CACHE) -> str:
    """What a command prints; nothing where it fails."""
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, timeout=seconds, env={**os.environ, "PATH": _path()}
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        _tell(f"{Path(command[0]).name}: {type(error).__name__}")
        return ""
    if done.returncode:
        _tell(f"{Path(command[0]).name}: {done.stderr.strip()[-100:]!r}")
        return ""
    return done.stdout


@lru_cache(maxsize=64)
def _tell(message: str) -> None:
    """Say it, once: a tool fails at most notes in the same way."""
    print(message, file=sys.stderr)
