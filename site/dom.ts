// Parts of a page by their id, as what they are.
import type { Language } from "../src/lint/language.ts";
import { languageOf } from "../src/lint/language.ts";

/** @throws TypeError where the page has no such part */
export function part<Kind extends Element>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new TypeError(`#${id}`);
  return found;
}

/** Hears of clicks on buttons within `area` that name a deed: `data-do="fix"`. */
export function onDeed(area: Element, name: string, deed: (button: HTMLElement) => void): void {
  area.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest(`[data-do="${name}"]`) : null;
    if (button instanceof HTMLElement) deed(button);
  });
}

/** A page speaks one language; the other one is another page. */
export function pageLanguage(): Language {
  return languageOf(document.documentElement.lang);
}

/** Decides which suppressions have expired, as 2026-08-01. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** Does it once it was not asked for anew for a while. */
export function debounced(todo: () => void, ms: number): () => void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(waiting);
    waiting = setTimeout(todo, ms);
  };
}
