import { durationMs, keepaliveMs } from "../../facts/quantity.ts";
import { newestRelease, resolveVersion } from "../../nanomq/releases.ts";
import { networks } from "../../timing/network.ts";
import { ANY, type Answers, listOf, MQTT, type QuestionKey } from "./answers.ts";
import { profileDefaults, profileNames } from "./profiles.ts";

/** What is known before the first question. */
export interface Known {
  /** Somebody said which NanoMQ it is. */
  readonly version: boolean;
  /** nanotune.toml or the command line has clients: they are not asked for. */
  readonly clients: boolean;
  /** What nanotune.toml says, as defaults. */
  readonly answers: Answers;
}

/** Why an answer does not do; `report/tune/wizard.ts` has the sentences. */
export type AnswerProblem =
  | "version"
  | "keepalive"
  | "count"
  | "duration"
  | "duration-or-mqtt"
  | "number"
  | "share";

/** One question as data: what it is for and how to word it is looked up by its key. */
export interface Question {
  readonly key: QuestionKey;
  /** `yes-no` answers are "yes" and "no"; a choice has its values in the order shown. */
  readonly kind: "choice" | "text" | "yes-no";
  readonly choices: readonly string[];
  readonly fallback: (answers: Answers) => string;
  readonly applies: (answers: Answers, known: Known) => boolean;
  readonly problem: (text: string) => AnswerProblem | undefined;
}

/** Timers begin to weigh from here on (`docs/tuning.md` has the figures). */
const MANY_CONNECTIONS = 1000;
const MOST_CLIENTS = 10_000_000;

const fine = () => undefined;
const always = () => true;
const unknownClients = (_: Answers, { clients }: Known) => !clients;

function fromProfile(key: Exclude<QuestionKey, "profile" | "nanomq">): (answers: Answers) => string {
  return ({ profile }) => profileDefaults(profile)[key];
}

function isCount(answer: string): boolean {
  return /^\d{1,8}$/.test(answer) && Number(answer) <= MOST_CLIENTS;
}

function isKeepalives(answer: string): boolean {
  const parts = listOf(answer);
  return parts.length > 0 && parts.every((part) => (keepaliveMs(part) ?? 0) > 0);
}

function textQuestion(
  key: Exclude<QuestionKey, "profile" | "nanomq">,
  applies: Question["applies"],
  problem: AnswerProblem,
  isGood: (answer: string) => boolean,
): Question {
  return {
    key,
    kind: "text",
    choices: [],
    fallback: fromProfile(key),
    applies,
    problem: (answer) => (isGood(answer.trim()) ? undefined : problem),
  };
}

function isLong(answer: string): boolean {
  return (durationMs(answer) ?? 0) > 0;
}

function isNumber(answer: string): boolean {
  return /^\d{1,9}(\.\d{1,9})?$/.test(answer);
}

/** A handful, in the order of asking; each looks at the answers so far. */
export const questions: readonly Question[] = [
  {
    key: "profile",
    kind: "choice",
    choices: profileNames,
    fallback: () => profileNames[0] ?? "other",
    applies: unknownClients,
    problem: fine,
  },
  {
    key: "nanomq",
    kind: "text",
    choices: [],
    fallback: () => newestRelease,
    applies: (_, { version }) => !version,
    problem: (answer) => (resolveVersion(answer.trim()) === undefined ? "version" : undefined),
  },
  textQuestion("keepalive", unknownClients, "keepalive", isKeepalives),
  textQuestion("connections", unknownClients, "count", (answer) => isCount(answer) && Number(answer) > 0),
  {
    key: "network",
    kind: "choice",
    choices: Object.keys(networks),
    fallback: fromProfile("network"),
    applies: unknownClients,
    problem: fine,
  },
  textQuestion("detect-within", always, "duration-or-mqtt", (answer) => answer === MQTT || isLong(answer)),
  textQuestion("false-kicks-per-day", always, "number", (answer) => answer === ANY || isNumber(answer)),
  textQuestion("offline-messages", unknownClients, "count", isCount),
  textQuestion(
    "drain-within",
    (answers) => Number(answers["offline-messages"] ?? 0) > 0,
    "duration",
    (answer) => answer === ANY || isLong(answer),
  ),
  textQuestion(
    "cpu-share",
    ({ connections = "0" }) => Number(connections) >= MANY_CONNECTIONS,
    "share",
    (answer) => answer === ANY || (isNumber(answer) && Number(answer) > 0 && Number(answer) <= 1),
  ),
  {
    key: "set-clients",
    kind: "yes-no",
    choices: ["yes", "no"],
    fallback: fromProfile("set-clients"),
    applies: always,
    problem: fine,
  },
];

/** The default of a question: what was said before, what the file says, what the profile starts with. */
export function defaultAnswer(question: Question, answers: Answers, known: Known): string {
  return answers[question.key] ?? known.answers[question.key] ?? question.fallback(answers);
}

/** With one more answer. Another profile starts afresh; answers to questions that no longer apply are dropped. */
export function withAnswer(answers: Answers, key: QuestionKey, answer: string, known: Known): Answers {
  const fresh = key === "profile" && answers.profile !== answer;
  const all: Answers = { ...(fresh ? {} : answers), [key]: answer };
  const kept = questions.filter((one) => all[one.key] !== undefined && one.applies(all, known));
  return Object.assign({}, ...kept.map((one) => ({ [one.key]: all[one.key] })));
}

/** The next question that applies, from `index` on in the given direction; undefined past either end. */
export function questionFrom(
  index: number,
  step: 1 | -1,
  answers: Answers,
  known: Known,
): { readonly question: Question; readonly index: number } | undefined {
  for (let at = index; at >= 0 && at < questions.length; at += step) {
    const question = questions[at];
    if (question?.applies(answers, known) === true) return { question, index: at };
  }
  return undefined;
}
