// nanotune.toml after schemas/nanotune.schema.json accepted it: keys and texts as written.
import type { Feature } from "../nanomq/image.ts";

export type RuleLevel = "error" | "warning" | "info" | "off";
export type RuleEntry = RuleLevel | Readonly<Record<string, string | number | boolean>>;

export interface ClientEntry {
  readonly name?: string;
  readonly count?: number;
  readonly keepalive?: string | readonly string[];
  readonly protocol?: 4 | 5;
  readonly clean_start?: boolean;
  readonly session_expiry?: string;
  readonly network?: "lan" | "wifi" | "lte" | "mobile" | "satellite";
  readonly ping?: "mosquitto" | "paho" | "mqtt.js" | "esp-mqtt";
  readonly max_payload?: number | string;
  readonly publish_rate?: number;
  readonly offline_messages?: number;
  readonly will?: boolean;
}

/** What may be told for some files otherwise than for all. */
export interface FactsPart {
  readonly nanomq?: string;
  readonly image?: string;
  readonly features?: readonly Feature[];
  readonly preset?: "recommended" | "strict" | "security" | "edge";
  readonly host?: {
    readonly cpu_cores?: number;
    readonly memory?: number | string;
    readonly open_files?: number;
    readonly free_storage?: number | string;
    readonly user?: string;
  };
  readonly deployment?: {
    readonly kind?: "host" | "docker" | "kubernetes" | "systemd";
    readonly command?: string;
    readonly replicas?: number;
    readonly exposure?: "loopback" | "lan" | "internet";
    readonly mounts?: readonly string[];
    readonly published_ports?: readonly number[];
    readonly probe_ports?: readonly number[];
    readonly env?: Readonly<Record<string, string | number | boolean>>;
    readonly lb_idle_timeout?: string;
    readonly read_only_root?: boolean;
  };
  readonly clients?: readonly ClientEntry[];
  readonly objective?: {
    readonly detect_within?: string;
    readonly mqtt_limit?: boolean;
    readonly early_deaths?: boolean;
    readonly false_kicks_per_day?: number;
    readonly redeliver_within?: string;
    readonly drain_within?: string;
    readonly cpu_share?: number;
    readonly survive_outage?: string;
    readonly lose_at_most?: number;
  };
  readonly rules?: Readonly<Record<string, RuleEntry>>;
}

export interface FactsOverride extends FactsPart {
  /** Patterns of paths below the folder of the nanotune.toml. */
  readonly files: readonly string[];
}

export interface FactsFile extends FactsPart {
  readonly packs?: readonly { readonly path: string }[];
  /** Patterns of paths that folders and patterns leave out. */
  readonly exclude?: readonly string[];
  readonly overrides?: readonly FactsOverride[];
}
