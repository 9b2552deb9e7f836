// Answers do not wait for work that lasts.
import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { giveWay } from "../../../src/entry/lsp/turns.ts";

test("what was asked while work lasts is answered before it goes on", async () => {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const ends = [
    createMessageConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)),
    createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer)),
  ] as const;
  const [server, client] = ends;
  let tell: () => void = () => {};
  const known = new Promise<void>((resolve) => (tell = resolve));
  server.onRequest("waits", () => known.then(() => "there"));
  for (const end of ends) end.listen();
  const order: string[] = [];
  const answer = client.sendRequest<string>("waits").then((text) => order.push(text));
  // Both ends share this thread: what the client does takes turns of its own.
  for (let turn = 0; turn < 4; turn += 1) await giveWay();
  tell();
  await giveWay();
  order.push("work");
  await answer;
  expect(order).toEqual(["there", "work"]);
  for (const end of ends) end.dispose();
});
