/* Grids: one stop for Tab, arrow keys within, the cell in words. Search: what is listed, narrowed. */
"use strict";
(() => {
  const said = document.getElementById("said");
  for (const grid of document.querySelectorAll("table.grid")) {
    const rows = [...grid.tBodies[0].rows].map((row) => [...row.querySelectorAll("td > a")]);
    const heads = [...grid.tHead.rows[0].cells].slice(1).map((cell) => cell.textContent.trim());
    rows.flat().forEach((cell, k) => { cell.tabIndex = k === 0 ? 0 : -1; });
    const words = (cell) => {
      const row = cell.closest("tr");
      return `${row.cells[0].textContent.trim()} – ${cell.getAttribute("aria-label")}`;
    };
    const show = (event) => {
      const cell = event.target.closest("td > a");
      if (!cell) return;
      said.textContent = words(cell);
      cell.title = words(cell);
    };
    grid.addEventListener("mouseover", show);
    grid.addEventListener("focusin", show);
    grid.addEventListener("keydown", (event) => {
      const cell = event.target.closest("td > a");
      const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], Home: [0, -heads.length], End: [0, heads.length] }[event.key];
      if (!cell || !step || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      const y = rows.findIndex((row) => row.includes(cell));
      const x = rows[y].indexOf(cell);
      const to = rows[Math.min(rows.length - 1, Math.max(0, y + step[0]))];
      const next = to[Math.min(to.length - 1, Math.max(0, x + step[1]))];
      cell.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    });
  }

  const form = document.getElementById("search");
  if (!form) return;
  form.hidden = false;
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const entries = [...document.getElementById("provisions").children].map((node) => ({ node, text: plain(node.textContent) }));
  const field = { q: "q", presence: "s-presence", basis: "s-basis", kind: "s-kind" };
  const input = (name) => document.getElementById(field[name]);
  function narrow() {
    const words = plain(input("q").value).split(/\s+/).filter(Boolean);
    let n = 0;
    for (const { node, text } of entries) {
      const fits = words.every((w) => text.includes(w)) && ["presence", "basis", "kind"].every((k) => !input(k).value || node.dataset[k] === input(k).value);
      node.hidden = !fits;
      n += fits ? 1 : 0;
    }
    document.getElementById("found").textContent = n ? `${n} of ${entries.length} provisions, by date of adoption.` : "No provision has all of these words. The words are those of the coders; try another word for the same matter.";
  }
  function restore() {
    const asked = new URLSearchParams(location.hash.slice(1));
    for (const k of Object.keys(field)) {
      input(k).value = asked.get(k) || "";
      if (input(k).selectedIndex === -1) input(k).selectedIndex = 0;
    }
    narrow();
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    narrow();
    const state = new URLSearchParams();
    for (const k of Object.keys(field)) if (input(k).value) state.set(k, input(k).value);
    history.replaceState(null, "", `#${state}`);
  });
  window.addEventListener("hashchange", () => { if (location.hash.includes("=")) restore(); });
  if (location.hash.includes("=")) restore(); else narrow();
})();
