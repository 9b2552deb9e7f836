import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { run } from "../entry/cli/fake-io.ts";

const folder = new URL("../../fixtures/deploy/cases/", import.meta.url).pathname;

/** What lint is to say of a deployment, as its expect.md has it. */
interface Right {
  /** Findings that have to be there: file, line, rule; the rest may. */
  readonly says?: readonly string[];
  /** Rules, or areas of rules, that have nothing to report. */
  readonly silentAbout?: readonly string[];
  /** On stderr. */
  readonly notes?: RegExp;
}

const COMPOSE = "docker-compose.yml";
const at = (line: number, rule: string, file = COMPOSE) => `${file}:${line} ${rule}`;
/** About where the conf is, and how it is chosen. */
const aboutConf = ["deploy/conf-", "deploy/mount-", "deploy/env-conf", "deploy/no-conf", "docker/conf-path"];

const right: Readonly<Record<string, Right>> = {
  "alpine-tag": { says: [at(3, "deploy/image-variant-unknown")] },
  "broker-url-env-with-image-conf": {
    says: [at(5, "deploy/env-overruled-by-image"), at(3, "docker/published-without-listener")],
  },
  "command-shell-string": {
    says: [
      at(4, "deploy/conf-path-not-mounted"),
      at(6, "deploy/conf-mount-unread"),
      at(3, "api/default-credentials"),
    ],
  },
  "command-start-only": { says: [at(4, "deploy/command-without-program")] },
  "compose-extends": { says: [at(4, "deploy/conf-mount-unread", "common.yml")] },
  "conf-path-variable-crash": { says: [at(5, "deploy/env-conf-path-aborts")] },
  "conf-path-variable-good": {
    silentAbout: aboutConf,
    says: [at(2, "defects/refused-will-published", "nanomq.conf")],
  },
  "dockerfile-copy": {
    says: [at(3, "deploy/command-without-program", "Dockerfile")],
    silentAbout: ["syntax", "schema"],
  },
  "edge-product": { says: [at(3, "deploy/product-unknown")] },
  "entrypoint-without-words-old": { silentAbout: ["deploy/command", ...aboutConf] },
  "env-emqx-style": { says: [at(6, "deploy/env-unknown"), at(7, "deploy/env-unknown")] },
  "env-tls-in-plain": { says: [at(5, "tls/build-without-tls")] },
  "env-url-quoted": { says: [at(6, "deploy/env-quoted")] },
  "etc-nanomq-folder": { says: [at(5, "deploy/conf-mount-unread"), at(3, "api/default-credentials")] },
  "full-conf-beside-full-binary": {
    silentAbout: aboutConf,
    says: [at(2, "defects/refused-will-published", "nanomq.conf")],
  },
  "full-conf-beside-plain-binary": {
    says: [at(5, "deploy/conf-mount-unread"), at(3, "auth/anonymous-access")],
  },
  "full-no-conf": {
    says: [
      at(3, "deploy/no-conf-read"),
      at(3, "docker/published-without-listener"),
      at(3, "auth/anonymous-access"),
    ],
    silentAbout: ["api/default-credentials", "syntax", "schema"],
  },
  "helm-values": { says: [at(8, "log/level-unknown", "values.yaml")] },
  "host-network-loopback": { silentAbout: ["docker/loopback-bind"] },
  "http-env-with-image-conf": {
    says: [
      at(6, "deploy/env-overruled-by-image"),
      at(7, "deploy/env-overruled-by-image"),
      at(3, "api/default-credentials"),
    ],
  },
  "k8s-args-word-start": { silentAbout: ["deploy"] },
  "k8s-exec-probe-nc": { says: [at(13, "deploy/probe-program-missing", "k8s.yaml")] },
  "k8s-folder-args": {
    silentAbout: ["deploy"],
    says: [at(27, "defects/refused-will-published", "k8s.yaml")],
  },
  "k8s-url-overrides-bind": { says: [at(12, "defects/image-overrides-bind", "k8s.yaml")] },
  "latest-is-not-newest": { says: [at(3, "deploy/image-tag-latest")], notes: /assuming 0\.25\.6/ },
  "log-dir-missing": { says: [at(3, "log/folder-missing", "nanomq.conf")] },
  "minor-tag-021": {
    says: [at(3, "deploy/image-tag-minor")],
    silentAbout: ["timing/multiplier-times-thousand"],
  },
  "minor-tag-moves": { says: [at(3, "deploy/image-tag-minor")], silentAbout: aboutConf },
  "mysql-in-full": { says: [at(4, "schema/needs-build", "nanomq.conf")] },
  "older-than-known": { says: [at(3, "deploy/image-release-older")] },
  "plain-conf-beside-binary": {
    silentAbout: aboutConf,
    says: [at(2, "defects/refused-will-published", "nanomq.conf")],
  },
  "plain-conf-beside-binary-old": { says: [at(5, "deploy/conf-mount-unread")] },
  "plain-conf-beside-symlink": { says: [at(5, "deploy/conf-mount-unread")] },
  "plain-host-network": { says: [at(3, "api/default-credentials"), at(3, "auth/anonymous-access")] },
  "plain-url-opens-loopback": { says: [at(3, "defects/image-overrides-bind")] },
  "plain-url-overrides-bind": {
    says: [at(3, "defects/image-overrides-bind"), at(1, "docker/published-without-listener", "nanomq.conf")],
  },
  "plain-url-port-1883": {
    says: [at(3, "defects/image-overrides-bind")],
    silentAbout: ["docker/published-without-listener"],
  },
  "probe-always-ok": { says: [at(5, "deploy/probe-always-ok")] },
  "probe-bash-in-plain": { says: [at(5, "deploy/probe-program-missing")] },
  "probe-curl-in-plain": { says: [at(5, "deploy/probe-program-missing")] },
  "probe-mosquitto-sub": { says: [at(5, "deploy/probe-program-missing")] },
  "secret-as-conf": {
    silentAbout: aboutConf,
    says: [at(2, "defects/refused-will-published", "nanomq.conf")],
  },
  "systemd-package-no-conf": {
    says: [at(3, "deploy/package-conf-unread", "nanomq.service")],
    silentAbout: ["syntax", "schema"],
  },
  "systemd-unit": {
    says: [at(5, "deploy/command-daemon-in-unit", "nanomq.service")],
    silentAbout: ["syntax", "schema"],
  },
  "tls-in-plain": { says: [at(4, "tls/build-without-tls", "nanomq.conf")] },
  "two-confs-wrong-wins": {
    says: [at(2, "auth/anonymous-access", "open.conf"), at(6, "deploy/conf-mount-unread")],
  },
};

/** Cases whose answer is not right yet, and why. The list may only shrink: one that is right has to leave it. */
const notYet: Readonly<Record<string, string>> = {};

function filesOf(name: string): Readonly<Record<string, string>> {
  const root = join(folder, name);
  const paths = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
    (path) => path !== "expect.md",
  );
  const files = paths.filter((path) => statSync(join(root, path)).isFile());
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

/** The file that expect.md names. */
function inputOf(name: string): string {
  const told = readFileSync(join(folder, name, "expect.md"), "utf8");
  return /nanotune lint (\S+)`/.exec(told)?.[1] ?? "";
}

async function faults(
  name: string,
  { says = [], silentAbout = [], notes }: Right,
): Promise<readonly string[]> {
  const { out, err } = await run(["lint", inputOf(name), "-f", "concise"], { files: filesOf(name) });
  const found = out.split("\n").flatMap((line) => {
    const [, place, rule] = /^(\S+:\d+):\d+: \w+ (\S+)/.exec(line) ?? [];
    return place === undefined || rule === undefined ? [] : [{ place, rule }];
  });
  const texts = found.map(({ place, rule }) => `${place} ${rule}`);
  return [
    ...says.filter((one) => !texts.includes(one)).map((one) => `missing: ${one}`),
    ...texts
      .filter((one) => silentAbout.some((area) => one.split(" ")[1]?.startsWith(area)))
      .map((one) => `wrong: ${one}`),
    ...(notes === undefined || notes.test(err) ? [] : [`not noted: ${notes.source}`]),
  ];
}

describe("what a deployment comes to, case by case", () => {
  test("every case has its right answer here", () => {
    expect(Object.keys(right).toSorted()).toEqual(readdirSync(folder).toSorted());
  });

  test.each(Object.entries(right))("%s", async (name, answer) => {
    const found = await faults(name, answer);
    if (name in notYet) expect(found, "it is right now: take it off the list").not.toEqual([]);
    else expect(found).toEqual([]);
  });
});
