// Asks an index: Pagefind's, or the small one of a site that is opened from disk. Words are cut as search/words.py cuts
// them: Latin words as they stand, Chinese as overlapping pairs of characters, which can be read back.
(() => {
  "use strict";

  const HAN = "\\u3005\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff";
  const RUNS = new RegExp(`[${HAN}]+|[^\\s${HAN}]+`, "gu");
  const HAN_RUN = new RegExp(`^[${HAN}]+$`, "u");
  const PAIR = new RegExp(`([${HAN}])[${HAN}]`, "u");
  const MOST_WORDS = 24;
  const AROUND = 60; // words of an excerpt
  const FEW = 10; // pages that hold every word, below which pages that hold most of them follow
  const ENOUGH = 0.3; // the weight of the words that such a page holds, of the weight of all

  // `\alpha_N` is α_N, as the index has it; braces and dollars only set a formula.
  function plain(query) {
    const symbols = paperNotesSearch.symbols;
    return query
      .replace(/\\([A-Za-z]+)/g, (_, name) => (Object.hasOwn(symbols, name) ? symbols[name] : ` ${name} `))
      .replace(/[{}$\\]/g, "")
      .replace(/[（）()，。、；：！？《》“”「」[\],;:!?=+<>|/·×]/g, " ")
      .replace(/√/g, " √ ");
  }

  function units(query) {
    return plain(query).match(RUNS) ?? [];
  }

  // Pairs side by side, of an odd number the last two overlapping: they hold every character, and each pair of the
  // index that is not asked for is one part of it that is not loaded.
  function wordsOf(unit) {
    if (!HAN_RUN.test(unit)) return [unit];
    const characters = [...unit];
    if (characters.length === 1) return characters;
    const starts = characters.map((_, at) => at).filter((at) => at % 2 === 0);
    return starts.map((at) => Math.min(at, characters.length - 2)).map((at) => characters[at] + characters[at + 1]);
  }

  // Indexed words as text again: [text, whether it was found] by word.
  function readBack(words, found) {
    let before = "";
    return words.map((word, at) => {
      const text = word.replace(PAIR, "$1");
      const gap = before && !/[\p{Script=Han}，。、；：！？（）「」《》]$/u.test(before) ? " " : "";
      const between = gap || (before && /^[\w]/.test(text) && /\p{Script=Han}$/u.test(before) ? " " : "");
      before = text;
      return [between, text, found.has(at) || (found.has(at - 1) && PAIR.test(words[at - 1]))];
    });
  }

  function excerpt(words, locations, from, to) {
    const inside = locations.filter((at) => at >= from && at < to);
    const first = inside[0] ?? from;
    const start = Math.max(from, Math.min(first - 12, to - AROUND));
    const found = new Set(inside.map((at) => at - start));
    const parts = readBack(words.slice(start, Math.min(start + AROUND, to)), found);
    if (start > from) parts.unshift(["", "…", false]);
    if (start + AROUND < to) parts.push(["", "…", false]);
    return parts;
  }

  function readResult(data) {
    const words = data.content.split(/\s+/);
    const anchors = data.anchors.filter((anchor) => /^h[1-6]$/.test(anchor.element)).map((anchor) => anchor.location);
    const end = (at) => Math.min(...anchors.filter((other) => other > at), words.length);
    const hits = data.sub_results.filter((sub) => sub.anchor).map((sub) => {
      const from = sub.anchor.location;
      const title = sub.anchor.text.trim().split(/\s+/); // without the full stop that the content has behind it
      const inText = sub.locations.filter((at) => at >= from + title.length);
      return {
        anchor: sub.anchor.id,
        element: sub.anchor.element,
        figure: sub.anchor.element === "h6",
        title: readBack(title, new Set(sub.locations.map((at) => at - from))),
        text: excerpt(words, inText, from + title.length, end(from)),
        inText: inText.length > 0,
        weight: sub.weighted_locations.reduce((sum, one) => sum + one.balanced_score, 0),
      };
    });
    const top = hits.find((hit) => hit.element === "h1");
    return {
      url: data.raw_url,
      title: top ? top.title : [["", data.meta.title, false]],
      filters: data.filters,
      text: top?.inText ? top.text : [],
      sections: hits.filter((hit) => hit !== top).sort((a, b) => b.weight - a.weight),
    };
  }

  async function openPagefind(root) {
    const bundle = (number) => new URL(`search/${number}/`, root).href;
    const { createInstance } = await import(`${bundle(1)}pagefind.js`);
    // Pagefind takes its language from the page, and would cut a query of a Chinese page by the browser's dictionary.
    const html = document.documentElement;
    const language = html.lang;
    html.lang = "en";
    const pagefind = createInstance({});
    html.lang = language;
    await pagefind.init();
    const further = Array.from({ length: paperNotesSearch.shards - 1 }, (_, at) => bundle(at + 2));

    async function ask(words, filters) {
      return (await pagefind.search(words.join(" "), { filters })).results;
    }

    // Pages that hold most of what is asked, rare words before common ones.
    async function askForMost(words, filters) {
      const answers = await Promise.all(words.map((word) => ask([word], filters)));
      const most = Math.max(...answers.map((results) => results.length), 1);
      const rarities = answers.map((results) => 1 + Math.log(most / Math.max(results.length, 1)));
      const enough = ENOUGH * rarities.reduce((sum, rarity) => sum + rarity, 0);
      const pages = new Map();
      answers.forEach((results, word) => {
        const best = Math.max(...results.map((result) => result.score), 0);
        for (const result of results) {
          const page = pages.get(result.id) ?? { result, weight: 0 };
          page.weight += rarities[word] * (1 + result.score / best / 4);
          pages.set(result.id, page);
        }
      });
      const heavy = [...pages.values()].filter((page) => page.weight >= enough);
      return heavy.sort((a, b) => b.weight - a.weight).map((page) => page.result);
    }

    // A large site has an index for some years each. The newest one answers first; the others follow when they are there.
    async function openAll() {
      await Promise.all(further.splice(0).map((address) => pagefind.mergeIndex(address, { language: "en" })));
    }

    return {
      isWhole: () => further.length === 0,
      openAll,
      filters: async () => {
        await openAll();
        return pagefind.filters();
      },
      async search(query, filters) {
        const words = paperNotesWords(query).slice(0, MOST_WORDS);
        if (words.length === 0) return [];
        const results = await ask(words, filters);
        if (results.length < FEW && words.length > 1) {
          const known = new Set(results.map((result) => result.id));
          results.push(...(await askForMost(words, filters)).filter((result) => !known.has(result.id)));
        }
        return results.map((result) => async () => readResult(await result.data()));
      },
    };
  }

  // Word for word over a few hundred pages, fast enough at each key.
  function openEmbedded() {
    const pages = paperNotesEmbedded.map((page) => ({
      ...page,
      folded: page.sections.map(([, title, text]) => `${title}\n${text}`.toLowerCase()),
    }));

    function passes(page, filters) {
      return Object.entries(filters).every(([name, value]) => page.filters[name] === value);
    }

    function mark(text, words) {
      const found = words.map((word) => text.toLowerCase().indexOf(word)).filter((at) => at >= 0);
      const start = Math.max(0, Math.min(...found, text.length) - 20);
      const cut = text.slice(start, start + 110);
      const pattern = new RegExp(`(${words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`, "giu");
      const parts = cut.split(pattern).map((part, at) => ["", part, at % 2 === 1]);
      return [["", start > 0 ? "…" : "", false], ...parts, ["", start + 110 < text.length ? "…" : "", false]];
    }

    function read(page, words) {
      const hits = page.sections
        .map(([anchor, title, text], at) => ({
          anchor,
          figure: false,
          title: mark(title, words),
          text: mark(text, words),
          weight: words.filter((word) => page.folded[at].includes(word)).length,
        }))
        .filter((section) => section.weight > 0)
        .sort((a, b) => b.weight - a.weight);
      return {
        url: page.url,
        title: mark(page.title, words),
        filters: Object.fromEntries(Object.entries(page.filters).map(([name, value]) => [name, [value]])),
        text: hits.find((section) => !section.anchor)?.text ?? [],
        sections: hits.filter((section) => section.anchor),
      };
    }

    return {
      isWhole: () => true,
      async filters() {
        const counts = {};
        for (const page of pages) {
          for (const [name, value] of Object.entries(page.filters)) {
            counts[name] ??= {};
            counts[name][value] = (counts[name][value] ?? 0) + 1;
          }
        }
        return counts;
      },
      async search(query, filters) {
        const words = units(query).map((unit) => unit.toLowerCase());
        if (words.length === 0) return [];
        const weigh = (page) =>
          words.reduce((sum, word) => {
            const inTitle = page.title.toLowerCase().includes(word) ? 20 : 0;
            return sum + inTitle + page.folded.reduce((hits, text) => hits + Math.min(text.split(word).length - 1, 5), 0);
          }, 0);
        const holdsAll = (page) => words.every((word) => page.folded.some((text) => text.includes(word)));
        const weighed = pages
          .filter((page) => passes(page, filters) && holdsAll(page))
          .map((page) => ({ page, weight: weigh(page) }))
          .sort((a, b) => b.weight - a.weight);
        return weighed.map(({ page }) => async () => read(page, words));
      },
    };
  }

  window.paperNotesIndex = async (root, load) => {
    if (location.protocol !== "file:") return openPagefind(root);
    if (!paperNotesSearch.embedded) throw new Error("no embedded index");
    await load("search/embedded.js");
    return openEmbedded();
  };
  window.paperNotesUnits = units;
  window.paperNotesWords = (query) => units(query).flatMap(wordsOf);
})();
