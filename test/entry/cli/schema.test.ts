import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { run } from "./fake-io.ts";

test.each([
  ["0.22.10", false],
  ["0.25.6", true],
])("nanotune schema --nanomq %s is a draft-07 schema of that release", async (nanomq, knowsBatchResend) => {
  const { code, out } = await run(["schema", "--nanomq", nanomq]);
  expect(code).toBe(0);
  const schema: object = JSON.parse(out);
  expect(schema).toMatchObject({ $schema: "http://json-schema.org/draft-07/schema#" });
  const validate = new Ajv({ strict: false }).compile(schema);
  expect(validate({ mqtt: { retry_interval: "3s" } })).toBe(true);
  expect(validate({ mqtt: { retry_intervall: "3s" } })).toBe(false);
  expect(validate({ mqtt: { batch_resend: true } })).toBe(knowsBatchResend);
});
