// The playground: what is typed is read, checked and drawn, the nearest to the eye first.
import type { Change } from "../../src/advise/search/plan.ts";
import { confValue } from "../../src/advise/search/takeover.ts";
import { fixConf } from "../../src/lint/fix/fix-conf.ts";
import { type Timer, timerText } from "../../src/nanomq/time.ts";
import { editsFor } from "../../src/text/edit/edits.ts";
import { nothingWanted, type Wanted } from "../../src/text/edit/wanted.ts";
import { debounced, onDeed, pageLanguage, part, today } from "../dom.ts";
import { confEditor } from "../editor/conf-editor.ts";
import { livePanel } from "../live/panel.ts";
import { siteWords } from "../words.ts";
import { clientsForm } from "./clients.ts";
import { type Desk, deskOf } from "./desk.ts";
import { examples, isExample } from "./examples.ts";
import { diagnosticsOf, findingCards } from "./findings.ts";
import { arrived, carrying, sharedHash } from "./link.ts";
import { CONF, type Shared } from "./shared.ts";
import { settingsTable, startFrame, verdictCard } from "./start.ts";
import { timing } from "./timing.ts";
import { tuneForm } from "./tune.ts";
import { playWords } from "./words.ts";

/** Long enough for the next key of a quick typist. */
const TYPING_MS = 90;

const language = pageLanguage();
const words = playWords[language];
const release = part("release", HTMLSelectElement);
let desk: Desk | undefined;

const soon = debounced(check, TYPING_MS);
const soonAfter = debounced(showRest, TYPING_MS);
const soonTuned = debounced(() => desk && tune.show(desk), TYPING_MS);

const editor = confEditor({
  host: part("editor", HTMLElement),
  text: "",
  label: words.editor,
  phrases: siteWords[language].phrases,
  view: () => desk?.view,
  changed: soon,
});
const clients = clientsForm(language, soon);
const live = livePanel(language);
const sliders = timing(language, { moved: live, write: writeTimer });
const tune = tuneForm(soonTuned, writeChanges);

function shared(): Shared {
  return { conf: editor.text(), nanomq: release.value, clients: clients.rows() };
}

/** The conf of this very moment: no edit is made for a text that is gone. */
function deskNow(): Desk {
  if (desk === undefined || desk.linted.input.conf.text !== editor.text()) check();
  if (desk === undefined) throw new TypeError("no desk");
  return desk;
}

function check(): void {
  const now = deskOf(shared(), language, today());
  desk = now;
  part("verdict", HTMLElement).innerHTML = verdictCard(now);
  part("findings", HTMLElement).innerHTML = findingCards(now);
  part("count", HTMLElement).textContent = words.checked(now.findings.length);
  editor.mark(
    diagnosticsOf(now, {
      fix: ({ edits }) => editor.apply(edits, now.source),
      ignore: (at, text) => {
        const span = { file: CONF, start: at, end: at };
        editor.apply([{ span, text }], now.source);
      },
    }),
    now.view,
  );
  sliders.follow(now, clients.rows());
  soonAfter();
}

/** What is further down the page, and takes longer. */
function showRest(): void {
  if (desk === undefined) return;
  tune.show(desk);
  part("settings-result", HTMLElement).innerHTML = settingsTable(desk);
  part("start-result", HTMLElement).innerHTML = startFrame(desk, language);
}

/** Settings into the conf, as NanoMQ reads them; said where its text cannot carry them. */
function write(settings: Wanted["set"]): void {
  const { linted, source } = deskNow();
  const { input, lint } = linted;
  const read = { input: input.conf, reading: lint.reading };
  const edits = editsFor(read, input.version, { ...nothingWanted, set: settings });
  for (const id of ["written", "field-written"])
    part(id, HTMLElement).textContent = edits === undefined ? words.cannotWrite : "";
  if (edits !== undefined) editor.apply(edits, source);
  check();
}

function writeTimer(timer: Timer): void {
  const { retryIntervalS, multiplier } = timerText(timer, deskNow().linted.input.version);
  write([
    [["mqtt", "retry_interval"], confValue("mqtt.retry_interval", retryIntervalS)],
    [["mqtt", "keepalive_multiplier"], confValue("mqtt.keepalive_multiplier", multiplier)],
  ]);
}

/** The conf's part into the conf; that of the clients to those who connect. */
function writeChanges(changes: readonly Change[]): void {
  const keepalives = new Map(
    changes.flatMap((change) => (change.target === "client" ? [[change.client, change.toMs / 1000]] : [])),
  );
  clients.replace(
    clients.rows().map((row) => ({ ...row, keepaliveS: keepalives.get(row.name) ?? row.keepaliveS })),
  );
  const set = changes.flatMap((change) =>
    change.target === "conf" ? [[change.key.split("."), confValue(change.key, change.to)] as const] : [],
  );
  if (set.length > 0) write(set);
  else check();
}

function open({ conf, nanomq, clients: rows }: Shared): void {
  release.value = nanomq;
  if (release.value !== nanomq) {
    release.add(new Option(nanomq, nanomq));
    release.value = nanomq;
  }
  clients.replace(rows);
  editor.replace(conf);
  check();
}

/** A link that somebody else may get: without secrets, in the address, and in the clipboard where the browser lets us. */
async function share(): Promise<void> {
  history.replaceState(null, "", await sharedHash(shared()));
  const link = part("link", HTMLInputElement);
  link.value = location.href;
  part("share-result", HTMLElement).hidden = false;
  link.select();
  const copied = await navigator.clipboard?.writeText(link.value).then(
    () => true,
    () => false,
  );
  part("share-said", HTMLElement).textContent = copied === true ? words.copied : words.notCopied;
}

function hear(): void {
  release.addEventListener("change", check);
  const example = part("example", HTMLSelectElement);
  example.addEventListener("change", () => {
    if (isExample(example.value)) open(examples[example.value]);
    example.value = "";
  });
  part("fix-all", HTMLButtonElement).addEventListener("click", () => {
    const { input } = deskNow().linted;
    const fixed = fixConf(input, { safeties: ["safe"] }).changed.get(CONF);
    if (fixed !== undefined) editor.replace(new TextDecoder().decode(fixed));
    check();
  });
  part("share", HTMLButtonElement).addEventListener("click", () => void share());
  const cards = part("findings", HTMLElement);
  onDeed(cards, "go", ({ dataset }) => {
    const { source } = deskNow();
    editor.goTo(Number(dataset["at"]), source);
  });
  onDeed(cards, "fix", ({ dataset }) => {
    const { findings, source } = deskNow();
    const fix = findings[Number(dataset["finding"])]?.fixes[Number(dataset["fix"])];
    if (fix !== undefined) editor.apply(fix.edits, source);
    check();
  });
  carrying(shared);
}

async function begin(): Promise<void> {
  hear();
  addEventListener("hashchange", () => void arrived().then((told) => told && open(told)));
  open((await arrived()) ?? examples.gateway);
  document.documentElement.dataset["ready"] = "true";
}

void begin();
