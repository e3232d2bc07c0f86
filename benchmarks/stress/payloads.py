"""What a stranger may put into a note, an answer, a setting, a name or a parcel."""

from __future__ import annotations

from tests.plugins.paper_notes.test_sanitize import HOSTILE

MARKUP = (
    *HOSTILE,
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&#58;alert(1))",
    "![x](javascript:alert(1))",
    "![x](../../../etc/passwd)",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "$\\href{javascript:alert(1)}{x}$",
    "$\\htmlData{onclick=alert(1)}{y}$",
    "$$\n\\includegraphics{//evil.example/x.png}\n$$",
    "{{ config.__class__ }} {% include '/etc/passwd' %}",
    "!!python/object/apply:os.system ['id']",
    '--8<-- "/etc/passwd"',
    "[TOC]{: onclick=alert(1) }",
    "text{: onmouseover=alert(1) style=position:fixed }",
    "```html\n<script>alert(1)</script>\n```",
    "`<img src=x onerror=alert(1)>`",
    "\u202e<script>alert(1)</script>\u202c",
    "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
    "|" + "a|" * 400 + "\n|" + "-|" * 400 + "\n" + ("|" + "b|" * 400 + "\n") * 40,
    "> " * 300 + "deep",
    "- " * 300 + "deep",
    "*" * 5000,
    "[" * 3000,
    "<" * 3000,
    "&" * 3000,
    "[^x]\n\n[^x]: <img src=x onerror=alert(1)>",
)
"""In the text of a note: HTML, links, math, templates, attribute lists, direction marks, huge tables, deep nesting."""

SETTINGS = (
    "source: !!python/object/apply:os.system ['touch CANARY']",
    "source: !!python/name:os.system",
    "!!python/object/new:subprocess.Popen [['touch', 'CANARY']]",
    "a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a]\nc: [*b, *b, *b, *b]",
    "crops: [{name: ../../CANARY, page: 1, rect: [0, 0, 1, 1]}]",
    "crops: [{name: fig1_arch_x, page: 1e99, rect: [0, 0, 1, 1]}]",
    "crops: [{name: fig1_arch_x, page: 1, rect: [.inf, 0, .nan, 1]}]",
    "source: |\n  a\n  b",
    "source: file:///etc/passwd\nkeep_pdf: false",
    "language: !!binary aGk=",
    "? [a]\n: b",
    "[" * 20_000,
    "{" * 20_000,
    "source: " + "x" * 100_000,
    "\x00",
    "%YAML 9.9\n---\nlanguage: zh",
    "language: zh\n---\nlanguage: en",
    "focus: {a: {b: {c: d}}}",
    "keep_pdf: no no",
    "<<: *nowhere",
)
"""As a paper.yml; each must be refused."""

SLUGS = (
    "..", "../x", "a/b", "a\\b", "/etc", "~", ".git", ".hidden", "", " ", "a b", "A", "a_b", "a--b", "-a", "a-",
    "аttention", "attentiоn", "ａttention", "attention\u200b", "att\u202eention", "a\u0301", "con\x00", "a\n", "a\r",
    "café", "注意力", "a" * 61, "%2e%2e", "a.b", "paper.pdf", "\ufeffa", "a;b", "$(id)", "`id`", "a|b", "--help", "*",
)  # fmt: skip
"""As a paper's folder; each must be refused."""

NAMES = (
    "../evil.md", "../../.github/workflows/evil.yml", ".github/workflows/evil.yml", "paper.pdf", "paper.yml", "x.html",
    "images/../../evil.png", "images/x.svg", "images/x.PNG", "images/fig1\u202egnp.exe", "images/.hidden.png",
    "images/a/b.png", ".gitattributes", ".git/hooks/post-checkout", "README.md.lnk", "images/fig\x01.png", "readme.md",
)  # fmt: skip
"""As a file in a parcel; each must be refused."""
