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
    browse: str
    venue: str
    tags: str
    timeline: str
    gallery: str
    graph: str
    language: str
    languages: str
    status: str
    finished: str
    code: str
    has_code: str
    reading_buckets: str
    mine: str
    unread: str
    read: str
    bookmarked: str
    mark_read: str
    bookmark: str
    sort: str
    sorts: str
    filter: str
    more_values: str
    load_failed: str
    none_match: str
    page_of: str
    pages: str
    previous: str
    next: str
    previous_page: str
    next_page: str
    explained_by: str
    needed_by: str
    also_written: str
    all_of: str
    year_notes: str
    figure_types: str
    figure_count: str
    no_figures: str
    contents_of: str
    arxiv: str
    doi: str
    updated: str
    read_pdf: str
    open_pdf: str
    no_pdf: str
    no_pdf_view: str
    bibtex: str
    copy: str
    copied: str
    copy_failed: str
    share: str
    link_copied: str
    tools: str
    first: str
    then: str
    explains: str
    needs: str
    related: str
    why: str
    shared_concept: str
    shared_reference: str
    shared_link: str
    shared_term: str
    neighbours: str
    translation: str
    evidence: str
    evidence_on: str
    close: str
    zoom: str
    graph_text: str
    graph_intro: str
    graph_shown: str
    graph_left: str
    graph_keys: str
    zoom_in: str
    zoom_out: str
    fit: str
    target: str
    known: str
    order: str
    order_none: str
    order_missing: str
    cycles: str
    cycle: str
    no_explainer: str
    between: str
    colon: str
    more_of: str
    no_pdf_at_all: str
    computed: str
    month: str
    show_more: str
    index_title: str
    search: str
    search_close: str
    search_clear: str
    search_missing: str
    search_initial: str
    search_running: str
    search_found: str
    search_none: str
    search_more: str
    search_sections: str
    search_any: str
    search_figure: str
    search_narrow: str
    search_type: str
    search_types: str


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
        browse="浏览",
        venue="会议与期刊",
        tags="标签",
        timeline="时间线",
        gallery="图集",
        graph="知识图谱",
        language="语言",
        languages="中文|English",
        status="状态",
        finished="已完成",
        code="代码",
        has_code="有开源代码",
        reading_buckets="10 分钟以内|10–20 分钟|20–40 分钟|40 分钟以上",
        mine="我的记录",
        unread="未读",
        read="已读",
        bookmarked="已收藏",
        mark_read="标为已读",
        bookmark="收藏",
        sort="排序",
        sorts="最新收录|发表时间|由易到难|由难到易|先读短的|标题",
        filter="筛选",
        more_values="再显示 {} 项",
        load_failed="筛选数据没有加载成功，下面是完整列表。",
        none_match="没有符合条件的笔记。",
        page_of="第 {} 页，共 {} 页",
        pages="分页",
        previous="上一篇",
        next="下一篇",
        previous_page="上一页",
        next_page="下一页",
        explained_by="讲解这个概念的笔记",
        needed_by="需要它的笔记",
        also_written="也写作",
        all_of="全部 {} 篇",
        year_notes="{} 年：{} 篇",
        figure_types="架构|方法|结果|消融|对比",
        figure_count="{} 张",
        no_figures="还没有插图。",
        contents_of="{} 的笔记",
        arxiv="arXiv",
        doi="DOI",
        updated="更新",
        read_pdf="在本页看论文",
        open_pdf="打开论文 PDF",
        no_pdf="本站不存放这篇论文的 PDF，请从上面的链接获取。",
        no_pdf_view="这个浏览器不能在页面里显示 PDF，请直接打开。",
        bibtex="BibTeX",
        copy="复制",
        copied="已复制",
        copy_failed="没有复制成功，请手动选中复制",
        share="分享",
        link_copied="链接已复制",
        tools="本篇工具",
        first="先读这些",
        then="接下来读",
        explains="讲解 {}",
        needs="用到 {}",
        related="相关笔记",
        why="为什么相关",
        shared_concept="共同的前置知识：{}",
        shared_reference="都提到的论文：{}",
        shared_link="一篇链接到另一篇",
        shared_term="共同的术语：{}",
        neighbours="上一篇与下一篇",
        translation="English",
        evidence="原文第 {} 页",
        evidence_on="标出有原文出处的数字",
        close="关闭",
        zoom="放大查看",
        graph_text="文字版",
        graph_intro="笔记需要哪些概念，哪些笔记讲解它们。圆点是概念，方块是笔记；箭头从先读的指向后读的。",
        graph_shown="图中有 {} 个概念与 {} 篇笔记。",
        graph_left="没有画出的 {} 篇笔记在各概念的页面里。",
        graph_keys="拖动平移，滚轮或双指缩放；点一下看前后，再点打开。键盘：方向键平移，+ 与 - 缩放。",
        zoom_in="放大",
        zoom_out="缩小",
        fit="看全图",
        target="想读的论文",
        known="我已经了解",
        order="阅读顺序",
        order_none="没有需要先读的笔记，可以直接读。",
        order_missing="还没有笔记讲解：{}",
        cycles="循环依赖",
        cycle="{} 互为前置",
        no_explainer="还没有讲解它的笔记",
        between="、",
        colon="：",
        more_of="更多",
        no_pdf_at_all="本站不存放这篇论文的 PDF。",
        computed="由原文的数算出：{}",
        month="月",
        show_more="显示更多",
        index_title="按{}浏览",
        search="搜索",
        search_close="关闭搜索",
        search_clear="清空",
        search_missing="没有搜索索引：请用 mkdocs build 生成站点；从磁盘打开时，笔记须在三百篇以内。",
        search_initial="输入中文、英文、公式符号或图题",
        search_running="正在搜索……",
        search_found="找到 {} 个页面",
        search_none="没有找到",
        search_more="再显示一些（还有 {} 个）",
        search_sections="本页还有 {} 处",
        search_any="不限",
        search_figure="图",
        search_narrow="筛选",
        search_type="类型",
        search_types="笔记|草稿|阅读清单|页面",
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
        browse="Browse",
        venue="Venues",
        tags="Tags",
        timeline="Timeline",
        gallery="Figures",
        graph="Concept map",
        language="Language",
        languages="中文|English",
        status="Status",
        finished="Finished",
        code="Code",
        has_code="With code",
        reading_buckets="Up to 10 min|10–20 min|20–40 min|Over 40 min",
        mine="Mine",
        unread="Unread",
        read="Read",
        bookmarked="Bookmarked",
        mark_read="Mark as read",
        bookmark="Bookmark",
        sort="Sort",
        sorts="Newest here|Publication date|Easiest first|Hardest first|Shortest first|Title",
        filter="Filter",
        more_values="{} more",
        load_failed="The filter could not be loaded; the list below is complete.",
        none_match="No note matches.",
        page_of="Page {} of {}",
        pages="Pages",
        previous="Previous",
        next="Next",
        previous_page="Previous page",
        next_page="Next page",
        explained_by="Notes that explain it",
        needed_by="Notes that need it",
        also_written="Also written",
        all_of="All {}",
        year_notes="{}: {} notes",
        figure_types="Architecture|Method|Results|Ablation|Comparison",
        figure_count="{}",
        no_figures="No figures yet.",
        contents_of="Notes: {}",
        arxiv="arXiv",
        doi="DOI",
        updated="Updated",
        read_pdf="Read the paper here",
        open_pdf="Open the PDF",
        no_pdf="The PDF is not kept on this site; get it from the links above.",
        no_pdf_view="This browser can't show a PDF within a page; open it instead.",
        bibtex="BibTeX",
        copy="Copy",
        copied="Copied",
        copy_failed="Could not copy; select the text and copy it yourself",
        share="Share",
        link_copied="Link copied",
        tools="Tools",
        first="Read these first",
        then="What to read next",
        explains="explains {}",
        needs="uses {}",
        related="Related notes",
        why="Why related",
        shared_concept="Shared prerequisites: {}",
        shared_reference="Both name: {}",
        shared_link="One links to the other",
        shared_term="Shared terms: {}",
        neighbours="Previous and next",
        translation="中文",
        evidence="Paper, page {}",
        evidence_on="Mark numbers with their place in the paper",
        close="Close",
        zoom="Enlarge",
        graph_text="As text",
        graph_intro="Which concepts notes need, and which notes explain them. Dots are concepts, boxes notes; arrows "
        "lead from what to read first.",
        graph_shown="{} concepts and {} notes are drawn.",
        graph_left="{} more notes are on the pages of the concepts.",
        graph_keys="Drag to move, wheel or pinch to zoom; one click shows what comes before and after, a second one "
        "opens. Keys: arrows move, + and - zoom.",
        zoom_in="Zoom in",
        zoom_out="Zoom out",
        fit="Show all",
        target="The paper I want to read",
        known="What I know",
        order="Reading order",
        order_none="Nothing has to be read first.",
        order_missing="No note explains yet: {}",
        cycles="Cycles",
        cycle="{} need one another",
        no_explainer="no note explains it yet",
        between=", ",
        colon=": ",
        more_of="More",
        no_pdf_at_all="The PDF is not kept on this site.",
        computed="Computed from the paper: {}",
        month="",
        show_more="Show more",
        index_title="By {}",
        search="Search",
        search_close="Close the search",
        search_clear="Clear",
        search_missing="No search index: build the site with mkdocs build. From disk, 300 notes can be searched.",
        search_initial="Words, Chinese or English, symbols of formulas, captions",
        search_running="Searching …",
        search_found="{} pages found",
        search_none="Nothing found",
        search_more="Show more ({} left)",
        search_sections="{} more on this page",
        search_any="Any",
        search_figure="Figure",
        search_narrow="Filter",
        search_type="Type",
        search_types="Note|Draft|Reading list|Page",
    ),
}
