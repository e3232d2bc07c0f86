"""A WeChat of our own on loopback: keeps the limits W1 to W14, filters as the editor does, answers real errcodes.

Its answers have the shapes of developers.weixin.qq.com (api_getstableaccesstoken, api_uploadimage, api_addmaterial,
api_draft_add, api_draft_update). What is filtered is what a draft that was read back had lost (rules W20 to W24).
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import nh3
from PIL import Image

APPID, SECRET = "wx0123456789abcdef", "S3cret" + "0" * 26
HOST = "http://mmbiz.qpic.cn/"
TAGS = frozenset(
    (
        *("section", "p", "h2", "h3", "h4", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
        *("blockquote", "pre", "code", "span", "strong", "em", "s", "u", "sub", "sup", "a", "img", "br", "hr"),
        *("svg", "g", "path", "rect", "line", "ellipse", "polygon", "text"),
    )
)
ATTRIBUTES = frozenset(
    (
        *("style", "href", "src", "alt", "start", "xmlns", "viewBox", "preserveAspectRatio", "d", "transform"),
        *("fill", "stroke", "stroke-width", "stroke-dasharray", "x", "y", "x1", "y1", "x2", "y2", "width", "height"),
        *("rx", "ry", "cx", "cy", "points", "font-size", "font-family"),
    )
)
MESSAGES = {
    -1: "system error",
    40001: "invalid credential, access_token is invalid or not latest",
    40005: "invalid file type",
    40007: "invalid media_id",
    40009: "invalid image size",
    40013: "invalid appid",
    40014: "invalid access_token",
    40033: "invalid charset. please check your request, if include \\uxxxx will create fail!",
    40125: "invalid appsecret",
    40164: "invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist",
    41001: "access_token missing",
    42001: "access_token expired",
    44003: "empty news data",
    45002: "content size out of limit",
    45003: "title size out of limit",
    45004: "description size out of limit",
    45005: "url size out of limit",
    45103: "this api is no longer supported",
    45110: "author size out of limit",
    47001: "data format error",
    48001: "api unauthorized",
}


class Refusal(Exception):
    """An errcode."""


@dataclass
class Wechat:
    """What the account holds, and how it is set up.

    `planned` errcodes are the next answers to a path; `strange` ones are answers that WeChat does not give.
    """

    title_limit: int = 64
    listed: bool = True
    planned: dict[str, list[int]] = field(default_factory=dict)
    strange: dict[str, Any] = field(default_factory=dict)
    calls: Counter[str] = field(default_factory=Counter)
    forced: int = 0
    token: str = ""
    images: dict[str, bytes] = field(default_factory=dict)
    covers: dict[str, bytes] = field(default_factory=dict)
    drafts: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    address: str = ""

    def answer(self, path: str, query: dict[str, str], content_type: str, body: bytes) -> dict[str, Any]:
        """The answer to a call."""
        self.calls[path] += 1
        if self.planned.get(path):
            code = self.planned[path].pop(0)
            if code:
                raise Refusal(code)
        if not self.listed:
            raise Refusal(40164)
        if path == "cgi-bin/stable_token":
            return self._stable_token(_json(body))
        if path == "cgi-bin/material/add_news":
            raise Refusal(45103)
        self._check_token(query.get("access_token", ""))
        match path:
            case "cgi-bin/media/uploadimg":
                return self._upload(_media(content_type, body))
            case "cgi-bin/material/add_material" if query.get("type") == "image":
                return self._add_material(_media(content_type, body))
            case "cgi-bin/draft/add":
                return self._add(_json(body))
            case "cgi-bin/draft/update":
                return self._update(_json(body))
            case _:  # freepublish/submit as well: closed to accounts that are not verified (W14)
                raise Refusal(48001)

    def _stable_token(self, body: dict[str, Any]) -> dict[str, Any]:
        if body.get("grant_type") != "client_credential" or not isinstance(body.get("force_refresh"), bool):
            raise Refusal(47001)
        if body.get("appid") != APPID:
            raise Refusal(40013)
        if body.get("secret") != SECRET:
            raise Refusal(40125)
        if body["force_refresh"]:
            self.forced += 1
            self.token = ""
        self.token = self.token or f"{self.forced}_" + "t" * 510
        return {"access_token": self.token, "expires_in": 7200}

    def _check_token(self, token: str) -> None:
        if not token:
            raise Refusal(41001)
        if token != self.token:
            raise Refusal(40001)

    def _upload(self, data: bytes) -> dict[str, Any]:
        if _kind(data) not in ("PNG", "JPEG"):
            raise Refusal(40005)
        if len(data) >= 1_000_000:
            raise Refusal(40009)
        url = f"{HOST}mmbiz_png/{hashlib.sha512(data).hexdigest()[:88]}/0?wx_fmt=png&from=appmsg"
        self.images[url] = data
        return {"url": url, "errcode": 0, "errmsg": "ok"}

    def _add_material(self, data: bytes) -> dict[str, Any]:
        if _kind(data) not in ("PNG", "JPEG", "GIF", "BMP"):
            raise Refusal(40005)
        if len(data) > 10_000_000:
            raise Refusal(40009)
        media_id = f"cover-{len(self.covers)}-" + "c" * 40
        self.covers[media_id] = data
        return {"media_id": media_id, "url": f"{HOST}cover"}

    def _add(self, body: dict[str, Any]) -> dict[str, Any]:
        articles = body.get("articles")
        if not isinstance(articles, list) or not 1 <= len(articles) <= 8:
            raise Refusal(44003)
        media_id = f"draft-{self.calls['cgi-bin/draft/add']}-" + "d" * 40
        self.drafts[media_id] = [self._checked(article) for article in articles]
        return {"media_id": media_id, "item": []}

    def _update(self, body: dict[str, Any]) -> dict[str, Any]:
        draft = self.drafts.get(body.get("media_id", ""))
        index = body.get("index")
        if draft is None or not isinstance(index, int) or not 0 <= index < len(draft):
            raise Refusal(40007)
        draft[index] = self._checked(body["articles"])
        return {"errcode": 0, "errmsg": "ok"}

    def _checked(self, article: dict[str, Any]) -> dict[str, Any]:
        if article.get("thumb_media_id") not in self.covers:
            raise Refusal(40007)
        content = article.get("content", "")
        if not article.get("title") or not content:
            raise Refusal(44003)
        for name, most, code in (("title", self.title_limit, 45003), ("author", 16, 45110), ("digest", 120, 45004)):
            if len(article.get(name, "")) > most:
                raise Refusal(code)
        if len(article.get("content_source_url", "").encode()) > 1024:
            raise Refusal(45005)
        if len(content) >= 20_000 or len(content.encode()) >= 1_000_000:
            raise Refusal(45002)
        if {article.get("need_open_comment", 0), article.get("only_fans_can_comment", 0)} - {0, 1}:
            raise Refusal(47001)
        return article | {"content": self.filtered(content)}

    def filtered(self, content: str) -> str:
        """The content as it is read back: no script, class, id, position; links and pictures of WeChat alone."""

        def kept(tag: str, name: str, value: str) -> str | None:
            if name == "href" and not value.startswith("https://mp.weixin.qq.com/"):
                return None
            if name == "src" and value.replace("https://", "http://", 1) not in self.images:
                return None
            return re.sub(r"(?:^|;)\s*(?:position|z-index|filter|clip-path)\s*:[^;]*", "", value)

        return nh3.clean(
            content,
            tags=set(TAGS),
            attributes={"*": set(ATTRIBUTES)},
            attribute_filter=kept,
            link_rel=None,
            url_schemes={"https", "http"},
        )


def _json(body: bytes) -> dict[str, Any]:
    if re.search(rb"\\u[0-9a-fA-F]{4}", body):
        raise Refusal(40033)
    try:
        data = json.loads(body.decode())
    except ValueError:
        raise Refusal(47001) from None
    return data if isinstance(data, dict) else {}


def _media(content_type: str, body: bytes) -> bytes:
    message = BytesParser().parsebytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body)
    for part in message.walk():
        if part.get_param("name", header="content-disposition") == "media":
            return bytes(part.get_payload(decode=True))
    raise Refusal(40005)


def _kind(data: bytes) -> str:
    try:
        with Image.open(io.BytesIO(data)) as image:
            return str(image.format)
    except OSError:
        return ""


@contextmanager
def serve_wechat(**settings: Any) -> Iterator[Wechat]:
    """A WeChat on a free port of 127.0.0.1, until the block ends."""
    wechat = Wechat(**settings)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            body = self.rfile.read(int(self.headers["content-length"]))
            try:
                path = parts.path.strip("/")
                known = wechat.answer(path, query, self.headers.get("content-type", ""), body)
                said = wechat.strange.get(path, known)
            except Refusal as refusal:
                code = refusal.args[0]
                said = {"errcode": code, "errmsg": f"{MESSAGES.get(code, 'error')} rid: 6789-abcd"}
            data = json.dumps(said, ensure_ascii=False).encode()
            self.send_response(200)
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        wechat.address = f"http://127.0.0.1:{server.server_port}"
        yield wechat
        server.shutdown()
