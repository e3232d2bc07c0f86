"""What a model could answer about the paper of tests/typeset.py: a plan and every section, in Chinese and English."""

from __future__ import annotations

import json
from typing import Any

from generator.config import Language
from tests.writing.fake_anthropic import FakeAnthropic, Say

FIGURE = "fig1_arch_overall-architecture-sweep-edges.png"

FACTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("两两比较的旧方法在稠密页面上慢。", ("Earlier methods compare every pair, which is slow on dense pages",)),
    ("扫描对每个矩形只访问一次。", ("A sweep over sorted edges visits each rectangle once",)),
    ("扫描借助并查集合并相接的矩形。", ("a sweep with a union-find structure that merges rectangles",)),
    ("1,200 页上每页 3.5 ms，平方方法 41 ms。", ("On 1,200 pages it takes 3.5 milliseconds a page", "41")),
    ("按秩合并使树保持扁平。", ("Two sets are merged by their ranks, so that the trees stay flat",)),
    ("扫描比平方方法用更多内存。", ("It needs more memory than the quadratic method",)),
)


def plan(**changes: Any) -> str:
    """The answer to the first request."""
    facts: dict[str, Any] = {
        "title": "扫描线加并查集：近线性时间聚类页面上的矩形",
        "stars": 3,
        "difficulty": "需要并查集与扫描线基础",
        "prerequisites": ["并查集", "扫描线", "渐近复杂度"],
        "core_idea": "按边排序扫描，只在相接时合并。",
        "modules": ["扫描", "合并"],
        "facts": [
            {"id": f"F{number}", "statement": statement, "quotes": list(quotes), "page": 1}
            for number, (statement, quotes) in enumerate(FACTS, 1)
        ],
        "equations": [
            {"number": "1", "latex": "T(n) = c n \\log n + k", "page": 1, "meaning": "扫描的代价"},
            {"number": "2", "latex": "S(n) \\le 2 n + 3 k", "page": 1, "meaning": "合并的步数"},
        ],
        "figures": [{"file": FIGURE, "section": "method", "why": "整体架构"}],
        "questions": [
            {"type": "principle", "question": "为什么按秩合并？"},
            {"type": "detail", "question": "$n$ 与 $k$ 有什么区别？"},
            {"type": "boundary", "question": "什么情况下扫描不占优？"},
            {"type": "extension", "question": "能否迁移到三维的盒子？"},
        ],
        "absent": ["硬件型号"],
        "instructions": [],
    }
    return json.dumps(facts | changes, ensure_ascii=False)


ZH = {
    "写 TL;DR": """页面上的矩形两两比较代价是平方级，稠密页面上很慢。论文用 Sweep 按边排序扫描，配合 union-find 只合并相接的矩形，1,200 页上每页从 41 ms 降到 3.5 ms。""",
    "写论文概述": """**问题**：页面上的矩形怎样聚类才不必两两比较。

**方案**：沿排好序的边扫描，用并查集合并相接的矩形。

**贡献**：

1. 给出扫描与并查集的组合，每个矩形只访问一次（§1、§2）
2. 在 1,200 页上与平方方法对照测量（§3、表 1）
""",
    "写背景与动机": """PDF 页面常有成千上万个矩形，要把彼此相接的归成一簇。此前的方法逐对比较矩形，页面稀疏时尚可，矩形一多，比较的对数就按平方增长，稠密页面因此很慢（§1）。

问题出在比较的对象：绝大多数矩形对相距很远，永远不会相接，逐对比较仍要把它们全看一遍。论文引用的 Tarjan 并查集说明，合并本身几乎不花时间，花时间的是找出哪些矩形该合并（§1）。根本原因于是落在查找这一步：缺少一种次序，使每个矩形只需与当前可能相接的少数几个打交道。扫描线提供的正是这种次序，把全部边排好序，依次经过，只有同时处在扫描线上的矩形才有机会相接，其余的不必再看。""",
    "写核心方法": f"""## 核心方法

### 整体架构

:::figure {FIGURE}
alt: 扫描聚类的整体架构：边进入，经过扫描，得到集合
content: 整体架构（overall architecture）：左边是边（edges），中间是扫描（sweep），右边是集合（sets）。
key:
- 边是唯一的输入，矩形本身不再出现
- 扫描是中间唯一的部件，输出直接是集合
match: 第 1 节介绍整体架构时引用了图 1，说明边进、集合出
:::

数据流：矩形 → 排序的边 → 扫描 → 并查集 → 簇。

直觉上，一条竖线从左到右经过页面，碰到左边就把矩形放进活动集合，碰到右边就取出来；能与新矩形相接的，只可能是此刻还在活动集合里的矩形。于是查找的范围从全部矩形缩小到扫描线附近的几个，合并则交给并查集（§2、图 1）。

### 扫描

先给直觉：排序把二维的邻近关系变成一维的先后关系，先后挨着的才值得比较。

#### 输入输出

- 输入：$n$ 个矩形，每个矩形贡献两条边
- 输出：相接的矩形对，共 $k$ 对

#### 核心公式

扫描的代价由式 (1) 给出：

$$
T(n) = c n \\log n + k
$$

其中：

- $T(n)$：扫描的总代价
- $n$：矩形的个数
- $k$：相接的矩形对数
- $c$：与机器有关的常数

第一项来自排序，第二项来自逐对交给并查集。相接的对数少时，代价由排序决定；相接的对数多时，代价由 $k$ 决定，这部分工作无法省去，因为每一对都要报告一次（§2）。

#### 设计分析

为什么先排序？逐对比较不需要任何准备，可它把时间花在不会相接的矩形上。排序付出一次对数因子的代价，换来此后每个矩形只访问一次。代价是要另存活动集合与排好的边，内存因此多于逐对比较（§3）。

### 合并

直觉是：两个簇相接之后就是一个簇，从此只需要一个代表。

#### 输入输出

- 输入：一对相接的矩形
- 输出：它们所在的两个集合合成一个

#### 核心公式

合并的步数由式 (2) 限定：

$$
S(n) \\le 2 n + 3 k
$$

其中：

- $S(n)$：合并的总步数
- $n$：矩形的个数，每个矩形的两条边各触发一步
- $k$：相接的矩形对数，每一对至多触发三步

#### 代码实现

下面是按 §2.1 的文字写成的示意代码，把秩低的树挂到秩高的树下：

```python
def unite(parent, rank, one, other):
    one, other = find(parent, one), find(parent, other)
    if one == other:
        return
    if rank[one] < rank[other]:
        one, other = other, one
    parent[other] = one
    rank[one] += rank[one] == rank[other]
```

代码里的 `rank` 是树高的上界，`find` 沿父指针走到根。两棵树的秩相等时，合并后的秩加一，否则不变，所以树高增长得很慢。

#### 设计分析

为什么按秩合并？随意地挂接会让树退化成链，查找就要走很远；按秩合并让树保持扁平，查找的路径因此很短（§2.1）。替代方案是每次查找之后压缩路径，论文未说明是否同时使用。

### 关键技术细节

- 训练策略：方法不含学习，没有训练过程
- 超参数：论文未说明容差等参数的取值
- 实现：论文未说明所用的语言与硬件，两种方法在同一台机器上测量（§1）
""",
    "写实验分析": """实验在 1,200 页上比较扫描与平方方法，指标是每页用时的中位数，两种方法在同一台机器上运行（§1、§3）。这样的设置隔离了算法本身的差别：页面相同，机器相同，只有查找相接矩形的方式不同。

- **主实验结果**：表 1 给出 Table 1 的两行数据，Sweep 每页用时 3.5 ms，平方方法为 41 ms，论文的说法是扫描在每一页上都更快（§3）。从 41 ms 降到 3.5 ms，省下的是对不相接矩形的比较，这与式 (1) 的分析一致：代价只随排序和相接的对数增长。
- **消融实验**：论文未报告。去掉按秩合并之后会怎样，只能从 §2.1 的文字推断，没有数据支持。
- **局限性**：扫描比平方方法需要更多内存（§3），多出多少论文未报告；结论部分只重申了近线性的时间，没有讨论最坏的页面（§4）。矩形极少的页面上排序的开销是否值得，论文未说明，表 1 只给出一个中位数，看不出页面之间的差别。
""",
    "写深度理解问答": """### 为什么按秩合并？

按秩合并让树保持扁平，查找因此很快（§2.1）。并查集的一次查找要从矩形走到它所在树的根，走的步数等于深度；随意挂接时，树可能退化成一条链。例如依次把 4 个矩形合并成一簇，每次都把旧树挂到新矩形之下，最深的矩形离根有 3 步；按秩合并时，单个矩形总是挂到已有的树下，深度始终是 1 步。矩形越多，这个差别越大，而按秩合并只需要为每棵树多记一个整数。

### $n$ 与 $k$ 有什么区别？

$n$ 数的是矩形，$k$ 数的是相接的矩形对（§2）。两者没有固定的比例：矩形可以很多而互不相接，也可以不多而处处相接。考虑 4 个矩形排成一行，相邻的相接，此时 $n$ 是 4，$k$ 是 3；把它们叠在一起，$k$ 就变成 6。式 (1) 把两者分开写，正是因为排序的代价只取决于矩形的个数，而报告相接对的代价只取决于对数，页面不同，占主导的那一项也不同。

### 什么情况下扫描不占优？

内存紧张时扫描不占优，论文明确说它比平方方法用更多内存（§3）。时间上，论文称扫描在每一页上都更快，没有给出反例（§1、§3）。不过式 (1) 里有一项 $k$：页面上的矩形处处相接时，对数本身就是平方级，任何要报告每一对的方法都省不掉这部分工作（推测：此时两种方法的差距会缩小，论文没有这样的数据）。

### 能否迁移到三维的盒子？

论文未涉及三维。推测可以迁移，因为扫描只消去一个坐标轴，剩下的两个轴仍要判断是否重叠；二维里活动集合只需按一个轴查找，三维里要按两个轴查找，活动集合就需要更复杂的结构。合并这一步不依赖维数，按秩合并可以原样使用（§2.1），受影响的是式 (1) 里的第一项，对数因子会变多，第二项仍是相接的对数。
""",
    "写总结": """### 核心贡献

- 把扫描与并查集结合起来，每个矩形只访问一次（§1）
- 用 1,200 页测量了两种方法，给出表 1 的中位数

### 局限性

- 内存多于平方方法，多出多少没有给出（§3）
- 没有消融实验，按秩合并的作用没有单独测量（§2.1）

### 适用场景

- 一页有成千上万个矩形，且内存充足（§1）
- 需要在任何页面上都不退化到平方时间的程序（§4）
""",
}

EN_PLAN = {
    "title": "Sweeping Boxes: clustering rectangles in near-linear time",
    "difficulty": "needs union-find and sweep lines",
    "prerequisites": ["union-find", "sweep lines"],
    "modules": ["The Sweep"],
    "questions": [
        {"type": "principle", "question": "Why are sets merged by their ranks?"},
        {"type": "detail", "question": "How do $n$ and $k$ differ?"},
        {"type": "boundary", "question": "When does the sweep not pay?"},
    ],
}
"""The plan in English, where it differs."""


def script(api: FakeAnthropic, **changes: str | Say) -> None:
    """Script a whole note in Chinese; `changes` replace answers by the last word of what they answer."""
    api.answer("通读这篇论文", plan())
    for order, text in ZH.items():
        api.answer(order, changes.get(order, text))


def orders(language: Language = Language.ZH) -> tuple[str, ...]:
    """What each section's order begins with."""
    assert language is Language.ZH
    return tuple(ZH)
