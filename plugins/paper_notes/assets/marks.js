// What a reader has read and bookmarked, kept by their own browser; and the list that they came from.
(() => {
  "use strict";

  const KEY = "paper-notes:marks";
  const LIST = "paper-notes:list";
  const LONGEST_LIST = 300;

  function stored(storage, key, fallback) {
    try {
      return JSON.parse(storage.getItem(key)) ?? fallback;
    } catch {
      return fallback; // storage is blocked, or holds something else
    }
  }

  function store(storage, key, value) {
    try {
      storage.setItem(key, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  }

  // {read: [slug …], bookmark: [slug …]}
  function marks() {
    const kept = stored(localStorage, KEY, {});
    return { read: new Set(kept.read ?? []), bookmark: new Set(kept.bookmark ?? []) };
  }

  function toggle(kind, slug) {
    const kept = marks();
    const on = !kept[kind].delete(slug);
    if (on) kept[kind].add(slug);
    store(localStorage, KEY, { read: [...kept.read], bookmark: [...kept.bookmark] });
    return on;
  }

  // Rows of lists show what is marked: read ones are told by a word, not by colour alone.
  function show(root = document) {
    const kept = marks();
    for (const row of root.querySelectorAll(".pn-row[data-slug]")) {
      row.classList.toggle("pn-row--read", kept.read.has(row.dataset.slug));
      row.classList.toggle("pn-row--bookmark", kept.bookmark.has(row.dataset.slug));
    }
  }

  function press(button, on) {
    button.setAttribute("aria-pressed", String(on));
    if (!button.dataset.on) return;
    button.dataset.off ??= button.textContent;
    button.textContent = on ? button.dataset.on : button.dataset.off;
  }

  function startButtons() {
    const kept = marks();
    for (const button of document.querySelectorAll("button[data-mark]")) {
      const { slug } = button.closest("[data-slug]").dataset;
      press(button, kept[button.dataset.mark].has(slug));
      button.addEventListener("click", () => press(button, toggle(button.dataset.mark, slug)));
    }
  }

  // A note's previous and next are those of the list that the reader came from.
  function rememberList(event) {
    const link = event.target.closest?.(".pn-row__title");
    const list = link?.closest("ol");
    if (!list) return;
    const rows = [...list.querySelectorAll(".pn-row[data-slug]")].slice(0, LONGEST_LIST);
    const notes = rows.map((row) => {
      const title = row.querySelector(".pn-row__title");
      return [row.dataset.slug, title.textContent, title.href];
    });
    store(sessionStorage, LIST, { name: document.querySelector("h1")?.firstChild?.textContent.trim(), notes });
  }

  window.paperNotes = { marks, show, list: () => stored(sessionStorage, LIST, null) };

  function start() {
    show();
    startButtons();
  }

  document.addEventListener("click", rememberList);
  // Material announces each page that it swaps in; without it there is the one page.
  if (typeof document$ === "undefined") start();
  else document$.subscribe(start);
})();
