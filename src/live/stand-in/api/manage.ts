// What the API does to rules, bridges, the conf and the broker itself, as far as a stand-in without them can answer.
import { type ApiBroker, code, done, JSON_TYPE, type Reply, refused } from "./reply.ts";
import { membersOf, type Names, type Route } from "./route.ts";

/** As a build without the rule engine answers. */
const noRuleEngine = (): Reply => ({ status: 200, body: { code: code.closed } });

function bridge(broker: ApiBroker, names: Names): Reply {
  return broker.running.hasBridge(names.at(-1) ?? "") ? done : refused(404, code.subject);
}

/** `{ data: { subscription: [...] } }`, or `unsubscription`. */
function subscribe(broker: ApiBroker, [, action = "", name = ""]: Names, body: unknown): Reply {
  const list = membersOf(membersOf(body).get("data")).get(`${action}scription`);
  if (!Array.isArray(list)) return refused(400, code.json);
  return broker.running.hasBridge(name) ? done : refused(404, code.parameter);
}

/** `{ data: { bridge_switch: true } }`; a bridge that is not there is no content. */
function switchBridge(broker: ApiBroker, names: Names, body: unknown): Reply {
  const asked = membersOf(membersOf(body).get("data")).get("bridge_switch");
  if (typeof asked !== "boolean") return refused(400, code.parameter);
  return broker.running.hasBridge(names.at(-1) ?? "") ? done : refused(204, code.parameter);
}

/** `stop` ends the stand-in; after `restart` every client has to connect again. */
function control(broker: ApiBroker, [, action = ""]: Names): Reply {
  const asked = action.toLowerCase();
  if (asked !== "stop" && asked !== "restart")
    return { status: 404, body: { code: code.rpc }, type: JSON_TYPE };
  broker.control(asked);
  return done;
}

/** The conf of a user is never written, which the broker's own code says too. */
const notWritten = (): Reply => ({ status: 200, body: { code: code.notWritten } });

export const managing: readonly Route[] = [
  { method: "POST", path: "rules", takes: "object", run: noRuleEngine },
  { method: "PUT", path: "rules/:id", takes: "object", run: noRuleEngine },
  { method: "DELETE", path: "rules/:id", takes: "nothing", run: noRuleEngine },
  { method: "PUT", path: "bridges/:name", takes: "object", run: bridge },
  { method: "POST", path: "bridges/sub/:name", takes: "object", run: subscribe },
  { method: "POST", path: "bridges/unsub/:name", takes: "object", run: subscribe },
  {
    method: "POST",
    path: "bridges/switch/:name",
    takes: "object",
    only: "api-switches-bridges",
    run: switchBridge,
  },
  { method: "POST", path: "ctrl/:action", takes: "nothing", run: control },
  { method: "POST", path: "config_update", takes: "nothing", only: "api-writes-conf", run: notWritten },
];
