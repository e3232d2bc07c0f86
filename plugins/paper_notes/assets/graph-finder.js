// A field that finds a note or a concept by a part of its name: a list below it, by keyboard, mouse and touch.
window.paperNotesFinder = class {
  static MOST = 12;

  // `entries` are [id, name]; `choose` is called with the id of the one that was picked.
  constructor(input, entries, choose) {
    this.input = input;
    this.list = document.getElementById(input.getAttribute("aria-controls"));
    this.entries = entries;
    this.choose = choose;
    input.addEventListener("input", () => this.find());
    input.addEventListener("focus", () => input.value && this.find());
    input.addEventListener("blur", () => setTimeout(() => this.close(), 150)); // a press on an entry comes first
    input.addEventListener("keydown", (event) => this.steer(event));
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    this.list.addEventListener("click", (event) => this.pick(event.target.closest("li")));
  }

  find() {
    this.folded ??= this.entries.map(([, name]) => name.toLowerCase());
    const wanted = this.input.value.trim().toLowerCase();
    const found = [];
    for (let i = 0; wanted && i < this.folded.length && found.length < this.constructor.MOST; i++)
      if (this.folded[i].includes(wanted)) found.push(this.entries[i]);
    this.list.replaceChildren(...found.map((entry, place) => this.option(entry, place)));
    this.list.hidden = !found.length;
    this.input.setAttribute("aria-expanded", String(found.length > 0));
    this.mark(null);
  }

  option([id, name], place) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${place}`;
    option.setAttribute("role", "option");
    option.dataset.id = id;
    option.textContent = name;
    return option;
  }

  mark(option) {
    this.marked?.removeAttribute("aria-selected");
    this.marked = option;
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option?.id ?? "");
  }

  steer(event) {
    if (event.isComposing) return;
    const { firstElementChild: first, lastElementChild: last } = this.list;
    if (event.key === "ArrowDown") this.mark(this.marked?.nextElementSibling ?? first);
    else if (event.key === "ArrowUp") this.mark(this.marked?.previousElementSibling ?? last);
    else if (event.key === "Enter") this.pick(this.marked ?? (this.list.hidden ? null : first));
    else if (event.key === "Escape" && !this.list.hidden) this.close();
    else return;
    event.preventDefault();
  }

  pick(option) {
    if (!option) return;
    this.input.value = option.textContent;
    this.close();
    this.choose(option.dataset.id);
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.mark(null);
  }
};
