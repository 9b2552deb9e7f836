// What goes with the bundles of dist/: every package in them is named, and its licence is printed.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Validation } from "@cyclonedx/cyclonedx-library";
import { Version } from "@cyclonedx/cyclonedx-library/Spec";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const notices = readFileSync(`${root}dist/THIRD-PARTY-NOTICES.txt`, "utf8");
const bill = readFileSync(`${root}dist/sbom.cdx.json`, "utf8");

interface Bill {
  readonly components: readonly { readonly purl: string; readonly licenses: readonly unknown[] }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}
const { components, dependencies }: Bill = JSON.parse(bill);
const names = components.map(({ purl }) => decodeURIComponent(purl.replace(/^pkg:npm\/(.*)@[^@]+$/, "$1")));

/** Packages that our own code imports as values, read from its text and not from the bundler. */
function imported(): ReadonlySet<string> {
  const files = readdirSync(`${root}src`, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".ts"),
  );
  const lines = files.flatMap((file) => readFileSync(`${root}src/${file}`, "utf8").split("\n"));
  const targets = lines
    .filter((line) => !/^import type\b/.test(line))
    .flatMap((line) => /(?:^import .*|^\} )from "([^".][^"]*)"|import\("([^".][^"]*)"\)/.exec(line) ?? []);
  const packages = targets
    .filter((target) => /^[@a-z]/.test(target ?? "") && !/^node:|["\s]/.test(target))
    .map((target) => /^(?:@[^/]+\/)?[^/]+/.exec(target)?.[0] ?? "");
  return new Set(packages);
}

describe("the bill of materials", () => {
  test("is CycloneDX 1.6 by the published schema", async () => {
    expect(await new Validation.JsonStrictValidator(Version.v1dot6).validate(bill)).toBeNull();
  });

  test("names every package that our code imports", () => {
    expect(imported().size).toBeGreaterThan(8);
    for (const name of imported()) expect(names).toContain(name);
  });

  test("has a licence for each, and leads to each from nanotune", () => {
    for (const { purl, licenses } of components) expect([purl, licenses.length]).toEqual([purl, 1]);
    const reached = new Set<string>();
    const open = dependencies.map(({ ref }) => ref).filter((ref) => ref.startsWith("pkg:npm/nanotune@"));
    for (let ref = open.pop(); ref !== undefined; ref = open.pop()) {
      if (reached.has(ref)) continue;
      reached.add(ref);
      open.push(...(dependencies.find((one) => one.ref === ref)?.dependsOn ?? []));
    }
    expect(components.map(({ purl }) => purl).filter((purl) => !reached.has(purl))).toEqual([]);
  });

  test("has nothing that changes from build to build", () => {
    expect(bill).not.toMatch(/"(?:timestamp|serialNumber)"/);
    expect(bill + notices).not.toContain(root);
  });
});

test("the notices print the licence of every package, as it ships it", () => {
  for (const { purl } of components) {
    const [, name = "", version = ""] = /^pkg:npm\/(.*)@([^@]+)$/.exec(purl) ?? [];
    expect(notices).toMatch(`\n${decodeURIComponent(name)}@${version} (`);
  }
  for (const name of ["yargs", "ws", "prom-client", "toml"]) {
    const file = readdirSync(`${root}node_modules/${name}`).find((one) => /^licen[cs]e/i.test(one)) ?? "";
    expect(notices).toContain(
      readFileSync(`${root}node_modules/${name}/${file}`, "utf8").trim().replaceAll("\r\n", "\n"),
    );
  }
});
