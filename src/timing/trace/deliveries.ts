import type { BrokerEffect, BrokerEvent } from "../core/events.ts";
import type { Input, Reaction } from "../drive.ts";
import {
  CLIENT_ID,
  clientInputs,
  connectInputs,
  connectOf,
  type Experiment,
  FIRST,
  observedUntil,
  SECOND,
  sameMoments,
  timerOfRow,
  toleranceMs,
  type Verdict,
} from "./experiment.ts";
import type { TraceRow } from "./row.ts";

const transports = ["tcp", "ws"] as const;

/** [time, message index, packet id, DUP] */
type Delivery = readonly number[];

const qosLevels = [1, 2] as const;
const NEVER_S = 0xffff_ffff;

/** Rows `resend`: one subscriber that acknowledges all, some or nothing. */
export function resendExperiment(row: TraceRow): Experiment {
  const observed = row.tuples("deliveries", 4);
  const untilMs = observedUntil(row, observed.at(-1)?.[0] ?? 0);
  const connect = connectOf(row, { cleanStart: true });
  const answers = answersOf(row, observed);
  const prompt = answers.filter((answer) => answer.delayMs <= PROMPT_MS);
  const late = answers.filter((answer) => answer.delayMs > PROMPT_MS);
  return {
    timer: timerOfRow(row),
    inputs: [
      ...connectInputs(FIRST, connect, 0),
      ...clientInputs(row),
      ...publishInputs(row, observed),
      ...late.map(({ atMs, event }) => ({ atMs, event })),
    ],
    untilMs,
    react: answerer(prompt),
    judge: (effects) => compare(row, observed, effects, untilMs),
  };
}

/** Rows `offline-queue`: a kept session comes back to what it missed or left unacknowledged. */
export function offlineQueueExperiment(row: TraceRow): Experiment {
  const observed = row.tuples("deliveries", 4);
  const untilMs = observedUntil(row, observed.at(-1)?.[0] ?? 0);
  const connect = connectOf(row, { cleanStart: false, sessionExpiryS: NEVER_S });
  const disconnect: Input = {
    atMs: row.number("disconnect_ms"),
    event: { kind: "disconnect", connection: FIRST },
  };
  const acknowledges = row.text("ack") === "ack";
  return {
    timer: timerOfRow(row),
    inputs: [
      ...connectInputs(FIRST, connect, 0),
      ...publishInputs(row, observed),
      disconnect,
      ...connectInputs(SECOND, connect, row.number("reconnect_ms")),
    ],
    untilMs,
    react: (effect) => (acknowledges ? acknowledgement(effect) : []),
    judge: (effects) => compare(row, observed, effects, untilMs),
  };
}

/** The client acknowledges whatever reaches its second connection. */
function acknowledgement(effect: BrokerEffect): readonly BrokerEvent[] {
  if (effect.kind !== "send" || effect.connection !== SECOND) return [];
  return [{ kind: "acknowledge", connection: SECOND, packetId: effect.packetId }];
}

/** Messages as published; within a burst packet ids need not follow, so the recorded ones are used. */
export function publishInputs(row: TraceRow, observed: readonly Delivery[]): readonly Input[] {
  const qos = row.oneOf("qos", qosLevels);
  const expiryS = row.optionalNumber("message_expiry_s");
  const publisher = row.has("publisher_transport") ? row.oneOf("publisher_transport", transports) : "tcp";
  return row.numbers("publish_ms").map((atMs, message) => {
    const packetId = observed.find((delivery) => delivery[1] === message)?.[2];
    return {
      atMs,
      event: { kind: "message", clientId: CLIENT_ID, message, qos, expiryS, publisher, packetId },
    };
  });
}

/** An acknowledgement, and the delivery it answers: the `nth` of its packet id. */
interface Answer extends Input {
  readonly packetId: number;
  readonly nth: number;
  readonly delayMs: number;
}

/** A client that answers sooner than this answers the delivery itself, whenever the core makes it. */
const PROMPT_MS = 100;

function answersOf(row: TraceRow, observed: readonly Delivery[]): readonly Answer[] {
  return row.timed("acks").map(({ atMs, name, rest: [id] }): Answer => {
    const packetId = typeof id === "number" ? id : 0;
    const answered = observed.filter((delivery) => delivery[2] === packetId && timeOf(delivery) <= atMs);
    const removes = name === "PUBACK" || name === "PUBCOMP";
    const event: BrokerEvent = removes
      ? { kind: "acknowledge", connection: FIRST, packetId }
      : { kind: "packet", connection: FIRST };
    const delayMs = atMs - Math.max(...answered.map(timeOf));
    return { atMs, event, packetId, nth: answered.length, delayMs };
  });
}

function answerer(answers: readonly Answer[]): Reaction {
  const sent = new Map<number, number>();
  return (effect) => {
    if (effect.kind !== "send") return [];
    const { packetId } = effect;
    const nth = (sent.get(packetId) ?? 0) + 1;
    sent.set(packetId, nth);
    return answers
      .filter((answer) => answer.packetId === packetId && answer.nth === nth)
      .map(({ event }) => event);
  };
}

/** Duplicates must come in the order and at the ticks predicted; first deliveries only all be there. */
export function compare(
  row: TraceRow,
  observed: readonly Delivery[],
  effects: readonly BrokerEffect[],
  untilMs: number,
): Verdict {
  const predicted = deliveriesOf(effects);
  const duplicates = observed.filter(isDuplicate);
  const expected = predicted.filter(isDuplicate);
  const moments = sameMoments(duplicates.map(timeOf), expected.map(timeOf), toleranceMs(row), untilMs);
  const sameMessages = duplicates.every((delivery, i) => expected[i]?.[1] === delivery[1]);
  const sameFirsts = observed.length - duplicates.length === predicted.length - expected.length;
  return {
    predicted: { deliveries: predicted },
    agrees: moments.agrees && sameMessages && sameFirsts,
    residualsMs: moments.residualsMs,
  };
}

function deliveriesOf(effects: readonly BrokerEffect[]): readonly Delivery[] {
  return effects.flatMap((effect) =>
    effect.kind === "send" ? [[effect.atMs, effect.message, effect.packetId, effect.dup ? 1 : 0]] : [],
  );
}

function isDuplicate(delivery: Delivery): boolean {
  return delivery[3] === 1;
}

function timeOf(delivery: Delivery): number {
  return delivery[0] ?? Infinity;
}
