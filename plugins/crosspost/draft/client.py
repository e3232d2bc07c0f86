"""Calls to the API of 公众号: the token, retries where they help, every refusal explained.

Sources: developers.weixin.qq.com, api_getstableaccesstoken, api_uploadimage, api_addmaterial, api_draft_add,
api_draft_update.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Mapping
from types import TracebackType

import httpx

from plugins.crosspost.draft.account import Account
from plugins.crosspost.draft.explain import BUSY, STALE_TOKEN, Answer, WechatError, explain
from plugins.crosspost.draft.pictures import Picture
from plugins.crosspost.draft.token import TokenFile

TOKEN, UPLOAD, MATERIAL = "cgi-bin/stable_token", "cgi-bin/media/uploadimg", "cgi-bin/material/add_material"
ADD, UPDATE = "cgi-bin/draft/add", "cgi-bin/draft/update"
PAUSES = (0.5, 2.0, 5.0)
"""Seconds between tries while WeChat is busy."""

_SECONDS = 30
_UNKNOWN = "不知道草稿是否已保存：先到 公众平台 → 草稿箱 看一眼，再决定是否重试。"
_NETWORK = "检查网络或代理后再运行；已上传的图片不会重传。"

Fields = Mapping[str, object]


class Client:
    """One account's calls. To be closed."""

    def __init__(self, account: Account, token: TokenFile, pause: Callable[[float], None] = time.sleep) -> None:
        self.account = account
        self.token = token
        self.pause = pause
        logging.getLogger("httpx").setLevel(logging.WARNING)  # it logs addresses, and these hold the token
        # A proxy of the environment is for the world, not for loopback.
        self._http = httpx.Client(base_url=account.base, timeout=_SECONDS, trust_env=account.base.startswith("https"))

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def upload_image(self, picture: Picture) -> str:
        """The address of a picture of the text (W9), by https."""
        address = str(self._send(UPLOAD, file=picture).get("url", ""))
        if not address:
            raise explain(Answer(0, "no url in the answer"), UPLOAD)
        return address.replace("http://", "https://", 1)

    def add_cover(self, picture: Picture) -> str:
        """The media id of a permanent picture (W10)."""
        return self._id(self._send(MATERIAL, query={"type": "image"}, file=picture), MATERIAL)

    def add_draft(self, articles: list[Fields]) -> str:
        """The media id of a new draft."""
        return self._id(self._send(ADD, {"articles": articles}), ADD)

    def update_draft(self, media_id: str, index: int, article: Fields) -> None:
        """Replace an article of a draft (W14); the first has the index 0."""
        self._send(UPDATE, {"media_id": media_id, "index": index, "articles": article})

    def _id(self, answer: Fields, call: str) -> str:
        found = str(answer.get("media_id", ""))
        if not found:
            raise explain(Answer(0, "no media_id in the answer"), call)
        return found

    def _send(
        self, call: str, body: Fields | None = None, *, query: Fields | None = None, file: Picture | None = None
    ) -> Fields:
        """The answer to a call; a token that is refused is replaced once."""
        token = self.token.read() or self._new_token()
        try:
            return self._try(call, body, {**(query or {}), "access_token": token}, file)
        except WechatError as error:
            if error.code not in STALE_TOKEN:
                raise
            self.token.forget()
        # WeChat gives the same stable token again while it thinks it good: then only force helps (20 times a day).
        fresh = self._new_token()
        fresh = self._new_token(force=True) if fresh == token else fresh
        return self._try(call, body, {**(query or {}), "access_token": fresh}, file)

    def _new_token(self, *, force: bool = False) -> str:
        body = {
            "grant_type": "client_credential",
            "appid": self.account.appid,
            "secret": self.account.secret,
            "force_refresh": force,
        }
        answer = self._try(TOKEN, body, {}, None)
        token, seconds = answer.get("access_token"), answer.get("expires_in")
        if not isinstance(token, str) or not isinstance(seconds, int):
            raise explain(Answer(0, "no access_token in the answer"), TOKEN)
        self.token.write(token, seconds)
        return token

    def _try(self, call: str, body: Fields | None, query: Fields, file: Picture | None) -> Fields:
        """Send, and again after a pause while WeChat is busy."""
        for pause in PAUSES:
            try:
                return self._once(call, body, query, file)
            except WechatError as error:
                if error.code != BUSY:
                    raise
            self.pause(pause)
        return self._once(call, body, query, file)

    def _once(self, call: str, body: Fields | None, query: Fields, file: Picture | None) -> Fields:
        # As UTF-8, never \uXXXX (W8).
        content = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        headers = {} if content is None else {"content-type": "application/json; charset=utf-8"}
        files = {"media": (file.name, file.data, file.mime)} if file else None
        try:
            response = self._http.post(
                f"/{call}",
                params={name: str(value) for name, value in query.items()},
                content=content,
                files=files,
                headers=headers,
            )
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise WechatError(None, f"连不上微信（{call}：{type(error).__name__}）。", _NETWORK) from None
        except httpx.HTTPError as error:
            way_out = _UNKNOWN if call == ADD else _NETWORK
            raise WechatError(None, f"微信没有答完（{call}：{type(error).__name__}）。", way_out) from None
        return _read(response, call)


def _read(response: httpx.Response, call: str) -> Fields:
    try:
        data = response.json()
    except ValueError:
        data = None
    if not isinstance(data, dict):
        raise WechatError(None, f"微信的回答读不懂（{call}：HTTP {response.status_code}）。", _NETWORK)
    code = data.get("errcode", 0)
    if code:
        raise explain(Answer(int(code), str(data.get("errmsg", ""))), call)
    return data
