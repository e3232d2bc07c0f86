// The prerequisite graph, drawn by vis-network: of a large one what most builds on, and what a reader looks for.
(() => {
  "use strict";

  const FEW = 24;
  const LEGIBLE = 0.55; // of the size in which words are drawn, 18 px
  const MOST_BEFORE = 60; // notes around the one that is looked at, the nearest; the order to read has all
  const MOST_AFTER = 40;
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

    // What is drawn at first: of a large graph its most important part.
    overview() {
      const [concepts, notes] = this.data.drawn;
      return { concepts: new Set(Array(concepts).keys()), notes: new Set(Array(notes).keys()) };
    }

    // What leads to a note or a concept, and what it leads to.
    around(id) {
      const place = Number(id.slice(1));
      const { notes, explaining, needing } = this.data;
      const isNote = id[0] === "n";
      const before = isNote
        ? window.paperNotesOrder.readingOrder(this.data, place, new Set()).order.slice(-MOST_BEFORE).map(({ note }) => note)
        : explaining[place].slice(0, MOST_BEFORE);
      const taught = isNote ? notes[place][4] : [place];
      const concepts = new Set([...taught, ...before.flatMap((note) => [...notes[note][3], ...notes[note][4]])]);
      const after = taught.flatMap((concept) => needing[concept]).slice(0, MOST_AFTER);
      return { concepts, notes: new Set([...before, ...after]) };
    }

    look(id) {
      this.shown = id ? this.around(id) : this.overview();
      this.looked = id;
      delete this.frame.dataset.ready;
      this.draw();
    }

    nodes() {
      const concepts = [...this.shown.concepts].map((place) => ({
        id: `c${place}`,
        label: shorten(this.data.concepts[place][0], 24),
        title: this.data.concepts[place][0],
        shape: "dot",
        size: 7 + 3 * Math.sqrt(Math.min(this.data.needing[place].length, 100)),
        color: this.colours("concept"),
      }));
      const few = this.shown.notes.size <= FEW;
      const notes = [...this.shown.notes].map((place) => {
        const [, title, stars, , explains] = this.data.notes[place];
        return {
          id: `n${place}`,
          title: `${title} ${"★".repeat(stars)}`,
          color: this.colours("note"),
          // Of many notes only those carry their title that others build on.
          ...(few || explains.length ? { shape: "box", label: shorten(title, 22) } : { shape: "square", size: 6 }),
        };
      });
      return [...concepts, ...notes];
    }

    colours(kind) {
      const own = kind === "note" ? [colour("soft"), colour("link")] : [colour("seal"), colour("seal")];
      return { background: own[0], border: own[1], highlight: { background: colour("seal-soft"), border: colour("seal") } };
    }

    edges() {
      const has = (concept) => this.shown.concepts.has(concept);
      return [...this.shown.notes].flatMap((place) => {
        const [, , , needs, explains] = this.data.notes[place];
        return [
          ...needs.filter(has).map((concept) => ({ from: `c${concept}`, to: `n${place}` })),
          ...explains.filter(has).map((concept) => ({ from: `n${place}`, to: `c${concept}`, width: 2 })),
        ];
      });
    }

    draw() {
      const nodes = this.nodes();
      this.pick(null);
      this.network?.destroy();
      this.network = new vis.Network(
        this.canvas,
        { nodes, edges: this.edges() },
        {
          layout: { randomSeed: 7, improvedLayout: nodes.length < 40 }, // its cost grows with the cube
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
        this.network.fit({ minZoomLevel: LEGIBLE }); // all of it may be too small to read: that is asked for by a button
        if (this.looked) this.pick(this.looked);
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
      const all = this.frame.querySelector("[data-overview]");
      all.addEventListener("click", () => {
        all.hidden = true;
        this.look(null);
      });
      const { concepts, notes } = this.data;
      const entries = [...concepts.map(([name], c) => [`c${c}`, name]), ...notes.map(([, title], n) => [`n${n}`, title])];
      new window.paperNotesFinder(this.frame.querySelector("input"), entries, (id) => {
        all.hidden = false;
        this.look(id);
      });
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

  async function start() {
    const frame = document.querySelector(".pn-graph");
    const form = document.querySelector("form.pn-order");
    if (!frame || frame.dataset.started) return;
    frame.dataset.started = "";
    try {
      const answer = await fetch(frame.dataset.graph);
      const given = await answer.json();
      const data = { ...given, ...window.paperNotesOrder.index(given) };
      const graph = new Graph(frame, data);
      new window.paperNotesOrder.Order(form, data, (id) => graph.address(id)).start();
      form.hidden = false;
      await loadVis();
      await new Promise((resume) => setTimeout(resume)); // to read vis-network in is a task of its own
      graph.look(null);
      graph.listen();
    } catch {
      frame.hidden = true; // opened from disk: the text below says the same
    }
  }

  // Material announces each page that it swaps in; without it there is the one page.
  if (typeof document$ === "undefined") start();
  else document$.subscribe(start);
})();
