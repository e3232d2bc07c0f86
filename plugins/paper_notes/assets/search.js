// The search box's own part on every page: opens it, closes it, and marks on a page what was searched for.
// Everything else, the index above all, is loaded when somebody asks for it.
(() => {
  "use strict";

  const box = document.querySelector(".pn-search");
  if (!box) return;
  const root = new URL(box.dataset.root, location.href);
  const toggle = document.getElementById("__search");
  const input = box.querySelector("input[name=query]");
  let dialog = null;

  function load(address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL(address, root);
      script.onload = resolve;
      script.onerror = () => reject(new Error(address));
      document.head.append(script);
    });
  }

  // Classic scripts, for a page opened from disk may load no module.
  async function loadDialog() {
    const assets = box.dataset.assets;
    await load("search/config.js");
    await Promise.all([load(`${assets}/search-index.js`), load(`${assets}/search-dialog.js`)]);
    return paperNotesDialog(box, input, root, load);
  }

  async function open() {
    if (!toggle.checked) toggle.click();
    if (document.activeElement !== input) input.focus();
    dialog ??= loadDialog();
    try {
      await dialog;
    } catch {
      dialog = null;
      box.querySelector("output").textContent = box.dataset.missing;
    }
  }

  function close() {
    if (toggle.checked) toggle.click();
    if (box.contains(document.activeElement)) document.activeElement.blur();
  }

  function isTyping(target) {
    return target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  }

  input.addEventListener("focus", open);
  toggle.addEventListener("change", () => {
    if (toggle.checked) open();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && toggle.checked) {
      event.preventDefault();
      close();
    } else if (event.key === "Escape") {
      document.querySelectorAll("mark.pn-found").forEach((mark) => mark.replaceWith(...mark.childNodes));
    } else if ((event.key === "/" || event.key === "s") && !isTyping(event.target)) {
      event.preventDefault();
      open();
    }
  });
  document.addEventListener("pointerdown", (event) => {
    if (toggle.checked && !box.contains(event.target) && !event.target.closest("[for=__search]")) close();
  });
  box.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !box.contains(event.relatedTarget)) close();
  });

  // A page that a result leads to has the words in its address.
  function mark(words) {
    const article = document.querySelector("article");
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT, {
      acceptNode: (node) =>
        node.parentElement.closest("script, style, .katex, .pn-search, mark.pn-found")
          ? NodeFilter.FILTER_REJECT
          : NodeFilter.FILTER_ACCEPT,
    });
    const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).sort((a, b) => b.length - a.length);
    const pattern = new RegExp(`(${escaped.join("|")})`, "giu");
    const texts = [];
    while (walker.nextNode()) if (walker.currentNode.data.search(pattern) >= 0) texts.push(walker.currentNode);
    for (const text of texts) {
      const parts = text.data.split(pattern).map((part, at) => {
        if (at % 2 === 0) return part;
        const found = document.createElement("mark");
        found.className = "pn-found";
        found.textContent = part;
        return found;
      });
      text.replaceWith(...parts);
    }
    return texts.length > 0;
  }

  function markAll(words) {
    if (words.length === 0 || mark(words)) return;
    const pairs = words.flatMap((word) => (/^\p{Script=Han}{3,}$/u.test(word) ? word.match(/(?=(..))/gu) && [...word].slice(1).map((end, at) => [...word][at] + end) : []));
    if (pairs.length > 0) mark([...new Set(pairs)]);
  }

  const address = new URLSearchParams(location.search);
  // After the formulas: they are set from their text.
  addEventListener("load", () => setTimeout(() => markAll(address.getAll("h").filter((word) => word.trim()))));
  if (address.has("q")) {
    input.value = address.get("q");
    open();
  }
})();
