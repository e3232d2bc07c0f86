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
    if (element.scrollWidth > element.clientWidth && element.tagName === "DIV") element.tabIndex = 0;
  }

  function typesetPage() {
    document.querySelectorAll(".arithmatex:not(:has(.katex))").forEach(typeset);
  }

  // Material announces each page that it swaps in; without it there is the one page.
  if (typeof document$ === "undefined") typesetPage();
  else document$.subscribe(typesetPage);
})();
