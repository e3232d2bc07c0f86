// Narrows the list of all notes by the facets above it. The choice stands in the address, so that it can be linked.
(() => {
  "use strict";

  function matches(note, chosen) {
    return [...chosen].every(([facet, values]) => {
      const own = note.dataset[facet].split("\n");
      return values.some((value) => own.includes(value));
    });
  }

  function narrow(form) {
    const chosen = new Map();
    for (const [facet, value] of new FormData(form)) chosen.set(facet, [...(chosen.get(facet) ?? []), value]);
    let shown = 0;
    for (const year of document.querySelectorAll(".pn-all-year")) {
      const notes = [...year.querySelectorAll("li")];
      for (const note of notes) note.hidden = !matches(note, chosen);
      const left = notes.filter((note) => !note.hidden).length;
      year.hidden = left === 0;
      shown += left;
    }
    form.querySelector("output").textContent = form.dataset.shown.replace("{}", shown);
  }

  function remember(form) {
    const query = new URLSearchParams(new FormData(form)).toString();
    history.replaceState(history.state, "", query ? `?${query}` : location.pathname);
  }

  function recall(form) {
    const query = new URLSearchParams(location.search);
    for (const box of form.querySelectorAll("input")) box.checked = query.getAll(box.name).includes(box.value);
  }

  function start() {
    const form = document.querySelector("form.pn-facets");
    if (!form || !form.hidden) return;
    recall(form);
    narrow(form);
    form.hidden = false; // without this script the list is whole and the form not there
    form.addEventListener("change", () => {
      narrow(form);
      remember(form);
    });
    form.addEventListener("reset", () =>
      setTimeout(() => {
        form.querySelectorAll("input").forEach((box) => (box.checked = false));
        narrow(form);
        remember(form);
      }),
    );
  }

  // Material announces each page that it swaps in; without it there is the one page.
  if (typeof document$ === "undefined") start();
  else document$.subscribe(start);
})();
