// A note's page: figures in a lightbox, the PDF in the page, copying, sharing, and the list that the reader came from.
(() => {
  "use strict";

  const lib = new URL("lib/", document.currentScript.src);
  let lightbox = null;

  function load(name) {
    return new Promise((resolve, reject) => {
      const isStyle = name.endsWith(".css");
      const tag = document.createElement(isStyle ? "link" : "script");
      if (isStyle) tag.rel = "stylesheet";
      tag[isStyle ? "href" : "src"] = new URL(name, lib);
      tag.addEventListener("load", resolve);
      tag.addEventListener("error", reject);
      document.head.append(tag);
    });
  }

  // Figures. GLightbox comes with the first figure that is opened; without it the link opens the image itself.

  function slideOf(link) {
    const image = link.querySelector("img");
    return { href: link.href, type: "image", alt: image.alt, description: "<div></div>" };
  }

  function fillSlide(slide, link) {
    const place = slide.querySelector(".gslide-desc");
    const caption = link.closest("figure")?.querySelector("figcaption");
    if (!place || place.dataset.filled) return;
    place.dataset.filled = "";
    if (caption) place.replaceChildren(...[...caption.cloneNode(true).childNodes]);
    else place.textContent = link.querySelector("img").alt;
  }

  async function zoom(event) {
    const link = event.target.closest?.("a.pn-zoom");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    try {
      lightbox ??= Promise.all([load("glightbox.min.js"), load("glightbox.min.css")]);
      await lightbox;
    } catch {
      location.href = link.href;
      return;
    }
    if (document.querySelector(".glightbox-container")) return; // a second click while the first one's was fetched
    const links = [...document.querySelectorAll("a.pn-zoom")];
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const box = GLightbox({
      elements: links.map(slideOf),
      startAt: links.indexOf(link),
      loop: false,
      openEffect: still ? "none" : "fade",
      closeEffect: still ? "none" : "fade",
      slideEffect: still ? "none" : "slide",
      descPosition: "bottom",
    });
    box.on("slide_after_load", ({ slideNode, slideIndex }) => fillSlide(slideNode, links[slideIndex]));
    box.on("open", () => nameButtons(link.closest("[data-close]")?.dataset));
    box.on("close", () => link.focus({ preventScroll: true }));
    box.open();
  }

  function nameButtons(words) {
    if (!words) return;
    for (const [name, text] of [["close", words.close], ["next", words.next], ["prev", words.previous]])
      document.querySelector(`.glightbox-container .g${name}`)?.setAttribute("aria-label", text);
    const container = document.querySelector(".glightbox-container");
    container?.setAttribute("aria-label", words.zoom);
    container?.setAttribute("aria-modal", "true");
  }

  // The PDF, by the browser's own viewer, loaded when it is opened.

  function openPdf(view, page) {
    const address = view.dataset.pdf + (page ? `#page=${page}` : "");
    if (navigator.pdfViewerEnabled === false) {
      view.querySelector(".pn-pdf__else").hidden = false;
      return false;
    }
    let frame = view.querySelector("iframe");
    if (frame && frame.getAttribute("src") === address) return true;
    frame?.remove(); // another fragment alone would not move every viewer
    frame = document.createElement("iframe");
    frame.title = view.querySelector("summary").textContent;
    frame.src = address;
    view.append(frame);
    return true;
  }

  function startPdf() {
    const view = document.querySelector("details.pn-pdf");
    view?.addEventListener("toggle", () => view.open && !view.querySelector("iframe") && openPdf(view));
  }

  window.paperNotes.showPage = (page) => {
    const view = document.querySelector("details.pn-pdf");
    if (!view || !openPdf(view, page)) return false;
    view.open = true;
    view.scrollIntoView({ block: "start" });
    return true;
  };

  // Copying and sharing.

  async function copy(text, button, output) {
    try {
      await navigator.clipboard.writeText(text);
      output.textContent = button.dataset.done;
    } catch {
      output.textContent = button.dataset.failed;
    }
  }

  function startCopy() {
    for (const button of document.querySelectorAll(".pn-copy")) {
      const box = button.closest("details");
      button.addEventListener("click", () =>
        copy(box.querySelector("code").textContent, button, box.querySelector("output")),
      );
    }
  }

  function startShare() {
    const button = document.querySelector("[data-share]");
    button?.addEventListener("click", async () => {
      const address = document.querySelector('link[rel="canonical"]')?.href ?? location.href.split("#")[0];
      if (!navigator.share) return copy(address, button, button.parentElement.querySelector("output"));
      try {
        await navigator.share({ title: document.title, url: address });
      } catch (error) {
        if (error.name !== "AbortError") copy(address, button, button.parentElement.querySelector("output"));
      }
    });
  }

  // Previous and next of the list that the reader came from, in place of those of all notes.
  function startNeighbours() {
    const nav = document.querySelector(".pn-neighbours");
    const slug = document.querySelector(".pn-tools")?.dataset.slug;
    const list = window.paperNotes.list();
    const place = list?.notes?.findIndex(([other]) => other === slug) ?? -1;
    if (!nav || place < 0 || list.notes.length < 2) return;
    const links = [
      ["prev", nav.dataset.previous, list.notes[place - 1]],
      ["next", nav.dataset.next, list.notes[place + 1]],
    ];
    const where = document.createElement("p");
    const [name, number, total] = [list.name ?? "", place + 1, list.notes.length];
    where.textContent = [name, number, total].reduce((text, value) => text.replace("{}", value), nav.dataset.place);
    nav.replaceChildren(where, ...links.filter(([, , note]) => note).map(neighbour));
    nav.hidden = false;
  }

  function neighbour([rel, word, [, title, address]]) {
    const link = document.createElement("a");
    link.rel = rel;
    link.href = new URL(address, location.href).origin === location.origin ? address : "#";
    const small = document.createElement("small");
    small.textContent = word;
    const span = document.createElement("span");
    span.textContent = title;
    link.append(small, span);
    return link;
  }

  // Code that scrolls stays reachable by keyboard: Material takes it out where the device can't hover.
  function keepCodeReachable() {
    for (const code of document.querySelectorAll(".pn-text pre > code")) {
      const keep = () => code.tabIndex === 0 || (code.tabIndex = 0);
      keep();
      new MutationObserver(keep).observe(code, { attributeFilter: ["tabindex"] });
    }
  }

  function start() {
    keepCodeReachable();
    startPdf();
    startCopy();
    startShare();
    startNeighbours();
  }

  document.addEventListener("click", zoom);
  // Material announces each page that it swaps in; without it there is the one page.
  if (typeof document$ === "undefined") start();
  else document$.subscribe(start);
})();
