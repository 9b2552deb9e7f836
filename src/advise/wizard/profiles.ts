import { ANY, type Answers, MQTT } from "./answers.ts";

/*
 * Where to start from. The figures are the field's: what people run in such places, what the recordings show the broker
 * can do there, and what the issue tracker complains about (nanomq/nanomq#1897: a timer for each connection; a stop signal
 * waits for detection). Each is only a default of the questions that follow.
 */
const defaults = {
  "edge-gateway": { keepalive: "30s", connections: "50", network: "lan", "offline-messages": "100" },
  vehicle: {
    keepalive: "120s",
    connections: "1000",
    network: "mobile",
    "detect-within": "4m",
    "false-kicks-per-day": "0.1",
    "offline-messages": "100",
    "drain-within": "20m",
  },
  factory: {
    keepalive: "10s",
    connections: "200",
    network: "lan",
    "detect-within": "15s",
    "false-kicks-per-day": "0.01",
  },
  finance: {
    keepalive: "5s",
    connections: "100",
    network: "lan",
    "detect-within": "9s",
    "false-kicks-per-day": "0.1",
  },
  "many-connections": {
    keepalive: "60s",
    connections: "10000",
    network: "wifi",
    "detect-within": "2m",
    "cpu-share": "0.5",
  },
  bridge: { keepalive: "60s", connections: "20", network: "lan", "detect-within": "2m" },
  other: {},
} as const satisfies Readonly<Record<string, Answers>>;

export type ProfileName = keyof typeof defaults;

export const profileNames: readonly ProfileName[] = [
  "edge-gateway",
  "vehicle",
  "factory",
  "finance",
  "many-connections",
  "bridge",
  "other",
];

const common: Required<Omit<Answers, "profile" | "nanomq">> = {
  keepalive: "60s",
  connections: "100",
  network: "lan",
  "detect-within": MQTT,
  "false-kicks-per-day": "1",
  "offline-messages": "0",
  "drain-within": "5m",
  "cpu-share": ANY,
  "set-clients": "no",
};

export function isProfile(name: string | undefined): name is ProfileName {
  return name !== undefined && Object.hasOwn(defaults, name);
}

/** The answers a profile starts with. */
export function profileDefaults(name: string | undefined): typeof common {
  return { ...common, ...(isProfile(name) ? defaults[name] : {}) };
}
