"""Calls: the token is kept and replaced, busy servers are asked again, refusals are explained, secrets stay secret."""

from __future__ import annotations

import io
import logging
import socket
import stat
from pathlib import Path

import pytest
from PIL import Image

from plugins.crosspost.draft.account import Account, read_account
from plugins.crosspost.draft.client import PAUSES, Client
from plugins.crosspost.draft.explain import Answer, WechatError, explain, explained_codes
from plugins.crosspost.draft.pictures import Picture
from plugins.crosspost.draft.token import TokenFile
from plugins.crosspost.tree import CrosspostError
from tests.plugins.crosspost.fake_wechat import APPID, SECRET, Wechat

TOKEN, UPLOAD = "cgi-bin/stable_token", "cgi-bin/media/uploadimg"


def picture(form: str = "PNG") -> Picture:
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(buffer, form)
    return Picture("image", buffer.getvalue(), f"image/{form.lower()}")


def test_an_upload_arrives_byte_for_byte_and_its_address_is_https(wechat: Wechat, client: Client) -> None:
    """W9."""
    address = client.upload_image(picture())
    assert address.startswith("https://mmbiz.qpic.cn/")
    assert list(wechat.images.values()) == [picture().data]


def test_the_token_is_kept_in_a_file_that_only_its_owner_reads(wechat: Wechat, client: Client) -> None:
    """W11: one token for many calls, asked for with stable_token."""
    client.upload_image(picture())
    client.upload_image(picture())
    assert wechat.calls[TOKEN] == 1
    assert stat.S_IMODE(client.token.path.stat().st_mode) == 0o600


def test_the_token_is_in_no_log(wechat: Wechat, client: Client, caplog: pytest.LogCaptureFixture) -> None:
    """httpx tells the address of every call, and the token is part of it."""
    with caplog.at_level(logging.INFO):
        client.upload_image(picture())
    assert wechat.token not in caplog.text
    assert SECRET not in caplog.text


def test_a_token_ends_five_minutes_early(tmp_path: Path) -> None:
    now = [1000.0]
    file = TokenFile(tmp_path / "token", lambda: now[0])
    file.write("t", 7200)
    assert file.read() == "t"
    now[0] += 7200 - 299
    assert file.read() == ""


def test_a_token_that_others_may_read_is_thrown_away(tmp_path: Path) -> None:
    file = TokenFile(tmp_path / "token")
    file.write("t", 7200)
    file.path.chmod(0o644)
    assert file.read() == ""
    assert not file.path.exists()


def test_a_refused_token_is_replaced_once_and_by_force_only_where_needed(wechat: Wechat, client: Client) -> None:
    client.upload_image(picture())
    wechat.token = "another"  # WeChat has changed it: asking is enough
    client.upload_image(picture())
    assert wechat.forced == 0
    wechat.planned[UPLOAD] = [42001]  # WeChat says it is old, and gives the same again: force
    client.upload_image(picture())
    assert wechat.forced == 1


def test_a_token_that_is_refused_twice_is_an_error(wechat: Wechat, client: Client) -> None:
    wechat.planned[UPLOAD] = [40001, 40001]
    with pytest.raises(WechatError, match="40001"):
        client.upload_image(picture())


def test_a_busy_server_is_asked_again_after_a_pause(wechat: Wechat, client: Client, pauses: list[float]) -> None:
    wechat.planned[UPLOAD] = [-1, -1]
    assert client.upload_image(picture())
    assert pauses == list(PAUSES[:2])


def test_a_server_that_stays_busy_is_an_error_in_the_end(wechat: Wechat, client: Client) -> None:
    wechat.planned[UPLOAD] = [-1] * 9
    with pytest.raises(WechatError, match="微信系统繁忙"):
        client.upload_image(picture())
    assert wechat.calls[UPLOAD] == len(PAUSES) + 1


def test_what_can_t_help_is_not_tried_again(wechat: Wechat, client: Client, pauses: list[float]) -> None:
    wechat.planned[UPLOAD] = [45009]
    with pytest.raises(WechatError, match="调用次数用完"):
        client.upload_image(picture())
    assert (wechat.calls[UPLOAD], pauses) == (1, [])


@pytest.mark.parametrize(
    ("path", "answer", "said"),
    [
        (TOKEN, {"expires_in": 7200}, "no access_token in the answer"),
        (TOKEN, {"access_token": "x", "expires_in": "soon"}, "no access_token in the answer"),
        (UPLOAD, {"errcode": 0}, "no url in the answer"),
        (UPLOAD, ["no", "object"], "微信的回答读不懂"),
        ("cgi-bin/material/add_material", {"errcode": 0}, "no media_id in the answer"),
    ],
)
def test_an_answer_without_what_was_asked_for_is_told(
    wechat: Wechat, client: Client, path: str, answer: object, said: str
) -> None:
    wechat.strange[path] = answer
    with pytest.raises(CrosspostError, match=said):
        client.add_cover(picture()) if "material" in path else client.upload_image(picture())


def test_the_address_that_is_not_on_the_white_list_is_named(wechat: Wechat, client: Client) -> None:
    """W12."""
    wechat.listed = False
    with pytest.raises(WechatError, match=r"40164：本机 IP 不在白名单（203\.0\.113\.7）.*IP 白名单"):
        client.upload_image(picture())


@pytest.mark.parametrize(("code", "appid", "secret"), [(40013, "wx" + "0" * 16, SECRET), (40125, APPID, "x" * 32)])
def test_wrong_credentials_are_explained(wechat: Wechat, tmp_path: Path, code: int, appid: str, secret: str) -> None:
    account = Account(appid, secret, wechat.address)
    with Client(account, TokenFile(tmp_path / "token")) as client, pytest.raises(WechatError, match=str(code)) as found:
        client.upload_image(picture())
    assert secret not in str(found.value)


W13 = (
    *(-1, 40001, 40007, 40013, 40014, 41001, 42001, 40125, 40164, 40243, 44003, 45002, 45003, 45004, 45009, 45103),
    *(45166, 47001, 48001, 53404, 53405, 53406),
)


@pytest.mark.parametrize("code", W13)
def test_each_errcode_is_explained_in_chinese_with_the_way_out(code: int) -> None:
    """W13."""
    assert code in explained_codes()
    error = explain(Answer(code, "msg rid: 1"), UPLOAD)
    assert any("\u4e00" <= sign <= "\u9fff" for sign in error.problem)
    assert any("\u4e00" <= sign <= "\u9fff" for sign in error.way_out)


def test_an_unknown_errcode_is_shown_as_it_is() -> None:
    assert "99999" in str(explain(Answer(99999, "odd\x1b[31m"), UPLOAD))
    assert "\x1b" not in str(explain(Answer(99999, "odd\x1b[31m"), UPLOAD))


def test_what_is_sent_is_utf_8(wechat: Wechat, client: Client) -> None:
    """W8: the server refuses escapes with 40033."""
    client.upload_image(picture())
    cover = client.add_cover(picture())
    media_id = client.add_draft([{"title": "题目", "content": "<p>文</p>", "thumb_media_id": cover}])
    assert wechat.drafts[media_id][0]["title"] == "题目"


def test_nobody_there_is_told(tmp_path: Path) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))  # taken, and not listening
        account = Account(APPID, SECRET, f"http://127.0.0.1:{held.getsockname()[1]}")
        with Client(account, TokenFile(tmp_path / "token")) as client, pytest.raises(WechatError, match="连不上微信"):
            client.upload_image(picture())


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"WECHAT_APPID": ""}, "WECHAT_APPID 没有设置"),
        ({"WECHAT_APPSECRET": "short"}, "WECHAT_APPSECRET 不是微信给的形式"),
        ({"WECHAT_API_BASE": "http://example.org"}, "WECHAT_API_BASE must be an https address"),
    ],
)
def test_a_wrong_environment_is_told_without_its_values(
    environment: dict[str, str], changed: dict[str, str], message: str
) -> None:
    with pytest.raises(CrosspostError, match=message) as found:
        read_account(environment | changed)
    assert SECRET not in str(found.value)
    assert "short" not in str(found.value)


def test_an_account_does_not_show_its_secret(environment: dict[str, str]) -> None:
    assert SECRET not in repr(read_account(environment))
