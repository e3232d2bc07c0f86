"""The words of the menu and of the board in both languages; a platform's own words stay as they are."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from generator.config import Language
from plugins.crosspost.schedule.topics import State


@dataclass(frozen=True, slots=True)
class MenuWords:
    """The menu 转发; `{}` stands for what varies. The script has them by the same names."""

    menu: str
    reading: str
    unreadable: str
    copy: str
    preview: str
    download: str
    close: str
    copied: str
    copied_field: str
    refused: str
    posted: str
    posted_draft: str
    changed: str
    same: str
    unit: str
    line: str
    preview_of: str
    next_wechat: str
    next_zhihu: str
    next_juejin: str

    def by_name(self) -> dict[str, str]:
        """For the script."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class BoardWords:
    """The board of the schedule."""

    title: str
    states: dict[State, str]
    count: str
    material: str
    was: str
    merged: str
    note: str
    nothing: str


MENU = {
    Language.ZH: MenuWords(
        menu="转发",
        reading="正在读取……",
        unreadable="读不到转发稿：请重新构建站点。",
        copy="复制",
        preview="预览",
        download="下载",
        close="关闭",
        copied="已复制 {} 个字符。",
        copied_field="已复制：{}。",
        refused="浏览器不允许复制：请用「下载」。",
        posted="已发：",
        posted_draft="草稿箱",
        changed="此后笔记有改动，平台上还是旧的。",
        same="与平台上一致。",
        unit=" 字",
        line="（第 {} 行）",
        preview_of="{}预览",
        next_wechat="复制后在公众号后台的图文编辑器里粘贴，填好标题、摘要与封面，保存后再看一遍预览。",
        next_zhihu="复制后在知乎的文章编辑器里粘贴，点「确认并解析」；或下载后用「导入文档」。",
        next_juejin="复制后在掘金的 Markdown 编辑器里粘贴，发布时填分类、标签与摘要。",
    ),
    Language.EN: MenuWords(
        menu="Cross-post",
        reading="Reading …",
        unreadable="The posts can't be read: build the site again.",
        copy="Copy",
        preview="Preview",
        download="Download",
        close="Close",
        copied="{} characters copied.",
        copied_field="Copied: {}.",
        refused="The browser refuses to copy: use Download.",
        posted="Posted: ",
        posted_draft="draft",
        changed="The note has changed since; the platform still shows the old one.",
        same="The same as on the platform.",
        unit="",
        line=" (line {})",
        preview_of="Preview of {}",
        next_wechat="Paste it into the editor of 公众号, fill in title, digest and cover; look at it once saved.",
        next_zhihu="Paste it into the article editor of 知乎 and choose 确认并解析; or download it and use 导入文档.",
        next_juejin="Paste it into the Markdown editor of 掘金; it asks for category, tags and abstract on publishing.",
    ),
}
BOARD = {
    Language.ZH: BoardWords(
        title="选题",
        states={state: state.value for state in State},
        count="{} 个",
        material="素材",
        was="原题：{}",
        merged="并入 No.{}",
        note="笔记：",
        nothing="没有。",
    ),
    Language.EN: BoardWords(
        title="Schedule",
        states={
            State.WAITING: "To write",
            State.WRITING: "Being written",
            State.WRITTEN: "Written",
            State.MERGED: "Merged",
        },
        count="{}",
        material="Material",
        was="planned as {}",
        merged="merged into No.{}",
        note="Note: ",
        nothing="None.",
    ),
}
