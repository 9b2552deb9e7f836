// Releases and outages, before the script has run.
import type { Language } from "../../src/lint/language.ts";
import { readsKnownConf } from "../../src/nanomq/behaviour.ts";
import { publishedReleases } from "../../src/nanomq/releases.ts";
import { parseVersion } from "../../src/nanomq/version.ts";
import { element, escapeHtml } from "../../src/report/html/markup.ts";
import { outageWords } from "../../src/report/outage/words.ts";
import { siteWords } from "../words.ts";
import { input, intro, labelled, option, told } from "./parts.ts";

function outageForm(language: Language): string {
  const words = siteWords[language].answers;
  const { cuts } = outageWords[language];
  const number = (id: string, text: string, value: number) =>
    labelled(text, input(id, { type: "number", min: 0, step: "any", value }));
  return element(
    "form",
    { id: "outage-form", class: "card pad goals" },
    number("length", words.length, 10),
    number("every", words.every, 1),
    number("payload", words.payload, 256),
    labelled(
      words.cut,
      element("select", { id: "cut" }, ...Object.entries(cuts).map(([cut, text]) => option(cut, text))),
    ),
  );
}

function upgradeForm(language: Language): string {
  const words = siteWords[language].answers;
  const known = publishedReleases.flatMap((name) => parseVersion(name) ?? []).filter(readsKnownConf);
  const releases = known.map(({ text }) => text).toReversed();
  const select = element("select", { id: "to" }, ...releases.map((release) => option(release, release)));
  return element("p", {}, labelled(words.upgradeTo, select));
}

export function answersBody(language: Language): string {
  const words = siteWords[language].answers;
  return [
    intro(words.heading, words.lead),
    element(
      "section",
      { id: "conf" },
      element("div", { id: "verdict" }, ""),
      element(
        "p",
        { class: "soft" },
        element("span", { id: "about" }, ""),
        " ",
        element("a", { class: "carries", href: "index.html" }, escapeHtml(words.back)),
      ),
    ),
    told("releases", words.releases),
    told("step", words.upgrade, upgradeForm(language)),
    told(
      "outage",
      words.outage,
      element("p", { class: "lead" }, escapeHtml(words.outageLead)),
      outageForm(language),
    ),
  ].join("\n");
}
