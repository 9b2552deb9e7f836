// What meets the clients of a broker that is up: whether it answers, and whether anybody gets in.
import type { Ascent } from "./ascent.ts";
import { isOverAtOnce, requestFault } from "./http-client.ts";
import type { ClientFault, Shortfall, Step } from "./step.ts";

const AUTH = "auth.http_auth";
/** A queue so long that its size, kept with a sign, is below zero: the room for it is doubled for ever. */
const isEndless = (length: number): boolean => length < -1;

interface Trouble {
  readonly key: string;
  readonly lacks: Shortfall;
}

function answering(ascent: Ascent): Trouble | undefined {
  if (ascent.value("system.parallel") === 0) return { key: "system.parallel", lacks: "no-tasks" };
  const key = "mqtt.max_mqueue_len";
  return isEndless(ascent.number(key)) ? { key, lacks: "queue-never-made" } : undefined;
}

/** Before a method was required it is sent in the letters it has, and a server knows it in capitals only. */
function methodFault(ascent: Ascent): ClientFault | undefined {
  const method = ascent.text(`${AUTH}.auth_req.method`);
  if (ascent.has("request-method-required") || method === undefined) return undefined;
  return method === method.toUpperCase() ? undefined : "method-in-lower-case";
}

/** Why the request that logs clients in is never answered with 200. */
function loginTrouble(ascent: Ascent): Trouble | undefined {
  const key = `${AUTH}.auth_req.url`;
  const url = ascent.text(key);
  if (url === undefined)
    return ascent.has("request-without-url-refuses") ? { key, lacks: "request-without-url" } : undefined;
  const lacks = requestFault(url);
  if (lacks !== undefined) return { key, lacks };
  const method = methodFault(ascent);
  if (method !== undefined) return { key: `${AUTH}.auth_req.method`, lacks: method };
  const time = [`${AUTH}.connect_timeout`, `${AUTH}.timeout`].find((one) => {
    const seconds = ascent.value(one);
    return typeof seconds === "number" && isOverAtOnce(seconds * 1000);
  });
  return time === undefined ? undefined : { key: time, lacks: "no-time-to-answer" };
}

/** What a request lacks that asks whether a client is a superuser, or what it may do; where nothing can be asked it may do all. */
function questionTrouble(ascent: Ascent, name: string): Trouble | undefined {
  const key = `${AUTH}.${name}.url`;
  const url = ascent.text(key);
  const isWritten = url !== undefined || ascent.text(`${AUTH}.${name}.method`) !== undefined;
  const lacks = url === undefined ? "request-without-url" : requestFault(url);
  return isWritten && lacks !== undefined ? { key, lacks } : undefined;
}

/** Questions behind the login that can never be asked. */
export function askQuestions(ascent: Ascent): void {
  if (!ascent.isOn(`${AUTH}.enable`)) return;
  for (const name of ["super_req", "acl_req"]) {
    const trouble = questionTrouble(ascent, name);
    if (trouble !== undefined) ascent.take({ name: "questions", text: ascent.text(trouble.key), ...trouble });
  }
}

/** What keeps clients out, or waiting. */
export function meetClients(ascent: Ascent): Step | undefined {
  // Whoever may come without a name is asked about all the same.
  const trouble = answering(ascent) ?? (ascent.isOn(`${AUTH}.enable`) ? loginTrouble(ascent) : undefined);
  if (trouble === undefined) return undefined;
  return { name: "clients", text: ascent.text(trouble.key), ...trouble };
}
