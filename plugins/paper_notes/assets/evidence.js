// Numbers of a note with their place in the paper: shown on hover, tap and focus. The evidence is fetched when the page
// has been read in; it lists the numbers section by section in their order, and each is found in the text again.
(() => {
  "use strict";

  const SKIPPED = "pre, code, a, button, .arithmatex, .katex, h1, h2, h3, h4, h5, h6";
  const IDLE = window.requestIdleCallback ?? ((work) => setTimeout(work, 200));

  // The text of a section as [node, where it begins in the whole].
  function collect(nodes) {
    let text = "";
    const places = [];
    for (const top of nodes) {
      const walker = document.createTreeWalker(top, NodeFilter.SHOW_TEXT, {
        acceptNode: (node) =>
          node.parentElement.closest(SKIPPED) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
      });
      while (walker.nextNode()) {
        places.push([walker.currentNode, text.length]);
        text += `${walker.currentNode.data}\n`; // no number runs over two nodes
      }
    }
    return { text, places };
  }

  // The elements of each section: 0 stands before the first heading.
  function sections(article) {
    const found = [[]];
    for (const element of article.children) {
      if (element.tagName === "H2") found.push([]);
      found[found.length - 1].push(element);
    }
    return found;
  }

  function find(text, number, from) {
    for (let at = text.indexOf(number, from); at >= 0; at = text.indexOf(number, at + 1)) {
      const before = text.slice(Math.max(0, at - 2), at);
      const after = text.slice(at + number.length, at + number.length + 2);
      if (!/[\dA-Za-z]$|\d[.,]$/.test(before) && !/^\d|^[.,]\d/.test(after)) return at;
    }
    return -1;
  }

  function mark(nodes, items) {
    const { text, places } = collect(nodes);
    let cursor = 0;
    const hits = [];
    for (const [, number, page, computed] of items) {
      const at = find(text, number, cursor);
      if (at < 0) continue;
      hits.push({ at, number, page, computed });
      cursor = at + number.length;
    }
    for (const hit of hits.reverse()) {
      const [node, start] = places.findLast(([, begin]) => begin <= hit.at);
      const range = node.splitText(hit.at - start);
      range.splitText(hit.number.length);
      const span = document.createElement("span");
      span.className = "pn-evidence";
      span.setAttribute("role", "button");
      span.setAttribute("aria-expanded", "false");
      Object.assign(span.dataset, { page: hit.page, computed: hit.computed });
      range.replaceWith(span);
      span.append(range);
    }
  }

  class Bubble {
    constructor(article) {
      this.article = article;
      this.element = document.createElement("div");
      this.element.className = "pn-bubble";
      this.element.id = "pn-bubble";
      this.element.setAttribute("role", "status");
      this.element.hidden = true;
      article.append(this.element);
      this.owner = null;
    }

    show(owner) {
      clearTimeout(this.leaving);
      if (this.owner === owner) return;
      this.hide();
      this.owner = owner;
      owner.setAttribute("aria-expanded", "true");
      this.element.replaceChildren(this.content(owner.dataset));
      this.element.hidden = false;
      const box = owner.getBoundingClientRect();
      const frame = this.article.getBoundingClientRect();
      const left = Math.min(box.left - frame.left, frame.width - this.element.offsetWidth);
      this.element.style.left = `${Math.max(0, left)}px`;
      this.element.style.top = `${box.bottom - frame.top}px`;
    }

    content({ page, computed }) {
      const { page: words, computed: by, pdf } = this.article.dataset;
      if (page === "0") return by.replace("{}", computed);
      const text = words.replace("{}", page);
      if (!pdf) return text;
      const link = document.createElement("a");
      link.href = `${pdf}#page=${page}`;
      link.textContent = text;
      link.addEventListener("click", (event) => {
        if (window.paperNotes.showPage?.(page)) event.preventDefault();
      });
      return link;
    }

    hide() {
      this.owner?.setAttribute("aria-expanded", "false");
      this.owner = null;
      this.element.hidden = true;
    }

    leave() {
      this.leaving = setTimeout(() => this.hide(), 300); // time to reach the link
    }
  }

  function listen(article) {
    const bubble = new Bubble(article);
    const owner = (event) => event.target.closest?.(".pn-evidence");
    article.addEventListener("mouseover", (event) => {
      if (owner(event)) bubble.show(owner(event));
      else if (event.target.closest?.(".pn-bubble")) clearTimeout(bubble.leaving);
    });
    article.addEventListener("mouseout", (event) => {
      if (owner(event) || event.target.closest?.(".pn-bubble")) bubble.leave();
    });
    article.addEventListener("focusin", (event) => owner(event) && bubble.show(owner(event)));
    document.addEventListener("click", (event) => {
      if (owner(event)) bubble.show(owner(event));
      else if (!event.target.closest?.(".pn-bubble")) bubble.hide();
    });
    article.addEventListener("keydown", (event) => {
      if (event.key === "Escape") bubble.hide();
      if ((event.key === "Enter" || event.key === " ") && owner(event)) {
        event.preventDefault();
        bubble.show(owner(event));
        bubble.element.querySelector("a")?.focus();
      }
    });
  }

  // By keyboard numbers are reached only when asked for: else each would be a stop on the way through the page.
  function startToggle(article) {
    const button = document.querySelector("[data-evidence-toggle]");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      const on = article.classList.toggle("pn-text--evidence");
      button.setAttribute("aria-pressed", String(on));
      for (const span of article.querySelectorAll(".pn-evidence")) {
        if (on) span.tabIndex = 0;
        else span.removeAttribute("tabindex");
      }
    });
  }

  async function start() {
    const article = document.querySelector(".pn-text[data-evidence]");
    if (!article || article.dataset.started) return;
    article.dataset.started = "";
    const answer = await fetch(article.dataset.evidence).catch(() => null);
    if (!answer?.ok) return; // opened from disk, or gone
    const items = await answer.json();
    const parts = sections(article);
    const work = parts.map((nodes, number) => [nodes, items.filter(([section]) => section === number)]);
    const next = () => {
      const [nodes, own] = work.shift();
      if (own.length) mark(nodes, own);
      if (work.length) return IDLE(next);
      listen(article);
      startToggle(article);
      article.dataset.marked = "";
    };
    IDLE(next);
  }

  // Material announces each page that it swaps in; without it there is the one page.
  if (typeof document$ === "undefined") IDLE(start);
  else document$.subscribe(() => IDLE(start));
})();
