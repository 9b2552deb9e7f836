// The playground before its script has run: all of its parts, with their names.
import type { Language } from "../../src/lint/language.ts";
import { confReleases } from "../../src/nanomq/behaviour.ts";
import { newestRelease } from "../../src/nanomq/releases.ts";
import { element, escapeHtml } from "../../src/report/html/markup.ts";
import { liveWords } from "../live/words.ts";
import { playWords } from "../play/words.ts";
import { button, heading, input, intro, labelled, lead, option, told } from "./parts.ts";

function toolbar(language: Language): string {
  const words = playWords[language];
  const names = Object.entries(words.examples);
  const newestFirst = confReleases().toReversed();
  return element(
    "div",
    { class: "tools" },
    labelled(
      words.release,
      element(
        "select",
        { id: "release" },
        ...newestFirst.map((release) => option(release, release, release === newestRelease)),
      ),
    ),
    element(
      "select",
      { id: "example", "aria-label": words.example },
      ...names.map(([name, text]) => option(name === "choose" ? "" : name, text)),
    ),
    element("span", { class: "grow" }, ""),
    button("fix-all", words.fixAll),
    button("share", words.share, { class: "main" }),
  );
}

function shareResult(language: Language): string {
  const words = playWords[language];
  return element(
    "div",
    { id: "share-result", class: "shared", hidden: true },
    input("link", { type: "text", readonly: true, "aria-label": words.sharedLink }),
    element("p", { id: "share-said", class: "soft", role: "status" }, ""),
  );
}

function desk(language: Language): string {
  const words = playWords[language];
  return element(
    "section",
    { class: "desk", id: "desk" },
    element(
      "div",
      { class: "card writing" },
      toolbar(language),
      shareResult(language),
      element("div", { id: "editor", class: "editor" }, ""),
      element(
        "fieldset",
        { class: "who-connects" },
        element("legend", {}, escapeHtml(words.clients)),
        element("p", { class: "soft" }, escapeHtml(words.clientsHint)),
        element("ul", { id: "clients", class: "clients" }, ""),
        button("add-client", words.client.add),
      ),
    ),
    element(
      "div",
      { class: "reading" },
      element("div", { id: "verdict" }, ""),
      element(
        "h2",
        { class: "small" },
        escapeHtml(words.findings),
        element("span", { id: "count", class: "count", role: "status" }, ""),
      ),
      element(
        "div",
        { id: "findings", class: "findings", tabindex: 0, role: "group", "aria-label": words.findings },
        "",
      ),
    ),
  );
}

interface Range {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

function slider(
  id: "retry" | "multiplier" | "keepalive",
  { min, max, step }: Range,
  language: Language,
): string {
  const name = playWords[language].slider[id];
  return element(
    "div",
    { class: "slider" },
    element("label", { for: id }, id === "keepalive" ? escapeHtml(name) : element("code", {}, name)),
    element("output", { id: `${id}-value`, for: id }, ""),
    input(id, { type: "range", min, max, step, "data-min": min, "data-max": max }),
  );
}

function timing(language: Language): string {
  const words = playWords[language];
  return element(
    "section",
    { id: "timing" },
    heading(words.timing),
    lead(words.timingLead),
    element(
      "div",
      { class: "timing" },
      element(
        "div",
        { class: "card sliders" },
        labelled(words.slider.client, element("select", { id: "timed-client" }, "")),
        slider("retry", { min: 1, max: 60, step: 1 }, language),
        slider("multiplier", { min: 1, max: 3, step: 0.05 }, language),
        slider("keepalive", { min: 1, max: 120, step: 1 }, language),
        element(
          "p",
          { class: "buttons" },
          button("write-timer", words.writeTimer, { class: "main", disabled: true }),
          button("reset-timer", words.reset, { disabled: true }),
        ),
        element("p", { id: "written", class: "soft", role: "status" }, ""),
      ),
      element(
        "div",
        { class: "card answer" },
        element("output", { id: "window", class: "window-text", for: "retry multiplier keepalive" }, ""),
        element("div", { id: "window-chart" }, ""),
        element("h3", {}, escapeHtml(words.whyHeading)),
        element("ol", { id: "why", class: "why-list" }, ""),
      ),
    ),
  );
}

const speeds = [1, 2, 5, 10, 20, 50, 100, 1000];

function live(language: Language): string {
  const words = liveWords[language];
  const key = (name: keyof typeof words.key) =>
    element(
      "span",
      { class: "key" },
      element("i", { class: `sign ${name}` }, ""),
      escapeHtml(words.key[name]),
    );
  return element(
    "section",
    { id: "live" },
    heading(words.heading),
    lead(words.lead),
    element(
      "div",
      { class: "card live" },
      element(
        "div",
        { class: "tools" },
        button("run", words.pause, { class: "main" }),
        button("step", words.step),
        button("again", words.again),
        labelled(
          words.speed,
          element("select", { id: "speed" }, ...speeds.map((speed) => option(String(speed), `× ${speed}`))),
        ),
        element("span", { class: "grow" }, ""),
        element("span", { id: "clock", class: "figure" }, ""),
        element("span", { id: "listed", class: "figure" }, ""),
        button("pull-all", words.all),
      ),
      element("ul", { id: "lanes", class: "lanes", "aria-label": words.lanes }, ""),
      element(
        "p",
        { class: "legend", "aria-hidden": "true" },
        key("ping"),
        key("tick"),
        key("limit"),
        key("window"),
        key("kick"),
        key("will"),
      ),
      element("h3", {}, escapeHtml(words.log)),
      element(
        "div",
        { id: "log", class: "log", role: "log", tabindex: 0, "aria-label": words.log },
        element("ol", {}, ""),
      ),
    ),
  );
}

function goals(language: Language): string {
  const words = playWords[language].goal;
  const number = (id: string, text: string, step: number) =>
    labelled(text, input(id, { type: "number", min: 0, step, inputmode: "decimal" }));
  const box = (id: string, text: string) =>
    element("label", { class: "check" }, input(id, { type: "checkbox" }), escapeHtml(text));
  return element(
    "form",
    { id: "goals", class: "goals" },
    number("goal-detect", words.detect, 1),
    number("goal-drain", words.drain, 1),
    number("goal-redeliver", words.redeliver, 1),
    number("goal-cpu", words.cpu, 0.01),
    box("goal-mqtt", words.mqtt),
    box("goal-early", words.early),
    box("goal-clients", words.setClients),
  );
}

function map(language: Language): string {
  const words = playWords[language];
  return element(
    "section",
    { id: "map" },
    heading(words.map),
    lead(words.tuneLead),
    element("div", { class: "card pad" }, goals(language)),
    element("div", { id: "map-result" }, ""),
    element(
      "p",
      { class: "buttons" },
      button("use-field", words.use),
      element("span", { id: "field-written", class: "soft", role: "status" }, ""),
    ),
  );
}

export function playBody(language: Language): string {
  const words = playWords[language];
  return [
    intro(words.heading, words.lead),
    desk(language),
    timing(language),
    live(language),
    map(language),
    told("start", words.start, lead(words.startLead)),
    told("settings", words.settings),
  ].join("\n");
}
