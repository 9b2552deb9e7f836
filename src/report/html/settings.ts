import { movedSettings } from "../../start/effective.ts";
import type { Source } from "../../text/source.ts";
import {
  groupBySection,
  idleSettings,
  originText,
  type SettingRow,
  settingRows,
  valueText,
} from "../settings/settings.ts";
import { verdictWords } from "../settings/verdict.ts";
import { settingsWords } from "../settings/words.ts";
import { printable } from "../text-layout.ts";
import type { PageBroker } from "./broker.ts";
import { both, element, escapeHtml, say } from "./markup.ts";
import { pageWords } from "./words.ts";

type Sources = ReadonlyMap<string, Source>;
type Settled = Pick<PageBroker, "run" | "home" | "sources">;

function rowOf(row: SettingRow, sources: Sources): string {
  return element(
    "tr",
    row.origin.kind === "default" ? { class: "default", hidden: true } : {},
    element("td", {}, element("code", {}, escapeHtml(printable(row.path)))),
    element("td", {}, element("code", {}, say(both((language) => valueText(row, language))))),
    element("td", { class: "soft" }, say(both((language) => originText(row.origin, { sources }, language)))),
  );
}

function heads(...names: readonly ("setting" | "value" | "origin" | "reason")[]): string {
  const cells = names.map((name) =>
    element("th", { scope: "col" }, say(both((language) => pageWords[language][name]))),
  );
  return element("thead", {}, element("tr", {}, ...cells));
}

function idleTable({ run, home }: Settled, sources: Sources): string {
  const settings = movedSettings(run.loaded, home);
  const [en, zh] = [idleSettings({ settings, sources }, "en"), idleSettings({ settings, sources }, "zh")];
  if (en.length === 0) return "";
  const rows = en.map(({ place, path, reason }, at) =>
    element(
      "tr",
      {},
      element("td", {}, element("code", {}, escapeHtml(path))),
      element("td", {}, say({ en: reason, zh: zh[at]?.reason ?? reason })),
      element("td", { class: "soft" }, escapeHtml(place)),
    ),
  );
  const title = element("h3", {}, say(both((language) => settingsWords[language].withoutEffect)));
  const table = element(
    "table",
    { class: "plain" },
    heads("setting", "reason", "origin"),
    element("tbody", {}, ...rows),
  );
  return title + element("div", { class: "scroll", tabindex: 0 }, table);
}

/** Every setting with its value in effect and who set it; defaults wait to be asked for. */
export function settingsSection(broker: Settled): string {
  const { run, home } = broker;
  const sources = new Map([...run.reading.sources, ...broker.sources]);
  const settings = movedSettings(run.loaded, home);
  const sections = groupBySection(settingRows({ settings, all: true, section: undefined }));
  const bodies = [...sections].map(([section, rows]) => {
    const isDefault = rows.every(({ origin }) => origin.kind === "default");
    const head = element(
      "tr",
      { class: "section" },
      element("th", { colspan: 3, scope: "rowgroup" }, escapeHtml(section)),
    );
    return element(
      "tbody",
      isDefault ? { class: "default", hidden: true } : {},
      head,
      ...rows.map((row) => rowOf(row, sources)),
    );
  });
  const mended = run.running === undefined ? say(both((language) => verdictWords[language].mended)) : "";
  const box = element("input", { type: "checkbox", class: "with-defaults" });
  return [
    mended === "" ? "" : element("p", { class: "soft" }, mended),
    element(
      "p",
      {},
      element("label", { class: "check" }, box, say(both((language) => pageWords[language].withDefaults))),
    ),
    element(
      "div",
      { class: "scroll", tabindex: 0 },
      element("table", { class: "plain settings" }, heads("setting", "value", "origin"), ...bodies),
    ),
    idleTable(broker, sources),
  ].join("");
}
