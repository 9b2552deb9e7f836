// The playground: what is typed is read, checked and drawn, the nearest to the eye first.
import { confValue } from "../../src/advise/search/takeover.ts";
import { fixConf } from "../../src/lint/fix/fix-conf.ts";
import { type Timer, timerText } from "../../src/nanomq/time.ts";
import { editsFor } from "../../src/text/edit/edits.ts";
import { nothingWanted } from "../../src/text/edit/wanted.ts";
import { onDeed, pageLanguage, part, today } from "../dom.ts";
import { confEditor } from "../editor/conf-editor.ts";
import { livePanel } from "../live/panel.ts";
import { siteWords } from "../words.ts";
import { clientsForm } from "./clients.ts";
import { type Desk, deskOf } from "./desk.ts";
import { type ExampleName, examples } from "./examples.ts";
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
let waiting: ReturnType<typeof setTimeout> | undefined;
let later: ReturnType<typeof setTimeout> | undefined;

function idly(todo: () => void): void {
  clearTimeout(later);
  later = setTimeout(todo, TYPING_MS);
}

function soon(): void {
  clearTimeout(waiting);
  waiting = setTimeout(check, TYPING_MS);
}

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
const tune = tuneForm(
  () => idly(() => desk && tune.show(desk)),
  ({ settings }) => writeTimer(settings.timer),
);

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
  clearTimeout(waiting);
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
  idly(() => {
    tune.show(now);
    part("settings-result", HTMLElement).innerHTML = settingsTable(now);
    part("start-result", HTMLElement).innerHTML = startFrame(now, language);
  });
}

function writeTimer(timer: Timer): void {
  const { linted } = deskNow();
  const { input, lint } = linted;
  const { version } = input;
  const { retryIntervalS, multiplier } = timerText(timer, version);
  const edits = editsFor({ input: input.conf, reading: lint.reading }, version, {
    ...nothingWanted,
    set: [
      [["mqtt", "retry_interval"], confValue("mqtt.retry_interval", retryIntervalS)],
      [["mqtt", "keepalive_multiplier"], confValue("mqtt.keepalive_multiplier", multiplier)],
    ],
  });
  part("written", HTMLElement).textContent = edits === undefined ? words.cannotWrite : "";
  if (edits !== undefined) editor.apply(edits, deskNow().source);
  check();
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
    open(examples[example.value as ExampleName] ?? examples.empty);
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
