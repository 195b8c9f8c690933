/* The norm network, drawn and counted again in the page. No library; text enters as text only. */
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("network-data").textContent);
  const $ = (id) => document.getElementById(id);
  const SVG = "http://www.w3.org/2000/svg";
  const STORED_MODELS = ["hypergeometric", "sdsm", "fdsm"];
  const MODEL = {
    hypergeometric: "frequencies of the norms kept (weakest)",
    sdsm: "lengths of the texts kept too, on average (SDSM)",
    fdsm: "frequencies and lengths kept exactly (FDSM)",
  };
  const WEIGHT = {
    count: "agreements together", jaccard: "Jaccard index", cosine: "cosine",
    association: "association strength", lift: "lift", phi: "phi",
  };
  const years = data.agreements.map((a) => Number(a[3].slice(0, 4)));
  const FIRST = Math.min(...years), LAST = Math.max(...years);
  const N = data.norms.length;
  const ADOPTERS = data.codes.adopter.map((_, k) => k)
    .filter((k) => data.agreements.some((a) => a[4] === k));
  const PRESENCE = data.codes.presence, BASIS = data.codes.basis;
  const cellAt = new Map(data.cells.map((c) => [c[0] * N + c[1], c]));
  const key = (i, j) => (i < j ? i * N + j : j * N + i);
  const tested = new Map(data.ties.map((t) => [key(t[0], t[1]), t]));
  const apart = new Map(data.tie_meaning.map((t) => [key(t[0], t[1]), t]));
  const normAt = new Map(data.norms.map((n, k) => [n[0], k]));
  const name = (n) => data.norms[n][1];

  const defaults = () => ({
    scope: data.stored.scope, kinds: new Set(ADOPTERS), from: FIRST, to: LAST,
    level: data.stored.presence_level, basis: data.stored.min_basis,
    weight: "jaccard", least: 3, show: 40, tie: null, norm: null,
  });
  let state = defaults();
  let view = null;
  let screen = "";
  let returnTo = null;
  let sorted = { column: "weight", down: true };

  /* ---- small helpers ---- */
  function el(tag, props, ...children) {
    const node = document.createElement(tag);
    for (const [k, v] of Object.entries(props || {})) {
      if (v === false || v === null || v === undefined) continue;
      if (k === "class") node.className = v;
      else if (k === "text") node.textContent = v;
      else if (k === "on") for (const [e, f] of Object.entries(v)) node.addEventListener(e, f);
      else node.setAttribute(k, v === true ? "" : v);
    }
    for (const child of children.flat()) if (child !== null && child !== undefined) node.append(child);
    return node;
  }
  function shape(tag, attributes, ...children) {
    const node = document.createElementNS(SVG, tag);
    for (const [k, v] of Object.entries(attributes)) if (v !== null) node.setAttribute(k, v);
    node.append(...children);
    return node;
  }
  const digits = (x, n) => (x === null || Number.isNaN(x) ? "–" : x.toFixed(n));
  const plural = (n, one, many) => `${n} ${n === 1 ? one : many || one + "s"}`;
  const small = (p) => (p === null ? "–" : p < 0.001 ? "below 0.001" : p.toFixed(p < 0.1 ? 4 : 2)); // 0.0497 is not 0.05
  const addressees = (c) => c[6].map((k) => data.words.addressee[k]).join(", ") || "–";
  const word = (list, k) => (k < 0 ? "–" : list[k]);
  function link(address, text, label) {
    return el("a", { href: address, rel: "noopener noreferrer", "aria-label": label, text });
  }
  function host(address) {
    try { return new URL(address).hostname.replace(/^www\./, ""); } catch { return ""; }
  }

  /* ---- counting ---- */
  function count() {
    const scope = data.codes.scope.indexOf(state.scope);
    const level = PRESENCE.indexOf(state.level), basis = BASIS.indexOf(state.basis);
    const kept = [];
    data.agreements.forEach((a, k) => {
      if (a[5][scope] && state.kinds.has(a[4]) && years[k] >= state.from && years[k] <= state.to) kept.push(k);
    });
    const holds = new Map(kept.map((a) => [a, []]));
    for (const c of data.cells) {
      if (c[2] >= level && c[3] >= basis && holds.has(c[0])) holds.get(c[0]).push(c);
    }
    const rows = kept.filter((a) => holds.get(a).length);
    const n = new Array(N).fill(0), unverified = new Array(N).fill(0);
    const together = new Map();
    for (const a of rows) {
      const cells = holds.get(a);
      cells.forEach((c, x) => {
        n[c[1]] += 1;
        if (c[3] === 0) unverified[c[1]] += 1;
        for (let y = x + 1; y < cells.length; y += 1) {
          const d = cells[y], k = key(c[1], d[1]);
          if (!together.has(k)) together.set(k, { i: Math.min(c[1], d[1]), j: Math.max(c[1], d[1]), count: 0, unverified: 0, agreements: [] });
          const t = together.get(k);
          t.count += 1;
          if (c[3] === 0 || d[3] === 0) t.unverified += 1;
          t.agreements.push(a);
        }
      });
    }
    const total = rows.length;
    const ties = [...together.values()];
    for (const t of ties) {
      const a = n[t.i], b = n[t.j], c = t.count;
      t.jaccard = c / (a + b - c);
      t.cosine = c / Math.sqrt(a * b);
      t.association = c / (a * b);
      t.lift = (total * c) / (a * b);
      const spread = Math.sqrt(a * b * (total - a) * (total - b));
      t.phi = spread > 0 ? (total * c - a * b) / spread : null;
      t.test = tested.get(key(t.i, t.j)) || null;
    }
    const rank = (t) => (t[state.weight] === null ? -2 : Math.round(t[state.weight] * 1e9) / 1e9);
    ties.sort((s, t) => rank(t) - rank(s) || t.count - s.count || s.i - t.i || s.j - t.j);
    const whole = state.kinds.size === ADOPTERS.length && state.from === FIRST && state.to === LAST && state.basis === data.stored.min_basis;
    const stored = whole && state.scope === data.stored.scope && state.level === data.stored.presence_level;
    const choices = whole ? data.choices.filter((c) => c[0] === state.scope && c[1] === state.level) : [];
    const drawn = ties.filter((t) => t.count >= state.least).slice(0, state.show);
    for (const t of ties) if (beyond(t, { stored, choices }) && !drawn.includes(t)) drawn.push(t);
    return { kept, rows, dropped: kept.filter((a) => !holds.get(a).length), holds, n, unverified, ties, drawn, total, stored, choices };
  }
  /* What the stored views say of a tie: a verdict of chance, or that it was not tested here. */
  const names = (t) => [[t.i, t.j], [t.j, t.i]].map((ends) => ends.map((k) => data.norms[k][0]).join("-"));
  function chance(t) {
    if (view.stored && t.test) {
      return t.test[6] === 1 ? "more often than chance" : t.test[6] === -1 ? "less often than chance" : "not beyond chance";
    }
    if (view.choices.length) {
      const found = view.choices.filter((c) => names(t).some((id) => c[4].includes(id)));
      return found.length ? `more often than chance under ${plural(found.length, "null model")} of ${view.choices.length}` : "not more often than chance";
    }
    return "not tested for this view";
  }
  function beyond(t, here = view) {
    if (here.stored) return t.test !== null && t.test[6] === 1;
    return here.choices.some((c) => c[2] === data.stored.null_model && names(t).some((id) => c[4].includes(id)));
  }
  const isWeak = (t) => 2 * t.unverified >= t.count;

  /* ---- drawing ---- */
  const radius = (n) => 0.9 + 2.8 * Math.sqrt(n / Math.max(1, ...view.n));
  function drawFrame() {
    const wanted = window.matchMedia("(max-width: 48rem)").matches && !window.matchMedia("print").matches ? "tall" : "wide";
    if (wanted === screen) return;
    screen = wanted;
    const [w, h, size] = data.places[screen].size;
    const svg = $("drawing");
    svg.setAttribute("viewBox", `0 0 ${w} ${h}`);
    svg.setAttribute("font-size", size);
    svg.setAttribute("class", screen);
    $("nodes").replaceChildren(...data.norms.map((norm, k) => {
      const [x, y, nx, ny, anchor, lines] = data.places[screen].nodes[k];
      const text = shape("text", { "text-anchor": anchor });
      lines.forEach((line, row) => {
        const part = shape("tspan", { x: nx, y: (ny + size * (0.92 + 1.18 * row)).toFixed(2) });
        part.textContent = line;
        text.append(part);
      });
      const mark = norm[2] === "gge"
        ? shape("circle", { class: "mark", cx: x, cy: y, r: 1 })
        : shape("rect", { class: "mark", x, y, width: 1, height: 1 });
      const node = shape("g", { class: `node ${norm[2]}`, tabindex: "0", role: "button", "data-norm": k },
        shape("circle", { class: "hit", cx: x, cy: y, r: 4.2 }), mark, text);
      return activate(node, () => choose({ norm: k, tie: null }, node));
    }));
    $("ties").replaceChildren();
  }
  function activate(node, act) {
    node.addEventListener("click", act);
    node.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); act(); }
    });
    return node;
  }
  function tieName(t) {
    return `${name(t.i)} and ${name(t.j)}: together in ${plural(t.count, "agreement")}, ${chance(t)}` + (isWeak(t) ? ", at least half not verified" : "");
  }
  function drawTies() {
    const at = data.places[screen].nodes;
    const top = Math.max(...view.drawn.map((t) => Math.max(0, t[state.weight] || 0)), 1e-9);
    const order = view.drawn.slice();
    $("ties").replaceChildren(...order.map((t) => {
      const [x1, y1] = at[t.i], [x2, y2] = at[t.j];
      const bend = 0.06, mx = (x1 + x2) / 2 - (y2 - y1) * bend, my = (y1 + y2) / 2 + (x2 - x1) * bend;
      const path = `M${x1} ${y1}Q${mx.toFixed(2)} ${my.toFixed(2)} ${x2} ${y2}`;
      const share = Math.max(0, t[state.weight] || 0) / top;
      const title = shape("title", {});
      title.textContent = tieName(t);
      const node = shape("g", {
        class: `tie${beyond(t) ? " beyond" : ""}${isWeak(t) ? " weak" : ""}`, tabindex: "0", role: "button",
        "aria-label": tieName(t), "data-tie": key(t.i, t.j),
      }, title, shape("path", { class: "hit", d: path }),
      shape("path", { class: "line", d: path, "stroke-width": (0.25 + 1.5 * share * share).toFixed(3) }));
      return activate(node, () => choose({ tie: [t.i, t.j], norm: null }, node));
    }));
    for (const node of $("nodes").children) {
      const k = Number(node.dataset.norm), r = radius(view.n[k]), mark = node.querySelector(".mark");
      const [x, y] = at[k];
      if (mark.tagName === "circle") mark.setAttribute("r", r.toFixed(2));
      else {
        const side = r * 0.886;
        for (const [a, v] of [["x", x - side], ["y", y - side], ["width", 2 * side], ["height", 2 * side]]) mark.setAttribute(a, v.toFixed(2));
      }
      node.classList.toggle("gone", view.n[k] === 0);
      node.classList.toggle("weak", view.n[k] > 0 && 2 * view.unverified[k] >= view.n[k]);
      node.setAttribute("aria-label", `Norm: ${name(k)}, in ${plural(view.n[k], "agreement")}, ${view.unverified[k]} of them not verified`);
    }
    mark();
  }
  function mark() {
    const tie = state.tie ? key(...state.tie) : -1;
    const near = new Set(state.tie || (state.norm === null ? [] : [state.norm]));
    for (const node of $("ties").children) {
      const k = Number(node.dataset.tie);
      const touches = state.norm !== null && (Math.floor(k / N) === state.norm || k % N === state.norm);
      node.classList.toggle("chosen", k === tie || touches);
      node.setAttribute("aria-pressed", String(k === tie));
      if (touches && state.norm !== null) for (const end of [Math.floor(k / N), k % N]) near.add(end);
    }
    for (const node of $("nodes").children) {
      const k = Number(node.dataset.norm);
      node.classList.toggle("chosen", near.has(k));
      node.setAttribute("aria-pressed", String(k === state.norm));
    }
    $("drawing").classList.toggle("has-choice", near.size > 0);
  }

  /* ---- what the page says of the view ---- */
  function inWords() {
    const parts = [data.words.scope[data.codes.scope.indexOf(state.scope)]];
    parts.push(state.kinds.size === ADOPTERS.length ? "all kinds of adopter" : [...state.kinds].map((k) => data.words.adopter[k]).join(", ") || "no kind of adopter");
    parts.push(state.from === state.to ? String(state.from) : `${state.from} to ${state.to}`);
    parts.push(`${data.words.presence[PRESENCE.indexOf(state.level)]}${state.level === "explicit" ? "" : " or stronger"}`);
    parts.push(state.basis === "unverified" ? "all evidence" : `at least: ${data.words.basis[BASIS.indexOf(state.basis)]}`);
    parts.push(`weight: ${WEIGHT[state.weight]}`);
    return parts.join("; ");
  }
  function say() {
    const present = view.rows.reduce((sum, a) => sum + view.holds.get(a).length, 0);
    const weak = view.unverified.reduce((s, x) => s + x, 0);
    $("status").textContent = `${plural(view.total, "agreement")} counted; ${view.drawn.length} of ${plural(view.ties.length, "pair")} drawn. ` +
      (present ? `Of ${present} present cells ${weak} are not verified. ` : "") +
      (view.stored ? "Null models and P(edge): tested for this view." : view.choices.length ? "Null models: verdicts are stored for this view; P(edge) is not." : "Null models and P(edge): not tested for this view.");
    const gone = $("dropped");
    gone.hidden = view.dropped.length === 0;
    gone.textContent = view.dropped.length ? `Left without a norm at this reading, and not counted: ${view.dropped.map((a) => data.agreements[a][1]).join(", ")}.` : "";
    $("empty").hidden = view.drawn.length > 0;
    $("reset").disabled = address(state) === "";
    $("cite-text").value = `${data.citation} Norm network, view: ${inWords()}` +
      (state.tie ? `; tie: ${name(state.tie[0])} and ${name(state.tie[1])}` : state.norm !== null ? `; norm: ${name(state.norm)}` : "") +
      `. ${location.protocol === "file:" ? "network.html" : location.href.split("#")[0]}${address(state) ? "#" + address(state) : ""}`;
  }

  /* ---- the panel ---- */
  function facts(rows) {
    return el("dl", { class: "facts" }, rows.filter(Boolean).map(([term, ...said]) =>
      el("div", {}, el("dt", { text: term }), el("dd", {}, said))));
  }
  function spread(cells, of, order) {
    const seen = new Map();
    for (const c of cells) for (const v of [of(c)].flat()) seen.set(v, (seen.get(v) || 0) + 1);
    return [...seen].sort((a, b) => b[1] - a[1] || order.indexOf(a[0]) - order.indexOf(b[0]))
      .map(([v, k]) => `${v} ${k}`).join(", ") || "–";
  }
  const ATTRIBUTES = [
    ["Verb", (c) => word(data.words.strength, c[4]), data.words.strength],
    ["Direction", (c) => word(data.words.direction, c[5]), data.words.direction],
    ["Addressee", (c) => c[6].map((k) => data.words.addressee[k]), data.words.addressee],
    ["Stated", (c) => data.words.presence[c[2]], data.words.presence],
    ["Evidence", (c) => data.words.basis[c[3]], data.words.basis],
  ];
  function variation(columns) {
    return el("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": "How the provisions vary" }, el("table", {},
      el("caption", { text: "How the provisions vary over these agreements" }),
      el("thead", {}, el("tr", {}, el("td", {}), columns.map(([head]) => el("th", { scope: "col", text: head })))),
      el("tbody", {}, ATTRIBUTES.map(([attribute, of, order]) => el("tr", {}, el("th", { scope: "row", text: attribute }),
        columns.map(([, cells]) => el("td", { text: spread(cells, of, order) })))))));
  }
  const same = (a, b) => a.length === b.length && a.every((x, k) => x === b[k]);
  function provision(cell, other) {
    const differs = (is) => (is ? el("span", { class: "differs", text: "differs" }) : null);
    const address = cell[9] >= 0 ? data.addresses[cell[9]] : "";
    const agreement = data.agreements[cell[0]];
    return el("div", { class: `provision basis-${BASIS[cell[3]]}` },
      el("h4", { text: name(cell[1]) }),
      el("p", { class: "paraphrase", text: cell[8] }),
      facts([
        ["Where", cell[7]],
        ["Stated", data.words.presence[cell[2]]],
        ["Verb", word(data.words.strength, cell[4]), differs(other && other[4] !== cell[4])],
        ["Direction", word(data.words.direction, cell[5]), differs(other && other[5] !== cell[5])],
        ["Addressee", addressees(cell), differs(other && !same(other[6], cell[6]))],
        ["Evidence", el("span", { class: "badge", text: data.words.basis[cell[3]] })],
      ]),
      el("p", { class: "trail" },
        address ? link(address, `Source: ${host(address)}`, `Source of ${name(cell[1])} in ${agreement[1]}: ${host(address)}`) : "No address is given",
        " · ", el("a", { href: `agreements/${agreement[0]}.html#${data.norms[cell[1]][0]}`, text: "How it was coded", "aria-label": `How ${name(cell[1])} was coded in ${agreement[1]}` })));
  }
  const agreementLine = (a) => {
    const row = data.agreements[a];
    return `${row[3].slice(0, 4)}, ${word(data.words.adopter, row[4]).toLowerCase()}`;
  };
  const byDate = (list) => list.slice().sort((a, b) => a - b);

  function tiePanel(i, j) {
    const found = view.ties.find((t) => t.i === Math.min(i, j) && t.j === Math.max(i, j));
    const panel = [el("p", { class: "eyebrow", text: "Tie between two norms" }), el("h2", { id: "panel-title", tabindex: "-1", text: `${name(i)} and ${name(j)}` })];
    panel.push(el("p", { class: "trail" }, "Read each norm: ", normButton(i), " · ", normButton(j)));
    if (!found) {
      panel.push(el("p", { class: "lead", text: "No agreement of this view holds both. That is what was found in what was read; it is no proof that there is none." }));
      return panel;
    }
    const t = found;
    const cells = byDate(t.agreements).map((a) => [cellAt.get(a * N + t.i), cellAt.get(a * N + t.j)]);
    panel.push(el("p", { class: "lead", text: `Together in ${t.count} of ${plural(view.total, "agreement")} counted. The first stands in ${view.n[t.i]}, the second in ${view.n[t.j]}.` }));
    panel.push(el("p", { class: "caution" }, el("strong", { text: "Recurrence is not shared meaning. " }), "That two norms stand in the same texts does not show that anybody meant the same by them. Read both provisions below."));
    const x = t.test;
    const rows = [["Against chance", el("strong", { text: chance(t).replace(/^./, (c) => c.toUpperCase()) }), "."]];
    if (view.stored && x) {
      rows[0].push(` ${digits(x[3], 1)} expected by the null model drawn (${MODEL[data.stored.null_model]}); p ${x[4] < 0.001 ? "" : "= "}${small(x[4])}, corrected for all pairs tested ${small(x[5])}.`);
      rows.push(["By null model", el("ul", {}, STORED_MODELS.map((m, k) => el("li", { text: `${MODEL[m]}: ${{ 1: "more often than chance", 0: "not beyond chance", "-1": "less often than chance" }[x[7][k]]}` })))]);
      rows.push(["P(edge)", `${digits(x[8], 2)}: share of redrawn codings, cells on which the coders differed being redrawn, in which the pair stands together more often than the weakest null model expects. The count then runs from ${x[10]} to ${x[11]}.`]);
      if (x[12] !== null) rows.push(["Families of texts", `Phi from ${digits(x[12], 2)} to ${digits(x[13], 2)} (95 % of draws) when texts that restate one another are resampled as one.`]);
    } else if (view.choices.length) {
      rows.push(["By null model", el("ul", {}, view.choices.map((c) => el("li", { text: `${MODEL[c[2]]}: ${names(t).some((id) => c[4].includes(id)) ? "more often than chance" : "not more often than chance"}` })))]);
      rows.push(["P(edge)", "Not computed for this view."]);
    } else {
      rows[0].push(" Null models were run for the whole record at three readings; set the filters back to see them.");
      rows.push(["P(edge)", "Not computed for this view."]);
    }
    rows.push(["Evidence", t.unverified ? `In ${t.unverified} of ${t.count} at least one of the two cells is not verified: background knowledge, to be checked before it is cited.` : "No cell behind this tie is unverified."]);
    rows.push(["Weights here", `Jaccard ${digits(t.jaccard, 2)}, cosine ${digits(t.cosine, 2)}, association strength ${digits(t.association, 3)}, lift ${digits(t.lift, 2)}, phi ${digits(t.phi, 2)}.`]);
    panel.push(el("h3", { text: "How sure is it" }), facts(rows));
    const differ = (of) => cells.filter(([a, b]) => !same([of(a)].flat(), [of(b)].flat())).length;
    const place = cells.filter(([a, b]) => a[7] && a[7] === b[7]).length;
    const gap = apart.get(key(i, j));
    panel.push(el("h3", { text: "Do they mean the same" }),
      el("p", { text: `Of ${plural(t.count, "agreement")}, the two provisions differ in the verb in ${differ((c) => c[4])}, in direction in ${differ((c) => c[5])}, in whom they address in ${differ((c) => c[6])}.` + (place ? ` In ${place} both were read in the same place, so that one provision may make the tie.` : "") }),
      view.stored && gap ? el("p", { text: `Mean distance in verb, direction and addressee (0 the same, 1 nothing shared): between agreements on the first norm ${digits(gap[2], 2)}, on the second ${digits(gap[3], 2)}, between the two provisions inside one agreement ${digits(gap[4], 2)}.` }) : null,
      variation([[name(t.i), cells.map((c) => c[0])], [name(t.j), cells.map((c) => c[1])]]));
    panel.push(el("h3", { text: `Both provisions, in ${plural(t.count, "agreement")}` }));
    for (const [a, b] of cells) {
      const row = data.agreements[a[0]];
      panel.push(el("section", { class: "both", "aria-label": row[1] },
        el("p", { class: "of" }, el("a", { href: `agreements/${row[0]}.html`, text: row[1] }), el("span", { class: "size", text: ` ${agreementLine(a[0])}` }),
          a[7] && a[7] === b[7] ? el("span", { class: "same-place", text: "read in the same place" }) : null),
        el("div", { class: "sides" }, provision(a, b), provision(b, a))));
    }
    return panel;
  }
  function normButton(k) {
    return el("button", { type: "button", class: "as-link", text: name(k), on: { click: () => choose({ norm: k, tie: null }) } });
  }
  function normPanel(k) {
    const norm = data.norms[k];
    const cells = byDate(view.rows).map((a) => view.holds.get(a).find((c) => c[1] === k)).filter(Boolean);
    const panel = [
      el("p", { class: "eyebrow", text: norm[2] === "gge" ? `UN GGE report of 2015, paragraph ${norm[3]}` : "Further norm" }),
      el("h2", { id: "panel-title", tabindex: "-1", text: norm[1] }),
      el("p", { class: "definition", text: norm[4] }),
      el("p", { class: "lead", text: `Held by ${cells.length} of ${plural(view.total, "agreement")} counted; ${view.unverified[k]} of these cells are not verified.` }),
      el("p", { class: "trail" }, el("a", { href: `norms/${norm[0]}.html`, text: "All its codings, those not found included" })),
    ];
    if (!cells.length) return panel;
    panel.push(el("h3", { text: "How its meaning varies" }), el("p", { class: "caution" }, el("strong", { text: "One label, several meanings. " }), "The same norm can bind, advise or only hope, ask for acts or for restraint, and address different actors."));
    const said = data.norm_meaning.filter((m) => m[0] === k && m[1] === "overall" && m[2] !== null)[0];
    if (view.stored && said) panel.push(el("p", { text: `Mean distance between two agreements that hold it, in verb, direction and addressee (0 the same, 1 nothing shared): ${digits(said[2], 2)}` + (said[3] === null ? "." : `; between texts of different families ${digits(said[3], 2)}.`) }));
    panel.push(variation([[name(k), cells]]));
    const ties = view.ties.filter((t) => t.i === k || t.j === k).slice(0, 8);
    if (ties.length) {
      panel.push(el("h3", { text: `Strongest ties by ${WEIGHT[state.weight]}` }), el("ul", { class: "partners" }, ties.map((t) => {
        const other = t.i === k ? t.j : t.i;
        return el("li", {}, el("button", { type: "button", class: "as-link", text: name(other), "aria-label": `Tie with ${name(other)}`, on: { click: () => choose({ tie: [t.i, t.j], norm: null }) } }), ` together in ${t.count}, ${chance(t)}`);
      })));
    }
    panel.push(el("h3", { text: `Who holds it, in ${plural(cells.length, "agreement")}` }), el("div", { class: "sides many" }, cells.map((c) =>
      el("section", { class: "held", "aria-label": data.agreements[c[0]][1] }, el("p", { class: "of" }, el("a", { href: `agreements/${data.agreements[c[0]][0]}.html`, text: data.agreements[c[0]][1] }), el("span", { class: "size", text: ` ${agreementLine(c[0])}` })), provision(c, null)))));
    return panel;
  }
  function drawPanel() {
    const panel = $("panel");
    const inside = state.tie ? tiePanel(...state.tie) : state.norm !== null ? normPanel(state.norm) : null;
    panel.hidden = inside === null;
    $("hint").hidden = inside !== null;
    panel.replaceChildren();
    if (inside) {
      const close = el("button", { type: "button", class: "quiet-button", text: "Close and go back to the drawing", on: { click: leave } });
      panel.append(...inside.filter(Boolean), el("p", { class: "close" }, close));
    }
  }
  function leave() {
    const back = returnTo && returnTo.isConnected ? returnTo : state.tie ? $("ties").querySelector(`[data-tie="${key(...state.tie)}"]`) : state.norm !== null ? $("nodes").children[state.norm] : null;
    state.tie = null; state.norm = null;
    mark(); drawPanel(); store(true); say();
    (back || $("drawing-title")).focus();
  }
  function choose(change, from) {
    returnTo = from || returnTo;
    Object.assign(state, change);
    mark(); drawPanel(); store(true); say();
    const title = $("panel-title");
    if (title) { title.focus({ preventScroll: true }); $("panel").scrollIntoView({ block: "start" }); }
  }

  /* ---- the table that says the same ---- */
  const COLUMNS = [
    ["first", "First norm", (t) => name(t.i), "text"],
    ["second", "Second norm", (t) => name(t.j), "text"],
    ["count", "Together", (t) => t.count],
    ["unverified", "of these not verified", (t) => t.unverified],
    ["weight", "", (t) => t[state.weight]],
    ["expected", "Expected", (t) => (view.stored && t.test ? t.test[3] : null)],
    ["p", "Corrected p", (t) => (view.stored && t.test ? t.test[5] : null)],
    ["p_edge", "P(edge)", (t) => (view.stored && t.test ? t.test[8] : null)],
    ["chance", "Against chance", (t) => chance(t), "text"],
  ];
  const decimals = { count: 0, unverified: 0, expected: 1, p: 4, p_edge: 2 };
  function drawTable() {
    const all = $("all-pairs").checked;
    const rows = (all ? view.ties : view.drawn).slice();
    const column = COLUMNS.find((c) => c[0] === sorted.column);
    const value = column[2];
    rows.sort((s, t) => {
      const a = value(s), b = value(t);
      if (a === null || b === null) return (a === null) - (b === null);
      const way = column[3] === "text" ? a.localeCompare(b, "en") : a - b;
      return sorted.down ? -way : way;
    });
    const places = state.weight === "association" ? 3 : state.weight === "count" ? 0 : 2;
    $("heads").replaceChildren(...COLUMNS.map(([id, head]) => {
      const text = id === "weight" ? WEIGHT[state.weight].replace(/^./, (c) => c.toUpperCase()) : head;
      const here = sorted.column === id;
      return el("th", { scope: "col", "aria-sort": here ? (sorted.down ? "descending" : "ascending") : null },
        el("button", { type: "button", class: "sort", on: { click: () => {
          sorted = { column: id, down: here ? !sorted.down : fromTop(id) };
          drawTable();
          $("heads").children[COLUMNS.findIndex((c) => c[0] === id)].firstChild.focus();
        } } }, text, el("span", { "aria-hidden": "true", text: here ? (sorted.down ? " ▾" : " ▴") : "" })));
    }), el("th", { scope: "col", text: "Provisions" }));
    $("rows").replaceChildren(...rows.map((t) => el("tr", { class: isWeak(t) ? "weak" : null },
      COLUMNS.map(([id, , of, kind], k) => {
        const v = of(t);
        const text = kind === "text" ? v : v === null ? (view.stored ? "–" : "not tested") : v.toFixed(id in decimals ? decimals[id] : places);
        return el(k === 0 ? "th" : "td", { scope: k === 0 ? "row" : null, class: kind === "text" ? null : "number", text });
      }),
      el("td", {}, el("button", { type: "button", class: "as-link", text: "Read both", "aria-label": `Read both provisions of ${name(t.i)} and ${name(t.j)}`, on: { click: (e) => choose({ tie: [t.i, t.j], norm: null }, e.currentTarget) } })))));
    $("table-size").textContent = `${plural(rows.length, "pair")} shown of ${view.ties.length} that stand together at least once.`;
  }
  const fromTop = (id) => !["first", "second", "chance", "p"].includes(id);

  /* ---- the address ---- */
  function address(s) {
    const d = defaults(), out = new URLSearchParams();
    for (const k of ["scope", "from", "to", "level", "basis", "weight", "least", "show"]) if (s[k] !== d[k]) out.set(k, s[k]);
    if (s.kinds.size !== ADOPTERS.length) out.set("kinds", [...s.kinds].sort((a, b) => a - b).map((k) => data.codes.adopter[k]).join(","));
    if (s.tie) out.set("tie", s.tie.map((k) => data.norms[k][0]).join(","));
    if (s.norm !== null) out.set("norm", data.norms[s.norm][0]);
    return out.toString().replaceAll("%2C", ",");
  }
  function fromAddress(text) {
    const s = defaults(), asked = new URLSearchParams(text), unknown = [];
    const pick = (k, allowed) => { if (asked.has(k)) { if (allowed.includes(asked.get(k))) s[k] = asked.get(k); else unknown.push(k); } };
    pick("scope", data.codes.scope); pick("level", PRESENCE.slice(1)); pick("basis", BASIS); pick("weight", Object.keys(WEIGHT));
    for (const [k, low, high] of [["from", FIRST, LAST], ["to", FIRST, LAST], ["least", 1, 20], ["show", 5, 150]]) {
      if (!asked.has(k)) continue;
      const v = Number(asked.get(k));
      if (Number.isInteger(v) && v >= low && v <= high) s[k] = v; else unknown.push(k);
    }
    if (s.from > s.to) { [s.from, s.to] = [s.to, s.from]; }
    if (asked.has("kinds")) {
      const kinds = asked.get("kinds").split(",").filter(Boolean).map((k) => data.codes.adopter.indexOf(k));
      if (kinds.every((k) => ADOPTERS.includes(k))) s.kinds = new Set(kinds); else unknown.push("kinds");
    }
    if (asked.has("tie")) {
      const ends = asked.get("tie").split(",").map((id) => normAt.get(id));
      if (ends.length === 2 && ends.every((k) => k !== undefined) && ends[0] !== ends[1]) s.tie = ends.sort((a, b) => a - b); else unknown.push("tie");
    } else if (asked.has("norm")) {
      const k = normAt.get(asked.get("norm"));
      if (k === undefined) unknown.push("norm"); else s.norm = k;
    }
    $("problem").hidden = unknown.length === 0;
    $("problem").textContent = unknown.length ? `The address asks for something that this page does not know (${unknown.join(", ")}); the default is shown instead.` : "";
    return s;
  }
  function store(step) {
    const target = `#${address(state) || "all"}`;
    try { history[step ? "pushState" : "replaceState"](null, "", target); } catch { location.hash = target; }
  }

  /* ---- filters ---- */
  function showFilters() {
    for (const k of ["scope", "level", "basis", "weight"]) $(`f-${k}`).value = state[k];
    for (const k of ["from", "to", "least", "show"]) { $(`f-${k}`).value = state[k]; $(`o-${k}`).textContent = state[k]; }
    for (const box of $("f-kinds").querySelectorAll("input")) box.checked = state.kinds.has(Number(box.value));
  }
  function show() {
    view = count();
    drawFrame(); drawTies(); drawPanel(); drawTable(); showFilters(); say();
  }
  function refresh() {
    show(); store(false); say();
  }
  function start() {
    const range = (id, low, high) => { $(id).min = low; $(id).max = high; };
    range("f-from", FIRST, LAST); range("f-to", FIRST, LAST);
    for (const k of ADOPTERS) {
      $("f-kinds").append(el("label", { class: "box" }, el("input", { type: "checkbox", value: k }), ` ${data.words.adopter[k]}`));
    }
    for (const k of ["scope", "level", "basis", "weight"]) $(`f-${k}`).addEventListener("change", (e) => { state[k] = e.target.value; refresh(); });
    for (const k of ["from", "to", "least", "show"]) {
      $(`f-${k}`).addEventListener("input", (e) => {
        state[k] = Number(e.target.value);
        if (k === "from" && state.from > state.to) state.to = state.from;
        if (k === "to" && state.to < state.from) state.from = state.to;
        refresh();
      });
    }
    $("f-kinds").addEventListener("change", () => {
      state.kinds = new Set([...$("f-kinds").querySelectorAll("input:checked")].map((b) => Number(b.value)));
      refresh();
    });
    $("reset").addEventListener("click", () => { const { tie, norm } = state; state = { ...defaults(), tie, norm }; refresh(); });
    $("all-pairs").addEventListener("change", drawTable);
    $("filters").addEventListener("submit", (e) => e.preventDefault());
    document.addEventListener("keydown", (e) => { if (e.key === "Escape" && (state.tie || state.norm !== null)) leave(); });
    $("copy").addEventListener("click", () => {
      const text = $("cite-text");
      text.select();
      const done = () => { $("copied").textContent = "Copied."; };
      if (navigator.clipboard) navigator.clipboard.writeText(text.value).then(done, () => { $("copied").textContent = "Selected; copy it with your keyboard."; });
      else $("copied").textContent = "Selected; copy it with your keyboard.";
    });
    window.addEventListener("popstate", () => {
      if (!location.hash.includes("=") && !["", "#all"].includes(location.hash)) return; // a jump within the page
      state = fromAddress(location.hash.slice(1));
      show();
    });
    window.addEventListener("resize", () => { const before = screen; drawFrame(); if (before !== screen) drawTies(); });
    for (const [event, paper] of [["beforeprint", true], ["afterprint", false]]) {
      window.addEventListener(event, () => { for (const d of document.querySelectorAll("main details")) if (d.id !== "filter-box") d.open = paper || d.open; });
    }
    if (window.matchMedia("(max-width: 48rem)").matches) $("filter-box").open = false;
    state = fromAddress(location.hash.includes("=") ? location.hash.slice(1) : "");
    show();
    document.documentElement.classList.add("ready");
    if (state.tie || state.norm !== null) $("panel").scrollIntoView({ block: "start" });
  }
  start();
})();
