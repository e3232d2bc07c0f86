// The prerequisite graph, drawn by vis-network, and the order in which to read towards a paper.
(() => {
  "use strict";

  const FEW = 24;
  const KNOWN = "paper-notes:known";
  const lib = new URL("lib/", document.currentScript.src);

  function loadVis() {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL("vis-network.min.js", lib);
      script.addEventListener("load", resolve);
      script.addEventListener("error", reject);
      document.head.append(script);
    });
  }

  function colour(name) {
    return getComputedStyle(document.body).getPropertyValue(`--pn-${name}`).trim();
  }

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

  // Words that fit into a box: Han characters count twice.
  function shorten(text, most) {
    let width = 0;
    for (let i = 0; i < text.length; i++) {
      width += text.charCodeAt(i) > 0x2e80 ? 2 : 1;
      if (width > most) return `${text.slice(0, i)}…`;
    }
    return text;
  }

  class Graph {
    constructor(frame, data) {
      this.frame = frame;
      this.data = data;
      this.canvas = frame.querySelector(".pn-graph__canvas");
      this.picked = null;
    }

    address(id) {
      const { note, concept } = this.frame.dataset;
      if (id[0] === "n") return note.replace("{}", this.data.notes[id.slice(1)][0]);
      const key = this.data.concepts[id.slice(1)][1];
      return key ? concept.replace("{}", encodeURIComponent(key)) : "";
    }

    name(id) {
      return id[0] === "n" ? this.data.notes[id.slice(1)][1] : this.data.concepts[id.slice(1)][0];
    }

    nodes() {
      const uses = this.data.concepts.map(() => 0);
      for (const [, , , needs] of this.data.notes) for (const place of needs) uses[place]++;
      const concepts = this.data.concepts.map(([name], place) => ({
        id: `c${place}`,
        label: shorten(name, 24),
        title: name,
        shape: "dot",
        size: 7 + 3 * Math.sqrt(uses[place]),
        color: this.colours("concept"),
      }));
      const few = this.data.notes.length <= FEW;
      const notes = this.data.notes.map(([, title, stars, , explains], place) => ({
        id: `n${place}`,
        title: `${title} ${"★".repeat(stars)}`,
        color: this.colours("note"),
        // Of many notes only those carry their title that others build on.
        ...(few || explains.length ? { shape: "box", label: shorten(title, 22) } : { shape: "square", size: 6 }),
      }));
      return [...concepts, ...notes];
    }

    colours(kind) {
      const own = kind === "note" ? [colour("soft"), colour("link")] : [colour("seal"), colour("seal")];
      return { background: own[0], border: own[1], highlight: { background: colour("seal-soft"), border: colour("seal") } };
    }

    edges() {
      return this.data.notes.flatMap(([, , , needs, explains], place) => [
        ...needs.map((concept) => ({ from: `c${concept}`, to: `n${place}` })),
        ...explains.map((concept) => ({ from: `n${place}`, to: `c${concept}`, width: 2 })),
      ]);
    }

    draw() {
      const nodes = this.nodes();
      this.network?.destroy();
      this.network = new vis.Network(
        this.canvas,
        { nodes, edges: this.edges() },
        {
          layout: { randomSeed: 7, improvedLayout: nodes.length < 120 },
          nodes: { font: { color: colour("ink"), size: 18, face: getComputedStyle(document.body).fontFamily }, borderWidth: 1 },
          edges: { arrows: { to: { scaleFactor: 0.5 } }, color: { color: colour("edge"), highlight: colour("seal") }, smooth: false },
          physics: {
            solver: "forceAtlas2Based",
            forceAtlas2Based: { gravitationalConstant: -60, springLength: 90, avoidOverlap: 0.4 },
            stabilization: { iterations: nodes.length < 120 ? 250 : 80, updateInterval: 5 },
          },
          interaction: { hover: false, tooltipDelay: 150, keyboard: false },
        },
      );
      this.canvas.querySelector(".vis-network").tabIndex = -1; // the frame around it is the stop
      this.network.once("stabilizationIterationsDone", () => {
        this.network.setOptions({ physics: false });
        this.network.fit();
        this.frame.dataset.ready = "";
      });
    }

    // The first click shows what stands before and after, the second one opens.
    pick(id) {
      const told = this.frame.querySelector(".pn-graph__picked");
      if (!id) {
        this.picked = null;
        told.replaceChildren();
        return;
      }
      const address = this.address(id);
      if (id === this.picked && address) {
        location.href = address;
        return;
      }
      this.picked = id;
      const link = document.createElement(address ? "a" : "span");
      if (address) link.href = address;
      link.textContent = this.name(id);
      told.replaceChildren(link);
      this.network.selectNodes([id, ...this.network.getConnectedNodes(id)]);
    }

    steer(event) {
      const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
      const zooms = { "+": 1.2, "=": 1.2, "-": 1 / 1.2 };
      const scale = this.network.getScale();
      const { x, y } = this.network.getViewPosition();
      if (event.key in zooms) this.network.moveTo({ scale: scale * zooms[event.key] });
      else if (event.key in moves) {
        const [right, down] = moves[event.key];
        this.network.moveTo({ position: { x: x + (60 * right) / scale, y: y + (60 * down) / scale } });
      } else return;
      event.preventDefault();
    }

    listen() {
      for (const button of this.frame.querySelectorAll("button[data-zoom]"))
        button.addEventListener("click", () =>
          this.network.moveTo({ scale: this.network.getScale() * Number(button.dataset.zoom) }),
        );
      this.frame.querySelector("[data-fit]").addEventListener("click", () => this.network.fit());
      // The browser's own click, for vis-network takes a press on a slow machine for none; a drag ends in one too. The
      // place is that of the press: to focus the drawing may scroll the page.
      let [x, y, node] = [0, 0, undefined];
      this.canvas.addEventListener(
        "pointerdown",
        (event) => {
          const frame = this.canvas.getBoundingClientRect();
          [x, y] = [event.clientX, event.clientY];
          node = this.network.getNodeAt({ x: x - frame.left, y: y - frame.top });
        },
        true,
      );
      this.canvas.addEventListener("click", (event) => {
        if (Math.hypot(event.clientX - x, event.clientY - y) < 8) this.pick(node);
      });
      this.canvas.addEventListener("keydown", (event) => this.steer(event));
      new MutationObserver(() => this.draw()).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
    }
  }

  // From a target back over the concepts that it needs to the notes that explain them; what is known needs nothing.
  function readingOrder(data, target, knows) {
    const explainers = data.concepts.map((_, concept) =>
      data.notes.flatMap(([, , , , explains], note) => (explains.includes(concept) ? [note] : [])),
    );
    for (const group of explainers) group.sort((a, b) => data.notes[a][2] - data.notes[b][2] || a - b);
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
      for (const concept of data.notes[note][3]) {
        if (knows.has(data.concepts[concept][0])) continue;
        const [first] = explainers[concept].filter((other) => other !== note);
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
    constructor(form, graph) {
      this.form = form;
      this.graph = graph;
      this.data = graph.data;
      this.knows = known();
      this.result = form.querySelector(".pn-order__result");
    }

    start() {
      this.data.notes.forEach(([slug, title], place) => this.form.target.append(new Option(title, place)));
      const asked = new URLSearchParams(location.search).get("to");
      const place = this.data.notes.findIndex(([slug]) => slug === asked);
      if (place >= 0) this.form.target.value = place;
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.form.target.addEventListener("change", () => this.choose());
      this.choose(false);
    }

    choose(isNew = true) {
      const target = Number(this.form.target.value);
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
      const { order, missing, cycles } = readingOrder(this.data, Number(this.form.target.value), this.knows);
      const list = document.createElement("ol");
      for (const { note, because } of order) {
        const item = document.createElement("li");
        const link = document.createElement("a");
        link.href = this.graph.address(`n${note}`);
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

  async function start() {
    const frame = document.querySelector(".pn-graph");
    const form = document.querySelector("form.pn-order");
    if (!frame || frame.dataset.started) return;
    frame.dataset.started = "";
    try {
      const answer = await fetch(frame.dataset.graph);
      const graph = new Graph(frame, await answer.json());
      new Order(form, graph).start();
      form.hidden = false;
      await loadVis();
      graph.draw();
      graph.listen();
    } catch {
      frame.hidden = true; // opened from disk: the text below says the same
    }
  }

  // Material announces each page that it swaps in; without it there is the one page.
  if (typeof document$ === "undefined") start();
  else document$.subscribe(start);
})();
