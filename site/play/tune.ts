// What is needed, as a form, and the map of settings that hold it.
import type { Change, Objectives } from "../../src/advise/search/plan.ts";
import { advisedClient, currentSettings } from "../../src/advise/search/question.ts";
import { timerOutlook } from "../../src/entry/open/timer-outlook.ts";
import { timerLimitsOf } from "../../src/lint/timing.ts";
import type { TimerOutlook } from "../../src/report/html/broker.ts";
import { mapSection } from "../../src/report/html/feasibility-map.ts";
import { part } from "../dom.ts";
import type { Desk } from "./desk.ts";

/** Undefined where nothing, or no number, stands there. */
function numberIn(id: string): number | undefined {
  const { valueAsNumber } = part(id, HTMLInputElement);
  return Number.isFinite(valueAsNumber) && valueAsNumber >= 0 ? valueAsNumber : undefined;
}

function inMs(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1000;
}

function objectives(): Objectives {
  return {
    detectWithinMs: inMs(numberIn("goal-detect")),
    mqttLimit: part("goal-mqtt", HTMLInputElement).checked,
    earlyDeaths: part("goal-early", HTMLInputElement).checked,
    drainWithinMs: inMs(numberIn("goal-drain")),
    redeliverWithinMs: inMs(numberIn("goal-redeliver")),
    cpuShare: numberIn("goal-cpu"),
  };
}

function outlookOf({ linted: { input, lint } }: Desk): TimerOutlook {
  const { facts, version } = input;
  const clients = facts.clients.flatMap((entry) => advisedClient(entry) ?? []);
  return timerOutlook({
    version,
    clients,
    current: currentSettings(lint.run.meant, clients),
    objectives: objectives(),
    setClients: part("goal-clients", HTMLInputElement).checked,
    limits: timerLimitsOf(facts),
  });
}

export interface Tune {
  readonly show: (desk: Desk) => void;
}

/** @param write takes what the field that is chosen on the map changes */
export function tuneForm(changed: () => void, write: (changes: readonly Change[]) => void): Tune {
  let outlook: TimerOutlook | undefined;
  const host = part("map-result", HTMLElement);
  part("goals", HTMLFormElement).addEventListener("input", changed);
  part("use-field", HTMLButtonElement).addEventListener("click", () => {
    const cells = [...host.querySelectorAll("button.cell")];
    const kept = cells.findIndex((cell) => cell.getAttribute("aria-pressed") === "true");
    const option = outlook?.map.options.flat()[kept];
    if (option !== undefined) write(option.changes);
  });
  return {
    show: (desk) => {
      outlook = outlookOf(desk);
      host.innerHTML = mapSection(outlook);
    },
  };
}
