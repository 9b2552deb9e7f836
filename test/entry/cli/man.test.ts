// The manual page is made of the table of commands.
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { commands } from "../../../src/entry/cli/commands.ts";
import { manPage } from "../../../src/report/cli/man.ts";
import { describeWith } from "../../parts.ts";

const pages = { en: manPage(commands, "0.1.0", "en"), zh: manPage(commands, "0.1.0", "zh") };

test.each(Object.entries(pages))(
  "%s: every command and option is there, and no line is taken for a request",
  (_language, page) => {
    for (const { name, options } of commands) {
      expect(page).toContain(`.SS "nanotune ${name}`);
      for (const option of options)
        expect(page).toContain(`\\fB\\-\\-${option.name.replaceAll("-", "\\-")}\\fR`);
    }
    const requests = new Set(page.split("\n").flatMap((line) => /^\.(\S*)/.exec(line)?.[1] ?? []));
    expect([...requests].toSorted()).toEqual(["EE", "EX", "PP", "SH", "SS", "TH", "TP", "br"]);
  },
);

test("the Chinese page is in Chinese", () => {
  expect(pages.zh.match(/\p{Script=Han}/gu)?.length).toBeGreaterThan(1000);
});

describeWith("groff-base", "groff", () => {
  test.each(Object.entries(pages))("%s: it is set without a warning", (_language, page) => {
    const { stdout, stderr } = spawnSync("groff", ["-man", "-Tutf8", "-Kutf8", "-ww"], {
      input: page,
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    expect(stdout).toContain("nanotune");
  });
});
