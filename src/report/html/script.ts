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

all("input.with-defaults").forEach((box) => box.addEventListener("change", () => {
  const table = box.closest("p").nextElementSibling;
  all(".default", table).forEach((one) => { one.hidden = !box.checked; });
}));

all(".explorer").forEach((explorer) => {
  const panel = explorer.querySelector(".panel");
  const rows = all("tbody tr", explorer).map((row) => all("button", row));
  const cells = rows.flat();
  let kept = cells.find((cell) => cell.classList.contains("now")) ?? cells[0];
  const show = (cell) => {
    panel.replaceChildren(...cell.nextElementSibling.cloneNode(true).childNodes);
  };
  const keep = (cell) => {
    kept = cell;
    press(cells, cell);
    cells.forEach((one) => { one.tabIndex = one === cell ? 0 : -1; });
    show(cell);
  };
  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  rows.forEach((row, y) => row.forEach((cell, x) => {
    cell.addEventListener("pointerenter", () => show(cell));
    cell.addEventListener("click", () => keep(cell));
    cell.addEventListener("keydown", (event) => {
      const [down, right] = steps[event.key] ?? [0, 0];
      const next = rows[y + down]?.[x + right];
      if (down === 0 && right === 0) return;
      event.preventDefault();
      if (next === undefined) return;
      next.focus();
      keep(next);
    });
  }));
  explorer.querySelector("table").addEventListener("pointerleave", () => show(kept));
  if (kept !== undefined) keep(kept);
});

addEventListener("beforeprint", () => all("details").forEach((one) => { one.open = true; }));
})();`;
