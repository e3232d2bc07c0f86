"""Fetching a PDF, from a real HTTP server on loopback that misbehaves as servers do."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from generator.errors import FetchError, NotAPdf
from generator.fetch import fetch, parse_source

PDF = b"%PDF-1.7\n" + b"x" * 5000
LIMIT = 100_000


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        answer = {
            "/paper.pdf": self.pdf,
            "/pdf/1706.03762": self.pdf,
            "/page.html": self.page,
            "/empty.pdf": self.empty,
            "/endless.pdf": self.endless,
            "/announced.pdf": self.announced,
            "/cut.pdf": self.cut,
            "/dripping.pdf": self.dripping,
            "/moved.pdf": self.moved,
            "/loop.pdf": self.loop,
        }.get(self.path)
        if answer is None:
            self.send_error(404)
            return
        answer()

    def reply(self, body: bytes, kind: str = "application/pdf", length: int | None = None) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def pdf(self) -> None:
        self.reply(PDF)

    def page(self) -> None:
        self.reply(b"<html>log in</html>", "text/html; charset=utf-8")

    def empty(self) -> None:
        self.reply(b"")

    def announced(self) -> None:
        self.reply(PDF, length=LIMIT + 1)

    def cut(self) -> None:
        self.reply(PDF, length=len(PDF) + 1000)

    def endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(PDF)
        for _ in range(200):
            try:
                self.wfile.write(b"y" * 10_000)
            except OSError:
                return

    def dripping(self) -> None:
        """One byte a moment, without end: no single wait is long."""
        self.send_response(200)
        self.end_headers()
        for byte in PDF:
            try:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.01)

    def moved(self) -> None:
        self.send_response(302)
        self.send_header("Location", "/paper.pdf")
        self.end_headers()

    def loop(self) -> None:
        self.send_response(302)
        self.send_header("Location", "/loop.pdf")
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        thread = threading.Thread(target=httpd.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{httpd.server_port}"
        httpd.shutdown()
        thread.join()


@pytest.mark.parametrize("path", ["/paper.pdf", "/moved.pdf"])
def test_a_pdf_is_fetched_and_progress_is_told(server: str, tmp_path: Path, path: str) -> None:
    told: list[tuple[int, int | None]] = []
    fetch(parse_source(server + path), tmp_path / "paper.pdf", progress=lambda *step: told.append(step))
    assert (tmp_path / "paper.pdf").read_bytes() == PDF
    assert told[-1] == (len(PDF), len(PDF))


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/missing.pdf", "the server answers 404"),
        ("/page.html", "it is text/html, no PDF"),
        ("/empty.pdf", "it is empty"),
        ("/endless.pdf", "more than 0 MiB"),
        ("/announced.pdf", "more than 0 MiB"),
        ("/cut.pdf", "it can't be fetched"),
        ("/loop.pdf", "redirects more than 5 times"),
    ],
)
def test_a_server_that_misbehaves_is_one_line_that_names_the_url(
    server: str, tmp_path: Path, path: str, says: str
) -> None:
    with pytest.raises(FetchError) as error:
        fetch(parse_source(server + path), tmp_path / "paper.pdf", limit=LIMIT)
    assert str(error.value).startswith(server + path)
    assert says in str(error.value)


def test_a_server_that_drips_is_not_waited_for(server: str, tmp_path: Path) -> None:
    """It keeps every single timeout; the whole takes no longer than it may."""
    start = time.monotonic()
    with pytest.raises(FetchError, match="the server is too slow"):
        fetch(parse_source(f"{server}/dripping.pdf"), tmp_path / "paper.pdf", seconds=0.2)
    assert time.monotonic() - start < 5


def test_a_server_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="can't be fetched"):
        fetch(parse_source("http://127.0.0.1:1/paper.pdf"), tmp_path / "paper.pdf")


@pytest.mark.parametrize(
    ("text", "arxiv_id"),
    [
        ("1706.03762", "1706.03762"),
        ("arXiv:1706.03762v5", "1706.03762v5"),
        ("https://arxiv.org/abs/1706.03762", "1706.03762"),
        ("https://arxiv.org/pdf/1706.03762v2.pdf", "1706.03762v2"),
        ("https://www.arxiv.org/pdf/2402.17152?download=1", "2402.17152"),
        ("cs/0112017", "cs/0112017"),
        ("math.GT/0309136", "math.GT/0309136"),
    ],
)
def test_an_arxiv_paper_is_known_by_its_id_or_its_page(text: str, arxiv_id: str) -> None:
    source = parse_source(text)
    assert source.arxiv_id == arxiv_id
    assert source.url == f"https://arxiv.org/pdf/{arxiv_id}"


def test_an_arxiv_paper_comes_from_the_mirror_that_is_set(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAPER_NOTES_ARXIV", server + "/")
    fetch(parse_source("1706.03762"), tmp_path / "paper.pdf")
    assert (tmp_path / "paper.pdf").read_bytes() == PDF


def test_a_file_is_copied(tmp_path: Path) -> None:
    (tmp_path / "mine.pdf").write_bytes(PDF)
    source = parse_source(str(tmp_path / "mine.pdf"))
    fetch(source, tmp_path / "paper.pdf")
    assert source.name == "mine"
    assert (tmp_path / "paper.pdf").read_bytes() == PDF


def test_a_file_that_is_no_pdf_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "mine.pdf").write_bytes(b"<html>")
    with pytest.raises(NotAPdf, match="it is no PDF"):
        fetch(parse_source(str(tmp_path / "mine.pdf")), tmp_path / "paper.pdf")


@pytest.mark.parametrize("text", ["nothing.pdf", "file:///etc/passwd", "ftp://host/a.pdf", "https://", "javascript:1"])
def test_what_is_no_source_is_refused(text: str) -> None:
    with pytest.raises(FetchError, match="no such file"):
        parse_source(text)
