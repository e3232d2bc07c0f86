pages => {
  // Of each HTML document, what would run, load or take the place of the site's own: read by the browser's own parser.
  // An address made of an attack's letters, in a link that loads nothing, is only an address.
  const evil = /canary|evil\.example/;
  const loading = new Set(["src", "poster", "background", "data", "ping", "srcset", "srcdoc", "formaction", "action", "style"]);
  const addresses = new Set([...loading, "href", "xlink:href", "cite", "longdesc", "manifest", "codebase", "dynsrc",
    "lowsrc", "values", "to"]);
  const frames = new Set(["iframe", "frame", "frameset", "object", "embed", "applet", "base", "portal", "template", "style"]);
  const harmless = ["canonical", "prev", "next", "alternate"]; // links that load nothing
  const schemes = /^(?:(?:java|vb|live)script|mocha|view-source|file|blob):|^data:(?:text|image\/svg)/;

  function* all(root) {
    for (const element of root.querySelectorAll("*")) {
      yield element;
      if (element.localName === "template") yield* all(element.content);
    }
  }

  function* found(element) {
    const tag = element.localName;
    const attributes = [...element.attributes];
    const said = element.textContent + (tag === "template" ? element.innerHTML : "") + attributes.map(one => one.value).join("");
    const rel = element.getAttribute("rel");
    if (tag === "script" && said.includes("canary") && element.type !== "application/ld+json") yield "";
    if (frames.has(tag) && evil.test(said)) yield "";
    if (tag === "link" && evil.test(said) && !harmless.includes(rel)) yield "";
    if (tag === "meta" && /^(?:refresh|set-cookie)$/i.test(element.getAttribute("http-equiv") ?? "")) yield "";
    for (const { name, value } of attributes) {
      const key = name.toLowerCase();
      const address = value.replace(/[\x00-\x20]/g, "").toLowerCase();
      const wrong = key.startsWith("on") || (addresses.has(key) && schemes.test(address))
        || (loading.has(key) && address.includes("//evil.example") && tag !== "a")
        || (key === "style" && /expression|javascript|fixed|binding|behavior/.test(address));
      if (wrong) yield ` ${key}=${value.slice(0, 60)}`;
    }
  }

  return pages.map(html => [...all(new DOMParser().parseFromString(html, "text/html"))]
    .flatMap(element => [...found(element)].map(what => `<${element.localName}${what}>`)));
}
