// Conditions ask for the value in effect. `written` is the text, and of a setting that a variable or an option makes there may
// be none: who asks for it nevertheless is named here, with what of the text is the matter.
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { startOptions, variables } from "../../../src/nanomq/start.ts";

const root = new URL("../../../", import.meta.url);

const settable = [...variables, ...startOptions].flatMap(({ setting }) =>
  setting === undefined || setting.includes("(") ? [] : [setting],
);

/** Settings of listeners under the name that rules about listeners have for them. */
const asElement = settable.flatMap((path) => {
  const [, , name] = /^listeners\.(\w+)\.(.+)$/.exec(path) ?? [];
  return name === undefined ? [] : [`listener.written.${name}`];
});
const asked = new Set([...settable.map((path) => `written.${path}`), ...asElement]);

const aboutTheText: Readonly<Record<string, string>> = {
  "api/enable-false-ignored written.http_server.enable": "a switch that is not read in a file",
  "auth/anonymous-switch-ignored written.auth.allow_anonymous": "shows what is no switch",
  "listeners/bind-number listener.written.bind": "a number, which only a file has",
  "listeners/enable-false-ignored listener.written.enable": "a switch that is not read in a file",
  "listeners/websocket-without-path listener.written.bind":
    "shows it without the scheme that NanoMQ puts before it",
  "log/console-stays-on written.log.to": "targets that are not named, and are there",
  "log/target-unknown written.log.to": "targets that are named, and are not there",
  "log/targets-not-a-list written.log.to": "shows what is no list",
  "timing/retry-interval-negative written.mqtt.retry_interval": "shows what is misread",
  "timing/retry-interval-without-unit written.mqtt.retry_interval": "shows what is misread",
  "timing/retry-interval-zero written.mqtt.retry_interval": "shows what is misread",
  "units/log-rotation-size-without-unit written.log.rotation.size":
    "a number without a unit, which a variable cannot have",
  "units/milliseconds-read-as-minutes written.mqtt.retry_interval": "shows what is misread",
  "units/packet-size-above-mqtt written.mqtt.max_packet_size": "shows what is misread",
  "units/packet-size-in-bytes written.mqtt.max_packet_size": "the unit, where a file gives it",
  "units/packet-size-wraps written.mqtt.max_packet_size": "shows what is misread",
};

/** Every text of a condition or an argument with the rule it is of. */
function conditions(): readonly (readonly [rule: string, text: string])[] {
  const files = readdirSync(new URL("rules/", root), { recursive: true, encoding: "utf8" });
  const rules = files
    .filter((name) => name.endsWith(".toml"))
    .map((name) => readFileSync(new URL(`rules/${name}`, root), "utf8").split("[[example")[0] ?? "");
  const defects = readFileSync(new URL("releases/defects.toml", root), "utf8").split("[[defect]]");
  return [...rules, ...defects].map((text) => [/^id = "(.*)"$/m.exec(text)?.[1] ?? "", text] as const);
}

test("`written` is asked of a setting that a variable or an option makes only where the text is the matter", () => {
  const found = conditions().flatMap(([rule, text]) => {
    const paths = text.match(/\b(?:listener\.)?written(?:\.\w+)+/g) ?? [];
    return [...new Set(paths)].filter((path) => asked.has(path)).map((path) => `${rule} ${path}`);
  });
  expect(found.toSorted()).toEqual(Object.keys(aboutTheText).toSorted());
});
