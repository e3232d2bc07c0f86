"""Getting a paper's PDF: from a path, an arXiv id or page, or any URL of a PDF."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from generator.errors import FetchError, NotAPdf

SIZE_LIMIT = 100 * 2**20
SECONDS = 900.0
"""In all: a server that sends a byte now and then never runs into a timeout."""
TIMEOUT = httpx.Timeout(30.0, connect=10.0)
_HEAD = 4096
REDIRECTS = 5
_ID = r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?"
_ARXIV_ID = re.compile(rf"(?:arxiv:)?({_ID})", re.I)
_ARXIV_URL = re.compile(rf"https?://(?:[a-z]+\.)?arxiv\.org/(?:abs|pdf|html|ps)/({_ID})(?:\.pdf)?(?:[?#].*)?", re.I)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a PDF comes from: `path` for a local file, else `url`; `name` is what it is called there."""

    name: str
    path: Path | None = None
    url: str | None = None
    arxiv_id: str | None = None


def parse_source(text: str) -> Source:
    """What SOURCE means; an existing file wins over an arXiv id of the same spelling.

    Raises:
        FetchError: it is neither a file, nor an arXiv id, nor a URL.
    """
    path = Path(text).expanduser()
    if path.is_file():
        return Source(path.stem, path=path)
    arxiv = _ARXIV_URL.fullmatch(text) or _ARXIV_ID.fullmatch(text)
    if arxiv:
        base = os.environ.get("PAPER_NOTES_ARXIV", "https://arxiv.org").rstrip("/")
        return Source(arxiv[1].replace("/", "-"), url=f"{base}/pdf/{arxiv[1]}", arxiv_id=arxiv[1])
    parts = urlsplit(text)
    if parts.scheme in ("http", "https") and parts.hostname:
        return Source(Path(parts.path).stem or parts.hostname, url=text)
    raise FetchError(
        text, "there is no such file, and it is no arXiv id or URL.", "Give a PDF's path, 1706.03762, or https://…"
    )


def fetch(
    source: Source,
    target: Path,
    *,
    limit: int = SIZE_LIMIT,
    seconds: float = SECONDS,
    progress: Callable[[int, int | None], None] | None = None,
) -> None:
    """Put the PDF at `target`. `progress` gets (bytes so far, bytes in all or None).

    Raises:
        FetchError: the server can't be reached, refuses, is slow, sends too much or something else than a PDF.
        NotAPdf: the local file is no PDF.
    """
    if source.path is not None:
        _check(source.path)
        shutil.copyfile(source.path, target)
        return
    assert source.url is not None  # a Source has one of the two
    try:
        _download(source.url, target, limit, time.monotonic() + seconds, progress or (lambda done, total: None))
    except httpx.TooManyRedirects as error:
        raise FetchError(source.url, f"it redirects more than {REDIRECTS} times.", "Give the PDF's own URL.") from error
    except httpx.TimeoutException as error:
        raise _too_slow(source.url) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        reason = str(error) or type(error).__name__
        raise FetchError(
            source.url, f"it can't be fetched ({reason}).", "Try again, or download it by hand."
        ) from error


def _download(url: str, target: Path, limit: int, ends: float, progress: Callable[[int, int | None], None]) -> None:
    headers = {"User-Agent": "paper-notes", "Accept": "application/pdf"}
    with (
        httpx.Client(follow_redirects=True, max_redirects=REDIRECTS, timeout=TIMEOUT, headers=headers) as client,
        client.stream("GET", url) as response,
    ):
        if response.status_code >= 400:
            raise FetchError(
                url,
                f"the server answers {response.status_code} {response.reason_phrase}.",
                _WAYS.get(response.status_code, "Try again later, or download it by hand."),
            )
        total = _length(response)
        if total is not None and total > limit:
            raise _too_large(url, limit)
        with target.open("wb") as file:
            for done, chunk in _sound(url, response, limit, ends):
                file.write(chunk)
                progress(done, total)


_WAYS = {
    401: "It needs a login: download it by hand.",
    403: "The server lets no program in: download it by hand.",
    404: "Check the address.",
    429: "Wait a while, then try again.",
}


def _length(response: httpx.Response) -> int | None:
    text = response.headers.get("content-length", "")
    return int(text) if text.isdecimal() else None


def _sound(url: str, response: httpx.Response, limit: int, ends: float) -> Iterator[tuple[int, bytes]]:
    """What comes, with the bytes so far; an error as soon as it is seen to be no PDF, too much, or too late."""
    done, head = 0, b""
    for chunk in response.iter_bytes():
        done += len(chunk)
        if done > limit:
            raise _too_large(url, limit)
        if time.monotonic() > ends:
            raise _too_slow(url)
        if len(head) < _HEAD:
            head += chunk
            if len(head) >= _HEAD:
                _check_head(url, response, head)
        yield done, chunk
    if not done:
        raise FetchError(url, "it is empty.", "Try again, or download it by hand.")
    _check_head(url, response, head)


def _check_head(url: str, response: httpx.Response, head: bytes) -> None:
    if not _looks_like_pdf(head):
        kind = response.headers.get("content-type", "").partition(";")[0] or "something else"
        raise FetchError(url, f"it is {kind}, no PDF.", "Give the PDF's own URL.")


def _too_large(url: str, limit: int) -> FetchError:
    return FetchError(url, f"it has more than {limit // 2**20} MiB.", "Compress it, then add the file.")


def _too_slow(url: str) -> FetchError:
    return FetchError(url, "the server is too slow.", "Try again, or download it by hand.")


def _looks_like_pdf(head: bytes) -> bool:
    return b"%PDF-" in head[:_HEAD]


def _check(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as error:
        raise NotAPdf(path, f"it can't be read ({error.strerror}).") from error
    if not _looks_like_pdf(head):
        raise NotAPdf(path, "it is no PDF.", "Download it again.")
