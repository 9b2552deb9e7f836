import type { Severity } from "../../lint/finding/finding.ts";
import { summarise } from "../../lint/finding/order.ts";
import type { Report, Reporter } from "../finding/reporter.ts";
import type { Started } from "../finding/started.ts";
import { toldOf } from "../finding/verdict.ts";
import { reportWords } from "../finding/words.ts";
import { metLines } from "../outage/met.ts";
import { outcomeRoles, verdictText, verdictWords } from "../settings/verdict.ts";
import { printable } from "../text-layout.ts";
import type { PageBroker } from "./broker.ts";
import { mapSection } from "./feasibility-map.ts";
import { findingPieces } from "./findings.ts";
import { type Both, both, element, escapeHtml, say, tags } from "./markup.ts";
import { releasesSection } from "./releases.ts";
import { pageScript } from "./script.ts";
import { settingsSection } from "./settings.ts";
import { pageStyle } from "./style.ts";
import { type PageWords, pageWords } from "./words.ts";

type Section = keyof PageWords["nav"];

/** As a Content-Security-Policy names a style or script that may run. */
async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return `'sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}'`;
}

/** Nothing is asked of any other place, and nothing runs but what stands here. */
async function policy(): Promise<string> {
  const [style, script] = [await hashOf(pageStyle), await hashOf(pageScript)];
  return `default-src 'none'; style-src ${style}; script-src ${script}; img-src data:; base-uri 'none'; form-action 'none'`;
}

function button(kind: "lang" | "theme", value: string, label: string, isOn: boolean): string {
  const attributes = { type: "button", [`data-${kind}`]: value, "aria-pressed": isOn ? "true" : "false" };
  return element("button", attributes, label);
}

function controls({ language }: Report): string {
  const named = (name: "languages" | "themes") =>
    element("span", { class: "unseen" }, say(both((one) => pageWords[one][name])));
  const theme = (name: "auto" | "light" | "dark") =>
    button("theme", name, say(both((one) => pageWords[one].theme[name])), name === "auto");
  return element(
    "div",
    { class: "controls" },
    element(
      "div",
      { class: "switch", role: "group" },
      named("languages"),
      button("lang", tags.en, "English", language === "en"),
      button("lang", tags.zh, '<span class="zh">中文</span>', language === "zh"),
    ),
    element(
      "div",
      { class: "switch", role: "group" },
      named("themes"),
      theme("auto"),
      theme("light"),
      theme("dark"),
    ),
  );
}

const LOGO =
  '<svg class="logo" viewBox="0 0 32 32" aria-hidden="true"><path d="M4 22V10l8 12V10"/><path d="M16 16h3l2-6 4 12 2-6h2"/></svg>';

function top(report: Report): string {
  return element(
    "header",
    { class: "top" },
    element("div", { class: "brand" }, LOGO, element("span", {}, "nanotune")),
    controls(report),
  );
}

function nav(sections: readonly Section[]): string {
  const links = sections.map((section) =>
    element("a", { href: `#${section}` }, say(both((language) => pageWords[language].nav[section]))),
  );
  return element("nav", {}, ...links);
}

function sectionOf(id: string, title: Both<string>, ...content: readonly string[]): string {
  return element("section", { id }, element("h2", {}, say(title)), ...content);
}

/** What becomes of one broker; its words in both languages where the page has all of it. */
function verdictCard(started: Started, broker: PageBroker | undefined): string {
  const { name, version, outcome, files } = started;
  const text = both((language) => {
    const own = broker === undefined ? started.verdict : verdictText(broker.run, broker, language);
    return printable(own ?? verdictWords[language].runs(version.text));
  });
  const met = both((language) =>
    (broker === undefined ? started.met : metLines(broker.run, broker.facts, language)).join(" "),
  );
  const read = both((language) => pageWords[language].read(files.join(language === "en" ? ", " : "、")));
  return element(
    "div",
    { class: `verdict ${outcomeRoles[outcome]}` },
    element("p", { class: "what" }, say(text)),
    met.en === "" ? "" : element("p", {}, say(met)),
    element(
      "p",
      { class: "soft" },
      element("code", {}, escapeHtml(printable(name))),
      files.length > 1 ? ` ${say(read)}` : "",
    ),
  );
}

function counts({ findings, hidden }: Report): string {
  const { errors, warnings, infos } = summarise(findings);
  const tile = (severity: Severity, count: number) =>
    element(
      "div",
      { class: count === 0 ? "tile" : `tile ${severity}` },
      element("b", {}, String(count)),
      element("span", {}, say(both((language) => pageWords[language].severities[severity]))),
    );
  const hiding =
    hidden === undefined
      ? ""
      : element(
          "p",
          { class: "soft" },
          say(both((language) => reportWords[language].hidden(hidden.warnings, hidden.infos))),
        );
  return (
    element(
      "div",
      { class: "tiles" },
      tile("error", errors),
      tile("warning", warnings),
      tile("info", infos),
    ) + hiding
  );
}

const told = ["map", "settings", "releases"] as const;

function partOf(section: (typeof told)[number], broker: PageBroker): string {
  switch (section) {
    case "map":
      return mapSection(broker.timer);
    case "settings":
      return settingsSection(broker);
    case "releases":
      return releasesSection(broker.releases);
  }
}

const navWord = (section: Section) => both((language) => pageWords[language].nav[section]);

/** One broker has the page for itself; of several each has a part to open. */
function* brokerPieces(brokers: readonly PageBroker[]): Iterable<string> {
  const [first, ...others] = brokers;
  if (first !== undefined && others.length === 0) {
    for (const section of told) yield sectionOf(section, navWord(section), partOf(section, first));
    return;
  }
  for (const [at, broker] of brokers.entries()) {
    yield `<section class="several" id="broker-${at + 1}">${element("h2", {}, escapeHtml(printable(broker.name)))}`;
    for (const section of told)
      yield element(
        "details",
        { class: "part" },
        element("summary", {}, say(navWord(section))),
        partOf(section, broker),
      );
    yield "</section>";
  }
}

function head(report: Report, csp: string): string {
  const names = (report.started ?? []).map(({ name }) => printable(name));
  const title = names.length === 1 ? `${names[0]} · nanotune` : "nanotune";
  return [
    `<!doctype html>\n<html lang="${tags[report.language]}" data-theme="auto">\n<head>\n<meta charset="utf-8">\n`,
    `<meta http-equiv="Content-Security-Policy" content="${csp}">\n`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<link rel="icon" href="data:,">\n',
    `<title>${escapeHtml(title)}</title>\n<style>${pageStyle}</style>\n</head>\n`,
  ].join("");
}

function* pagePieces(report: Report, csp: string): Iterable<string> {
  const { started = [], brokers = [] } = report;
  const isOne = brokers.length === 1;
  const byName = new Map(brokers.map((broker) => [broker.name, broker]));
  yield head(report, csp);
  yield `<body>\n${top(report)}\n${nav(["verdict", "findings", ...(isOne ? told : [])])}\n<main>\n`;
  const h1 = element("h1", { class: "unseen" }, say(both((language) => pageWords[language].title)));
  const cards = toldOf(report).map((one) => verdictCard(one, byName.get(one.name)));
  yield element("section", { id: "verdict" }, h1, ...cards, counts(report));
  yield `\n<section id="findings">${element("h2", {}, say(navWord("findings")))}\n`;
  for (const piece of findingPieces(report)) yield `${piece}\n`;
  yield "</section>\n";
  for (const piece of brokerPieces(brokers)) yield `${piece}\n`;
  const words = both((language) => pageWords[language].moreBrokers(brokers.length, started.length));
  if (brokers.length < started.length) yield element("p", { class: "soft" }, say(words));
  yield `</main>\n<script>${pageScript}</script>\n</body>\n</html>\n`;
}

/** One file to open in a browser, offline; the same bytes for the same report. */
export async function htmlReporter(): Promise<Reporter> {
  const csp = await policy();
  return (report) => pagePieces(report, csp);
}
