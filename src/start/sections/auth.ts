import type { TreeNode } from "../../text/conf/tree.ts";
import { childrenOf, type Load, memberOf, membersOf } from "../load.ts";
import { secondsOf } from "../unit-text.ts";
import { byDefault, used } from "../value.ts";
import { readAclRule } from "./acl.ts";
import { readPairs } from "./pairs.ts";
import { readTls } from "./tls.ts";

/** What `%x` stands for in a parameter of a request; any other letter stands for the access. */
const PARAMETERS: Readonly<Record<string, string>> = {
  A: "access",
  u: "username",
  c: "clientid",
  a: "ipaddress",
  P: "password",
  p: "sockport",
  C: "common_name",
  d: "subject",
  t: "topic",
  m: "mountpoint",
  r: "protocol",
};

function readParams(load: Load, params: TreeNode | undefined, path: string): void {
  if (params === undefined) return;
  let count = 0;
  for (const child of childrenOf(params)) {
    if (params.kind === "array" || child.kind !== "string") load.crash("param-not-text", child.span);
  }
  for (const { key, value } of membersOf(params)) {
    const letter = value.kind === "string" ? /^\s*%(.)/s.exec(value.value)?.[1] : undefined;
    if (letter === undefined) {
      load.ignore(value, { reason: "unknown-word", words: Object.keys(PARAMETERS).map((one) => `%${one}`) });
      continue;
    }
    load.mark(value, used);
    load.setBy(`${path}.params[${count}].(name)`, key, value);
    load.setBy(`${path}.params[${count}].(type)`, PARAMETERS[letter] ?? "access", value);
    count += 1;
  }
  load.setBy(`${path}.params.(count)`, count, params);
}

function readMethod(load: Load, request: TreeNode, path: string): void {
  if (!load.has("request-method-required")) return;
  const method = load.values.get(`${path}.method`);
  if (typeof method !== "string") load.crash("request-without-method", request.span, "method");
  else if (!["post", "get"].includes(method.toLowerCase())) {
    const node = memberOf(request, "method")?.value ?? request;
    load.setBy(`${path}.method`, "POST", node);
    load.mark(node, { kind: "misread", reason: "unknown-word", written: method, value: "POST" });
  }
}

function readRequest(load: Load, http: TreeNode, name: string): void {
  const request = load.section(http, name);
  if (request === undefined) return;
  const path = `auth.http_auth.${name}`;
  load.read(request, path);
  readMethod(load, request, path);
  readPairs(load, load.section(request, "headers"), `${path}.headers`);
  readParams(load, load.section(request, "params"), path);
  readTls(load, load.section(request, "ssl"), `${path}.ssl`);
}

/** Up to 0.20.8 both times land in `timeout`, and one that is no text kills the process. */
function mixUpTimes(load: Load, http: TreeNode): void {
  const path = "auth.http_auth.timeout";
  for (const name of ["timeout", "connect_timeout"]) {
    const node = memberOf(http, name)?.value;
    if (node?.kind !== "string") {
      load.crash("http-auth-without-times", node?.span ?? http.span, name);
      continue;
    }
    const seconds = secondsOf(node.value, load.version);
    if (seconds === undefined) continue;
    load.setBy(path, Number(seconds), node);
  }
}

function readHttpAuth(load: Load, auth: TreeNode | undefined): void {
  const http = load.section(auth, "http_auth");
  if (http === undefined) return;
  load.setBy("auth.http_auth.enable", true, http);
  const connectTimeout = load.values.get("auth.http_auth.connect_timeout") ?? null;
  load.read(http, "auth.http_auth");
  if (load.has("http-auth-times-mixed-up")) {
    load.set("auth.http_auth.connect_timeout", connectTimeout, byDefault);
    load.set("auth.http_auth.timeout", 5, byDefault);
    mixUpTimes(load, http);
  }
  for (const name of ["auth_req", "super_req", "acl_req"]) readRequest(load, http, name);
}

function readPasswords(load: Load, auth: TreeNode | undefined): void {
  const accounts = load.section(auth, "password");
  if (accounts === undefined) return;
  load.setBy("auth.password.(enable)", true, accounts);
  load.readAt(accounts, "auth.password.enable", "auth.password.(enable)");
  let count = 0;
  for (const child of childrenOf(accounts)) {
    if (accounts.kind === "array" && child.kind === "string") load.crash("password-list", child.span);
  }
  for (const { key, value } of membersOf(accounts)) {
    if (load.effects.get(value) === used) continue;
    if (value.kind !== "string") {
      load.ignore(value, { reason: "wrong-type", expected: "string", found: value.kind });
      continue;
    }
    load.element(value, `auth.password[${count}]`);
    load.setBy(`auth.password[${count}].(username)`, key, value);
    load.setBy(`auth.password[${count}].(password)`, value.value, value);
    count += 1;
  }
  load.setBy("auth.password.(count)", count, accounts);
}

function readAcl(load: Load, auth: TreeNode | undefined): void {
  const acl = load.section(auth, "acl");
  if (acl === undefined) return;
  load.setBy("auth.acl.enable", true, acl);
  load.read(acl, "auth.acl");
  const rules = load.section(acl, "rules");
  if (rules === undefined) return;
  if (rules.kind !== "array") {
    load.ignore(rules, { reason: "wrong-type", expected: "array", found: rules.kind });
    return;
  }
  let count = 0;
  for (const [id, rule] of rules.elements.entries()) {
    if (readAclRule(load, rule, id, `auth.acl.rules[${count}]`)) count += 1;
  }
  load.setBy("auth.acl.rules.(count)", count, rules);
}

export function readAuth(load: Load, root: TreeNode): void {
  const auth = load.section(root, "auth");
  readHttpAuth(load, auth);
  readPasswords(load, auth);
  readAcl(load, auth);
}
