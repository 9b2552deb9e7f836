// Releases and outages: the conf that was brought along, against every release, and with its uplink away.
import { compareRuns } from "../../src/advise/compare/upgrade.ts";
import { type AskedOutage, bridgeOutlook, settingsToType } from "../../src/advise/outage/outlook.ts";
import { stepBetween } from "../../src/advise/release/step.ts";
import { releaseOutlook } from "../../src/entry/open/release-outlook.ts";
import { foundIn } from "../../src/entry/open/seen.ts";
import { runOf } from "../../src/lint/lint-conf.ts";
import { drawUpgrade } from "../../src/report/compare/compare.ts";
import { element, escapeHtml } from "../../src/report/html/markup.ts";
import { outageChart } from "../../src/report/html/outage-chart.ts";
import { PAGE_VIEW, painted } from "../../src/report/html/painted.ts";
import { releasesSection } from "../../src/report/html/releases.ts";
import { outageText } from "../../src/report/outage/outage.ts";
import { drawStep } from "../../src/report/release/step.ts";
import { confBridges } from "../../src/start/bridges.ts";
import { inForce } from "../../src/start/run.ts";
import type { Cut } from "../../src/timing/outage/closed-form.ts";
import { pageLanguage, part, today } from "../dom.ts";
import { type Desk, deskOf, versionOf } from "../play/desk.ts";
import { examples } from "../play/examples.ts";
import { arrived, carrying } from "../play/link.ts";
import type { Shared } from "../play/shared.ts";
import { verdictCard } from "../play/start.ts";
import { playWords } from "../play/words.ts";
import { siteWords } from "../words.ts";

const language = pageLanguage();
const words = siteWords[language].answers;
/** Of most gateways. */
const CORES = 2;
/** Of an upstream in another town. */
const ROUND_TRIP_MS = 50;

let shared: Shared = examples.bridge;
let desk: Desk | undefined;

function frame(text: string): string {
  return element("pre", { class: "frame", tabindex: 0 }, painted(text.trim().split("\n")));
}

function step(now: Desk): string {
  const { input, lint } = now.linted;
  const version = versionOf(part("to", HTMLSelectElement).value);
  const there = { ...input, version };
  const after = runOf(there);
  const sides = [
    { version: input.version, found: foundIn(input, undefined) },
    { version, found: foundIn(there, undefined) },
  ] as const;
  const view = { ...PAGE_VIEW, language, sources: lint.sources };
  const told = drawStep(stepBetween(...sides), input.version, version, view);
  return frame(`${told}\n${drawUpgrade(compareRuns(lint.run, after, input.facts.clients), false, view)}`);
}

function numberIn(id: string, usual: number): number {
  const { valueAsNumber } = part(id, HTMLInputElement);
  return Number.isFinite(valueAsNumber) && valueAsNumber > 0 ? valueAsNumber : usual;
}

function isCut(text: string): text is Cut {
  return ["closed", "hangs", "silent-reads-on", "silent-resets"].includes(text);
}

function askedOutage(): AskedOutage {
  const { value } = part("cut", HTMLSelectElement);
  return {
    cut: isCut(value) ? value : "closed",
    outageMs: numberIn("length", 10) * 60_000,
    everyMs: numberIn("every", 1) * 1000,
    qos: 1,
    payloadBytes: numberIn("payload", 256),
    roundTripMs: ROUND_TRIP_MS,
    quietAfter: false,
    goal: { loseAtMost: 0, drainWithinMs: Infinity },
  };
}

function outages({ linted: { input, lint } }: Desk): string {
  const asked = askedOutage();
  const { version } = input;
  const bridges = confBridges(inForce(lint.run), CORES);
  if (bridges.length === 0) return element("p", { class: "soft" }, escapeHtml(words.noBridge));
  return bridges
    .map((bridge) => {
      const outlook = bridgeOutlook(bridge, version, asked);
      const shown = { outlook, settings: settingsToType(bridge, outlook) };
      return [
        element("h3", {}, element("code", {}, escapeHtml(`bridges.mqtt.${bridge.name}`))),
        element("div", { class: "card pad" }, outageChart(outlook)),
        frame(outageText(shown, asked, version.text, PAGE_VIEW, language)),
      ].join("");
    })
    .join("");
}

function showOutages(): void {
  if (desk !== undefined) part("outage-result", HTMLElement).innerHTML = outages(desk);
}

function showStep(): void {
  if (desk !== undefined) part("step-result", HTMLElement).innerHTML = step(desk);
}

function show(told: Shared): void {
  shared = told;
  const now = deskOf(told, language, today());
  desk = now;
  part("verdict", HTMLElement).innerHTML = verdictCard(now);
  const lines = told.conf.split("\n").length - 1;
  part("about", HTMLElement).textContent = words.about(
    lines,
    playWords[language].checked(now.findings.length),
  );
  showOutages();
  // The releases take the longest: what is there already can be read meanwhile.
  setTimeout(() => {
    const outlook = releaseOutlook(now.linted);
    part("releases-result", HTMLElement).innerHTML = releasesSection(outlook);
    const { today: here, recommended } = outlook.choice;
    const to = part("to", HTMLSelectElement);
    to.value = recommended.version.text;
    // A step to where one stands tells nothing.
    if (here === recommended) to.selectedIndex = to.selectedIndex === 0 ? 1 : 0;
    showStep();
    document.documentElement.dataset["ready"] = "true";
  });
}

async function begin(): Promise<void> {
  part("to", HTMLSelectElement).addEventListener("change", showStep);
  part("outage-form", HTMLFormElement).addEventListener("input", showOutages);
  carrying(() => shared);
  addEventListener("hashchange", () => void arrived().then((told) => told && show(told)));
  show((await arrived()) ?? examples.bridge);
}

void begin();
