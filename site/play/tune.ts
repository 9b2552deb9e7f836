// What is needed, as a form, and the map of settings that hold it.
import type { Option } from "../../src/advise/search/option.ts";
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

/** The fields of the map that is drawn, in its order. */
function cellsIn(host: Element): readonly HTMLButtonElement[] {
  return [...host.querySelectorAll<HTMLButtonElement>("button.cell")];
}

function isPressed(cell: Element): boolean {
  return cell.getAttribute("aria-pressed") === "true";
}

function isSame(one: Option, { settings: { timer } }: Option): boolean {
  const { retry, multiplier } = one.settings.timer;
  return retry === timer.retry && Math.abs(multiplier - timer.multiplier) < 1e-3;
}

export interface Tune {
  readonly show: (desk: Desk) => void;
}

/** @param write takes what the field that is chosen on the map changes */
export function tuneForm(changed: () => void, write: (changes: readonly Change[]) => void): Tune {
  let outlook: TimerOutlook | undefined;
  const host = part("map-result", HTMLElement);
  const optionAt = (at: number) => outlook?.map.options.flat()[at];
  part("goals", HTMLFormElement).addEventListener("input", changed);
  part("use-field", HTMLButtonElement).addEventListener("click", () => {
    const option = optionAt(cellsIn(host).findIndex(isPressed));
    if (option !== undefined) write(option.changes);
  });
  /** Chooses the same field where another map has it, and leads the keyboard back there. */
  const chooseAgain = (chosen: Option | undefined, hadFocus: boolean) => {
    const fields = outlook?.map.options.flat() ?? [];
    const cells = cellsIn(host);
    if (chosen !== undefined) cells[fields.findIndex((option) => isSame(option, chosen))]?.click();
    if (hadFocus) cells.find(isPressed)?.focus();
  };
  return {
    show: (desk) => {
      const cells = cellsIn(host);
      // What is in force is chosen until somebody chooses: it may be another field then.
      const chosen = optionAt(cells.findIndex((cell) => isPressed(cell) && !cell.classList.contains("now")));
      const hadFocus = cells.some((cell) => cell === document.activeElement);
      outlook = outlookOf(desk);
      host.innerHTML = mapSection(outlook);
      chooseAgain(chosen, hadFocus);
    },
  };
}
