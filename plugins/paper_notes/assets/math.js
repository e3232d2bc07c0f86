// Typesets the formulas that Python-Markdown's arithmatex marks, with the KaTeX that the site itself serves.
(() => {
  "use strict";

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
    letWideOneScroll(element);
  }

  function letWideOneScroll(element) {
    const inline = element.tagName === "SPAN";
    const room = inline ? element.parentElement.clientWidth : element.clientWidth;
    const width = inline ? element.getBoundingClientRect().width : element.scrollWidth;
    if (width <= room + 1) return;
    element.classList.add("pn-wide");
    element.tabIndex = 0; // reachable by keyboard
  }

  function typesetPage() {
    document.querySelectorAll(".arithmatex:not(:has(.katex))").forEach(typeset);
  }

  // Material announces each page that it swaps in; without it there is the one page.
  if (typeof document$ === "undefined") typesetPage();
  else document$.subscribe(typesetPage);
})();
