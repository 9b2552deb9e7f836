import type { Random } from "./random.ts";

/** When a client with nothing to say sends its next PINGREQ. */
export interface PingPolicy {
  /** Time from one packet to the ping, as a share of the keepalive. */
  readonly share: number;
  /** How much later than that the client may look at its clock; uniform. */
  readonly pollMs: number;
  /** How long it waits for the PINGRESP before it gives the connection up, as a share of the keepalive. */
  readonly patience: number;
  /** Source of the rule. */
  readonly source: string;
}

/**
 * What client libraries do, read in their sources.
 *
 * All ping because of the time since their own last packet. The ones with a loop look once a second, so a ping comes up
 * to a second later than the keepalive asks; MQTT.js sets a timer instead, esp-mqtt aims at half the keepalive. Without
 * a PINGRESP they give up when the next ping would be due, MQTT.js half a keepalive after the ping.
 */
export const pingPolicies = {
  mosquitto: {
    share: 1,
    pollMs: 1000,
    patience: 1,
    source: "eclipse/mosquitto lib/util_mosq.c mosquitto__check_keepalive; loop with 1 s timeout",
  },
  paho: {
    share: 1,
    pollMs: 1000,
    patience: 1,
    source: "eclipse/paho.mqtt.python client.py _check_keepalive; eclipse/paho.mqtt.c MQTTProtocol_keepalive",
  },
  "mqtt.js": {
    share: 1,
    pollMs: 0,
    patience: 0.5,
    source: "mqttjs/MQTT.js src/lib/KeepaliveManager.ts: second of two timers of half the keepalive",
  },
  "esp-mqtt": {
    share: 0.5,
    pollMs: 1000,
    patience: 0.5,
    source: "espressif/esp-mqtt mqtt_client.c esp_mqtt_task: keepalive * 1000 / 2, poll of 1 s",
  },
} as const satisfies Readonly<Record<string, PingPolicy>>;

export type PingPolicyName = keyof typeof pingPolicies;

/** The longest time between two packets of an idle client. */
export function longestPingGapMs(policy: PingPolicy, keepaliveMs: number): number {
  return policy.share * keepaliveMs + policy.pollMs;
}

/** Time from one packet of an idle client to its ping. */
export function pingGapMs(policy: PingPolicy, keepaliveMs: number, random: Random): number {
  return policy.share * keepaliveMs + policy.pollMs * random.uniform();
}
