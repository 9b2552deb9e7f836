import { expect, test } from "vitest";
import { apiAddress } from "../../../src/live/http-api/address.ts";
import { credentialsOf } from "../../../src/live/http-api/credentials.ts";

test.each([
  ["http://127.0.0.1:8081", "http://127.0.0.1:8081/"],
  ["http://127.0.0.1:8081/api/v4/", "http://127.0.0.1:8081/"],
  ["https://edge.example/nanomq/?x=1#y", "https://edge.example/nanomq"],
])("%s is an address", (text, href) => {
  const address = apiAddress(text);
  expect(address.ok && address.base.href).toBe(href);
});

test.each([
  ["http://admin:secret@127.0.0.1:8081", "credentials"],
  ["http://admin@127.0.0.1:8081", "credentials"],
  ["mqtt://127.0.0.1:1883", "not-http"],
  ["127.0.0.1:8081", "not-a-url"],
  ["admin:secret@127.0.0.1:8081", "not-http"],
  ["", "not-a-url"],
])("%s is none: %s", (text, why) => {
  const address = apiAddress(text);
  expect(address).toMatchObject({ ok: false, why });
  expect(JSON.stringify(address)).not.toContain("secret");
});

test.each([
  [{}, { kind: "none" }],
  [{ NANOTUNE_API_TOKEN: "t" }, { kind: "token", token: "t" }],
  [
    { NANOTUNE_API_USERNAME: "u", NANOTUNE_API_PASSWORD: "p", NANOTUNE_API_TOKEN: "" },
    { kind: "basic", username: "u", password: "p" },
  ],
])("credentials of %o", (variables, credentials) => {
  expect(credentialsOf(variables)).toEqual({ ok: true, credentials });
});

test.each([
  [{ NANOTUNE_API_USERNAME: "u" }, "no-password"],
  [{ NANOTUNE_API_PASSWORD: "p" }, "no-username"],
  [{ NANOTUNE_API_PASSWORD: "p", NANOTUNE_API_TOKEN: "t" }, "both"],
  [{ NANOTUNE_API_TOKEN: "t\r\nx: y" }, "unprintable"],
])("%o are no credentials: %s", (variables, why) => {
  expect(credentialsOf(variables)).toEqual({ ok: false, why });
});
