// The page of a report in a real browser: nothing asked for, nothing wrong, readable by everybody, and it answers keys and clicks.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "../entry/cli/fake-io.ts";
import { describeWith } from "../parts.ts";

const gateway = new URL("../../fixtures/gateway/", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, gateway), "utf8");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

describeWith("chromium", "the page in Chromium", () => {
  const folder = mkdtempSync(join(tmpdir(), "nanotune-page-"));
  const file = `file://${join(folder, "report.html")}`;
  let browser: Browser;
  let page: Page;
  const asked: string[] = [];
  const wrong: string[] = [];

  beforeAll(async () => {
    const files = { "nanomq.conf": read("nanomq.conf"), "nanotune.toml": read("nanotune.toml") };
    const { out } = await run(["lint", "nanomq.conf", "-f", "html"], { files });
    writeFileSync(join(folder, "report.html"), out);
    const executablePath = execFileSync("sh", ["-c", "command -v chromium"], { encoding: "utf8" }).trim();
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
    page.on("request", (request) => asked.push(request.url()));
    page.on("console", (message) => wrong.push(message.text()));
    page.on("pageerror", (error) => wrong.push(error.message));
    await page.goto(file);
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("asks for nothing but itself, and nothing goes wrong", () => {
    expect(asked).toEqual([file]);
    expect(wrong).toEqual([]);
  });

  test.each([
    ["light", "en", 1200],
    ["dark", "zh-CN", 400],
  ] as const)("axe finds nothing: %s, %s, %i px", async (scheme, language, width) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: 900 });
    await page.click(`button[data-lang="${language}"]`);
    await page.evaluate(axe);
    const violations: unknown = await page.evaluate(
      "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))",
    );
    expect(violations).toEqual([]);
    const isWide = await page.evaluate("document.documentElement.scrollWidth > innerWidth");
    expect(isWide).toBe(false);
  });

  test("looks different by day and by night, and has something on it", async () => {
    await page.setViewportSize({ width: 1200, height: 900 });
    const shots: Buffer[] = [];
    for (const theme of ["light", "dark"]) {
      await page.click(`button[data-theme="${theme}"]`);
      shots.push(await page.screenshot());
    }
    const [light, dark] = shots;
    expect(light?.length).toBeGreaterThan(20_000);
    expect(dark?.equals(light ?? Buffer.alloc(0))).toBe(false);
  });

  test("the language switch shows one of two", async () => {
    await page.click('button[data-lang="zh-CN"]');
    expect(await page.locator("#findings h2").innerText()).toBe("问题");
    await page.click('button[data-lang="en"]');
    expect(await page.locator("#findings h2").innerText()).toBe("Findings");
  });

  test("the map answers pointer, click and arrow keys with the window of the field", async () => {
    const panel = page.locator(".panel");
    expect(await panel.innerText()).toContain("retry_interval = 10s, keepalive_multiplier = 1.5");
    await page.locator("button.advised").hover();
    expect(await panel.innerText()).toContain("retry_interval = 1s");
    await page.mouse.move(5, 5);
    expect(await panel.innerText()).toContain("retry_interval = 10s");
    await page.locator("button.now").click();
    await page.keyboard.press("ArrowLeft");
    expect(await panel.innerText()).toContain("retry_interval = 8s, keepalive_multiplier = 1.5");
    await page.keyboard.press("ArrowUp");
    const text = await panel.innerText();
    expect(text).toContain("retry_interval = 8s, keepalive_multiplier = 1.25");
    expect(text).toMatch(/A dead client is noticed \d+ s to \d+ s after its last packet/);
  });

  test("defaults are shown when they are asked for; a severity goes when it is not", async () => {
    const rows = page.locator(".settings tr:visible");
    const few = await rows.count();
    await page.check("input.with-defaults");
    expect(await rows.count()).toBeGreaterThan(few + 50);
    const warnings = page.locator(".finding.warning:visible");
    expect(await warnings.count()).toBeGreaterThan(0);
    await page.click('button[data-filter="warning"]');
    expect(await warnings.count()).toBe(0);
    await page.click('button[data-filter="warning"]');
  });

  test("on paper: light, without buttons, with everything open", async () => {
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator(".controls").isVisible()).toBe(false);
    expect(await page.locator(".finding details").first().getAttribute("open")).toBe("");
    const background = await page.evaluate("getComputedStyle(document.body).backgroundColor");
    expect(background).toBe("rgb(255, 255, 255)");
  });
});
