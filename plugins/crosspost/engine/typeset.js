// Sets one formula with MathJax and asks KaTeX whether it takes it too. Runs in V8, without a page.
var MathJax = {
  loader: { load: [], ready() {} },
  startup: { ready() {}, typeset: false, adaptor: "liteAdaptor", input: ["tex"], output: "svg" },
  tex: {
    // No noerrors or noundefined: wrong TeX shall be an error. No html, bbox, require, unicode: they set links, styles
    // and fonts of the note's choice.
    packages: [
      "base", "ams", "amscd", "boldsymbol", "braket", "cancel", "cases", "centernot", "color", "enclose", "extpfeil",
      "gensymb", "mathtools", "mhchem", "newcommand", "textcomp", "textmacros", "upgreek", "verb",
    ],
    maxMacros: 1000,
    maxBuffer: 20480,
  },
  svg: { fontCache: "none" },
};

function startTypesetting() {
  MathJax.startup.getComponents();
  MathJax.startup.makeMethods();
  // Round a small letter, MathJax's double bars have six tenths of the height of single ones: give them as much.
  const { font } = MathJax.startup.document.outputJax;
  font.defineDelimiters({ 0x2016: { ...font.getDelimiter(0x2016), sizes: [1], schar: [0x2225], variants: [0] } });
}

// A formula's own macros and labels must not reach the next one.
function forgetDefinitions() {
  MathJax.texReset();
  const { handlers } = MathJax.startup.document.inputJax[0].parseOptions;
  handlers.get("macro").retrieve("new-Command").map.clear();
  handlers.get("environment").retrieve("new-Environment").map.clear();
  handlers.get("delimiter").retrieve("new-Delimiter").map.clear();
}

function typeset(tex, display) {
  const result = { svg: "", mathjax: "", katex: "" };
  try {
    forgetDefinitions();
    result.svg = MathJax.startup.adaptor.innerHTML(MathJax.tex2svg(tex, { display }));
  } catch (error) {
    result.mathjax = String(error.message || error);
  }
  try {
    katex.renderToString(tex, { displayMode: display, throwOnError: true, strict: "ignore", maxExpand: 1000 });
  } catch (error) {
    result.katex = String(error.message || error);
  }
  return JSON.stringify(result);
}
