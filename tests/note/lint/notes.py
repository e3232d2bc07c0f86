"""A good note in Chinese and one in English, about an invented paper, and that paper."""

from __future__ import annotations

import random
from pathlib import Path

from PIL import Image, ImageDraw

from generator.note.lint import LintSubject, Profile
from generator.paper import (
    Author,
    Box,
    Equation,
    Figure,
    FigureType,
    FloatKind,
    Metadata,
    PageText,
    Paper,
    Reference,
    Section,
)

ZH = r"""# 用栅格索引加速路径聚类

> **论文**：Grid Buckets: Clustering Vector Paths in Linear Time\
> **作者**：Ada Lind、Bo Chen\
> **发表**：GeoSys 2024\
> **阅读时长**：约 6 分钟\
> **难度**：⭐⭐⭐ (需要并查集和均摊复杂度的基础)\
> **前置知识**：并查集、空间索引、均摊复杂度

## TL;DR

逐对比较路径包围盒的聚类方法需要平方时间，页面一大就无法使用。论文提出 GridBuckets：把包围盒登记到栅格里，只比较同格的路径，再用并查集合并。

## 论文概述

**问题**：逐对比较所有包围盒的聚类在路径数增加时按平方变慢

**方案**：用栅格把比较限制在邻近路径之间，并用并查集维护簇

**贡献**：

1. 提出 GridBuckets 栅格登记方法，比较次数与路径数成线性关系
2. 给出并查集合并的复杂度证明，覆盖包围盒大小不一的情形
3. 在三种工作负载上测量，报告栅格边长对速度的影响

## 背景与动机

现有的 PairScan 方法把每一对包围盒都检查一遍，见第 1 节。它的实现只有几行，页面上的路径不多时也足够快，因此被许多排版工具沿用。

问题出在规模上：地图和电路图一页就有上万条路径，逐对检查的次数按平方增长，处理一页要等几分钟。瓶颈的根源是 PairScan 不利用位置信息，相距很远的两条路径也要比较一次，而这些比较的结果几乎总是否定的。论文由此提出先按位置分组，再在组内比较。

## 核心方法

### 整体架构

![GridBuckets 的处理流程：登记、比较、合并](images/fig1_arch_pipeline.png)

**图示内容**：GridBuckets 的三个阶段，从路径集合到簇

**关键信息**：

- 登记阶段为每个包围盒计算它覆盖的栅格
- 比较阶段只看同一格内的路径
- 合并阶段由并查集完成

**与正文对应**：第 2 节描述这三个阶段

数据流：路径集合 → 栅格登记 → 同格比较 → 并查集 → 簇

### 栅格登记

#### 输入输出

- 输入：路径的包围盒集合，共 $n$ 个
- 输出：从栅格编号到路径编号的表

#### 核心公式

直觉是把平面切成小方块，每个包围盒只登记到它碰到的方块。一个包围盒登记到多少个方块，由第 2.1 节的式 (1) 给出：

$$
k = \lceil w / s \rceil \cdot \lceil h / s \rceil
$$

其中：

- $k$：登记的栅格数
- $w$ 和 $h$：包围盒的宽和高
- $s$：栅格边长，取所有宽和高的中位数

边长取中位数的好处是：大多数包围盒只占少数几格，登记的总次数与路径数成正比。

#### 代码实现

下面是示意代码，变量名与公式一致：

```python
def register(boxes, s):
    buckets = {}
    for i, box in enumerate(boxes):
        for cell in cells(box, s):
            buckets.setdefault(cell, []).append(i)
    return buckets
```

#### 设计分析

为什么用均匀栅格而不用四叉树？第 2.2 节给出两个原因。其一，四叉树在每次插入时都可能分裂节点，分裂的代价在小包围盒密集处最高；均匀栅格没有这个步骤，每次登记只做一次哈希。其二，栅格编号可以直接由坐标算出，不必从根节点往下走，因而对缓存更友好。代价是包围盒的大小相差悬殊时，大的会登记到很多格；论文用一个上限来限制：超过上限的包围盒放进单独的列表，由逐对比较处理。

### 并查集合并

#### 输入输出

- 输入：同格内相邻的路径对
- 输出：每条路径所属的簇

#### 核心公式

合并的总代价由第 2.3 节的式 (2) 给出：

$$
T(n) = O(m \, \alpha(n))
$$

式中 $T$ 是总时间，$m$ 是同格路径对的数目，$\alpha$ 是反阿克曼函数，$n$ 是路径数。反阿克曼函数在任何实际规模下都不超过一个很小的常数，因此合并的代价与路径对的数目成正比。

并查集适合这里，是因为簇只会合并，从不拆开：每找到一对相邻的路径，就把它们所在的两棵树连起来；查询时顺手压缩路径，后面的查询就更短。如果用广度优先搜索，必须先把所有相邻关系存成图，内存随路径对的数目增长，见第 2.3 节。

### 关键技术细节

第 3 节列出实现细节：栅格边长取中位数，上限取六十四格，容差默认为三个点。容差的作用是把几乎相连的路径也算作相邻，登记前先把包围盒向外扩张这个距离。论文未说明哈希表的初始容量，也没有给出并行实现。

## 实验分析

实验把 GridBuckets 与 PairScan 比较，工作负载是地图、电路图和随机方块三种，见第 4 节。

- **主实验结果**：在地图负载上，GridBuckets 处理一页用 0.21 秒，PairScan 用 19.4 秒，见表 1；差距随路径数扩大，与线性和平方的预期一致
- **消融实验**：把边长从中位数改成最大值之后，时间升到 1.7 秒，见表 2；这说明速度主要来自边长的选择，而不是来自并查集
- **Scaling 分析**：路径数加倍时 GridBuckets 的时间接近加倍，见图 2
- **局限性**：所有包围盒都很大时，栅格失去作用，算法退化成逐对比较，见第 5 节

三种负载给出同样的次序，所以结论不依赖某一种图。电路图的路径又长又细，是三种里最不利的一种：细长的包围盒会覆盖许多栅格，登记的代价因此上升，但仍然低于逐对比较的代价，见表 1。

## 深度理解问答

### Q1: 为什么栅格边长取中位数而不取平均数？

平均数会被少数很大的包围盒拉高。例如一页上有九十九个小方块和一个铺满全页的背景，平均边长可能是小方块的好几倍，于是每个栅格里挤进许多小方块，同格比较的次数重新接近平方。中位数不受那一个背景影响，见第 2.1 节。

论文在消融实验里比较了两种取法，取最大值时的减速与这个解释一致，见表 2。

### Q2: 容差和栅格边长有什么区别？

两者都是长度，容易混淆。容差决定什么叫相邻：两个包围盒相距不超过容差就算同簇，它改变聚类的结果。栅格边长只决定先比较哪些路径对，取得不好会变慢，但结果不变。第 3 节把容差作为用户参数，而边长由程序自动计算，原因就在这里。

### Q3: 什么情况下方法会退化？

假设所有包围盒都几乎铺满整页，那么它们全部登记到同一组栅格里，同格比较就是逐对比较。第 5 节承认这种情形，并说明上限机制只能缓解内存的增长，不能减少比较的次数。实际页面上只有背景和边框是这样，所以影响有限。

### Q4: 能否迁移到三维包围盒？

登记和合并都不依赖维数，只要把式 (1) 的两个因子换成三个。困难在于栅格数随维数增加，细长物体会登记到更多格子。推测：在三维点云里可能要换成层次栅格，论文没有讨论这一点，也没有给出三维数据上的结果。

## 总结

### 核心贡献

- 用栅格登记把比较次数降到线性
- 证明合并代价由反阿克曼函数限制

### 局限性

- 包围盒普遍很大时退化成逐对比较，见第 5 节
- 没有并行实现，见第 3 节

### 适用场景

- 路径很多而包围盒较小的地图和电路图
- 需要确定性结果的排版工具
"""

EN = r"""# Clustering paths with a grid

> **Paper**: Grid Buckets: Clustering Vector Paths in Linear Time\
> **Authors**: Ada Lind, Bo Chen\
> **Publication**: GeoSys 2024\
> **Reading Time**: Approximately 6 minutes\
> **Difficulty**: ⭐⭐⭐ (needs union-find and amortised cost)\
> **Prerequisite Knowledge**: union-find, spatial index, amortised cost

## TL;DR

Clustering paths by comparing all pairs of boxes takes quadratic time and fails on large pages. The paper proposes GridBuckets, which registers boxes in a grid, compares within a cell only, and joins clusters by union-find.

## Paper Overview

**Problem**: Comparing every pair of boxes makes clustering quadratic in the number of paths

**Solution**: A grid limits comparisons to neighbours, and union-find keeps the clusters

**Contributions**:

1. The GridBuckets registration in a grid, with a linear number of comparisons
2. A proof of the cost of union-find for boxes of different size
3. Measurements on three workloads and of the influence of the cell's side

## Background and Motivation

PairScan, the method in use, checks each pair of boxes (Section 1). Its code is short and it is fast enough for pages with few paths, so many typesetting tools took it over.

The trouble is scale. A map or a circuit holds tens of thousands of paths on one page; the number of checks grows with the square, and a page takes minutes. The root cause is that PairScan ignores position: two paths at opposite corners are compared although the answer is nearly always no. Hence the idea to group by position first.

## Core Method

### Overall Architecture

![The stages of GridBuckets: register, compare, join](images/fig1_arch_pipeline.png)

**Content of the Diagram**: The three stages of GridBuckets, from paths to clusters

**Key Information**:

- Registration computes the cells that each box covers
- Comparison looks at paths within one cell
- Union-find joins the clusters

**Correspondence with Text**: Section 2 describes the stages

Data flow: paths → registration → comparison within cells → union-find → clusters

### Registration in the grid

#### Input and Output

- Input: the boxes of the paths, $n$ of them
- Output: a table from cell to paths

#### Core Formula

The intuition: cut the plane into small squares and register each box only in those that it touches. How many these are is Equation (1) of Section 2.1:

$$
k = \lceil w / s \rceil \cdot \lceil h / s \rceil
$$

Where:

- $k$: the number of cells
- $w$ and $h$: width and height of the box
- $s$: the side of a cell, the median of all widths and heights

With the median most boxes cover a handful of cells, so that the number of registrations is proportional to the number of paths.

#### Code Implementation

A sketch, with the names of the formula:

```python
def register(boxes, s):
    buckets = {}
    for i, box in enumerate(boxes):
        for cell in cells(box, s):
            buckets.setdefault(cell, []).append(i)
    return buckets
```

#### Design Analysis

Why a uniform grid and not a quadtree? Section 2.2 gives two reasons. First, a quadtree may split a node at each insertion, and splitting costs most where small boxes crowd; a uniform grid has no such step, a registration is one hash. Second, the number of a cell follows from the coordinates directly, with no walk down from a root, which suits the cache. The price is that a large box lands in many cells when sizes differ widely. The paper sets a limit: a box beyond it goes to a separate list and is compared with all others.

### Joining by union-find

#### Input and Output

- Input: pairs of neighbouring paths within one cell
- Output: the cluster of each path

#### Core Formula

The total cost of joining is Equation (2) of Section 2.3:

$$
T(n) = O(m \, \alpha(n))
$$

Here $T$ is the total time, $m$ the number of pairs within cells, $\alpha$ the inverse Ackermann function, and $n$ the number of paths. The inverse Ackermann function stays below a tiny constant for any real size, so joining costs as much as there are pairs.

Union-find fits because clusters only grow and never split: each pair of neighbours links two trees, and each lookup shortens the way for later ones. A breadth-first search would first have to store all neighbour relations as a graph, whose memory grows with the number of pairs (Section 2.3).

### Key Technical Details

Section 3 lists the details: the side is the median, the limit is sixty-four cells, and the tolerance is three points by default. The tolerance counts nearly touching paths as neighbours; each box is grown by it before registration. The paper does not state the initial capacity of the hash table and gives no parallel implementation.

## Experimental Analysis

The experiments compare GridBuckets with PairScan on maps, circuits and random squares (Section 4).

- **Main Experimental Results**: on maps GridBuckets takes 0.21 s a page where PairScan takes 19.4 s (Table 1); the gap widens with the number of paths, as linear against quadratic predicts
- **Ablation Experiments**: with the maximum instead of the median as side the time rises to 1.7 s (Table 2), so that most of the speed comes from the choice of the side
- **Scaling Analysis**: twice the paths take about twice the time (Figure 2)
- **Limitations**: where all boxes are large the grid has no effect and the algorithm compares all pairs (Section 5)

All three workloads give the same order, so the conclusion does not hang on one kind of drawing. Circuits are the least favourable of the three: their long thin boxes cover many cells, registration costs more, yet it stays below the cost of comparing all pairs (Table 1). The order of the workloads is the same for both methods, which speaks for the boxes and not for the implementation as the cause.

## In-depth Understanding Q&A

### Q1: Why is the side the median and not the mean?

The mean is pulled up by a few very large boxes. For example, take a page with ninety-nine small squares and one background that fills the page: the mean side may be several times that of a square, so each cell holds many squares and the comparisons come close to quadratic again. The median ignores that one background (Section 2.1).

### Q2: How does the tolerance differ from the side of a cell?

Both are lengths and easily confused. The tolerance decides what a neighbour is: two boxes at most that far apart share a cluster, so it changes the result. The side decides only which pairs are compared first; a bad one costs time and leaves the result as it is. Section 3 makes the tolerance a parameter of the user and computes the side.

### Q3: When does the method fall back to comparing all pairs?

Suppose all boxes nearly fill the page. They are all registered in the same cells, and comparing within cells means comparing all pairs. Section 5 admits this case and says that the limit holds the memory down but saves no comparison. On real pages only backgrounds and frames are of that size, so the effect is small.

### Q4: Could it transfer to boxes in three dimensions?

Neither registration nor joining depends on the dimension; Equation (1) gets a third factor. The difficulty is that the number of cells grows with the dimension, so thin objects land in many more of them. Speculation: a hierarchy of grids may be needed for point clouds, which the paper does not discuss and for which it reports no result.

## Summary

### Core Contributions

- Registration in a grid brings the comparisons down to a linear number
- A proof bounds the cost of joining by the inverse Ackermann function

### Limitations

- With large boxes throughout, it compares all pairs (Section 5)
- There is no parallel implementation (Section 3)

### Applicable Scenarios

- Maps and circuits with many paths and small boxes
- Typesetting tools that need a deterministic result
"""

NOTES = {"zh": ZH, "en": EN}

_PAGE_1 = (
    "Grid Buckets: Clustering Vector Paths in Linear Time",
    "Ada Lind Bo Chen, Institute of Drawings. GeoSys 2024",
    "We propose GridBuckets, a grid for clustering vector paths, with union-find.",
    "1 Introduction. PairScan compares each pair of bounding boxes.",
)
_PAGE_2 = (
    "2 Method. Figure 1 shows the stages: register, compare, join with union-find. 2.1 Registration.",
    "k = ceil(w / s) · ceil(h / s) (1)",
    "2.2 Design. A quadtree splits nodes. 2.3 Joining. The total time is T (n) = O(m α(n)) (2)",
)
_PAGE_3 = (
    "3 Implementation. The limit is 64 cells and the tolerance 3 points.",
    "4 Experiments. Maps: GridBuckets 0.21 s, PairScan 19.4 s. With the maximum: 1.7 s. Figure 2 scaling.",
    "Table 1: Seconds per page. Table 2: Side of the cell.",
    "5 Limitations. All boxes are large. References [1] A. Bell. Pairs. 2001.",
)
_BOX = Box(50, 50, 300, 200)


def paper() -> Paper:
    """The invented paper."""
    headings = (
        ("1", "Introduction", 1),
        ("2", "Method", 2),
        ("2.1", "Registration", 2),
        ("2.2", "Design", 2),
        ("2.3", "Joining", 2),
        ("3", "Implementation", 3),
        ("4", "Experiments", 3),
        ("5", "Limitations", 3),
    )
    return Paper(
        sha256="0" * 64,
        page_count=3,
        metadata=Metadata(
            title="Grid Buckets: Clustering Vector Paths in Linear Time",
            authors=(Author("Ada Lind", "Institute of Drawings"), Author("Bo Chen", "Institute of Drawings")),
            venue="GeoSys",
            year=2024,
        ),
        sections=tuple(
            Section(number, title, number.count(".") + 1, page, page, f"{title}.") for number, title, page in headings
        ),
        figures=(
            Figure(2, FloatKind.FIGURE, "1", _BOX, "Figure 1: The stages of GridBuckets.", type=FigureType.ARCH),
            Figure(3, FloatKind.FIGURE, "2", _BOX, "Figure 2: Time over the number of paths."),
            Figure(3, FloatKind.TABLE, "1", _BOX, "Table 1: Seconds per page."),
            Figure(3, FloatKind.TABLE, "2", _BOX, "Table 2: Side of the cell."),
        ),
        equations=(Equation("1", 2, _BOX, "k = dw/sedh/se"), Equation("2", 2, _BOX, "T (n) = O(m α(n))")),
        references=(Reference("1", "A. Bell. Pairs. 2001.", 3),),
        pages=tuple(
            PageText(number, 612, 792, paragraphs) for number, paragraphs in enumerate((_PAGE_1, _PAGE_2, _PAGE_3), 1)
        ),
    )


def write_note(library: Path, text: str | bytes, *, slug: str = "grid-buckets", image: bool = True) -> Path:
    """A paper's folder with that note, an empty PDF, and the image that the good notes show."""
    folder = library / "paper-notes" / slug
    (folder / "images").mkdir(parents=True)
    (folder / "paper.pdf").write_bytes(b"%PDF-1.7\n")
    (folder / "README.md").write_bytes(text if isinstance(text, bytes) else text.encode())
    if image:
        draw(folder / "images" / "fig1_arch_pipeline.png")
    return folder


def draw(path: Path, width: int = 640, height: int = 240) -> None:
    """A small picture with something on it."""
    image = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(image)
    shake = random.Random(0)
    for x in range(10, width - 60, 90):
        pen.rectangle((x, 40 + shake.randrange(20), x + 60, 150), outline="black", width=3)
    image.save(path)


def subject(folder: Path, with_paper: bool = True, profile: Profile | None = None) -> LintSubject:
    """The note in that folder, with the invented paper."""
    return LintSubject.read(folder, paper() if with_paper else None, profile)
