// The pages of the site in a real browser: typed, fixed, moved, shared, read out, and nothing asked of anybody.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { siteFiles } from "../../build/site.ts";
import { connectTimes } from "../../site/live/story.ts";
import { newestRelease, resolveVersion } from "../../src/nanomq/releases.ts";
import { timerOf } from "../../src/nanomq/time.ts";
import { detectionReplay } from "../../src/timing/detection.ts";
import { simulateDeparture } from "../../src/timing/simulate.ts";
import { describeWith } from "../parts.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** Of all that a page loads, which is the page itself. */
const MOST_GZIPPED = 350_000;

const CONF = `mqtt {
  retry_interval = 10s
  keepalive_multiplier = 1.25
}
http_server { port = 8081, username = ops, password = hunter-2-hunter }
`;

function version() {
  const resolved = resolveVersion(newestRelease);
  if (resolved === undefined) throw new RangeError(newestRelease);
  return resolved.version;
}

describeWith("chromium", "the site in Chromium", () => {
  const folder = mkdtempSync(join(tmpdir(), "nanotune-site-"));
  const urlOf = (path: string) => `file://${join(folder, path)}`;
  const asked: string[] = [];
  const wrong: string[] = [];
  let files: ReadonlyMap<string, string | Uint8Array>;
  let browser: Browser;
  let page: Page;

  async function open(path: string): Promise<void> {
    await page.goto("about:blank");
    await page.goto(urlOf(path));
    await page.waitForSelector("html[data-ready]");
  }

  /** The conf as it stands in the editor, without the hints behind its lines. */
  const textOf = () =>
    page.evaluate<string>(`[...document.getElementById("editor").shadowRoot.querySelectorAll(".cm-line")]
      .map((line) => [...line.childNodes].filter((node) => node.className !== "cm-hint").map((node) => node.textContent).join(""))
      .join("\\n")`);

  /** Does something, and waits until a part of the page is drawn anew. */
  async function redrawn(id: string, deed: () => Promise<void>): Promise<void> {
    const drawn = page.evaluate(
      `new Promise((done) => new MutationObserver(() => done()).observe(document.getElementById("${id}"), { childList: true }))`,
    );
    await deed();
    await drawn;
  }

  /** Types a conf in the place of the one that is there, and waits until it is checked. */
  async function type(text: string): Promise<void> {
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+A");
    await redrawn("verdict", () => page.keyboard.insertText(text));
  }

  beforeAll(async () => {
    files = await siteFiles(root);
    for (const [path, content] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    const executablePath = execFileSync("sh", ["-c", "command -v chromium"], { encoding: "utf8" }).trim();
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
    page.on("request", (request) => asked.push(request.url()));
    page.on("console", (message) => wrong.push(message.text()));
    page.on("pageerror", (error) => wrong.push(error.message));
    await open("index.html");
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("what a page loads is small", () => {
    for (const [path, content] of files)
      if (path.endsWith("index.html") || path.endsWith("answers.html"))
        expect([path, gzipSync(content).length < MOST_GZIPPED]).toEqual([path, true]);
  });

  test("the same sources make the same bytes", async () => {
    const again = await siteFiles(root);
    expect([...again.keys()]).toEqual([...files.keys()]);
    for (const [path, content] of again)
      expect(Buffer.from(content).equals(Buffer.from(files.get(path) ?? ""))).toBe(true);
  });

  test("a conf is typed, its finding is seen, and its fix is made", async () => {
    await type(CONF);
    const card = page.locator(".finding", { hasText: "timing/retry-interval-too-coarse" });
    await card.waitFor();
    expect(await card.locator("h3").innerText()).toContain("10 s to 20 s");
    await page.locator(".cm-lint-marker-warning").first().waitFor();
    expect(await page.locator(".cm-hint").first().innerText()).toBe("sensors: 10 s to 20 s");
    await card.getByRole("button", { name: "Fix: retry_interval = 1s", exact: true }).click();
    expect(await textOf()).toBe(CONF.replace("10s", "1s").trimEnd().concat("\n"));
    await card.waitFor({ state: "detached" });
  });

  test("a key is completed, by what may stand there", async () => {
    await type("mqtt {");
    await page.keyboard.press("Enter");
    await page.keyboard.type("retry");
    const option = page.locator(".cm-tooltip-autocomplete li", { hasText: "retry_interval" });
    await option.waitFor();
    await option.click();
    expect(await textOf()).toBe("mqtt {\n  retry_interval = ");
  });

  test("sliders show the window of the model, and write what they say", async () => {
    await type(CONF);
    await page.locator("#retry").fill("3");
    await page.locator("#multiplier").fill("2");
    await page.locator("#keepalive").fill("7");
    const { windowMs } = detectionReplay(timerOf(3, 2), version(), { name: "sensors", keepaliveMs: 7000 });
    expect(await page.locator("#window").innerText()).toBe(
      `${(windowMs?.earliest ?? 0) / 1000} s to ${(windowMs?.latest ?? 0) / 1000} s after its last packet`,
    );
    await page.locator("#write-timer").click();
    expect(await textOf()).toContain("  retry_interval = 3s\n  keepalive_multiplier = 2\n");
  });

  test("what is needed is found on the map, and written into the conf", async () => {
    await redrawn("map-result", () => type(CONF));
    await redrawn("map-result", () => page.locator("#goal-detect").fill("8"));
    const advice = await page.locator("#map-result .advice").innerText();
    expect(advice).toContain("retry_interval = ");
    await page.locator("#map-result button.advised").click();
    const panel = await page.locator("#map-result .panel").innerText();
    expect(panel.match(/A dead client is noticed/g)).toHaveLength(1);
    // Another map, as each key makes one, keeps what was chosen, and the keyboard where it was.
    await redrawn("map-result", () => page.locator("#goal-detect").fill("9"));
    expect(await page.locator("#map-result .panel").innerText()).toBe(panel);
    await page.locator('#map-result button.cell[aria-pressed="true"]').focus();
    await redrawn("map-result", () =>
      page.evaluate(`document.getElementById("goals").dispatchEvent(new Event("input"))`),
    );
    expect(await page.evaluate(`document.activeElement.closest("button.cell")?.ariaPressed`)).toBe("true");
    await page.locator("#use-field").click();
    await page.locator("#map-result .advice.met").waitFor();
    const [, interval = ""] = /retry_interval = (\d+s)/.exec(advice) ?? [];
    expect(await textOf()).toContain(`retry_interval = ${interval}`);
  });

  test("the running broker kicks a client when the replay says", async () => {
    await type(CONF);
    await page.locator("#again").click();
    const line = page.locator("#log li.kick", { hasText: "after the last packet" });
    for (let seconds = 0; seconds < 40 && (await line.count()) < 5; seconds += 1)
      await page.locator("#step").click();
    const connects = connectTimes(10_000);
    const client = { name: "sensors", keepaliveMs: 5000, protocol: 4, cleanStart: true } as const;
    for (const row of await line.all()) {
      const text = await row.innerText();
      const [, at = "", number = "", silent = ""] =
        /([\d.]+) s\s+sensors-(\d)\s.*?([\d.]+) s after the last packet/s.exec(text) ?? [];
      const connectMs = connects[Number(number) - 1] ?? 0;
      const closeMs = Number(at) * 1000 - connectMs;
      const lastMs = closeMs - Number(silent) * 1000;
      const told = simulateDeparture(timerOf(10, 1.25), version(), client, "silence", lastMs);
      expect(Math.abs((told.closeMs ?? 0) - closeMs)).toBeLessThan(100);
    }
    expect(await line.count()).toBe(5);
    expect(await page.locator("#listed").innerText()).toBe("HTTP API: 1 connected");
  });

  test("what is shared comes back, without its passwords", async () => {
    await page.locator("#share").click();
    await page.locator("#share-said:not(:empty)").waitFor();
    const link = await page.locator("#link").inputValue();
    expect(link).toContain("#c=");
    await page.goto("about:blank");
    await page.goto(link);
    await page.waitForSelector("html[data-ready]");
    const text = await textOf();
    expect(text).toContain("username = ops");
    expect(text).not.toContain("hunter");
    expect(await page.locator("[data-field=keepaliveS]").inputValue()).toBe("5");
    await page.reload();
    await page.waitForSelector("html[data-ready]");
    expect(await textOf()).toBe(text);
  });

  test("the other language has what was typed, too", async () => {
    await open("index.html");
    await type(CONF);
    await page.locator("a.language").click();
    await page.waitForSelector("html[lang=zh-CN][data-ready]");
    expect(await textOf()).toBe(CONF);
    // Nobody copies the address with a password in it.
    expect(page.url()).toBe(urlOf("zh-CN/index.html"));
    expect(await page.locator(".finding h3").first().innerText()).toMatch(/\p{Script=Han}/u);
  });

  test("what was typed goes along to the releases, and its bridge is cut off", async () => {
    await open("index.html");
    await page.locator("#example").selectOption("bridge");
    await page.locator("nav a.carries").click();
    await page.waitForSelector("body.answers");
    await page.waitForSelector("html[data-ready] .releases tr.now");
    const result = page.locator("#outage-result");
    expect(await result.innerText()).toContain('Bridge "plant"');
    await page.locator("#length").fill("1");
    expect(await result.innerText()).toMatch(/away for 60 s/);
    await page.locator("#to").selectOption("0.24.6");
    expect(await page.locator("#step-result").innerText()).toContain("0.24.6");
  });

  test("a finding leads to the page of its rule", async () => {
    await open("index.html");
    await page.locator(".finding a.rule").first().click();
    await page.waitForURL(/docs\/rules\/timing\.html#retry-interval-too-coarse$/);
    expect(await page.locator("#retry-interval-too-coarse").count()).toBe(1);
    const example = page
      .locator("#retry-interval-too-coarse ~ .try, p:has(#retry-interval-too-coarse) ~ .try")
      .first();
    await example.locator("a").click();
    await page.waitForSelector("html[data-ready]");
    expect(await page.locator(".finding a.rule").allInnerTexts()).toContain(
      "timing/retry-interval-too-coarse",
    );
  });

  test("nothing was asked of anybody, and nothing went wrong", () => {
    expect(asked.filter((url) => !url.startsWith(urlOf("")) && url !== "about:blank")).toEqual([]);
    expect(wrong).toEqual([]);
  });

  test.each([
    ["index.html", "light", 1280],
    ["zh-CN/index.html", "dark", 390],
    ["answers.html", "light", 390],
    ["docs/rules/timing.html", "dark", 390],
    ["docs.html", "light", 1280],
  ] as const)("axe finds nothing: %s, %s, %i px", async (path, colorScheme, width) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await page.goto("about:blank");
    await page.goto(urlOf(path));
    if (!path.startsWith("docs"))
      await page.waitForSelector("html[data-ready] .map, html[data-ready] .releases");
    await page.evaluate(axe);
    const violations: unknown = await page.evaluate(
      "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html.slice(0, 200), nodes.length]))",
    );
    expect(violations).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth > innerWidth")).toBe(false);
  });
});
