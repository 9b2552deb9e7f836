// What CI takes from the repository, run as far as a machine without GitHub, GitLab and Docker can.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";

const root = fileURLToPath(new URL("../..", import.meta.url));
const textOf = (name: string) => readFileSync(join(root, name), "utf8");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "nanotune-ci-"));
  writeFileSync(join(folder, "nanomq.conf"), "mqtt { retry_interval = 0s }\n");
  writeFileSync(join(folder, "good conf.conf"), "mqtt { retry_interval = 3s }\n");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function bash(script: string, env: Readonly<Record<string, string>>) {
  const { status, stdout, stderr } = spawnSync("bash", ["-eo", "pipefail", "-c", script], {
    cwd: folder,
    env: { PATH: process.env["PATH"] ?? "", LC_ALL: "C.UTF-8", ...env },
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

describe("action.yml", () => {
  const action = parse(textOf("action.yml"));
  const steps: readonly { id?: string; uses?: string; run?: string; env?: object; shell?: string }[] =
    action.runs.steps;
  const lint = steps.find(({ id }) => id === "lint");

  test("pins what it uses, and takes inputs as variables alone", () => {
    for (const { uses, run = "", shell } of steps) {
      if (uses !== undefined) expect(uses).toMatch(/@[0-9a-f]{40}$/);
      else expect(shell).toBe("bash");
      expect(run).not.toContain("${{");
    }
  });

  function act(inputs: Readonly<Record<string, string>>) {
    const output = join(folder, "output");
    writeFileSync(output, "");
    const defaults = { FILES: "nanomq.conf", NANOMQ: "", CONFIG: "", FAIL_ON: "error", SARIF: "false" };
    expect(Object.keys(lint?.env ?? {}).toSorted()).toEqual([...Object.keys(defaults), "ACTION"].toSorted());
    const env = { ...defaults, ACTION: root, RUNNER_TEMP: folder, GITHUB_OUTPUT: output, ...inputs };
    return { ...bash(lint?.run ?? "exit 9", env), output: readFileSync(output, "utf8") };
  }

  test("annotates lines, and fails from the severity on that is asked for", () => {
    const { status, stdout, output } = act({});
    expect([status, output]).toEqual([1, ""]);
    expect(stdout).toMatch(/^::error .*file=nanomq\.conf,line=1/m);
    expect(act({ FAIL_ON: "never" }).status).toBe(0);
    expect(act({ FILES: "\ngood conf.conf\n", NANOMQ: "0.24.14" }).status).toBe(0);
  });

  test("writes SARIF beside the annotations", () => {
    const { stdout, output } = act({ SARIF: "true" });
    const path = /^sarif=(.*)$/m.exec(output)?.[1] ?? "";
    expect(JSON.parse(readFileSync(path, "utf8")).runs[0].results.length).toBeGreaterThan(0);
    expect(stdout).toContain("::error");
  });
});

/** Scripts of npm would say their names in front of it. */
test("npm pack says the name of the file and nothing else, as pre-commit reads it", () => {
  const { stdout } = spawnSync("npm", ["pack", "--dry-run"], { cwd: root, encoding: "utf8" });
  expect(stdout).toMatch(/^nanotune-[\d.]+\.tgz\n$/);
});

test("the hooks of pre-commit take confs and compose files, and no includes", () => {
  const hooks: readonly { id: string; files: string; exclude?: string }[] = parse(
    textOf(".pre-commit-hooks.yaml"),
  );
  const takes = (path: string) =>
    hooks
      .filter(({ files, exclude = "^$" }) => new RegExp(files).test(path) && !new RegExp(exclude).test(path))
      .map(({ id }) => id);
  expect(takes("etc/nanomq.conf")).toEqual(["nanotune"]);
  expect(takes("nanomq-edge.conf")).toEqual(["nanotune"]);
  expect(takes("etc/nanomq_pwd.conf")).toEqual([]);
  expect(takes("deploy/docker-compose.prod.yml")).toEqual(["nanotune-deployment"]);
  expect(takes("nginx.conf")).toEqual([]);
});

test("the GitLab template leaves both reports, whatever is found", () => {
  const { nanotune } = parse(textOf("ci/gitlab.yml"));
  const shim = `nanotune() { "${process.execPath}" "${join(root, "dist", "cli.cjs")}" "$@"; }\n`;
  const { status } = bash(`${shim}${nanotune.script.join("\n")}`, nanotune.variables);
  expect(status).toBe(1);
  const { codequality, junit } = nanotune.artifacts.reports;
  expect(JSON.parse(readFileSync(join(folder, codequality), "utf8"))[0].location.path).toBe("nanomq.conf");
  expect(readFileSync(join(folder, junit), "utf8")).toContain("<testsuite");
});

test("the image is made of what is there, runs as nobody special, and writes nothing", () => {
  const lines = textOf("Dockerfile").split("\n");
  for (const line of lines.filter((one) => one.startsWith("FROM ")))
    expect(line).toMatch(/^FROM \S+:\d+\.\d+\.\d+-\S+/);
  const copied = lines.flatMap((line) =>
    line.startsWith("COPY ") && !line.includes("--from") ? line.split(" ").slice(1, -1) : [],
  );
  for (const path of copied) expect(existsSync(join(root, path))).toBe(true);
  expect(lines.findLast((line) => line.startsWith("USER "))).toBe("USER node");
  const env = { NANOTUNE_NO_CACHE: "1", HOME: "/nowhere" };
  const command = `"${process.execPath}" "${join(root, "dist", "cli.cjs")}" lint "good conf.conf"`;
  expect(bash(command, env).status).toBe(0);
});
