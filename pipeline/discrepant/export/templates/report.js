"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const all = (query, root = document) => Array.from(root.querySelectorAll(query));
  const FLAGS = ["conflict", "explained", "refined", "agreed", "single"];
  const MOST_HIGHLIGHTS = 500;

  const panel = document.querySelector(".panel");
  const singles = $("singles");
  const facts = all(".fact").map((element) => ({
    element,
    flag: element.dataset.flag,
    predicate: element.dataset.predicate,
    sources: new Set(element.dataset.sources.split(" ")),
    text: null, // folded on the first search: most visits need none
    shown: true,
  }));
  const glance = new Map(all(".glance li").map((item) => [item.dataset.for, item]));
  const sourceIndex = new Map(all("#source option[data-index]").map((o) => [o.value, o.dataset.index]));
  let pause = 0; // until a burst of typing is over
  const state = { flags: new Set(), predicate: "", source: "", query: "", fact: "" };

  // --- matching

  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ");
  const wordsOf = (query) => fold(query).split(" ").filter(Boolean);
  const textOf = (fact) => (fact.text ??= fold(fact.element.textContent));
  const filtered = () => Boolean(state.flags.size || state.predicate || state.source || state.query.trim());

  /** Which of the four filters a fact passes; the counts beside one filter ignore that filter itself. */
  function passes(fact, words) {
    return {
      flag: !state.flags.size || state.flags.has(fact.flag),
      predicate: !state.predicate || fact.predicate === state.predicate,
      source: !state.source || fact.sources.has(sourceIndex.get(state.source)),
      query: words.every((word) => textOf(fact).includes(word)),
    };
  }

  function update() {
    const words = wordsOf(state.query);
    const counts = { flag: new Map(), predicate: new Map(), source: new Map() };
    const totals = { predicate: 0, source: 0 };
    const add = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);
    let shown = 0;
    for (const fact of facts) {
      const p = passes(fact, words);
      fact.shown = p.flag && p.predicate && p.source && p.query;
      fact.element.hidden = !fact.shown;
      const item = glance.get(fact.element.id);
      if (item) item.hidden = !fact.shown;
      if (fact.shown) shown += 1;
      if (p.predicate && p.source && p.query) add(counts.flag, fact.flag);
      if (p.flag && p.source && p.query) { add(counts.predicate, fact.predicate); totals.predicate += 1; }
      if (p.flag && p.predicate && p.query) {
        fact.sources.forEach((index) => add(counts.source, index));
        totals.source += 1;
      }
    }
    for (const button of all("[data-toggle]")) {
      button.setAttribute("aria-pressed", String(state.flags.has(button.dataset.toggle)));
      button.querySelector(".number").textContent = counts.flag.get(button.dataset.toggle) ?? 0;
    }
    label($("predicate"), (option) => counts.predicate.get(option.value) ?? 0, totals.predicate);
    label($("source"), (option) => counts.source.get(option.dataset.index) ?? 0, totals.source);
    const byFlag = new Map(FLAGS.map((flag) => [flag, facts.filter((f) => f.flag === flag)]));
    for (const [flag, members] of byFlag) {
      const visible = members.filter((fact) => fact.shown).length;
      const section = $(flag);
      if (!section) continue;
      section.hidden = filtered() && visible === 0;
      const number = section.querySelector("[data-count]");
      number.textContent = visible === members.length ? visible : `${visible} of ${members.length}`;
    }
    const nav = document.querySelector(".glance");
    if (nav) nav.hidden = ![...glance.values()].some((item) => !item.hidden);
    if (singles && filtered()) singles.open = byFlag.get("single").some((fact) => fact.shown);
    $("nothing").hidden = shown > 0 || !filtered();
    $("shown").textContent = filtered() ? `Showing ${shown} of ${facts.length} facts${described()}.` : "";
    highlight(words);
    remember();
  }

  function label(select, countOf, total) {
    for (const option of select.options) {
      option.dataset.label ??= option.textContent;
      option.textContent = `${option.dataset.label} (${option.value ? countOf(option) : total})`;
    }
  }

  function described() {
    const parts = [];
    if (state.flags.size) parts.push(FLAGS.filter((flag) => state.flags.has(flag)).join(" or "));
    if (state.predicate) parts.push(state.predicate);
    if (state.source) parts.push(`from ${state.source}`);
    if (state.query.trim()) parts.push(`with “${state.query.trim()}”`);
    return parts.length ? `: ${parts.join(", ")}` : "";
  }

  /** Paint the words searched for, where the browser can do so without touching the page. */
  function highlight(words) {
    if (!globalThis.Highlight || !CSS.highlights) return;
    CSS.highlights.delete("found");
    if (!words.length) return;
    const ranges = [];
    for (const fact of facts) {
      if (!fact.shown) continue;
      const walker = document.createTreeWalker(fact.element, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.data.toLowerCase();
        if (text.length !== node.data.length) continue; // offsets would not fit
        for (const word of words) {
          for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
            const range = new Range();
            range.setStart(node, at);
            range.setEnd(node, at + word.length);
            if (ranges.push(range) >= MOST_HIGHLIGHTS) return void CSS.highlights.set("found", new Highlight(...ranges));
          }
        }
      }
    }
    CSS.highlights.set("found", new Highlight(...ranges));
  }

  // --- the address: #f-1234 for one fact, #flag=conflict&q=reports&fact=f-1234 for a filtered view

  function remember() {
    const parts = new URLSearchParams();
    if (state.flags.size) parts.set("flag", FLAGS.filter((flag) => state.flags.has(flag)).join(","));
    if (state.predicate) parts.set("predicate", state.predicate);
    if (state.source) parts.set("source", state.source);
    if (state.query.trim()) parts.set("q", state.query.trim());
    const some = [...parts].length > 0;
    if (state.fact && some) parts.set("fact", state.fact);
    const hash = some ? parts.toString() : state.fact;
    if (hash === location.hash.slice(1)) return;
    try {
      history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
    } catch {
      // Some viewers of attachments forbid it: the page works all the same, without a memory.
    }
  }

  function recall() {
    const hash = location.hash.slice(1);
    if (hash.includes("=")) {
      const parts = new URLSearchParams(hash);
      state.flags = new Set((parts.get("flag") ?? "").split(",").filter((flag) => FLAGS.includes(flag)));
      state.predicate = known($("predicate"), parts.get("predicate"));
      state.source = known($("source"), parts.get("source"));
      state.query = (parts.get("q") ?? "").slice(0, 200);
      state.fact = parts.get("fact") ?? "";
    } else {
      state.fact = facts.some((fact) => fact.element.id === hash) ? hash : "";
    }
    fill();
    const target = facts.find((fact) => fact.element.id === state.fact);
    if (target) {
      if (!passesAll(target)) clear();
      update();
      goTo(target);
    } else {
      update();
      const place = !hash.includes("=") && hash && document.getElementById(hash);
      if (place && place.hidden) { clear(); update(); }
      if (place) place.scrollIntoView();
    }
  }

  const known = (select, value) => ([...select.options].some((o) => o.value === value) ? value : "");
  const passesAll = (fact) => Object.values(passes(fact, wordsOf(state.query))).every(Boolean);

  function fill() {
    $("search").value = state.query;
    $("predicate").value = state.predicate;
    $("source").value = state.source;
  }

  function clear() {
    state.flags.clear();
    state.predicate = state.source = state.query = "";
    fill();
  }

  // --- moving about

  function goTo(fact) {
    for (let box = fact.element.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    fact.element.focus({ preventScroll: true });
    fact.element.scrollIntoView({ block: "start" });
    state.fact = fact.element.id;
    remember();
  }

  function step(by) {
    const visible = facts.filter((fact) => fact.shown && (fact.flag !== "single" || singles.open));
    if (!visible.length) return;
    let at = visible.findIndex((fact) => fact.element.contains(document.activeElement));
    if (at < 0) {
      // Nothing is in focus: start from what is on the screen.
      at = visible.findIndex((fact) => fact.element.getBoundingClientRect().top > 0);
      at = at < 0 ? visible.length : at;
      if (by > 0) at -= 1;
    }
    goTo(visible[Math.min(Math.max(at + by, 0), visible.length - 1)]);
  }

  function toggleDetails() {
    const fact = facts.find(({ element }) => element.contains(document.activeElement));
    const boxes = fact ? all("details", fact.element) : [];
    const open = boxes.some((box) => !box.open);
    boxes.forEach((box) => { box.open = open; });
  }

  function toggleFlag(flag) {
    if (!document.querySelector(`[data-toggle="${flag}"]`)) return;
    if (!state.flags.delete(flag)) state.flags.add(flag);
    update();
  }

  function reset() {
    clear();
    state.fact = "";
    update();
  }

  function onKey(event) {
    if (event.key === "Escape" && event.target === $("search")) {
      clearTimeout(pause);
      if ($("search").value) { state.query = $("search").value = ""; update(); } else $("search").blur();
      event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || $("help").open) return;
    if (event.target.closest("input, select, textarea") || !$("single-keys").checked) return;
    const acts = {
      j: () => step(1), k: () => step(-1), o: toggleDetails, "?": () => $("help").showModal(), 0: reset,
      "/": () => { panel.firstElementChild.open = true; $("search").focus(); $("search").select(); },
    };
    FLAGS.forEach((flag, index) => { acts[index + 1] = () => toggleFlag(flag); });
    if (!Object.hasOwn(acts, event.key)) return;
    event.preventDefault();
    acts[event.key]();
  }

  // --- print: what is folded away on the screen has no way to be opened on paper

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("main details:not([open]):not(#singles)");
    opened.forEach((box) => { box.open = true; });
  });
  addEventListener("afterprint", () => {
    opened.forEach((box) => { box.open = false; });
    opened = [];
  });

  // --- start

  $("search").addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => { state.query = $("search").value.slice(0, 200); update(); }, 120);
  });
  for (const name of ["predicate", "source"]) {
    $(name).addEventListener("change", () => { state[name] = $(name).value; update(); });
  }
  for (const button of all("[data-toggle]")) button.addEventListener("click", () => toggleFlag(button.dataset.toggle));
  for (const name of ["reset", "reset-too"]) $(name).addEventListener("click", reset);
  $("keys").addEventListener("click", () => $("help").showModal());
  $("close-help").addEventListener("click", () => $("help").close());
  document.addEventListener("keydown", onKey);
  addEventListener("hashchange", recall);

  // Wide windows have no summary to open the panel with, narrow ones need the room.
  const wide = matchMedia("(min-width: 64rem)");
  const fit = () => { panel.firstElementChild.open = wide.matches; };
  wide.addEventListener("change", fit);
  fit();
  panel.hidden = facts.length === 0;
  recall();
})();
