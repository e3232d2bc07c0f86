"""The guard: what a note may say, and what it may not do."""

from __future__ import annotations

import pytest

from plugins.paper_notes.sanitize import sanitize

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="java\tscript:alert(1)">x</a>',
    '<a href="&#106;avascript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="vbscript:x">x</a>',
    '<img src="data:image/svg+xml,<svg onload=alert(1)>">',
    "<iframe src=//evil.example></iframe>",
    "<object data=x></object><embed src=x>",
    '<form action=//evil.example><input name=q><button formaction="javascript:alert(1)">x</button></form>',
    '<p style="background:url(javascript:alert(1))">x</p>',
    '<div style="position:fixed;inset:0">x</div>',
    '<td style="text-align: left;position:fixed">x</td>',
    "<style>*{display:none}</style>",
    '<link rel="stylesheet" href="//evil.example">',
    '<meta http-equiv="refresh" content="0;url=//evil.example">',
    '<base href="//evil.example">',
    "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<video src=x onerror=alert(1)></video><audio autoplay src=//evil.example>",
    "<details open ontoggle=alert(1)>x</details>",
    '<a href="x" target="_blank" ping="//evil.example" onclick="alert(1)">x</a>',
    '<p data-md-component="search" onmouseover=alert(1)>x</p>',
    "<template><script>alert(1)</script></template>",
    "]]><script>alert(1)</script>",
]
HANDLERS = ("onerror", "onload", "onclick", "onmouse", "ontoggle")
SCHEMES = ("javascript", "vbscript", "data:", "evil.example")
ELEMENTS = (
    "<script",
    "<iframe",
    "<svg",
    "<style",
    "<object",
    "<form",
    "<input",
    "<base",
    "<meta",
    "<!--",
    "alert(1)</",
)
ATTRIBUTES = ("style=", "position", "data-md", "ping=")
FORBIDDEN = (*HANDLERS, *SCHEMES, *ELEMENTS, *ATTRIBUTES)


@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_hostile_is_left(html: str) -> None:
    """Neither scripts and handlers, nor frames, styles, trackers and parts of the theme."""
    clean = sanitize(html).lower()
    assert [word for word in FORBIDDEN if word in clean] == []


@pytest.mark.parametrize(
    "html",
    [
        '<h2 id="核心方法">核心方法<a class="headerlink" href="#核心方法" title="x">#</a></h2>',
        '<p><span class="arithmatex">\\(a &lt; b\\)</span></p>',
        '<div class="arithmatex">\\[x\\]</div>',
        '<div class="highlight"><pre><span></span><code><span class="k">def</span></code></pre></div>',
        '<table><thead><tr><th style="text-align: right;">x</th></tr></thead></table>',
        '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>',
        '<li id="fn:1"><a class="footnote-backref" href="#fnref:1" title="x">↩</a></li>',
        '<p><img alt="图" src="images/a.png"><del>x</del><kbd>y</kbd></p>',
        '<ol start="3"><li>x</li></ol>',
        '<a href="https://example.org/">x</a>',
        '<a href="../second/">x</a>',
    ],
)
def test_what_markdown_renders_to_stays_as_it_is(html: str) -> None:
    assert sanitize(html) == html


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ('<h2 id="__config">x</h2>', "<h2>x</h2>"),  # Material reads its settings from #__config
        ('<p id="__config">x</p>', "<p>x</p>"),
        ('<li id="__search">x</li>', "<li>x</li>"),
        ('<div class="md-overlay">x</div>', '<div class="">x</div>'),
        ('<span class="k md-dialog">x</span>', '<span class="k">x</span>'),
        ('<a href="nowhere:">x</a>', "<a>x</a>"),
        (
            '<table><tbody><tr><td style="position:fixed">x</td></tr></tbody></table>',
            "<table><tbody><tr><td>x</td></tr></tbody></table>",
        ),
    ],
)
def test_a_note_can_not_pose_as_a_part_of_the_theme(html: str, clean: str) -> None:
    assert sanitize(html) == clean
