// Narrows and sorts the list of all notes. The choice stands in the address, so that it can be linked. The index of all
// notes is fetched once; what rows show comes in shards, fetched when a row of them is shown.
(() => {
  "use strict";

  const STEP = 30; // rows at a time

  async function fetchJson(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer.json();
  }

  class Catalogue {
    constructor(form) {
      this.form = form;
      this.results = form.parentElement.querySelector(".pn-results");
      this.list = this.results.querySelector(".pn-rows");
      this.output = this.results.querySelector("output");
      this.further = this.results.querySelector(".pn-further");
      this.done = form.querySelector(".pn-facets__done button");
      this.template = this.results.querySelector("#pn-row");
      this.base = new URL(form.dataset.index, location.href);
      this.files = new Map();
      this.order = [];
      this.shown = 0;
      this.run = 0;
    }

    async start() {
      this.recall();
      this.form.addEventListener("change", () => this.apply());
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.form.addEventListener("reset", () => setTimeout(() => this.clear()));
      this.further.addEventListener("click", () => this.showMore());
      this.list.addEventListener("click", () => history.replaceState({ ...history.state, top: scrollY }, ""));
      this.startToggle();
      try {
        this.index = await fetchJson(this.base);
      } catch {
        this.form.hidden = true;
        this.output.textContent = this.form.dataset.failed; // the list itself is whole
        return;
      }
      this.facets = this.index.facets.map((facet) => ({ ...facet, all: facet.of.map((of) => this.places(of)) }));
      this.count = this.index.stars.length;
      this.completeForm();
      this.recall();
      if (location.search) await this.apply(false);
      else await this.refreshCounts();
      this.form.dataset.ready = "";
    }

    places(of) {
      if (Array.isArray(of)) return of;
      return of < 0 ? [] : [of];
    }

    // A phone shows the form when it is asked for; the count at its end leads to what matches.
    startToggle() {
      const button = this.form.parentElement.querySelector(".pn-filter");
      const toggle = () => {
        const open = this.form.classList.toggle("pn-facets--open");
        button.setAttribute("aria-expanded", String(open));
      };
      button.addEventListener("click", toggle);
      this.done.addEventListener("click", () => {
        toggle();
        button.focus();
        button.scrollIntoView({ block: "start" });
      });
    }

    // Values that are too rare to stand on the page wait behind a button; one that the address names is shown.
    completeForm() {
      const asked = new URLSearchParams(location.search);
      for (const facet of this.facets) {
        const box = this.form.querySelector(`fieldset[data-facet="${facet.name}"]`);
        const button = box.querySelector(".pn-more-values");
        const rest = facet.values.slice(facet.shown);
        const named = rest.filter(([value]) => asked.getAll(facet.name).includes(value));
        button?.before(...named.map((value) => this.label(facet.name, value)));
        button?.addEventListener("click", () => {
          const labels = rest.filter((value) => !named.includes(value)).map((value) => this.label(facet.name, value));
          button.replaceWith(...labels);
          labels[0]?.querySelector("input").focus();
          this.refreshCounts();
        });
      }
    }

    label(name, [value, words]) {
      const label = document.createElement("label");
      const input = document.createElement("input");
      input.type = "checkbox";
      input.name = name;
      input.value = value;
      const span = document.createElement("span");
      span.append(`${words} `, document.createElement("small"));
      label.append(input, span);
      return label;
    }

    recall() {
      const query = new URLSearchParams(location.search);
      for (const box of this.form.querySelectorAll("input[type=checkbox]"))
        box.checked = query.getAll(box.name).includes(box.value);
      const sort = query.get("sort");
      if ([...this.form.sort.options].some((option) => option.value === sort)) this.form.sort.value = sort;
    }

    remember() {
      const query = new URLSearchParams(new FormData(this.form));
      if (query.get("sort") === "new") query.delete("sort");
      const text = query.toString();
      history.replaceState({ ...history.state, shown: 0 }, "", text ? `?${text}` : location.pathname);
    }

    clear() {
      for (const box of this.form.querySelectorAll("input")) box.checked = false;
      this.form.sort.value = "new";
      this.apply();
    }

    chosen() {
      const chosen = new Map();
      for (const box of this.form.querySelectorAll("input:checked"))
        chosen.set(box.name, (chosen.get(box.name) ?? new Set()).add(box.value));
      return chosen;
    }

    // The facets with what is chosen of each, as places; the reader's own marks become a facet like the others.
    async state() {
      const chosen = this.chosen();
      const facets = [...this.facets];
      const marks = window.paperNotes.marks();
      if (marks.read.size || marks.bookmark.size || chosen.has("mine")) facets.push(await this.mine(marks));
      return facets.map((facet) => {
        const wanted = chosen.get(facet.name);
        const places = facet.values.flatMap(([value], place) => (wanted?.has(value) ? [place] : []));
        return { ...facet, wanted: wanted ? new Set(places) : null };
      });
    }

    async mine(marks) {
      const slugs = await this.file("slugs.json");
      const all = slugs.map((slug) => {
        const own = [marks.read.has(slug) ? 1 : 0];
        if (marks.bookmark.has(slug)) own.push(2);
        return own;
      });
      return { name: "mine", values: [["unread"], ["read"], ["bookmark"]], all };
    }

    async apply(remember = true) {
      if (!this.index) return;
      if (remember) this.remember();
      const run = ++this.run;
      const facets = await this.state();
      const matching = this.narrow(facets);
      const order = await this.sorted(matching);
      if (run !== this.run) return; // another choice was made meanwhile
      this.order = order;
      this.output.textContent = order.length
        ? this.form.dataset.shown.replace("{}", order.length)
        : this.form.dataset.none;
      this.done.textContent = this.done.dataset.see.replace("{}", order.length);
      await this.showFirst(run);
    }

    async refreshCounts() {
      this.narrow(await this.state());
    }

    // The notes that match; each value of a facet counts the notes that match all the other facets.
    narrow(facets) {
      const counts = facets.map((facet) => new Uint32Array(facet.values.length));
      const matching = [];
      for (let note = 0; note < this.count; note++) {
        let misses = 0;
        let missed = -1;
        for (let f = 0; f < facets.length && misses < 2; f++) {
          const { wanted, all } = facets[f];
          if (wanted && !all[note].some((place) => wanted.has(place))) {
            misses++;
            missed = f;
          }
        }
        if (misses > 1) continue;
        if (misses === 0) matching.push(note);
        for (let f = 0; f < facets.length; f++)
          if (misses === 0 || f === missed) for (const place of facets[f].all[note]) counts[f][place]++;
      }
      facets.forEach((facet, f) => this.showCounts(facet, counts[f]));
      return matching;
    }

    showCounts(facet, counts) {
      const places = new Map(facet.values.map(([value], place) => [value, place]));
      for (const box of this.form.querySelectorAll(`input[name="${facet.name}"]`)) {
        const count = counts[places.get(box.value)] ?? 0;
        const label = box.parentElement;
        label.querySelector("small").textContent = count;
        label.classList.toggle("pn-none", !count && !box.checked);
      }
    }

    async sorted(notes) {
      const { stars, minutes, dates } = this.index;
      const by = this.form.sort.value;
      if (by === "title") {
        const ranks = await this.file("titles.json");
        return notes.sort((a, b) => ranks[a] - ranks[b]);
      }
      const keys = {
        date: (note) => -dates[note],
        easy: (note) => Number(stars[note]),
        hard: (note) => -Number(stars[note]),
        short: (note) => minutes[note],
      };
      const key = keys[by];
      return key ? notes.sort((a, b) => key(a) - key(b) || a - b) : notes;
    }

    // Whoever comes back from a note finds as many rows as they left, at the place where they left.
    async showFirst(run) {
      const { shown = 0, top } = history.state ?? {};
      const rows = await this.rows(this.order.slice(0, Math.max(STEP, shown)));
      if (run !== this.run) return;
      for (const part of this.results.querySelectorAll(".pn-pager, .pn-part")) part.remove();
      this.list.replaceChildren(...rows);
      this.shown = rows.length;
      this.finish();
      if (shown > STEP) scrollTo(0, top ?? scrollY);
    }

    async showMore() {
      const rows = await this.rows(this.order.slice(this.shown, this.shown + STEP));
      this.list.append(...rows);
      this.shown += rows.length;
      rows[0]?.querySelector("a").focus();
      this.finish();
      history.replaceState({ ...history.state, shown: this.shown }, "");
    }

    finish() {
      this.further.hidden = this.shown >= this.order.length;
      window.paperNotes.show(this.list);
      document.dispatchEvent(new CustomEvent("paper-notes:math"));
    }

    file(name) {
      if (!this.files.has(name)) this.files.set(name, fetchJson(new URL(`${name}?v=${this.index.version}`, this.base)));
      return this.files.get(name);
    }

    async rows(notes) {
      const { shard } = this.index;
      return Promise.all(
        notes.map(async (note) => this.row((await this.file(`rows-${Math.floor(note / shard)}.json`))[note % shard])),
      );
    }

    row([slug, title, paper, publication, stars, minutes, status]) {
      const row = this.template.content.firstElementChild.cloneNode(true);
      const part = (name) => row.querySelector(name);
      row.dataset.slug = slug;
      part(".pn-row__title").href = this.form.dataset.note.replace("{}", slug);
      words(part(".pn-row__title"), title);
      words(part(".pn-row__paper"), paper);
      words(part(".pn-row__publication"), publication);
      part(".pn-stars").title = this.form.dataset.stars.split("|")[stars - 1];
      part(".pn-stars i").textContent = "★".repeat(5 - stars);
      part(".pn-stars").prepend("★".repeat(stars));
      part(".pn-minutes").textContent = this.form.dataset.minutes.replace("{}", minutes);
      for (const badge of row.querySelectorAll(".pn-badge")) if (badge.dataset.status !== status) badge.remove();
      return row;
    }
  }

  // Text with math as \(…\): the formula is marked for the script that sets formulas.
  function words(element, text) {
    text.split(/(\\\(.*?\\\))/).forEach((part, place) => {
      if (place % 2 === 0) return element.append(part);
      const formula = document.createElement("span");
      formula.className = "arithmatex";
      formula.textContent = part;
      element.append(formula);
    });
  }

  function start() {
    const form = document.querySelector("form.pn-facets");
    if (form && !form.dataset.started) {
      form.dataset.started = "";
      new Catalogue(form).start();
    }
  }

  // Material announces each page that it swaps in; without it there is the one page.
  if (typeof document$ === "undefined") start();
  else document$.subscribe(start);
})();
