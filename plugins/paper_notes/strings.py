"""Every word that the site itself says, in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from generator.config import Language


@dataclass(frozen=True, slots=True)
class Strings:
    """The site's words in one language; `{}` stands for what varies."""

    home: str
    all_notes: str
    newest: str
    no_notes: str
    note_count: str
    about_paper: str
    authors: str
    publication: str
    difficulty: str
    stars: str
    prerequisites: str
    reading_time: str
    minutes: str
    pdf: str
    draft: str
    draft_notice: str
    year: str
    year_unknown: str
    shown: str
    reset: str
    breadcrumbs: str


STRINGS: dict[Language, Strings] = {
    Language.ZH: Strings(
        home="首页",
        all_notes="全部笔记",
        newest="最新笔记",
        no_notes="还没有笔记。把论文放进 paper-notes/<名称>/paper.pdf，再运行 make site。",
        note_count="共 {} 篇",
        about_paper="论文信息",
        authors="作者",
        publication="发表",
        difficulty="难度",
        stars="{} 星（共 5 星）：{}",
        prerequisites="前置知识",
        reading_time="阅读时长",
        minutes="约 {} 分钟",
        pdf="论文 PDF",
        draft="草稿",
        draft_notice="这是一篇草稿：正文只有从论文中逐字摘录、标明页码的原文和固定的提示语，没有经过撰写或审读，"
        "难度与前置知识为程序估计。",
        year="年份",
        year_unknown="年份未注明",
        shown="符合条件的有 {} 篇",
        reset="清除筛选",
        breadcrumbs="位置",
    ),
    Language.EN: Strings(
        home="Home",
        all_notes="All notes",
        newest="Newest notes",
        no_notes="No notes yet. Put a paper at paper-notes/<name>/paper.pdf and run make site.",
        note_count="{} in all",
        about_paper="About the paper",
        authors="Authors",
        publication="Published",
        difficulty="Difficulty",
        stars="{} of 5 stars: {}",
        prerequisites="Prerequisites",
        reading_time="Reading time",
        minutes="{} min",
        pdf="Paper (PDF)",
        draft="Draft",
        draft_notice="This is a draft: it holds verbatim quotations from the paper with their pages, and fixed lines. "
        "Nobody has written or reviewed it; difficulty and prerequisites are the program's estimate.",
        year="Year",
        year_unknown="Year not stated",
        shown="{} match",
        reset="Clear",
        breadcrumbs="Breadcrumbs",
    ),
}
