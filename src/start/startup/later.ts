// What kills a broker that came up, as soon as something happens.
import { isMapped } from "../format/mqtt-topic.ts";
import { nngUrl } from "../format/nng-url.ts";
import type { Ascent } from "./ascent.ts";
import { hasLargeIdentifier, identifierKey } from "./bridge-link.ts";
import { dialerFault } from "./bridges.ts";
import type { Later, LaterReason, When } from "./step.ts";

function death(when: When, key: string, reason: LaterReason): Later {
  return { when, outcome: "crashes", key, reason };
}

/** A queue of this length and less has its places in itself, and they are freed all the same. */
const INNER_LENGTH = 2;
const POINTER_BYTES = 8;
/** Memory that no host gives in one piece: the queue falls back to its inner places. */
const MOST_BYTES = 20 * 2 ** 30;

function queueDeaths(ascent: Ascent): readonly Later[] {
  const key = "mqtt.max_mqueue_len";
  const length = ascent.number(key);
  const places = 2 ** Math.ceil(Math.log2(Math.max(length, 1)));
  const isInner = length > 0 && (length <= INNER_LENGTH || places * POINTER_BYTES > MOST_BYTES);
  return isInner ? [death("client-leaves", key, "queue-of-two")] : [];
}

function linkDeaths(ascent: Ascent, path: string): readonly Later[] {
  const forwards = ascent.elements(`${path}.forwards`);
  const waits = forwards.some((entry) => ascent.number(`${entry}.qos`) !== 0);
  const queue = `${path}.max_send_queue_len`;
  const isOverrun = waits && ascent.has("bridge-queue-overrun") && ascent.number(queue) === 0;
  const unmapped = forwards.flatMap((entry): readonly Later[] => {
    const remote = ascent.text(`${entry}.remote_topic`) ?? "";
    const local = ascent.text(`${entry}.local_topic`) ?? "";
    if (remote === "" || local === "" || !ascent.has("bridge-maps-forwards") || isMapped(local, remote))
      return [];
    return [death("message", `${entry}.remote_topic`, "topic-not-mapped")];
  });
  const dies = hasLargeIdentifier(ascent, path) && ascent.has("identifier-kills");
  const connects = dies ? [death("bridge-connects", identifierKey(path), "identifier-too-large")] : [];
  return [
    ...connects,
    ...(isOverrun ? [death("bridge-waits", queue, "bridge-without-queue")] : []),
    ...unmapped,
  ];
}

function bridgeDeaths(ascent: Ascent): readonly Later[] {
  return ascent
    .elements("bridges.mqtt")
    .flatMap((path) => (ascent.isOn(`${path}.enable`) ? linkDeaths(ascent, path) : []));
}

/** A rule that republishes is given a client even where its address gives no dialer. */
function ruleDeaths(ascent: Ascent): readonly Later[] {
  if (!ascent.features.has("rules")) return [];
  return ascent.elements("rules", "rules.(count)").flatMap((path): readonly Later[] => {
    const key = `${path}.server`;
    const server = ascent.text(key);
    const isRepub = ascent.text(`${path}.(type)`) === "repub";
    if (!isRepub || server === undefined || !lacksDialer(server)) return [];
    return [death("message", key, "rule-server-unusable")];
  });
}

/** Transports of NNG's own that dial too, though nothing there speaks MQTT. */
const OTHER_DIALERS = /^(tcp|tls\+tcp|ws|wss)[46]?$|^(ipc|unix|abstract|inproc)$/;

function lacksDialer(text: string): boolean {
  const fault = dialerFault(text);
  return (
    fault !== undefined && !(fault === "unknown-scheme" && OTHER_DIALERS.test(nngUrl(text)?.scheme ?? ""))
  );
}

function hookDeaths(ascent: Ascent): readonly Later[] {
  const key = "webhook.url";
  const dies = ascent.isOn("webhook.enable") && ascent.text(key) === undefined;
  const isEarlier = ascent.has("webhook-url-read-at-start");
  const tells = ascent.number("webhook.events.(count)") > 0;
  return dies && tells && !isEarlier ? [death("event", key, "webhook-without-url")] : [];
}

const AUTH = "auth.http_auth";

/** A request that is asked is made from what it has, without a look at what it has not. */
function requestDeaths(ascent: Ascent, name: string, when: When): readonly Later[] {
  const path = `${AUTH}.${name}`;
  if (ascent.text(`${path}.url`) === undefined) return [];
  if (ascent.text(`${path}.method`) === undefined)
    return [death(when, `${path}.method`, "request-without-method")];
  const isBare = ascent.number(`${path}.params.(count)`) === 0;
  const hasHeaders = ascent.number(`${path}.headers.(count)`) > 0;
  const isRead = isBare && hasHeaders && ascent.has("request-needs-parameters");
  return isRead ? [death(when, `${path}.params`, "request-without-parameters")] : [];
}

function cacheDeaths(ascent: Ascent): readonly Later[] {
  const key = `${AUTH}.cache_ttl`;
  const asks = ["super_req", "acl_req"].some((name) => ascent.text(`${AUTH}.${name}.url`) !== undefined);
  const isUsed = asks && ascent.number(key) > 0 && ascent.has("auth-cache-made-by-api");
  return isUsed && !ascent.isOn("http_server.enable") ? [death("client-acts", key, "cache-without-api")] : [];
}

function authDeaths(ascent: Ascent): readonly Later[] {
  if (!ascent.isOn(`${AUTH}.enable`)) return [];
  const login = requestDeaths(ascent, "auth_req", "client");
  if (!ascent.has("superuser-asked")) return login;
  const later = ["super_req", "acl_req"].flatMap((name) => requestDeaths(ascent, name, "client-acts"));
  return [...login, ...later, ...cacheDeaths(ascent)];
}

/** Deaths behind a start that came up, by what has to happen first. */
export function laterDeaths(ascent: Ascent): readonly Later[] {
  return [
    ...queueDeaths(ascent),
    ...bridgeDeaths(ascent),
    ...ruleDeaths(ascent),
    ...hookDeaths(ascent),
    ...authDeaths(ascent),
  ];
}
