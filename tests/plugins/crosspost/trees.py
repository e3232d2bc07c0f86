"""Any tree: words full of what Markdown and HTML care about, every kind of node in every other."""

from __future__ import annotations

from hypothesis import strategies as st

from plugins.crosspost.blocks import group_inlines, trim
from plugins.crosspost.tree import (
    Align,
    Article,
    Block,
    Callout,
    Code,
    CodeBlock,
    Figure,
    Footnote,
    FootnoteRef,
    Heading,
    Image,
    Inline,
    Item,
    LineBreak,
    Link,
    ListBlock,
    Math,
    Paragraph,
    Quote,
    Rule,
    Span,
    Style,
    Styled,
    Table,
    Text,
)

SIGNS = "ab中文，。：“”（）×!#$%&'*+-./0123456789:;<=>?@[]^_`{|}~\\ "
FORMULAS = (
    "x",
    "a_{i}^{*}",
    r"\frac{a}{b} < c",
    r"\$5",
    r"\lVert x \rVert",
    r"a \& b",
    r"\text{价格 50\%}",
    "\\begin{aligned}\na &= b \\\\\nc &= d\n\\end{aligned}",
    r"|x| > \|y\|",
    r"E = mc^2 \tag{1}",
)
ADDRESSES = (
    "https://example.org/a_b*(c)?q=1&r=`x`#y",
    "https://mp.weixin.qq.com/s/abc",
    "https://example.org/图 1.png",
    'https://example.org/"<b>"|$5',
    "mailto:a@example.org",
)

words = st.text(SIGNS, min_size=1, max_size=12)
codes = st.text(SIGNS + "\n", max_size=30)
maths = st.builds(Math, st.sampled_from([tex for tex in FORMULAS if "tag" not in tex and "\n" not in tex]))
displays = st.builds(Math, st.sampled_from(FORMULAS), st.just(value=True))
images = st.builds(Image, st.sampled_from(ADDRESSES[:3]), words.map(str.strip))
leaves: st.SearchStrategy[Inline] = st.one_of(
    st.builds(Text, words),
    st.builds(Code, words.filter(str.strip)),
    maths,
    images,
    st.just(FootnoteRef(1)),
    st.just(LineBreak()),
)


def _styled(children: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    several = st.lists(children, min_size=1, max_size=3).map(tuple)
    return st.one_of(st.builds(Styled, st.sampled_from(Style), several), children)


styled = st.recursive(leaves, _styled, max_leaves=5)
links = st.builds(Link, st.sampled_from(ADDRESSES), st.lists(styled, min_size=1, max_size=2).map(tuple))
lines = st.lists(st.one_of(styled, links), min_size=1, max_size=6).map(tuple).map(trim)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table of one to three columns."""
    aligns = tuple(draw(st.lists(st.sampled_from(Align), min_size=1, max_size=3)))
    row = st.tuples(*(lines for _ in aligns))
    head = draw(row)
    return Table(aligns, head, tuple(draw(st.lists(row, min_size=0 if any(head) else 1, max_size=3))))


simple: st.SearchStrategy[Block] = st.one_of(
    lines.map(Paragraph),
    displays,
    st.builds(Heading, st.integers(2, 6), lines),
    codes.map(lambda text: CodeBlock((Span("k", text),) if text else (), "python")),
    tables(),
    st.builds(Figure, images, lines),
    st.just(Rule()),
)


def _containers(blocks: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    several = st.lists(blocks, max_size=3).map(group_inlines)
    items = st.lists(st.builds(Item, several, st.sampled_from([None, True, False])), min_size=1, max_size=3)
    return st.one_of(
        st.builds(ListBlock, items.map(tuple), st.booleans(), st.integers(0, 12)),
        st.builds(Quote, several),
        st.builds(Callout, lines, several),
    )


blocks = st.recursive(simple, _containers, max_leaves=6)
articles = st.builds(
    Article,
    st.lists(blocks, max_size=5).map(group_inlines),
    st.lists(blocks, max_size=2).map(lambda found: (Footnote(1, group_inlines(found)),)),
)
