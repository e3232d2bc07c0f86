// The menu 转发: copies, shows and downloads what the site wrote to export/. Nothing is asked of any other site.
(() => {
  "use strict";

  const HTML = "wechat.html";
  const WORDS = new URL("words.json", document.currentScript.src);

  function element(tag, properties = {}, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }

  async function read(url) {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    return response.text();
  }

  function wordsOf(html) {
    return new DOMParser().parseFromString(html, "text/html").body.textContent;
  }

  // Rich text for an editor of rich text, Markdown as plain text for the others.
  function flavours(file, text) {
    return file === HTML ? { "text/html": text, "text/plain": wordsOf(text) } : { "text/plain": text };
  }

  // The event first: it hands the text over unchanged. ClipboardItem wraps HTML into a document of its own.
  function copyByEvent(parts) {
    let done = false;
    const hand = (event) => {
      for (const [type, text] of Object.entries(parts)) event.clipboardData.setData(type, text);
      event.preventDefault();
      event.stopImmediatePropagation();
      done = true;
    };
    document.addEventListener("copy", hand, { capture: true, once: true });
    document.execCommand("copy");
    document.removeEventListener("copy", hand, { capture: true });
    return done;
  }

  async function copy(parts) {
    if (copyByEvent(parts)) return;
    const blobs = Object.entries(parts).map(([type, text]) => [type, new Blob([text], { type })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
  }

  // Words of the page's language; {} stands for what varies.
  function say(template, value) {
    return template.replace("{}", value);
  }

  // Says below the buttons what happened.
  function reporting(status, action, success, failure) {
    return async () => {
      try {
        await action();
        status.textContent = success;
      } catch {
        status.textContent = failure;
      }
    };
  }

  // Each page links our sheet, and KaTeX's where it has formulas; what is previewed needs the same.
  function sheet(address) {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    return link.outerHTML;
  }

  function sheets() {
    const own = document.querySelector('link[href*="assets/crosspost/"]');
    const katexSheet = document.querySelector('link[href$="katex.min.css"]');
    return sheet(new URL("preview.css", own.href).href) + (katexSheet ? sheet(katexSheet.href) : "");
  }

  // The frame runs nothing: the page sets its formulas, and keeps its links from leading anywhere.
  function complete(frame) {
    const shown = frame.contentDocument;
    const room = shown.body.clientWidth;
    for (const formula of shown.querySelectorAll(".cp-math")) {
      katex.render(formula.textContent, formula, {
        displayMode: "display" in formula.dataset,
        throwOnError: false,
        strict: "ignore",
        maxExpand: 1000,
      });
      formula.classList.toggle("cp-wide", formula.offsetWidth > room);
    }
    shown.addEventListener("click", (event) => event.preventDefault());
  }

  function preview(name, file, shown, words) {
    const close = element("button", { type: "button", textContent: words.close });
    const frame = element("iframe", { className: "cp-phone", title: say(words.preview_of, name) });
    frame.setAttribute("sandbox", "allow-same-origin"); // it is shown, never run
    const kind = file === HTML ? "cp-page" : "cp-reading";
    frame.srcdoc = `<!doctype html><meta charset="utf-8">${sheets()}<body class="${kind}">${shown}`;
    frame.addEventListener("load", () => complete(frame));
    const dialog = element("dialog", { className: "cp-dialog" }, close, frame);
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }

  function limits({ count, least, most }, words) {
    if (most === null) return "";
    return `${count} / ${least === null ? most : `${least}–${most}`}${words.unit}`;
  }

  function isWrong({ count, least, most }) {
    return (most !== null && count > most) || (least !== null && count < least);
  }

  // A field can be copied too, as it stands now: the platform asks for title and abstract apart from the text.
  function fieldRow(field, status, words) {
    const counter = element("span", { className: "cp-count" });
    const input = element("textarea", { value: field.value, rows: field.value.length > 40 ? 3 : 1 });
    const recount = () => {
      const now = { ...field, count: [...input.value].length };
      counter.textContent = limits(now, words);
      counter.classList.toggle("cp-wrong", isWrong(now));
    };
    input.addEventListener("input", recount);
    recount();
    const button = element("button", { type: "button", textContent: words.copy });
    button.ariaLabel = `${words.copy} ${field.name}`;
    const taken = () => copy({ "text/plain": input.value });
    button.addEventListener("click", reporting(status, taken, say(words.copied_field, field.name), words.refused));
    const label = element("label", {}, element("span", { textContent: field.name }), input);
    return element("div", { className: "cp-field" }, label, counter, button);
  }

  function findingRow({ rule, severity, message, line }, words) {
    const place = line ? say(words.line, line) : "";
    return element("li", { className: `cp-${severity}`, textContent: `${rule}：${message}${place}` });
  }

  // Where it has been posted, and whether the note is still the same.
  function postedRow({ url, date, changed }, words) {
    const where = url ? element("a", { href: url, textContent: url, rel: "noopener" }) : words.posted_draft;
    const state = { true: ` ${words.changed}`, false: ` ${words.same}` }[changed] ?? "";
    const row = element("p", { className: "cp-posted" }, words.posted, where, date ? ` ${date}` : "", state);
    row.classList.toggle("cp-changed", changed === true);
    return row;
  }

  function post(key, { name, file, fields, findings, characters, posted }, { text, shown }, words) {
    const next = words[`next_${key}`];
    const status = element("p", { className: "cp-status", role: "status" });
    const button = (label, action) => {
      const made = element("button", { type: "button", textContent: label });
      made.addEventListener("click", action);
      return made;
    };
    const type = file === HTML ? "text/html" : "text/markdown";
    const download = element("a", { className: "cp-button", textContent: words.download, download: file });
    download.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
    return element(
      "section",
      { className: "cp-post", ariaLabel: name },
      element(
        "div",
        { className: "cp-actions" },
        button(
          words.copy,
          reporting(status, () => copy(flavours(file, text)), `${say(words.copied, characters)} ${next}`, words.refused),
        ),
        button(words.preview, () => preview(name, file, shown, words)),
        download,
      ),
      status,
      ...(posted ? [postedRow(posted, words)] : []),
      element("p", { className: "cp-next", textContent: next }),
      ...fields.filter(({ value, least }) => value || least).map((field) => fieldRow(field, status, words)),
      element("ul", { className: "cp-findings" }, ...findings.map((finding) => findingRow(finding, words))),
    );
  }

  function choose(tabs, posts, index) {
    tabs.forEach((tab, place) => tab.setAttribute("aria-pressed", String(place === index)));
    posts.forEach((shown, place) => (shown.hidden = place !== index));
  }

  // What is copied, and what is shown: there the note's pictures come from here, wherever the site is published.
  async function readPost({ file, preview }, folder, url) {
    const [text, shown] = await Promise.all([file, preview].map((name) => read(new URL(name, folder))));
    return { text, shown: shown.replaceAll(`src="${url || "../"}`, `src="${new URL("../", folder)}`) };
  }

  async function fill(menu) {
    const panel = menu.querySelector(".cp-panel");
    const folder = new URL(menu.dataset.export, location.href);
    try {
      const files = await Promise.all([new URL("meta.json", folder), WORDS].map(read));
      const [meta, words] = files.map((text) => JSON.parse(text));
      const platforms = Object.entries(meta.platforms);
      const texts = await Promise.all(platforms.map(([, platform]) => readPost(platform, folder, meta.url)));
      const posts = platforms.map(([key, platform], index) => post(key, platform, texts[index], words));
      const tabs = platforms.map(([, { name }]) => element("button", { type: "button", textContent: name }));
      tabs.forEach((tab, index) => tab.addEventListener("click", () => choose(tabs, posts, index)));
      choose(tabs, posts, 0);
      panel.replaceChildren(element("div", { className: "cp-tabs", role: "group" }, ...tabs), ...posts);
    } catch {
      panel.replaceChildren(element("p", { textContent: menu.dataset.unreadable }));
    }
  }

  function start() {
    for (const menu of document.querySelectorAll(".cp-menu:not([data-ready])")) {
      menu.dataset.ready = "";
      menu.addEventListener("toggle", () => fill(menu), { once: true });
    }
  }

  // Material announces each page that it swaps in; without it there is the one page.
  if (typeof document$ === "undefined") start();
  else document$.subscribe(start);
})();
