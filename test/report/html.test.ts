// The page of a report as text; in a real browser: test/e2e/page.test.ts.
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { run } from "../entry/cli/fake-io.ts";

const conf = `mqtt { retry_interval = 10s }
auth { allow_anonymous = false, no_match = deny }
bridges.mqtt.cloud {
  server = "mqtt-tcp://10.0.0.9:1883"
  password = "hunter2-very-secret"
  colour = "<script>alert(1)</script>"
}
`;
const facts = '[[clients]]\nname = "a<b>\\"c"\nkeepalive = "5s"\n[objective]\ndetect_within = "9s"\n';
const files = { "a.conf": conf, "nanotune.toml": facts };

async function pageOf(given: Readonly<Record<string, string>>, ...line: string[]): Promise<string> {
  const { out } = await run(["lint", ...line, "--nanomq", "0.22.10", "-f", "html"], { files: given });
  return out;
}

const page = await pageOf(files, "a.conf");
/** Pages are long: what fails shall not print one. */
const has = (text: string, within = page) => [text, within.includes(text)];
const there = (text: string) => [text, true];
const gone = (text: string) => [text, false];

describe("the page", () => {
  test("is one file: nothing is asked of any other place, and only its own style and script may run", () => {
    expect(page.slice(0, 34)).toBe('<!doctype html>\n<html lang="en" da');
    expect(
      /\b(?:src|action|data-src)=|url\(|@import|<(?:iframe|img|object|link(?! rel="icon" href="data:,"))/i.exec(
        page,
      )?.[0],
    ).toBeUndefined();
    const [, csp = ""] = /Content-Security-Policy" content="([^"]+)"/.exec(page) ?? [];
    expect(csp).toContain("default-src 'none'");
    expect(csp).not.toMatch(/unsafe|https?:|\*/);
    for (const name of ["style", "script"]) {
      const [, text = ""] = new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(page) ?? [];
      const hash = createHash("sha256").update(text).digest("base64");
      expect(csp).toContain(`${name}-src 'sha256-${hash}'`);
    }
    expect(/<[^>]+ (?:style|on\w+)=/.exec(page)?.[0]).toBeUndefined();
  });

  test("has the same bytes for the same input, and the language of the one who asks first", async () => {
    expect((await pageOf(files, "a.conf")) === page).toBe(true);
    const chinese = await pageOf(files, "a.conf", "--lang", "zh-CN");
    const pressed = (on: string) =>
      page
        .replace(/<html lang="[^"]+"/, `<html lang="${on}"`)
        .replaceAll(
          /data-lang="([^"]+)" aria-pressed="\w+"/g,
          (_, one: string) => `data-lang="${one}" aria-pressed="${one === on}"`,
        );
    expect(chinese === pressed("zh-CN")).toBe(true);
  });

  test("holds no secret, and what files say is text", () => {
    expect(has("hunter2")).toEqual(gone("hunter2"));
    expect(has("<script>alert")).toEqual(gone("<script>alert"));
    expect(has("&lt;script&gt;alert(1)")).toEqual(there("&lt;script&gt;alert(1)"));
    expect(has("a&lt;b&gt;&quot;c")).toEqual(there("a&lt;b&gt;&quot;c"));
  });

  test("says everything in both languages", () => {
    const en = page.match(/<span lang="en">/g)?.length ?? 0;
    expect(en).toBeGreaterThan(100);
    expect(page.match(/<\/span><span lang="zh-CN">/g)).toHaveLength(en);
    const chinese = [...page.matchAll(/<span lang="zh-CN">([^<]*)<\/span>/g)].map(([, text = ""]) => text);
    expect(
      chinese.filter((text) => /[a-z]{3,} [a-z]+ [a-z]{2,}/.test(text) && !/\p{Script=Han}/u.test(text)),
    ).toEqual([]);
  });

  test("every element ends where it should", () => {
    const open: string[] = [];
    const body = page.replace(/<(style|script)>[\s\S]*?<\/\1>/g, "");
    for (const [, slash, name = "", rest = ""] of body.matchAll(/<(\/?)([a-z][a-z0-9]*)([^>]*)>/g)) {
      if (["meta", "link", "input"].includes(name) || rest.endsWith("/")) continue;
      if (slash === "") open.push(name);
      else expect(open.pop()).toBe(name);
    }
    expect(open).toEqual([]);
  });

  test("verdict, findings with charts, map, settings with origin, releases", () => {
    expect(page).toMatch(/<p class="what"><span lang="en">NanoMQ 0\.22\.10 /);
    expect(has("timing/retry-interval-too-coarse")).toEqual(there("timing/retry-interval-too-coarse"));
    expect(has('<svg class="ruler"')).toEqual(there('<svg class="ruler"'));
    expect(page.match(/<button type="button" class="cell /g)?.length).toBeGreaterThan(50);
    expect(
      /mqtt\.retry_interval<\/code><\/td><td><code>10 s<\/code><\/td><td class="soft">a\.conf:1</.test(page),
    ).toBe(true);
    expect(has("Go to NanoMQ")).toEqual(there("Go to NanoMQ"));
  });
});

test("a conf that does not start says so first, and shows what would hold once it is mended", async () => {
  const { out } = await run(["lint", "a.conf", "--nanomq", "0.24.14", "-f", "html"], {
    files: { "a.conf": "http_server {" },
  });
  const [, first = ""] = /<p class="what"><span lang="en">([^<]*)/.exec(out) ?? [];
  expect(first).toMatch(/^NanoMQ 0\.24\.14 does not start with this conf/);
  expect(has("once that is mended", out)).toEqual(there("once that is mended"));
});

test("of several brokers each has a part of its own; of a deployment what it starts", async () => {
  const compose =
    "services:\n  broker:\n    image: emqx/nanomq:0.22.10\n    volumes:\n      - ./nanomq.conf:/etc/nanomq.conf\n";
  const several = await pageOf(
    { "x/compose.yaml": compose, "x/nanomq.conf": conf, "x/y/b.conf": "mqtt {}\n" },
    "x",
  );
  for (const text of ['<section class="several" id="broker-2">', "x/compose.yaml (broker)"])
    expect(has(text, several)).toEqual(there(text));
});

test("nothing to report is said", async () => {
  const empty = await pageOf({ "a.conf": "mqtt {}\n" }, "a.conf", "--select", "timing/retry-interval-zero");
  expect(has("Nothing to report.", empty)).toEqual(there("Nothing to report."));
});
