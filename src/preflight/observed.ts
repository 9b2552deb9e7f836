// What a running broker tells of itself over its HTTP API.

export type Members = Readonly<Record<string, unknown>>;

/** Of `GET /brokers`. */
export interface BrokerStatus {
  /** As the broker says it: "0.24.14-". */
  readonly version: string;
  readonly uptime: string | undefined;
}

/** One line of `GET /clients`. */
export interface ListedClient {
  readonly clientId: string;
  readonly keepaliveS: number;
  readonly connected: boolean;
  readonly cleanStart: boolean;
  /** 3 = MQTT 3.1, 4 = MQTT 3.1.1, 5 = MQTT 5. */
  readonly protocol: number;
}

/** Of `GET /configuration`: sections of members with the names of the old configuration format. */
export type RunningConfiguration = Readonly<Record<string, unknown>>;

/** Of `GET /reload`: what can be changed while the broker runs. */
export type ReloadValues = Readonly<Record<string, number | boolean>>;

export function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
