// Which notes to read before one, by what they need and explain; and the form that shows it.
window.paperNotesOrder = (() => {
  "use strict";

  const KNOWN = "paper-notes:known";

  function known() {
    try {
      return new Set(JSON.parse(localStorage.getItem(KNOWN)) ?? []);
    } catch {
      return new Set();
    }
  }

  function remember(names) {
    try {
      localStorage.setItem(KNOWN, JSON.stringify([...names]));
    } catch {
      // storage is blocked: the choice holds for this visit
    }
  }

  // The notes that explain each concept, the easiest first, and those that need it.
  function index({ concepts, notes }) {
    const explaining = concepts.map(() => []);
    const needing = concepts.map(() => []);
    notes.forEach(([, , , needs, explains], note) => {
      for (const concept of needs) needing[concept].push(note);
      for (const concept of explains) explaining[concept].push(note);
    });
    for (const group of explaining) group.sort((a, b) => notes[a][2] - notes[b][2] || a - b);
    return { explaining, needing };
  }

  // From a target back over the concepts that it needs to the notes that explain them; what is known needs nothing.
  function readingOrder({ concepts, notes, explaining }, target, knows) {
    const order = [];
    const missing = new Set();
    const cycles = [];
    const state = new Map();

    function visit(note, because) {
      if (state.get(note) === "done") return;
      if (state.get(note) === "open") {
        cycles.push(note);
        return;
      }
      state.set(note, "open");
      for (const concept of notes[note][3]) {
        if (knows.has(concepts[concept][0])) continue;
        const first = explaining[concept].find((other) => other !== note);
        if (first === undefined) missing.add(concept);
        else visit(first, concept);
      }
      state.set(note, "done");
      order.push({ note, because });
    }

    visit(target, null);
    return { order, missing: [...missing], cycles };
  }

  class Order {
    constructor(form, data, address) {
      this.form = form;
      this.data = data;
      this.address = address;
      this.knows = known();
      this.result = form.querySelector(".pn-order__result");
    }

    start() {
      const entries = this.data.notes.map(([, title], place) => [String(place), title]);
      new window.paperNotesFinder(this.form.target, entries, (id) => this.choose(Number(id)));
      this.form.addEventListener("submit", (event) => event.preventDefault());
      const asked = new URLSearchParams(location.search).get("to");
      const place = this.data.notes.findIndex(([slug]) => slug === asked);
      this.choose(Math.max(0, place), false);
    }

    choose(target, isNew = true) {
      this.target = target;
      this.form.target.value = this.data.notes[target][1];
      if (isNew) history.replaceState(history.state, "", `?to=${encodeURIComponent(this.data.notes[target][0])}`);
      const everything = readingOrder(this.data, target, new Set());
      const needed = new Set(everything.order.flatMap(({ note }) => this.data.notes[note][3]));
      this.form.querySelector(".pn-order__known").replaceChildren(...[...needed].map((place) => this.box(place)));
      this.show();
    }

    box(place) {
      const [name] = this.data.concepts[place];
      const label = document.createElement("label");
      const input = document.createElement("input");
      input.type = "checkbox";
      input.checked = this.knows.has(name);
      input.addEventListener("change", () => {
        if (input.checked) this.knows.add(name);
        else this.knows.delete(name);
        remember(this.knows);
        this.show();
      });
      const span = document.createElement("span");
      span.textContent = name;
      label.append(input, span);
      return label;
    }

    show() {
      const { none, missing: missingWords, cycle, why, between } = this.form.dataset;
      const { order, missing, cycles } = readingOrder(this.data, this.target, this.knows);
      const list = document.createElement("ol");
      for (const { note, because } of order) {
        const item = document.createElement("li");
        const link = document.createElement("a");
        link.href = this.address(`n${note}`);
        link.textContent = this.data.notes[note][1];
        item.append(link);
        if (because !== null) item.append(` · ${why.replace("{}", this.data.concepts[because][0])}`);
        list.append(item);
      }
      const told = [];
      if (order.length === 1 && !missing.length) told.push(none);
      if (missing.length) told.push(missingWords.replace("{}", missing.map((p) => this.data.concepts[p][0]).join(between)));
      if (cycles.length) told.push(cycle.replace("{}", cycles.map((p) => this.data.notes[p][1]).join(between)));
      const lines = told.map((text) => Object.assign(document.createElement("p"), { textContent: text }));
      this.result.replaceChildren(list, ...lines);
    }
  }

  return { Order, index, readingOrder };
})();
