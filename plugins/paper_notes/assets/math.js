// Typesets the formulas that Python-Markdown's arithmatex marks, with the KaTeX that the site itself serves.
(() => {
  "use strict";

  const SLICE = 40; // milliseconds
  const delimiters = /^\s*\\([([])([\s\S]*)\\[)\]]\s*$/;

  function typeset(element) {
    const formula = delimiters.exec(element.textContent);
    if (!formula) return;
    katex.render(formula[2], element, {
      displayMode: formula[1] === "[",
      throwOnError: false, // a wrong formula is shown in red; the others are set all the same
      strict: "ignore",
      trust: false,
      maxSize: 50,
      maxExpand: 1000,
    });
    keepPunctuation(element);
  }

  // Browsers break a line between a formula and the comma after it, or the bracket before it: hold them together.
  function keepPunctuation(element) {
    const before = element.previousSibling;
    const after = element.nextSibling;
    const opening = before instanceof Text && /[（「『《【([]$/.test(before.data);
    const closing = after instanceof Text && /^[，。、；：！？）」』》】,.;:!?)\]]/.test(after.data);
    if (!opening && !closing) return;
    const together = document.createElement("span");
    together.className = "pn-together";
    if (closing) after.splitText(1);
    if (opening) before.splitText(before.length - 1);
    element.before(together);
    if (opening) together.append(together.previousSibling);
    together.append(element);
    if (closing) together.append(after);
  }

  function isWide(element) {
    const inline = element.tagName === "SPAN";
    const room = inline ? element.parentElement.clientWidth : element.clientWidth;
    const width = inline ? element.getBoundingClientRect().width : element.scrollWidth;
    return width > room + 1;
  }

  // All are measured before one is changed: else the page is laid out anew for each.
  function letWideOnesScroll(elements) {
    for (const element of elements.filter(isWide)) {
      element.classList.add("pn-wide");
      element.tabIndex = 0; // reachable by keyboard
    }
  }

  // The contents at the side carry a heading's formula as its source.
  function markContents() {
    for (const entry of document.querySelectorAll(".md-nav--secondary .md-ellipsis")) {
      const parts = entry.textContent.split(/(\\\([\s\S]*?\\\))/);
      if (parts.length > 1) entry.replaceChildren(...parts.map((part) => (delimiters.test(part) ? marked(part) : part)));
    }
  }

  function marked(source) {
    const formula = document.createElement("span");
    formula.className = "arithmatex";
    formula.textContent = source;
    return formula;
  }

  function typesetPage() {
    if (typeof katex === "undefined") return;
    markContents();
    const formulas = [...document.querySelectorAll(".arithmatex:not(:has(.katex))")];
    setTimeout(() => setSome(formulas)); // not in the task in which the theme starts
  }

  // From the top, a slice at a time: in between the page answers the reader.
  function setSome(formulas) {
    const end = performance.now() + SLICE;
    const all = formulas.length;
    let count = 0;
    while (count < all && performance.now() < end) typeset(formulas[count++]);
    letWideOnesScroll(formulas.slice(0, count));
    if (count < all) return void setTimeout(() => setSome(formulas.slice(count)));
    // KaTeX's fonts come when they are first used, and make a formula wider than it was measured.
    document.fonts.ready.then(() => letWideOnesScroll([...document.querySelectorAll(".arithmatex:has(.katex)")]));
  }

  // Rows of the catalogue that came later may hold the first formula of the page: KaTeX comes with it.
  function typesetLater() {
    const form = document.querySelector("[data-katex]");
    if (!document.querySelector(".arithmatex:not(:has(.katex))")) return;
    if (typeof katex !== "undefined") return typesetPage();
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = `${form.dataset.katex}katex.min.css`;
    const script = document.createElement("script");
    script.src = `${form.dataset.katex}katex.min.js`;
    script.addEventListener("load", typesetPage);
    document.head.append(style, script);
  }

  document.addEventListener("paper-notes:math", typesetLater);

  // Material announces each page that it swaps in; without it there is the one page.
  if (typeof document$ === "undefined") typesetPage();
  else document$.subscribe(typesetPage);
})();
