/** All that runs in the page: language, appearance, filters, the map. Without it the page reads as it is printed. */
export const pageScript = `(() => {
"use strict";
const root = document.documentElement;
const all = (query, within = document) => [...within.querySelectorAll(query)];
const press = (buttons, on) => buttons.forEach((one) => one.setAttribute("aria-pressed", String(one === on)));
const choice = (name, set) => {
  const buttons = all("button[data-" + name + "]");
  buttons.forEach((button) => button.addEventListener("click", () => {
    set(button.dataset[name]);
    press(buttons, button);
  }));
};
choice("lang", (value) => { root.lang = value; });
choice("theme", (value) => { root.dataset.theme = value; });

all("button[data-filter]").forEach((button) => button.addEventListener("click", () => {
  const shown = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(shown));
  all('[data-severity="' + button.dataset.filter + '"]').forEach((one) => { one.hidden = !shown; });
}));

// What follows hears of what is on the page now, and of what comes onto it later.
document.addEventListener("change", ({ target: box }) => {
  if (!box.matches("input.with-defaults")) return;
  const table = box.closest("p").nextElementSibling;
  all(".default", table).forEach((one) => { one.hidden = !box.checked; });
});

const cellsOf = (map) => all("button.cell", map);
const show = (cell) => {
  const panel = cell.closest(".explorer").querySelector(".panel");
  panel.replaceChildren(...cell.nextElementSibling.cloneNode(true).childNodes);
};
const keep = (cell) => {
  const cells = cellsOf(cell.closest(".map"));
  press(cells, cell);
  cells.forEach((one) => { one.tabIndex = one === cell ? 0 : -1; });
  show(cell);
};
const onCells = (name, hear) => document.addEventListener(name, (event) => {
  const cell = event.target.closest("button.cell");
  if (cell !== null) hear(cell, event);
});
onCells("pointerover", show);
onCells("click", keep);
document.addEventListener("pointerout", ({ target, relatedTarget }) => {
  const map = target.closest(".map");
  if (map === null || map.contains(relatedTarget)) return;
  const kept = cellsOf(map).find((one) => one.getAttribute("aria-pressed") === "true");
  if (kept !== undefined) show(kept);
});
const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
onCells("keydown", (cell, event) => {
  const step = steps[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const rows = all("tbody tr", cell.closest(".map")).map(cellsOf);
  const y = rows.findIndex((row) => row.includes(cell));
  const next = rows[y + step[0]]?.[rows[y].indexOf(cell) + step[1]];
  if (next === undefined) return;
  next.focus();
  keep(next);
});

addEventListener("beforeprint", () => all("details").forEach((one) => { one.open = true; }));
})();`;
