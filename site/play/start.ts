// How the broker of a release starts with the conf, and what its settings come to.
import type { Language } from "../../src/lint/language.ts";
import { element, escapeHtml } from "../../src/report/html/markup.ts";
import { PAGE_VIEW, painted } from "../../src/report/html/painted.ts";
import { settingsSection } from "../../src/report/html/settings.ts";
import { outcomeRoles, verdictText, verdictWords } from "../../src/report/settings/verdict.ts";
import { showStart } from "../../src/report/start/start-up.ts";
import { printable } from "../../src/report/text-layout.ts";
import { atHome } from "../../src/start/start.ts";
import type { Desk } from "./desk.ts";
import { CONF } from "./shared.ts";

export function verdictCard({ view: { run, language } }: Desk): string {
  const text =
    verdictText(run, { home: atHome, sources: run.reading.sources }, language) ??
    verdictWords[language].runs(run.start.version.text);
  const name = `verdict ${outcomeRoles[run.outcome]}`;
  return element("div", { class: name }, element("p", { class: "what" }, escapeHtml(printable(text))));
}

export function startFrame({ view: { run } }: Desk, language: Language): string {
  const view = { run, conf: CONF, sources: run.reading.sources, home: atHome, ...PAGE_VIEW };
  const lines = showStart(view, language).trimEnd().split("\n");
  return element("pre", { class: "frame", tabindex: 0 }, painted(lines));
}

export function settingsTable({ view: { run } }: Desk): string {
  return settingsSection({ run, home: atHome, sources: run.reading.sources });
}
