import { keepalives, multipliers, queueSettings, retryIntervals } from "./candidates.ts";
import type { Assessor } from "./figures.ts";
import { type Option, optionOf } from "./option.ts";
import type { AdviseInput, Settings } from "./plan.ts";
import { allMet, verdicts } from "./verdict.ts";

/** Every choice worth comparing, the settings in force first; of choices with the same effect only the first. */
export function searchOptions(input: AdviseInput, assessor: Assessor): readonly Option[] {
  const found = new Map<string, Option>();
  for (const settings of candidates(input, assessor)) {
    const option = optionOf(settings, input, assessor);
    const effect = effectOf(option);
    if (!found.has(effect)) found.set(effect, option);
  }
  return [...found.values()];
}

function* candidates(input: AdviseInput, assessor: Assessor): Generator<Settings> {
  const { current, clients } = input;
  const choices = clients.map((client, index) => {
    const own = current.keepalivesMs[index] ?? client.keepaliveMs;
    return keepalives({ ...client, keepaliveMs: own }, true);
  });
  yield current;
  for (const { batchResend, maxMqueueLen } of queueSettings(input)) {
    for (const retry of retryIntervals(current.timer.retry)) {
      for (const multiplier of multipliers(retry, input)) {
        const timer = { retry, multiplier, batchResend };
        const settings = { ...current, timer, maxMqueueLen };
        yield input.setClients === true ? withFittingClients(settings, choices, input, assessor) : settings;
      }
    }
  }
}

/**
 * Each class keeps its keepalive where that serves, else takes the nearest one that does.
 * @param choices keepalives of each class, its own first
 */
function withFittingClients(
  settings: Settings,
  choices: readonly (readonly number[])[],
  input: AdviseInput,
  assessor: Assessor,
): Settings {
  const keepalivesMs = choices.map((all, index) => {
    const fits = all.find((keepaliveMs) =>
      serves(withKeepalive(settings, index, keepaliveMs), index, input, assessor),
    );
    return fits ?? all[0] ?? 0;
  });
  return { ...settings, keepalivesMs };
}

function withKeepalive(settings: Settings, index: number, keepaliveMs: number): Settings {
  return { ...settings, keepalivesMs: settings.keepalivesMs.with(index, keepaliveMs) };
}

/** Whether the class alone meets what is asked of it; the simulation comes last. */
function serves(settings: Settings, index: number, input: AdviseInput, assessor: Assessor): boolean {
  const { redeliverWithinMs: _, cpuShare: __, ...ofClients } = input.objectives;
  const meets = (client: ReturnType<Assessor["quickFigures"]>) =>
    allMet(verdicts({ clients: [client], redelivery: undefined, cost: undefined }, ofClients));
  if (!meets(assessor.quickFigures(settings, index))) return false;
  return ofClients.falseKicksPerDay === undefined || meets(assessor.clientFigures(settings, index));
}

/** Settings whose figures cannot differ. */
function effectOf({ settings, figures, guards }: Option): string {
  const windows = figures.clients.map(({ detection }) => detection.windowMs?.earliest ?? "never");
  const { timer, maxMqueueLen, keepalivesMs } = settings;
  return [timer.retry, timer.batchResend, maxMqueueLen, keepalivesMs, windows, guards].join("|");
}
