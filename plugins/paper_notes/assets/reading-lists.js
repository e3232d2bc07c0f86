// How many papers of a list the reader has read, by the marks that their own browser keeps.
(() => {
  "use strict";

  function start() {
    const { read } = paperNotes.marks();
    for (const progress of document.querySelectorAll(".pn-progress")) {
      const slugs = progress.dataset.slugs.split(" ").filter(Boolean);
      const count = slugs.filter((slug) => read.has(slug)).length;
      progress.querySelector("progress").value = count;
      progress.querySelector("output").textContent = count;
      progress.querySelector(".pn-progress__read").hidden = false;
    }
  }

  // Material announces each page that it swaps in; without it there is the one page.
  if (typeof document$ === "undefined") start();
  else document$.subscribe(start);
})();
