// The alert rules and the dashboard of docs/, held against what `nanotune monitor` really serves.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { timerOf } from "../../../src/nanomq/time.ts";
import { describeWith } from "../../parts.ts";
import { apiEnv, atEnd, listedIds, standIn } from "./real-world.ts";

const docs = fileURLToPath(new URL("../../../docs/", import.meta.url));
const cli = fileURLToPath(new URL("../../../dist/cli.cjs", import.meta.url));
const doc = (name: string) => readFileSync(join(docs, name), "utf8");

interface Dashboard {
  readonly panels: readonly { readonly targets?: readonly { readonly expr: string }[] }[];
}
const dashboard: Dashboard = JSON.parse(doc("monitoring/grafana.json"));
const panels = dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));

interface AlertGroups {
  readonly groups: readonly {
    readonly rules: readonly { readonly alert: string; readonly expr: string }[];
  }[];
}
const alertFile: AlertGroups = parse(doc("monitoring/alerts.yml"));
const alerts = alertFile.groups.flatMap(({ rules }) => rules);

/** The metrics of a monitor of a stand-in, once a canary of it was measured. */
async function monitored(): Promise<{
  readonly text: string;
  readonly code: number | null;
  readonly left: readonly string[];
}> {
  const broker = await standIn(timerOf(1, 1.1));
  const folder = mkdtempSync(join(tmpdir(), "nanotune-monitor-"));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(
    join(folder, "nanomq.conf"),
    "mqtt {\n  retry_interval = 1s\n  keepalive_multiplier = 1.1\n}\n",
  );
  const address = [`mqtt://127.0.0.1:${broker.ports.tcp}`, "nanomq.conf", "--nanomq", "0.24.14"];
  const how = ["--keepalive", "1s", "--every", "1s", "--listen", "127.0.0.1:0", "--lang", "en"];
  const api = ["--api", `http://127.0.0.1:${broker.ports.http}`];
  const monitor = spawn(process.execPath, [cli, "monitor", ...address, ...how, ...api], {
    cwd: folder,
    env: { ...process.env, ...apiEnv },
  });
  let said = "";
  monitor.stderr.on("data", (bytes: Buffer) => {
    said += bytes.toString();
  });
  let text = "";
  for (let tries = 0; tries < 300 && !text.includes('nanotune_canaries{class="'); tries++) {
    await setTimeout(100);
    const [, url] = /Metrics at (\S+)/.exec(said) ?? [];
    if (url !== undefined) text = await (await fetch(url)).text();
  }
  monitor.kill("SIGTERM");
  const [code] = await once(monitor, "exit");
  expect(said).toMatch(/Stopped\. All canaries are disconnected\.\n$/);
  return { text, code, left: await listedIds(broker) };
}

describe("nanotune monitor", () => {
  let run: Awaited<ReturnType<typeof monitored>>;
  const names = () => [...run.text.matchAll(/^# TYPE (\S+)/gm)].map(([, name = ""]) => name);
  beforeAll(async () => {
    run = await monitored();
  }, 60_000);

  test("ends gracefully, and leaves no canary behind", () => {
    expect(run.code).toBe(0);
    expect(run.left).toEqual([]);
  });

  test("measured a canary, inside its window", () => {
    expect(run.text).toMatch(/nanotune_canaries\{class="clients",verdict="inside"\} [1-9]/);
    expect(run.text).toMatch(/nanotune_detection_delay_seconds_count\{class="clients"\} [1-9]/);
    expect(run.text).toMatch(/# EOF\n$/);
  });

  test("every metric is in the page's table, and every one of the table is served", () => {
    const table = doc("monitoring.md")
      .split("\n")
      .filter((line) => line.startsWith("| `nanotune_"));
    const told = table.flatMap((line) => {
      const spans = [...(line.split("|")[1] ?? "").matchAll(/`([^`]+)`/g)].map(([, span = ""]) => span);
      const [first = "", ...more] = spans.map((span) => span.replace(/\{.*/, ""));
      return [first, ...more.map((name) => name.replace("…", first.replace(/_earliest.*/, "")))];
    });
    expect(told.toSorted()).toEqual(names().toSorted());
  });

  test("what the dashboard and the alerts ask for is served", () => {
    const asked = [...panels, ...alerts.map(({ expr }) => expr)].flatMap(
      (expr) => expr.match(/nanotune_\w+/g) ?? [],
    );
    const served = new Set(
      names().flatMap((name) => [name, `${name}_sum`, `${name}_count`, `${name}_bucket`]),
    );
    expect(new Set(asked).size).toBeGreaterThan(8);
    expect(asked.filter((name) => !served.has(name))).toEqual([]);
  });

  describeWith("prometheus", "as promtool sees it", () => {
    const promtool = (args: readonly string[], input = "") => {
      const { status, stdout, stderr } = spawnSync("promtool", args, {
        cwd: join(docs, "monitoring"),
        input,
        encoding: "utf8",
      });
      return { status, said: stdout + stderr };
    };

    test("its metrics", () => {
      expect(promtool(["check", "metrics"], run.text)).toEqual({ status: 0, said: "" });
    });

    test("the alert rules and their tests", () => {
      expect(promtool(["check", "rules", "alerts.yml"])).toMatchObject({ status: 0 });
      expect(promtool(["test", "rules", "alerts.test.yml"])).toMatchObject({ status: 0 });
    });

    test("the dashboard's queries", () => {
      const rules = panels.map((expr, at) => ({
        record: `panel_${at}`,
        expr: expr.replaceAll("$__rate_interval", "5m").replaceAll("$class", ".*"),
      }));
      const folder = mkdtempSync(join(tmpdir(), "nanotune-promtool-"));
      atEnd(() => rmSync(folder, { recursive: true, force: true }));
      writeFileSync(join(folder, "panels.yml"), JSON.stringify({ groups: [{ name: "panels", rules }] }));
      expect(promtool(["check", "rules", join(folder, "panels.yml")])).toMatchObject({ status: 0 });
    });
  });
});

test("every alert is seen firing in its tests", () => {
  interface Expected {
    readonly alertname: string;
    readonly exp_alerts: readonly unknown[];
  }
  const { tests }: { readonly tests: readonly { readonly alert_rule_test: readonly Expected[] }[] } = parse(
    doc("monitoring/alerts.test.yml"),
  );
  const fired = tests.flatMap(({ alert_rule_test }) =>
    alert_rule_test.flatMap(({ alertname, exp_alerts }) => (exp_alerts.length > 0 ? [alertname] : [])),
  );
  expect([...new Set(fired)].toSorted()).toEqual(alerts.map(({ alert }) => alert).toSorted());
});
