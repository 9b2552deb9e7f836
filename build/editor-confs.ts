// Confs of a thousand lines that somebody types in: of what a plant has, and of what is slow to look at.

const LINES = 1000;
const BRIDGES = 10;

/** A conf with a line in its middle that is typed. */
export interface LongConf {
  readonly name: string;
  readonly lines: readonly string[];
  /** The line of the multiplier, which is typed to nothing and back. */
  readonly typed: number;
}

const HEAD = [
  "# the broker of the plant",
  'listeners.tcp { bind = "0.0.0.0:1883" }',
  "http_server { port = 8081, username = ops, password = long-enough-1 }",
];

const TYPED = "  keepalive_multiplier = 1.25";
const TIMER = ["mqtt {", "  retry_interval = 10s", TYPED, "}"];

function bridge(name: string): readonly string[] {
  return [
    `bridges.mqtt.${name} {`,
    `  server = "mqtt-tcp://10.0.0.1:1883"`,
    "  proto_ver = 4",
    `  clientid = "gateway-${name}"`,
    "  keepalive = 60s",
    "  max_send_queue_len = 512",
    `  forwards = [{ remote_topic = "", local_topic = "up/${name}/#", qos = 1 }]`,
    `  subscription = [{ remote_topic = "down/${name}/#", local_topic = "", qos = 1 }]`,
    "}",
  ];
}

function accessList(count: number, isCommented: boolean): readonly string[] {
  const rules = Array.from({ length: count }, (_, at) => [
    ...(isCommented ? [`    # device ${at}`] : []),
    `    { permit = allow, username = "d${at}", action = pubsub, topics = ["devices/${at}/#"] }`,
  ]);
  return [
    "auth {",
    "  allow_anonymous = false",
    "  no_match = deny",
    "  acl = { rules = [",
    ...rules.flat(),
    "  ] }",
    "}",
  ];
}

function times(count: number, lines: (at: number) => readonly string[]): readonly string[] {
  return Array.from({ length: count }, (_, at) => lines(at)).flat();
}

/** What is typed stands at the end of the first half. */
function conf(name: string, before: readonly string[], after: readonly string[]): LongConf {
  const lines = [...HEAD, ...before, ...TIMER, ...after];
  return { name, lines, typed: lines.indexOf(TYPED) };
}

/** As gateways have them: bridges, and a rule of the access list for each device. */
const gateway = conf(
  "bridges and a rule for each device",
  [],
  [...times(BRIDGES, (at) => bridge(`b${at}`)), ...accessList((LINES - 9 * BRIDGES - 15) / 2, true)],
);

export const longConfs: readonly LongConf[] = [
  gateway,
  conf(
    "bridges",
    times(55, (at) => bridge(`b${at}`)),
    times(55, (at) => bridge(`c${at}`)),
  ),
  conf("a thousand rules", [], accessList(LINES, false)),
  conf(
    "comments",
    times(LINES / 2, (at) => [`# what ${at} is for`]),
    times(LINES / 2, (at) => [at % 20 === 0 ? `log.rotation.count = ${at}` : `## rule ${at}: 说明`]),
  ),
  conf(
    "many findings",
    times(LINES / 2, (at) => [at % 5 === 0 ? `nosuch${at} = ${at}` : `# ${at}`]),
    times(LINES / 2, (at) => [`mqtt.max_packet_sise${at} = 1MB`]),
  ),
  conf(
    "keys in wrong places",
    times(LINES / 4, (at) => [`s${at} { retry_interval = 10s }`]),
    times((LINES * 3) / 4, (at) => [`t${at} { clientid = "c${at}" }`]),
  ),
];
