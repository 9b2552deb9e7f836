// What a terminal shows of a lint.
import { deskOf } from "../../site/play/desk.ts";
import type { Shared } from "../../site/play/shared.ts";
import { rulePageOf } from "../../src/generated/rule-page-of.ts";
import type { Language } from "../../src/lint/language.ts";
import { concise } from "../../src/report/finding/concise.ts";
import { pretty } from "../../src/report/finding/pretty.ts";
import { marked } from "../../src/report/output/roles.ts";
import { wrap } from "../../src/report/text-layout.ts";
import { singleName } from "../package/names.ts";
import { COLUMNS, terminal } from "./terminal.ts";
import { pictureWords } from "./words.ts";

function reportOf(shared: Shared, today: string, language: Language) {
  const { linted, findings } = deskOf(shared, language, today);
  const { sources } = linted.lint;
  return { nanomq: shared.nanomq, findings, sources, pages: { get: rulePageOf }, language };
}

/** @param today of a day nothing depends on */
export function lintPicture(shared: Shared, today: string, language: Language): string {
  const view = { columns: COLUMNS, unicode: true, paint: marked };
  const lines = pretty(reportOf(shared, today, language), view)
    .trimEnd()
    .split("\n");
  return terminal("nanotune lint nanomq.conf", lines);
}

/** The same from the one file that carries its Node. */
export function singlePicture(shared: Shared, today: string, language: Language): string {
  const typed = `$ ./${singleName("x64")} lint nanomq.conf -f concise`;
  const said = concise(reportOf(shared, today, language))
    .trimEnd()
    .split("\n");
  const lines = said.flatMap((line) => wrap(line, COLUMNS));
  return terminal(pictureWords[language].single, [marked("strong", typed), ...lines]);
}
