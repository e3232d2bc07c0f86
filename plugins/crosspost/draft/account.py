"""Whose drafts: AppID and AppSecret, from the environment and from nowhere else, and never printed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from plugins.crosspost.tree import CrosspostError

API = "https://api.weixin.qq.com"
ID, SECRET, BASE = "WECHAT_APPID", "WECHAT_APPSECRET", "WECHAT_API_BASE"
_ID = re.compile(r"wx[0-9a-f]{16}")
_SECRET = re.compile(r"[0-9a-zA-Z]{32}")
_WHERE = (
    "两者都在 公众平台 → 设置与开发 → 开发接口管理；只从环境变量读，不要写进文件。步骤见 docs/crossposting.zh-CN.md。"
)


@dataclass(frozen=True, slots=True)
class Account:
    """An account of 公众号, and the address of the API without a slash at its end."""

    appid: str
    secret: str = field(repr=False)
    base: str = API

    @property
    def name(self) -> str:
        """A name for files of this account that does not tell the AppID."""
        return hashlib.sha256(f"{self.base}/{self.appid}".encode()).hexdigest()[:16]


def read_account(environment: Mapping[str, str]) -> Account:
    """The account that the environment names.

    Raises:
        CrosspostError: a variable is absent or malformed; its value is not shown.
    """
    values = {name: environment.get(name, "").strip() for name in (ID, SECRET)}
    for name, form in ((ID, _ID), (SECRET, _SECRET)):
        if not values[name]:
            raise CrosspostError(None, f"环境变量 {name} 没有设置。", _WHERE)
        if not form.fullmatch(values[name]):
            raise CrosspostError(None, f"环境变量 {name} 不是微信给的形式。", _WHERE)
    return Account(values[ID], values[SECRET], _base(environment.get(BASE, "") or API))


def _base(address: str) -> str:
    """The API's address; only loopback may go without TLS, for the secret goes there."""
    parts = urlsplit(address)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1")):
        return address.rstrip("/")
    raise CrosspostError(None, f"{BASE} must be an https address.", f"Leave it unset for {API}.")
