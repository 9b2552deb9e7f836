// Every place where a secret may stand, each with a mark of its own.
import { surfaceKeys } from "../../src/generated/surface.ts";

/** Files and words of a command line that hold marked secrets. */
export interface World {
  readonly path: string;
  readonly files: Readonly<Record<string, string>>;
  /** For commands that take what a broker is started with. */
  readonly words: readonly string[];
  /** Mark -> the place it stands at. */
  readonly marks: ReadonlyMap<string, string>;
}

/** Unlike any word of nanotune, and no weak password. */
function markOf(place: string): string {
  const sum = [...place].reduce((hash, letter) => (hash * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003, 7);
  return `Zq${String(sum).padStart(7, "0")}Xw`;
}

/** `marked` writes the text of each place around its mark. */
function world(
  marked: Readonly<Record<string, (mark: string) => string>>,
  rest: (text: string) => Omit<World, "marks">,
): World {
  const places = Object.entries(marked).map(([place, write]) => {
    const mark = markOf(place);
    return { place, mark, text: write(mark) };
  });
  const text = places.map((one) => one.text).join("");
  return { ...rest(text), marks: new Map(places.map(({ place, mark }) => [mark, place])) };
}

function inConf(text: string): Omit<World, "marks"> {
  return { path: "a.conf", files: { "a.conf": text }, words: [] };
}

function lineOf(path: string, value: string): string {
  const named = path.replaceAll("*", "cloud");
  const [list = "", element] = named.split("[].");
  if (element === undefined) return `${named} = ${value}\n`;
  const [inner = "", deepest] = [element, named.split("[].")[2]];
  return deepest === undefined
    ? `${list} = [{ ${inner} = ${value} }]\n`
    : `${list} = [{ ${inner} = [{ ${deepest} = ${value} }] }]\n`;
}

const secretKeys = surfaceKeys.filter(({ secret, reader }) => secret === true && reader === "text");

/** The keys of the table, one conf each for plain and for named sections: they do not stand beside each other. */
function ofTable(isChosen: (path: string) => boolean): World {
  const keys = secretKeys.filter(({ path }) => isChosen(path));
  return world(
    Object.fromEntries(keys.map(({ path }) => [`key ${path}`, (mark) => lineOf(path, `"${mark}"`)])),
    inConf,
  );
}

const misspelt = ["pasword", "passwrd", "passphrase", "keypass", "pwd", "secret", "api_key", "token"];

export const worlds: readonly World[] = [
  ofTable((path) => !path.includes("nodes") && !/\.rules\[|sources/.test(path)),
  ofTable((path) => path.includes("nodes") || /\.rules\[|sources/.test(path)),
  world(
    Object.fromEntries(
      misspelt.map((name) => [`misspelt ${name}`, (mark) => `http_server.${name} = "${mark}"\n`]),
    ),
    inConf,
  ),
  world(
    Object.fromEntries(
      misspelt.map((name) => [
        `misspelt ${name} in a bridge`,
        (mark) => `bridges.mqtt.cloud.${name} = ${mark}\n`,
      ]),
    ),
    (text) => inConf(`bridges.mqtt.cloud.server = "mqtt-tcp://10.0.0.1:1883"\n${text}`),
  ),
  world(
    {
      "single quotes": (mark) => `http_server.password = '${mark}'\n`,
      "single quotes in a list": (mark) => `auth.password { joe = '${mark}' }\n`,
      "single quotes and a hash": (mark) => `listeners.ssl.key_password = '${mark}#${mark}'\n`,
      "upper case": (mark) => `MQTT { a = 1 }\nBRIDGES.MQTT.CLOUD.PASSWORD = "${mark}"\n`,
      "a list": (mark) => `webhook.ssl.key_password = ["${mark}"]\n`,
      "a section": (mark) => `bridges.aws.cloud.password { a = "${mark}" }\n`,
    },
    inConf,
  ),
  world(
    {
      "address of a bridge": (mark) =>
        `bridges.mqtt.cloud { server = "mqtt-tcp://me:${mark}@10.0.0.1:1883", forwards = [] }\n`,
      "address of the webhook": (mark) => `webhook { url = "http://me:${mark}@10.0.0.1/x", colour = red }\n`,
      "address of the authentication": (mark) =>
        `auth.http_auth.auth_req { url = "http://me:${mark}@10.0.0.1/x", method = post }\n`,
      "address with a blank": (mark) => `auth.http_auth.acl_req.url = "http://me:${mark} x@10.0.0.1/x"\n`,
      "address with a slash": (mark) => `auth.http_auth.super_req.url = "http://me:a/${mark}@10.0.0.1/x"\n`,
      "unknown key": (mark) => `listener_url = "nmq-tcp://me:${mark}@0.0.0.0:1883"\n`,
    },
    inConf,
  ),
  world(
    {
      "query of the webhook": (mark) => `webhook { url = "http://10.0.0.1/x?token=${mark}", colour = red }\n`,
      "query of the authentication": (mark) =>
        `auth.http_auth.auth_req { url = "10.0.0.1/x?password=${mark}", method = post }\n`,
      "query of a bridge": (mark) => `bridges.mqtt.cloud.server = "wss://10.0.0.1/mqtt?api_key=${mark}"\n`,
      "header of the webhook": (mark) => `webhook.headers { authorization = "Bearer ${mark}" }\n`,
      "parameter of the authentication": (mark) =>
        `auth.http_auth.auth_req.params { clientid = "%c", password = "${mark}" }\n`,
    },
    inConf,
  ),
  world(
    {
      "before what is broken": (mark) => `http_server { username = me, password = "${mark}" }\n}\n`,
      "never closed": (mark) => `bridges.mqtt.cloud { password = "${mark}\n`,
      "behind what is broken": (mark) => `keepalive = }\n auth.password { joe = ${mark}#x }\n`,
    },
    inConf,
  ),
  world(
    {
      "without a separator": (mark) => `http_server { password "${mark}" }\n`,
      "two words": (mark) => `listeners.ssl { key_password = ${mark} ${mark} }\n`,
      "with a colon": (mark) => `auth.password { joe = ${mark}:${mark} }\n`,
      "on the next line": (mark) => `bridges.mqtt.cloud.password =\n  "${mark}"\n`,
      "a comment": (mark) => `# password: ${mark}\n// keypass = ${mark}\n`,
    },
    inConf,
  ),
  world(
    { "an include": (mark) => `http_server { pasword = "${mark}", password = "${mark}" }\n` },
    (text) => ({
      path: "a.conf",
      files: { "a.conf": 'include "part.conf"\nmqtt.retry_interval = 10\n', "part.conf": text },
      words: [],
    }),
  ),
  world({ variables: (mark) => mark }, (mark) => ({
    ...inConf("mqtt.retry_interval = 10s\nhttp_server.port = 8081\nlisteners.ssl.bind = 8883\n"),
    words: [
      ...["--env", `NANOMQ_HTTP_SERVER_PASSWORD=${mark}`, "--env", `NANOMQ_TLS_KEY_PASSWORD=${mark}`],
      ...["--env", `NANOMQ_BROKER_URL=nmq-tcp://me:${mark}@0.0.0.0:1883`],
    ],
  })),
  world({ options: (mark) => mark }, (mark) => ({
    ...inConf("mqtt.retry_interval = 10s\n"),
    words: [`--flags=--keypass ${mark} --url nmq-tcp://me:${mark}@0.0.0.0:1883`],
  })),
  world({ "a variable without its sign": (mark) => mark }, (mark) => ({
    ...inConf("mqtt.retry_interval = 10s\n"),
    words: ["--env", `NANOMQ_HTTP_SERVER_PASSWORD:${mark}`],
  })),
  world({ "a compose file": (mark) => mark }, (mark) => ({
    path: "compose.yaml",
    files: {
      "compose.yaml": `services:
  mq:
    image: emqx/nanomq:0.23.10
    environment: { NANOMQ_HTTP_SERVER_PASSWORD: ${mark}, NANOMQ_HTTP_SERVER_PASSWRD: "'${mark}'" }
    command: --keypass ${mark} --conf /etc/nanomq.conf
    configs: [{ source: c, target: /etc/nanomq.conf }]
configs:
  c:
    content: |
      http_server { pasword = '${mark}', password = ${mark}#${mark} }
`,
    },
    words: [],
  })),
];
