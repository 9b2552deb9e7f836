import { describe, expect, test } from "vitest";
import { conversation, type Step } from "./conversation.ts";
import { run } from "./fake-io.ts";

const conf = "mqtt {\n  # the timer\n  retry_interval = 10s # seconds\n}\n";
const files = { "nanomq.conf": conf };

const finance: readonly Step[] = [
  { at: "What is it like", press: ["down", "down", "down", "enter"] },
  { at: "Which NanoMQ", press: [{ type: "0.24.14" }, "enter"] },
  { at: "Which keepalive", press: ["enter"] },
  { at: "How many clients", press: ["enter"] },
  { at: "Over which network", press: ["enter"] },
  { at: "A dead client", press: ["enter"] },
  { at: "How often", press: ["enter"] },
  { at: "How many QoS", press: ["enter"] },
  { at: "May the clients", press: ["enter"] },
];

async function talk(steps: readonly Step[], argv: readonly string[] = [], world = {}) {
  const conversed = conversation(steps);
  const ran = await run(["tune", ...argv], { files, terminal: conversed.terminal, ...world });
  expect(conversed.left()).toEqual([]);
  return { ...ran, shown: conversed.shown() };
}

describe("the wizard", () => {
  test("asks, shows, writes on confirmation with comments kept, and saves the answers", async () => {
    const ran = await talk([
      ...finance,
      { at: "What now", press: ["up", "enter"] },
      { at: "Save your answers", press: ["enter"] },
    ]);
    expect(ran.code).toBe(1);
    expect(ran.files["nanomq.conf"]).toBe(conf.replace("10s", "1s"));
    expect(ran.files["nanotune.toml"]).toMatchInlineSnapshot(`
      "# Answers to \`nanotune tune\`. lint reads this file beside the conf and reports what no longer holds.
      nanomq = "0.24.14"

      [[clients]]
      name = "finance"
      keepalive = "5s"
      count = 100
      network = "lan"

      [objective]
      detect_within = "9s"
      false_kicks_per_day = 0.1
      "
    `);
    expect(ran.shown).toContain("8 s to 9 s");
  });

  test("what it saved is what --answers takes, and lint holds: nothing is left to change", async () => {
    const { files: written } = await talk([
      ...finance,
      { at: "What now", press: ["up", "enter"] },
      { at: "Save your answers", press: ["enter"] },
    ]);
    const again = await run(["tune", "nanomq.conf", "--answers", "nanotune.toml"], { files: written });
    expect(again).toMatchObject({ code: 0, err: "" });
    const linted = await run(["lint", "nanomq.conf", "-f", "json"], { files: written });
    expect(linted.out).not.toContain('"timing/');
  });

  test("the result comes before candidates and map, with slack in seconds", async () => {
    const { shown } = await talk([
      ...finance,
      { at: "What now", press: ["enter"] },
      { at: "Save your answers", press: ["down", "enter"] },
    ]);
    const places = ["◇  Result", "◇  Change of the conf", "◇  Candidates", "◇  What is possible"].map(
      (title) => shown.indexOf(title),
    );
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places).not.toContain(-1);
    expect(shown).toMatch(/slack/);
  });

  test("on the map arrow keys move, figures follow, and what is taken is what is written", async () => {
    const ran = await talk([
      ...finance,
      { at: "What now", press: ["down", "down", "enter"] },
      { at: "Walk the map", press: ["right", "up", "left", "right", "enter"] },
      { at: "What now", press: ["up", "enter"] },
      { at: "Save your answers", press: ["down", "enter"] },
    ]);
    expect(ran.shown).toContain("[█");
    expect(ran.shown).toContain("retry_interval = 2s, keepalive_multiplier = 1.5");
    expect(ran.shown).toMatch(/retry_interval = 2s, keepalive_multiplier = 1.25/);
    expect(ran.shown).toContain("False kicks per client and day");
    expect(ran.files["nanomq.conf"]).toContain("retry_interval = 2s # seconds");
    expect(ran.files["nanomq.conf"]).toContain("keepalive_multiplier = 1.25");
  });

  test("Esc on the map goes back to the decision, Ctrl-C leaves", async () => {
    const back = await talk([
      ...finance,
      { at: "What now", press: ["down", "down", "enter"] },
      { at: "Walk the map", press: ["down", "escape"] },
      { at: "What now", press: ["enter"] },
      { at: "Save your answers", press: ["down", "enter"] },
    ]);
    expect(back).toMatchObject({ code: 1, files });
    const left = await talk([
      ...finance,
      { at: "What now", press: ["down", "down", "enter"] },
      { at: "Walk the map", press: ["leave"] },
    ]);
    expect(left).toMatchObject({ code: 130, files });
  });

  test("writes nothing where that is chosen", async () => {
    const ran = await talk([
      ...finance,
      { at: "What now", press: ["enter"] },
      { at: "Save your answers", press: ["down", "enter"] },
    ]);
    expect(ran).toMatchObject({ code: 1, files });
  });

  test.each(finance.map(({ at }, index) => [at, index] as const))(
    "Ctrl-C at %s leaves and writes nothing",
    async (at, index) => {
      const ran = await talk([...finance.slice(0, index), { at, press: ["leave"] }]);
      expect(ran).toMatchObject({ code: 130, files });
      expect(ran.shown).toContain("Nothing is written.");
    },
  );

  test("Ctrl-C at the decision writes nothing, after it nothing more", async () => {
    const before = await talk([...finance, { at: "What now", press: ["leave"] }]);
    expect(before).toMatchObject({ code: 130, files });
    const after = await talk([
      ...finance,
      { at: "What now", press: ["up", "enter"] },
      { at: "Save your answers", press: ["leave"] },
    ]);
    expect(Object.keys(after.files)).toEqual(["nanomq.conf"]);
  });

  test("Esc goes back to the question before, and another answer counts", async () => {
    const ran = await talk([
      ...finance.slice(0, 3),
      { at: "How many clients", press: ["escape"] },
      { at: "Which keepalive", press: [{ type: "30s" }, "enter"] },
      ...finance.slice(3, 5),
      { at: "A dead client", press: [{ type: "mqtt" }, "enter"] },
      ...finance.slice(6),
      { at: "What now", press: ["down", "enter"] },
      { at: "May the clients", press: ["enter"] },
      { at: "What now", press: ["enter"] },
      { at: "Save your answers", press: ["enter"] },
    ]);
    expect(ran.files["nanotune.toml"]).toContain('keepalive = "30s"');
    expect(ran.files["nanotune.toml"]).toContain("mqtt_limit = true");
  });

  test("says what is wrong with an answer and asks on", async () => {
    const ran = await talk([
      ...finance.slice(0, 2),
      { at: "Which keepalive", press: [{ type: "1.5" }, "enter", { type: "s" }, "enter", "leave"] },
    ]);
    expect(ran.shown).toContain("Whole seconds with their unit, up to 65535s");
    expect(ran.code).toBe(130);
  });

  test("where nothing serves it says so with the ways out, and the code is 4", async () => {
    const ran = await talk([
      ...finance.slice(0, 5),
      { at: "A dead client", press: [{ type: "3s" }, "enter"] },
      ...finance.slice(6),
      { at: "What now", press: ["up", "enter"] },
    ]);
    expect(ran).toMatchObject({ code: 4, files });
    expect(ran.shown).toContain("No settings NanoMQ can have meet the objective.");
  });

  test("clients and version of nanotune.toml are not asked for again", async () => {
    const toml =
      'nanomq = "0.24.14"\n[[clients]]\nname = "robots"\nkeepalive = "5s"\n[objective]\ndetect_within = "9s"\n';
    const ran = await talk(
      [
        { at: "A dead client", press: ["enter"] },
        { at: "How often", press: ["enter"] },
        { at: "May the clients", press: ["enter"] },
        { at: "What now", press: ["up", "enter"] },
        { at: "Save your answers as nanotune.answers.toml", press: ["enter"] },
      ],
      ["nanomq.conf"],
      { files: { ...files, "nanotune.toml": toml } },
    );
    expect(ran.files["nanotune.toml"]).toBe(toml);
    expect(ran.files["nanotune.answers.toml"]).toContain('name = "robots"');
  });
});

test("speaks Chinese", async () => {
  const conversed = conversation([{ at: "这个代理运行在什么场景？", press: ["leave"] }]);
  const ran = await run(["tune", "--lang", "zh"], { files, terminal: conversed.terminal });
  expect(ran.code).toBe(130);
  expect(conversed.shown()).toContain("已退出，未写入任何内容。");
});

test("without a terminal it says how to pass the answers", async () => {
  const ran = await run(["tune", "nanomq.conf"], { files });
  expect(ran.code).toBe(2);
  expect(ran.err).toContain("--answers nanotune.toml");
});
