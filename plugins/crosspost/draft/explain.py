"""What the API's error codes mean, and the way out of each, in the words of the person who meets them (W13)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plugins.crosspost.tree import CrosspostError

BUSY = -1
STALE_TOKEN = frozenset((40001, 40014, 41001, 42001))
"""Codes after which another token helps, once."""

_SETTINGS = "公众平台 → 设置与开发 → 开发接口管理"
_CODES: dict[int, tuple[str, str]] = {
    -1: ("微信系统繁忙", "已重试几次，请过几分钟再运行。"),
    40001: ("AppSecret 不对，或 access_token 已失效", f"在「{_SETTINGS}」核对 WECHAT_APPSECRET 属于这个 AppID。"),
    40004: ("媒体文件类型不对", "只收图片：换成 PNG 或 JPEG。"),
    40005: ("图片格式不对", "正文图片只收 JPEG 和 PNG：请检查 images/ 里的文件是否损坏。"),
    40007: ("media_id 无效：草稿或封面已被删除或发布", "不带 --update 再运行一次，会新建草稿并重新上传封面。"),
    40009: ("图片太大", "正文图片须小于 1 MB，封面不超过 10 MB：请缩小 images/ 里的文件。"),
    40013: ("AppID 不对", f"在「{_SETTINGS}」复制 AppID 到 WECHAT_APPID。"),
    40014: ("access_token 无效", "已换过一次令牌仍不行：核对 WECHAT_APPID 与 WECHAT_APPSECRET 是同一个公众号的。"),
    40033: ("请求里有 \\uXXXX 转义", "程序按 UTF-8 发送，不应出现：请检查中间的代理是否改写了请求。"),
    40125: ("AppSecret 无效", f"在「{_SETTINGS}」重置 AppSecret，写入 WECHAT_APPSECRET。"),
    40164: ("本机 IP 不在白名单", f"在「{_SETTINGS} → IP 白名单」加入这个 IP；没有固定 IP 时请在服务器上运行。"),
    40243: ("AppSecret 已被冻结", f"在「{_SETTINGS}」解冻 AppSecret。"),
    41001: ("缺少 access_token", "请检查中间的代理是否去掉了网址里的参数。"),
    42001: ("access_token 已过期", "已换过一次令牌仍不行：请检查本机时间是否准确。"),
    44003: ("图文内容为空", "笔记没有正文：写完再发。"),
    45001: ("文件太大", "正文图片须小于 1 MB，封面不超过 10 MB。"),
    45002: ("正文太长（接口限 20,000 字符、1 MB）", "加 --parts 拆成几篇，或在笔记页用「转发」粘贴。"),
    45003: ("标题太长", "用 --title 给一个不超过 32 字的标题。"),
    45004: ("摘要太长", "把笔记的 TL;DR 写短到 120 字以内。"),
    45005: ("原文链接太长", "「阅读原文」的网址不能超过 1 KB：缩短 site_url 或笔记的文件夹名。"),
    45009: ("今天的调用次数用完了", "明天再运行；已上传的图片有缓存，不会重复计数。"),
    45011: ("调用太频繁", "等一分钟再运行。"),
    45103: ("这个接口已停用", "请更新 paper-notes：图文素材接口已由草稿接口代替。"),
    45110: ("作者名太长", "在 mkdocs.yml 的 crosspost 里把 author 写到 16 字以内。"),
    45166: ("正文含有微信不接受的内容", "先运行 crosspost lint；仍不行时在后台粘贴，编辑器会指出是哪一段。"),
    47001: ("请求不是合法的 JSON", "请检查中间的代理是否改写了请求。"),
    48001: ("这个公众号没有草稿接口的权限", "未认证的号请在笔记页用「转发」粘贴。"),
    53404: ("账号被限制带货", "去掉正文里的商品，或在后台查看限制原因。"),
    53405: ("商品信息不对", "去掉正文里的商品卡片。"),
    53406: ("请先开通带货能力", "去掉正文里的商品卡片。"),
}
_ADDRESS = re.compile(r"invalid ip ([0-9a-fA-F.:]{2,45})")
_UNSEEN = re.compile(r"[^\x20-\x7e\u4e00-\u9fff，。：（）]+")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the API said of a call that failed."""

    code: int
    message: str


class WechatError(CrosspostError):
    """The API refused; `code` is its errcode, 0 where it gave none."""

    code = 0


def explained_codes() -> tuple[int, ...]:
    """Every code that has words of its own."""
    return tuple(_CODES)


def explain(answer: Answer, call: str) -> WechatError:
    """The error of a call, with its meaning and the way out; `call` is the path, which holds no secret."""
    problem, way_out = _CODES.get(answer.code, ("没有说明的错误", "在微信开放文档的「全局返回码」里查这个数字。"))
    address = _ADDRESS.search(answer.message) if answer.code == 40164 else None
    problem = f"{problem}（{address[1]}）" if address else problem
    said = _UNSEEN.sub(" ", answer.message)[:120].strip()
    error = WechatError(None, f"微信 {answer.code}：{problem}。[{call}: {said}]", way_out)
    error.code = answer.code
    return error
