// Shows what the index answers, in Material's own place and look: results with their sections, filters, arrow keys.
window.paperNotesDialog = async (box, input, root, load) => {
  "use strict";

  const SHOWN = 6; // results at first, and with each "more"
  const SECTIONS = 3; // of one page that are shown at once
  const words = paperNotesSearch.words;
  const form = box.querySelector("form");
  const meta = box.querySelector("output");
  const list = box.querySelector(".md-search-result__list");
  const filterBox = box.querySelector(".pn-search__filters");
  const index = await paperNotesIndex(root, load);
  let asked = 0; // the number of the last question: answers to earlier ones come too late
  let pending = Promise.resolve();

  function element(tag, className, ...children) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }

  // Text nodes only: what a page says never becomes markup here.
  function marked(parts) {
    return parts.flatMap(([gap, text, found]) => {
      if (!found) return [gap, text];
      const [, before, word, after] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su.exec(text);
      return word ? [gap, before, element("mark", "", word), after] : [gap, element("mark", "", text)];
    });
  }

  function address(result, anchor) {
    const url = new URL(result.url.replace(/^\//, ""), root);
    if (location.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html";
    for (const word of new Set(paperNotesUnits(input.value))) url.searchParams.append("h", word);
    if (anchor) url.hash = anchor;
    return url.href;
  }

  function link(result, anchor, ...children) {
    const made = element("a", "md-search-result__link", element("article", "md-search-result__article md-typeset", ...children));
    made.href = address(result, anchor);
    return made;
  }

  function facts(filters) {
    const shown = (name) => (filters[name] ?? []).map((value) => words.values[value] ?? value);
    const stars = shown("stars").map((text) => text.split(" ")[0]);
    const type = filters.type?.[0] === "note" ? [] : shown("type");
    return element("p", "pn-search__facts", [...type, ...stars, ...shown("venue"), ...shown("year")].join(" · "));
  }

  function sectionLink(result, section) {
    const title = element("h2", "", ...marked(section.title));
    if (section.figure) title.prepend(element("small", "pn-search__kind", words.figure), " ");
    return link(result, section.anchor, title, element("p", "", ...marked(section.text)));
  }

  function item(result) {
    const title = element("h1", "", ...marked(result.title));
    const text = result.text.length ? [element("p", "", ...marked(result.text))] : [];
    const top = link(result, "", title, facts(result.filters), ...text);
    const sections = result.sections.map((section) => sectionLink(result, section));
    const made = element("li", "md-search-result__item", top, ...sections.slice(0, SECTIONS));
    if (sections.length > SECTIONS) {
      const more = words.sections.replace("{}", sections.length - SECTIONS);
      made.append(
        element("details", "md-search-result__more", element("summary", "", element("div", "", more)), ...sections.slice(SECTIONS)),
      );
    }
    return made;
  }

  async function show(results, from, number) {
    const loaded = await Promise.all(results.slice(from, from + SHOWN).map((load) => load()));
    if (number !== asked) return;
    list.querySelector(".pn-search__more")?.remove();
    list.append(...loaded.map(item));
    const rest = results.length - from - loaded.length;
    if (rest <= 0) return;
    const button = element("button", "pn-search__more", words.more.replace("{}", rest));
    button.type = "button";
    button.addEventListener("click", async () => {
      const last = list.querySelectorAll("li:not(:has(.pn-search__more))").length;
      await show(results, from + SHOWN, number);
      list.children[last]?.querySelector("a").focus();
    });
    list.append(element("li", "md-search-result__item", button));
    list.lastElementChild.classList.add("pn-search__more");
  }

  function chosen() {
    const values = [...filterBox.querySelectorAll("select")].filter((select) => select.value);
    return Object.fromEntries(values.map((select) => [select.name, select.value]));
  }

  async function ask() {
    const number = ++asked;
    const query = input.value.trim();
    if (!query) {
      list.replaceChildren();
      meta.textContent = words.initial;
      return;
    }
    meta.textContent = words.searching;
    const results = await index.search(query, chosen());
    if (number !== asked) return;
    list.replaceChildren();
    const whole = index.isWhole();
    if (results.length) meta.textContent = words.found.replace("{}", results.length);
    else if (whole) meta.textContent = words.none;
    await show(results, 0, number);
    if (whole) return;
    await index.openAll();
    if (number === asked && !list.contains(document.activeElement)) await ask();
  }

  function askSoon() {
    const number = ++asked;
    pending = new Promise((resolve) => setTimeout(resolve, 150)).then(() => (number === asked ? ask() : undefined));
  }

  async function fillFilters() {
    if (filterBox.querySelector("select")) return;
    const counts = await index.filters();
    for (const [name, label] of Object.entries(words.filters)) {
      const values = Object.entries(counts[name] ?? {}).filter(([, count]) => count > 0);
      if (values.length < 2) continue;
      values.sort(([a], [b]) => (name === "venue" || name === "type" ? a.localeCompare(b) : b.localeCompare(a)));
      const select = element("select", "", new Option(words.any, ""));
      select.append(...values.map(([value, count]) => new Option(`${words.values[value] ?? value} (${count})`, value)));
      select.name = name;
      select.addEventListener("change", () => (pending = ask()));
      filterBox.append(element("label", "", element("span", "", label), select));
    }
  }

  function move(step) {
    const links = [...list.querySelectorAll("a, button, summary")].filter((one) => one.checkVisibility());
    const at = links.indexOf(document.activeElement);
    const next = at + step;
    if (next < 0) input.focus();
    else links[Math.min(next, links.length - 1)]?.focus();
  }

  async function openFirst() {
    await pending;
    list.querySelector("a")?.click();
  }

  box.addEventListener("keydown", (event) => {
    if (event.isComposing || event.target.tagName === "SELECT") return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    }
  });
  input.addEventListener("input", (event) => {
    if (!event.isComposing) askSoon();
  });
  input.addEventListener("compositionend", askSoon);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    openFirst();
  });
  form.addEventListener("reset", () => setTimeout(() => (ask(), input.focus())));
  box.querySelector(".pn-search__narrow").addEventListener("toggle", fillFilters);
  pending = ask();
  await pending;
};
