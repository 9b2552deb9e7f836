import type { Scope, Value } from "../../src/rules/cel/value.ts";
import { isScope } from "../../src/rules/cel/value.ts";
import { plainValue } from "../../src/rules/locate.ts";
import type { Reading } from "../../src/syntax/tree.ts";

const defaults: Scope = {
  mqtt: { retry_interval: 10, keepalive_multiplier: 1.5, max_packet_size: 10485760 },
  auth: { allow_anonymous: true, no_match: "allow" },
  http_server: { username: "admin", password: "public", port: 8081, auth_type: "basic" },
  log: {},
  listeners: { tcp: {}, ws: {}, ssl: {}, wss: {} },
  webhook: {},
};
function seconds(v: Value): number | undefined {
  if (typeof v !== "string") return undefined;
  const m = /^(-?\d+)([smhd])/.exec(v);
  return m ? Number(m[1]) * ({ s: 1, m: 60, h: 3600, d: 86400 }[m[2] ?? "s"] ?? 0) : 0;
}
function merge(d: Scope, w: Value | undefined): Scope {
  const out: Record<string, Value> = { ...d };
  if (!isScope(w)) return out;
  for (const [k, v] of Object.entries(w)) {
    const def = out[k];
    if (isScope(v)) out[k] = merge(isScope(def) ? def : {}, v);
    else if (k === "retry_interval") out[k] = seconds(v) ?? 10;
    else if (k === "max_packet_size" && typeof v === "string") out[k] = Number.parseInt(v, 10) * 1024 * 1024;
    else if (k === "keepalive_multiplier") out[k] = typeof v === "number" && v > 0 ? v : 1.5;
    else if (def === undefined || typeof def === typeof v) out[k] = v;
  }
  return out;
}
export const provisionalConf = (reading: Reading): Scope => merge(defaults, plainValue(reading.intended));
export function provisionalFacts(facts: Readonly<Record<string, unknown>>): Scope {
  const walk = (v: unknown): Value =>
    typeof v === "string" && /^\d+s$/.test(v)
      ? Number.parseInt(v, 10)
      : Array.isArray(v)
        ? v.map(walk)
        : typeof v === "object" && v !== null
          ? Object.fromEntries(Object.entries(v).map(([k, x]) => [k, walk(x)]))
          : (v as Value);
  return walk(facts) as Scope;
}
