import type { ApiBroker } from "./reply.ts";

/** `GET /api/v4/prometheus`: names and order as NanoMQ has them. */
export function prometheusText({ clients, post }: ApiBroker): string {
  const sessions = [...clients()];
  const connections = sessions.filter(({ state }) => state === "connected").length;
  const subscribed = [...post.subscribers.all()];
  const topics = new Set(subscribed.map(({ filter }) => filter)).size;
  const subscribers = new Set(subscribed.map(({ clientId }) => clientId)).size;
  const { received, sent, dropped } = post.counts;
  const gauges = [
    ["connections_count", connections],
    ["connections_max", connections],
    ["sessions_count", sessions.length],
    ["sessions_max", sessions.length],
    ["topics_count", topics],
    ["topics_max", topics],
    ["subscribers_count", subscribers],
    ["subscribers_max", subscribers],
  ] as const;
  const counters = [
    ["messages_received", received],
    ["messages_sent", sent],
    ["messages_dropped", dropped],
  ] as const;
  const machine = [
    ["memory_usage", "0", " (b)"],
    ["memory_usage_max", "0", " (b)"],
    ["cpu_usage", "0.00", " (%)"],
    ["cpu_usage_max", "0.00", " (%)"],
  ] as const;
  const metric = (name: string, type: string, value: string | number, unit = "") =>
    `# TYPE nanomq_${name} ${type}\n# HELP nanomq_${name}${unit}\nnanomq_${name} ${value}\n`;
  return [
    ...gauges.map(([name, value]) => metric(name, "gauge", value)),
    ...counters.map(([name, value]) => metric(name, "counter", value)),
    ...machine.map(([name, value, unit]) => metric(name, "gauge", value, unit)),
  ].join("");
}
