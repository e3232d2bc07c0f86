// The menu 转发: copies, shows and downloads what the site wrote to export/. Nothing is asked of any other site.
(() => {
  "use strict";

  const HTML = "wechat.html";

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

  // Says below the buttons what happened.
  function reporting(status, action, success) {
    return async () => {
      try {
        await action();
        status.textContent = success;
      } catch {
        status.textContent = "浏览器不允许复制：请用「下载」。";
      }
    };
  }

  function preview(name, file, text) {
    const close = element("button", { type: "button", textContent: "关闭" });
    const frame = element("iframe", { className: "cp-phone", title: `${name}预览` });
    frame.setAttribute("sandbox", ""); // it is shown, never run
    const shown = file === HTML ? text : element("pre", { textContent: text }).outerHTML;
    frame.srcdoc = `<!doctype html><meta charset="utf-8"><base href="${new URL("export/", location.href)}">${shown}`;
    const dialog = element("dialog", { className: "cp-dialog" }, close, frame);
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }

  function limits({ count, least, most }) {
    if (most === null) return "";
    return `${count} / ${least === null ? most : `${least}–${most}`} 字`;
  }

  function isWrong({ count, least, most }) {
    return (most !== null && count > most) || (least !== null && count < least);
  }

  function fieldRow(field) {
    const counter = element("span", { className: "cp-count" });
    const input = element("textarea", { value: field.value, rows: field.value.length > 40 ? 3 : 1 });
    const recount = () => {
      const now = { ...field, count: [...input.value].length };
      counter.textContent = limits(now);
      counter.classList.toggle("cp-wrong", isWrong(now));
    };
    input.addEventListener("input", recount);
    recount();
    return element("label", { className: "cp-field" }, element("span", { textContent: field.name }), input, counter);
  }

  function findingRow({ rule, severity, message, line }) {
    const place = line ? `（第 ${line} 行）` : "";
    return element("li", { className: `cp-${severity}`, textContent: `${rule}：${message}${place}` });
  }

  function post({ name, file, fields, findings, next, characters }, text) {
    const status = element("p", { className: "cp-status", role: "status" });
    const button = (label, action) => {
      const made = element("button", { type: "button", textContent: label });
      made.addEventListener("click", action);
      return made;
    };
    const type = file === HTML ? "text/html" : "text/markdown";
    const download = element("a", { className: "cp-button", textContent: "下载", download: file });
    download.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
    return element(
      "section",
      { className: "cp-post", ariaLabel: name },
      element(
        "div",
        { className: "cp-actions" },
        button("复制", reporting(status, () => copy(flavours(file, text)), `已复制 ${characters} 个字符。${next}`)),
        button("预览", () => preview(name, file, text)),
        download,
      ),
      status,
      element("p", { className: "cp-next", textContent: next }),
      ...fields.filter(({ value }) => value).map(fieldRow),
      element("ul", { className: "cp-findings" }, ...findings.map(findingRow)),
    );
  }

  function choose(tabs, posts, index) {
    tabs.forEach((tab, place) => tab.setAttribute("aria-pressed", String(place === index)));
    posts.forEach((shown, place) => (shown.hidden = place !== index));
  }

  async function fill(menu) {
    const panel = menu.querySelector(".cp-panel");
    const folder = new URL(menu.dataset.export, location.href);
    try {
      const platforms = Object.values(JSON.parse(await read(new URL("meta.json", folder))).platforms);
      const texts = await Promise.all(platforms.map(({ file }) => read(new URL(file, folder))));
      const posts = platforms.map((platform, index) => post(platform, texts[index]));
      const tabs = platforms.map(({ name }) => element("button", { type: "button", textContent: name }));
      tabs.forEach((tab, index) => tab.addEventListener("click", () => choose(tabs, posts, index)));
      choose(tabs, posts, 0);
      panel.replaceChildren(element("div", { className: "cp-tabs", role: "group" }, ...tabs), ...posts);
    } catch {
      panel.replaceChildren(element("p", { textContent: "读不到转发稿：请重新构建站点。" }));
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
