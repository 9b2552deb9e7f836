/** What a systemd unit decides for the broker (systemd.exec(5), systemd.resource-control(5)). */
export interface Unit {
  readonly name: string;
  readonly type: string;
  readonly command: string;
  readonly user?: string | undefined;
  readonly workingDirectory?: string | undefined;
  /** Infinity for no limit. */
  readonly openFiles?: number | undefined;
  readonly memoryBytes?: number | undefined;
  /** Cores' worth of time. */
  readonly cpuQuota?: number | undefined;
  /** May open ports below 1024 without being root. */
  readonly bindsPrivileged: boolean;
}

const UNIT_BYTES: Readonly<Record<string, number>> = {
  "": 1,
  K: 1024,
  M: 1024 ** 2,
  G: 1024 ** 3,
  T: 1024 ** 4,
};

function bytesOf(text: string | undefined): number | undefined {
  const [, digits = "", unit = ""] = /^(\d+)([KMGT]?)$/i.exec(text ?? "") ?? [];
  return digits === "" ? undefined : Number(digits) * (UNIT_BYTES[unit.toUpperCase()] ?? 1);
}

/** "65536", "1024:65536" (soft:hard), "infinity". */
function limitOf(text: string | undefined): number | undefined {
  const soft = text?.split(":")[0];
  if (soft === "infinity") return Number.POSITIVE_INFINITY;
  return soft !== undefined && /^\d+$/.test(soft) ? Number(soft) : undefined;
}

function percentOf(text: string | undefined): number | undefined {
  const [, digits] = /^(\d+)%$/.exec(text ?? "") ?? [];
  return digits === undefined ? undefined : Number(digits) / 100;
}

/** Settings of `[Service]`; a later one counts, an empty one takes back. */
function serviceSettings(texts: readonly string[]): ReadonlyMap<string, string> {
  const settings = new Map<string, string>();
  for (const text of texts) {
    let section = "";
    for (const line of text.replaceAll(/\\\n/g, " ").split("\n")) {
      section = /^\s*\[(.+)\]/.exec(line)?.[1] ?? section;
      const [, key = "", value = ""] = /^\s*([A-Za-z]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
      if (section === "Service" && key !== "") settings.set(key, value);
    }
  }
  return settings;
}

/** Reads a unit and its drop-ins, in the order systemd reads them. */
export function readUnit(name: string, texts: readonly string[]): Unit {
  const settings = serviceSettings(texts);
  const told = (key: string) => settings.get(key) || undefined;
  return {
    name,
    type: told("Type") ?? "simple",
    command: told("ExecStart")?.replace(/^[-@:+!|]+/, "") ?? "",
    user: told("User"),
    workingDirectory: told("WorkingDirectory")?.replace(/^-/, ""),
    openFiles: limitOf(told("LimitNOFILE")),
    memoryBytes: bytesOf(told("MemoryMax") ?? told("MemoryLimit")),
    cpuQuota: percentOf(told("CPUQuota")),
    bindsPrivileged: /CAP_NET_BIND_SERVICE/i.test(told("AmbientCapabilities") ?? ""),
  };
}
