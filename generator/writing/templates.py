"""The fixed lines of a draft, in both languages: the only words in it that are not the paper's own."""

from __future__ import annotations

from dataclasses import dataclass

from generator.config import Language
from generator.paper import FigureType, FloatKind


@dataclass(frozen=True, slots=True)
class Question:
    """A question stub and the type that the specification gives it."""

    text: str
    type: str


@dataclass(frozen=True, slots=True)
class Templates:
    """Every fixed line; `{}` fields are filled with numbers, labels and words found in the paper."""

    status: str
    no_tldr: str
    abstract: str
    no_abstract: str
    unread: str
    contributions: str
    no_contributions: str
    outline: str
    outline_item: str
    no_outline: str
    pending: str
    attribution: str
    figures: str
    no_figures: str
    equations: str
    equation_alt: str
    references: str
    results: str
    caption: str
    type_line: str
    place_line: str
    mention_line: str
    no_mention_line: str
    mentioned_in: str
    not_mentioned: str
    colon: str
    difficulty: str
    counted_terms: str
    no_counted_terms: str
    term_count: str
    prerequisite: str
    question: str
    no_terms: str
    separator: str
    kinds: dict[FloatKind, str]
    types: dict[FigureType, str]
    questions: tuple[Question, ...]
    summary: tuple[str, str, str]
    all_figures: str
    counted: str
    settings: str
    no_settings: str


TEMPLATES: dict[Language, Templates] = {
    Language.ZH: Templates(
        status="草稿（未经模型撰写，引文均摘自原文）",
        no_tldr="草稿没有 TL;DR。以下各节只有原文摘录与程序整理的目录。",
        abstract="原文摘要：",
        no_abstract="程序没有找到摘要。",
        unread="这份 PDF 没有可读的文字层（例如扫描件），程序读不到它的文字：下面的空缺不说明论文里没有。"
        "用 ocrmypdf 可以制作一份带文字的副本。",
        contributions="原文中陈述做法与贡献的句子：",
        no_contributions="程序没有找到陈述贡献的句子。",
        outline="原文目录：",
        outline_item="{title}（第 {page} 页）",
        no_outline="程序没有找到章节标题。",
        pending="待撰写。",
        attribution="—— 原文第 {page} 页",
        figures="原文的架构与方法图表：",
        no_figures="程序没有找到这一类图表。",
        equations="原文的编号公式：",
        equation_alt="式 ({number})，原文第 {page} 页",
        references="参考文献共 {count} 条。",
        results="原文的结果图表：",
        caption="原文图注：",
        type_line="类型：{type}（程序按图注估计）",
        place_line="位置：原文第 {page} 页",
        mention_line="正文提及：{sections}",
        no_mention_line="正文提及：程序没有找到",
        mentioned_in="见{sections}。",
        not_mentioned="程序没有找到提及此图的章节。",
        colon="：",
        difficulty="程序估计：文中有 {equations} 个编号公式，{terms}",
        counted_terms="术语 {terms}",
        no_counted_terms="没有认出的术语",
        term_count="{term} {count} 次",
        prerequisite="{term}（程序估计）",
        question="（{type}）待撰写。",
        no_terms="未估计",
        separator="、",
        kinds={FloatKind.FIGURE: "图", FloatKind.TABLE: "表", FloatKind.ALGORITHM: "算法"},
        types={
            FigureType.ARCH: "架构图",
            FigureType.METHOD: "方法流程",
            FigureType.RESULT: "实验结果",
            FigureType.ABLATION: "消融实验",
            FigureType.COMPARE: "对比图",
        },
        questions=(
            Question("为什么这样设计？", "原理理解"),
            Question("哪些符号、操作或概念容易混淆？", "细节辨析"),
            Question("什么情况下方法会失效？", "边界条件"),
            Question("能否迁移到其他场景？", "延伸思考"),
        ),
        summary=("核心贡献", "局限性", "适用场景"),
        all_figures="原文的主要图表（程序按图注选出）：",
        counted="程序统计：{pages} 页，{equations} 个编号公式，{figures} 幅图，{tables} 张表，"
        "参考文献 {references} 条。",
        settings="原文里提到设置的句子：",
        no_settings="程序没有找到提到设置的句子。",
    ),
    Language.EN: Templates(
        status="Draft (not written by a model; all quotations are the paper's own words)",
        no_tldr="A draft has no TL;DR. The sections below hold only excerpts and lists made by the program.",
        abstract="Abstract of the paper:",
        no_abstract="The program found no abstract.",
        unread="This PDF has no readable text layer (as a scan has none), and the program could not read its text: "
        "what is missing below may well be in the paper. ocrmypdf makes a copy with text.",
        contributions="Sentences of the paper that state what it does and contributes:",
        no_contributions="The program found no sentence that states a contribution.",
        outline="Sections of the paper:",
        outline_item="{title} (p. {page})",
        no_outline="The program found no headings.",
        pending="To be written.",
        attribution="— p. {page} of the paper",
        figures="Figures and tables of architecture and method:",
        no_figures="The program found no figure or table of this kind.",
        equations="Numbered equations of the paper:",
        equation_alt="Equation ({number}), p. {page} of the paper",
        references="The reference list has {count} entries.",
        results="Figures and tables of results:",
        caption="Caption in the paper:",
        type_line="Type: {type} (estimated from the caption)",
        place_line="Place: p. {page} of the paper",
        mention_line="Mentioned in: {sections}",
        no_mention_line="Mentioned in: not found by the program",
        mentioned_in="See {sections}.",
        not_mentioned="The program found no section that mentions it.",
        colon=": ",
        difficulty="estimated: {equations} numbered equations; {terms}",
        counted_terms="terms: {terms}",
        no_counted_terms="no known terms",
        term_count="{term} {count} times",
        prerequisite="{term} (estimated)",
        question="({type}) To be written.",
        no_terms="not estimated",
        separator=", ",
        kinds={FloatKind.FIGURE: "Figure", FloatKind.TABLE: "Table", FloatKind.ALGORITHM: "Algorithm"},
        types={
            FigureType.ARCH: "architecture",
            FigureType.METHOD: "method",
            FigureType.RESULT: "result",
            FigureType.ABLATION: "ablation",
            FigureType.COMPARE: "comparison",
        },
        questions=(
            Question("Why is it designed this way?", "principle"),
            Question("Which symbols, operations or concepts are easily confused?", "detail"),
            Question("When does the method fail?", "boundary"),
            Question("Does it carry over to other settings?", "extension"),
        ),
        summary=("Core Contributions", "Limitations", "Applicable Scenarios"),
        all_figures="Main figures and tables of the paper (chosen by their captions):",
        counted="Counted by the program: {pages} pages, {equations} numbered equations, {figures} figures, "
        "{tables} tables, {references} references.",
        settings="Sentences of the paper that speak of its settings:",
        no_settings="The program found no sentence that speaks of settings.",
    ),
}


@dataclass(frozen=True, slots=True)
class ComparisonTemplates:
    """Every fixed line of a comparison's draft; `{letter}` is A or B."""

    abstract: str
    no_abstract: str
    about: str
    nothing_about: str
    counted: str
    dimension: str
    published: str
    pages: str
    sections: str
    equations: str
    figures: str
    tables: str
    references: str
    cites: str
    yes: str
    no: str
    names: str
    no_names: str
    name: str
    attribution: str


COMPARISON_TEMPLATES: dict[Language, ComparisonTemplates] = {
    Language.ZH: ComparisonTemplates(
        abstract="论文 {letter} 的摘要：",
        no_abstract="程序没有找到论文 {letter} 的摘要。",
        about="论文 {letter} 里与所问问题用词相同的句子：",
        nothing_about="程序在论文 {letter} 里没有找到与所问问题用词相同的句子。",
        counted="程序统计的对照：",
        dimension="维度",
        published="发表",
        pages="页数",
        sections="章节数",
        equations="编号公式数",
        figures="图数",
        tables="表数",
        references="参考文献数",
        cites="参考文献里有另一篇",
        yes="有",
        no="程序没有找到",
        names="两篇都出现三次以上的名称：",
        no_names="程序没有找到两篇都出现三次以上的名称。",
        name="{name}：A {a} 次，B {b} 次",
        attribution="—— {letter} 第 {page} 页",
    ),
    Language.EN: ComparisonTemplates(
        abstract="Abstract of paper {letter}:",
        no_abstract="The program found no abstract of paper {letter}.",
        about="Sentences of paper {letter} that share words with the question:",
        nothing_about="The program found no sentence of paper {letter} that shares a word with the question.",
        counted="Counted by the program:",
        dimension="Dimension",
        published="Published",
        pages="Pages",
        sections="Sections",
        equations="Numbered equations",
        figures="Figures",
        tables="Tables",
        references="References",
        cites="The other paper is in its reference list",
        yes="yes",
        no="not found by the program",
        names="Names that occur three times or more in both:",
        no_names="The program found no name that occurs three times or more in both.",
        name="{name}: A {a} times, B {b} times",
        attribution="— {letter} p. {page}",
    ),
}
