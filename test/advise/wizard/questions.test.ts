import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { advise } from "../../../src/advise/search/advise.ts";
import { type Answers, answeredFacts, questionKeys } from "../../../src/advise/wizard/answers.ts";
import { answersFile } from "../../../src/advise/wizard/answers-file.ts";
import { profileNames } from "../../../src/advise/wizard/profiles.ts";
import {
  defaultAnswer,
  type Known,
  questionFrom,
  questions,
  withAnswer,
} from "../../../src/advise/wizard/questions.ts";
import { noFacts } from "../../../src/facts/facts.ts";
import { readFacts } from "../../../src/facts/read-facts.ts";
import { wizardWords } from "../../../src/report/tune/wizard.ts";
import { networks } from "../../../src/timing/network.ts";
import { question as adviceQuestion, client } from "../search/input.ts";

const nothing: Known = { version: false, clients: false, answers: {} };

/** Enter at every question. */
function defaults(profile: string, known = nothing): Answers {
  let answers: Answers = {};
  for (
    let next = questionFrom(0, 1, answers, known);
    next;
    next = questionFrom(next.index + 1, 1, answers, known)
  ) {
    const { key } = next.question;
    const text = key === "profile" ? profile : defaultAnswer(next.question, answers, known);
    answers = withAnswer(answers, key, text, known);
  }
  return answers;
}

test("every question has its words in both languages, in the order of the keys", () => {
  expect(questions.map(({ key }) => key)).toEqual(questionKeys);
  for (const words of Object.values(wizardWords)) {
    expect(Object.keys(words.question).toSorted()).toEqual([...questionKeys].toSorted());
  }
});

describe.each(profileNames)("the profile %s", (profile) => {
  const answers = defaults(profile);

  test("answers every question with something its check takes", () => {
    for (const { key, problem } of questions) {
      const text = answers[key];
      if (text !== undefined) expect([key, problem(text)]).toEqual([key, undefined]);
    }
  });

  test("can be had: Enter at every question leads to settings", () => {
    const { clients, objective } = answeredFacts(noFacts, answers);
    const advised = clients.map(({ keepaliveMs = 0, count, network, offline_messages }) =>
      client(keepaliveMs / 1000, {
        count: count ?? 1,
        network: network === undefined ? undefined : networks[network],
        offlineMessages: offline_messages,
      }),
    );
    expect(advise(adviceQuestion(advised, objective)).outcome).not.toBe("infeasible");
  });

  test("as a file it reads back as the same facts, with what nobody asked for", async () => {
    const objective = { surviveOutageMs: 600_000, loseAtMost: 5, earlyDeaths: true, redeliverWithinMs: 4000 };
    const facts = { ...answeredFacts({ ...noFacts, objective }, answers), nanomq: "0.24.14" };
    expect(facts.objective).toMatchObject(objective);
    const read = await readFacts(answersFile(facts, "ours"));
    expect(read.ok && read.facts).toEqual(facts);
  });
});

test.each([
  ["keepalive", ["5s", "5s, 60s", "65535s", "1m"], ["", "5", "1.5s", "0s", "65536s", "5s;", "-5s"]],
  ["connections", ["1", "10000000"], ["0", "-1", "1.5", "many", "10000001", "99999999999"]],
  ["detect-within", ["8s", "500ms", "2m", "mqtt"], ["", "8", "0s", "any", "soon"]],
  ["false-kicks-per-day", ["0", "0.5", "any"], ["", "-1", ".5", "1e9", "mqtt"]],
  ["offline-messages", ["0", "1000"], ["", "-1", "1.5"]],
  ["drain-within", ["2m", "any"], ["2", "0s"]],
  ["cpu-share", ["0.2", "1", "any"], ["0", "1.1", "20 %"]],
  ["nanomq", ["0.24.14", "v0.22.10"], ["", "new", "0", "24"]],
] as const)("%s takes %j, and neither %j", (key, good, bad) => {
  const asked = questions.find((one) => one.key === key);
  for (const text of good) expect([text, asked?.problem(text)]).toEqual([text, undefined]);
  for (const text of bad) expect([text, asked?.problem(text) ?? "taken"]).not.toEqual([text, "taken"]);
});

test("whatever is typed, a question answers with a problem it has words for, or takes it", () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(...questions), (text, { problem }) => {
      const found = problem(text);
      if (found !== undefined) expect(wizardWords.en.problem[found]).toBeTypeOf("string");
    }),
  );
});

test("another profile starts afresh; the same one keeps what was answered", () => {
  const answers = defaults("finance");
  expect(withAnswer(answers, "profile", "finance", nothing)).toEqual(answers);
  expect(withAnswer(answers, "profile", "vehicle", nothing)).toEqual({ profile: "vehicle" });
});

test("an answer that no longer applies is dropped", () => {
  const answers = withAnswer(defaults("vehicle"), "offline-messages", "0", nothing);
  expect(answers["drain-within"]).toBeUndefined();
});

test("one keepalive makes one class, several share the clients", () => {
  const { clients } = answeredFacts(noFacts, { keepalive: "5s, 60s", connections: "5" });
  expect(clients).toMatchObject([
    { keepaliveMs: 5000, count: 3 },
    { keepaliveMs: 60_000, count: 3 },
  ]);
});

test("going back from the first question stays there; past the last one there is none", () => {
  expect(questionFrom(-1, -1, {}, nothing)).toBeUndefined();
  expect(questionFrom(questions.length, 1, {}, nothing)).toBeUndefined();
});

test("what the file asks beyond the questions is kept; what is answered counts", () => {
  const objective = { detectWithinMs: 8000, mqttLimit: true, redeliverWithinMs: 5000, cpuShare: 0.1 };
  const known = { ...noFacts, clients: [{ name: "a", keepaliveMs: 5000 }], objective };
  const facts = answeredFacts(known, { "detect-within": "9s", "false-kicks-per-day": "any" });
  expect(facts.clients).toBe(known.clients);
  expect(facts.objective).toEqual({ ...objective, detectWithinMs: 9000 });
});
