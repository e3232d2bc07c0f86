"""What a model could answer when an interview on the paper of tests/typeset.py is asked for, in both languages."""

from __future__ import annotations

from generator.config import Language
from generator.note.interview import Piece
from generator.writing.parts import render_parts

ORDER = {Language.ZH: "为这篇论文写面试准备稿", Language.EN: "Prepare an interview on this paper"}
REPAIR = {Language.ZH: "没有通过检查的地方", Language.EN: "did not pass"}

ZH = {
    Piece.BACKGROUND: (
        "页面上常有成千上万个矩形，要把彼此相接的归成一簇。此前的做法是两两比较：每个矩形都和其余的比一遍。"
        "页面稀疏时还过得去，矩形一多，比较的对数按平方增长，稠密的页面因此很慢（§1）。"
        "麻烦出在查找这一步：绝大多数矩形相距很远，永远不会相接，却都要看上一遍。"
    ),
    Piece.INNOVATION: (
        "关键的想法是换一个次序来看矩形。把每个矩形的两条边取出来排好序，让一条竖线沿着排好的边扫过页面；"
        "碰到左边，就把矩形放进活动集合，碰到右边，就把它取出来。这样一来，能与新矩形相接的，"
        "只可能是此刻还在活动集合里的那几个，其余的不必再看（§2）。\n\n"
        "找到相接的一对，就交给并查集合成一簇。合并时把秩低的树挂到秩高的树下，树因此保持扁平，查找很快（§2.1）。"
        "扫描管查找，并查集管合并，两步各做一件事：前一步不关心谁和谁已经在一起，后一步不关心矩形在哪里，"
        "每个矩形只访问一次。"
    ),
    Piece.DETAILS: (
        "数据这样流过方法：矩形变成边，边排序，扫描报告相接的对，并查集把它们合成簇（图 1）。"
        "扫描的代价是 $T(n) = c n \\log n + k$，其中 $n$ 是矩形的个数，$k$ 是相接的对数，$c$ 是与机器有关的常数。"
        "第一项来自排序，第二项来自逐对报告。相接的对少，代价由排序决定；相接的对多，代价由对数决定，"
        "这部分谁也省不掉，因为每一对都要报告一次（§2）。\n\n"
        "合并的步数由 $S(n) \\le 2 n + 3 k$ 限定：每条边各触发一步，每一对至多触发三步（§2.1）。"
        "为什么按秩合并？随意地挂接会让树退化成链，查找就要走很远。代价在内存：排好的边和活动集合都要另存，"
        "扫描用的内存多于两两比较（§3）。"
    ),
    Piece.IMPACT: (
        "在 1,200 页上，扫描每页用 3.5 ms，两两比较用 41 ms，论文说每一页上都是扫描更快（表 1、§3）。"
        "它适合页面稠密、要反复聚类的场合。局限有两条：内存用得更多，多出多少论文未报告；"
        "矩形处处相接的页面论文没有单独测量，那时公式里的第二项会占主导。"
    ),
    Piece.CONTRIBUTIONS: (
        "1. 给出扫描与并查集的组合，每个矩形只访问一次（§2）\n"
        "2. 给出代价与合并步数的上界（§2、§2.1）\n"
        "3. 在 1,200 页上与两两比较对照测量（§3、表 1）"
    ),
    Piece.QUESTIONS: (
        "### 为什么要先排序？\n\n"
        "排序把二维的邻近关系变成一维的先后关系，先后挨着的才值得比较（§2）。两两比较不需要准备，"
        "可它把时间花在不会相接的矩形上；排序付出一个对数因子，换来每个矩形只访问一次，矩形越多越划算。\n\n"
        "### 并查集在这里起什么作用？\n\n"
        "它记住哪些矩形已经在同一簇里，扫描每报告一对，就把两个集合合成一个（§2.1）。按秩合并使树保持扁平，"
        "所以一次查找只走很短的路；没有它，每报告一对都要把整簇重新标记一遍，代价随簇的大小增长。"
    ),
    Piece.DEPTH: (
        "值得讲透的是按秩合并。每棵树带一个秩，它是树高的上界；合并两棵树时，秩低的挂到秩高的之下，"
        "秩相等时任选一棵作根，并把它的秩加一（§2.1）。这样做，树高随矩形的个数长得很慢，查找因此很快；"
        "随意挂接时，树可能退化成一条链，最深的矩形要走完整条链才到根。容易说错的地方是把秩当成树高：秩只是上界。"
    ),
    Piece.FOLLOWUPS: (
        "- **什么情况下扫描不占优？** 内存紧张时，它比两两比较用得更多（§3）。\n"
        "- **能否用于三维的盒子？** 推测可以，扫描只消去一个坐标轴，其余两个轴仍要判断；论文未涉及。\n"
        "- **两种方法的测量公平吗？** 页面相同，机器相同，只有查找的方式不同（§1、§3）。"
    ),
}

EN = {
    Piece.BACKGROUND: (
        "A page can hold thousands of rectangles, and those that touch belong together. Earlier methods compare every "
        "pair of them. That is fine on a sparse page, yet the number of pairs grows with the square of the rectangles, "
        "so dense pages are slow (§1). The trouble is in the search: most rectangles lie far apart and never touch, "
        "and all of them are looked at."
    ),
    Piece.INNOVATION: (
        "The key idea is to look at the rectangles in another order. Each rectangle has two edges; all edges are "
        "sorted, and a line sweeps over them across the page. At a left edge the rectangle enters the active set, at a "
        "right edge it leaves. So whatever can touch a new rectangle is in the active set at that moment, and nothing "
        "else needs a look (§2).\n\n"
        "Each pair that touches goes to a union-find structure, which joins the two sets. Sets are merged by their "
        "ranks, so the trees stay flat and a search is short (§2.1). The sweep finds, the union-find structure joins, "
        "and each rectangle is visited once."
    ),
    Piece.DETAILS: (
        "Data flows like this: rectangles become edges, edges are sorted, the sweep reports pairs that touch, and "
        "union-find makes sets of them (Figure 1). The cost is $T(n) = c n \\log n + k$, where $n$ is the number of "
        "rectangles, $k$ the number of pairs that touch and $c$ a constant of the machine. The first term is the "
        "sorting, the second the reporting. With few pairs the sorting decides; with many the pairs do, and no method "
        "saves that part, for each pair is reported (§2).\n\n"
        "The steps of merging are bounded by $S(n) \\le 2 n + 3 k$ (§2.1). Why merge by ranks? Without them a tree can "
        "become a chain, and a search goes a long way. The price is memory: the sorted edges and the active set are "
        "kept beside the rectangles, so the sweep needs more of it than the quadratic method (§3)."
    ),
    Piece.IMPACT: (
        "On 1,200 pages the sweep takes 3.5 milliseconds a page and the quadratic method 41, and the paper says that "
        "the sweep is faster on each page (Table 1, §3). It suits dense pages that are clustered again and again. It "
        "needs more memory; how much more is not reported. Pages on which everything touches everything were not "
        "measured apart, and there the second term decides."
    ),
    Piece.CONTRIBUTIONS: (
        "1. A sweep joined with union-find, which visits each rectangle once (§2)\n"
        "2. Bounds of its cost and of its merging steps (§2, §2.1)\n"
        "3. A measurement on 1,200 pages against the quadratic method (§3, Table 1)"
    ),
    Piece.QUESTIONS: (
        "### Why are the edges sorted first?\n\n"
        "Sorting turns nearness on a page into nearness in an order, so that neighbours alone are compared (§2). "
        "Comparing all pairs needs no preparation, and spends its time on rectangles that never touch; sorting costs "
        "a logarithm and lets each rectangle be visited once.\n\n"
        "### What does union-find do here?\n\n"
        "It remembers which rectangles are in one set: for every pair that the sweep reports, two sets become one "
        "(§2.1). Merging by ranks keeps the trees flat, so a search is short; without it, a whole set would have to "
        "be marked anew at every pair."
    ),
    Piece.DEPTH: (
        "Merging by ranks is worth explaining in full. Each tree has a rank, an upper bound of its height; of two "
        "trees the one with the lower rank goes below the other, and where the ranks are equal the root's rank grows "
        "by one (§2.1). So the height grows slowly with the number of rectangles. Without ranks a tree can become a "
        "chain, and the deepest rectangle has to walk all of it. What is easily said wrong: the rank is a bound, and "
        "not the height itself."
    ),
    Piece.FOLLOWUPS: (
        "- **When does the sweep not pay?** Where memory is short: it needs more than the quadratic method (§3).\n"
        "- **Does it carry over to boxes in space?** Speculation: it does, since the sweep removes one axis and the "
        "other two are still compared; the paper does not discuss it.\n"
        "- **Is the measurement fair?** Same pages, same machine, and only the search differs (§1, §3)."
    ),
}
ANSWERS = {Language.ZH: ZH, Language.EN: EN}


def answer(language: Language = Language.ZH, **changes: str) -> str:
    """The model's whole answer; `changes` replace pieces by their names."""
    return render_parts({piece.value: changes.get(piece.value, text) for piece, text in ANSWERS[language].items()})
