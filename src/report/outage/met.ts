import type { Facts } from "../../facts/facts.ts";
import { publishRate } from "../../facts/publish-rate.ts";
import type { Language } from "../../lint/language.ts";
import { outageQuestion, usualCores } from "../../lint/rules/bridge-outage.ts";
import { confBridges } from "../../start/bridges.ts";
import { inForce, isUp, type Run } from "../../start/run.ts";
import { outageAnswer } from "../../timing/outage/closed-form.ts";
import { meets } from "../../timing/outage/remedy.ts";
import { secondsText } from "../time/windows.ts";
import { rateText } from "./rate.ts";
import { outageWords } from "./words.ts";

/** Of each bridge that meets what nanotune.toml asks of an outage, a sentence; of the others findings tell. */
export function metLines(
  run: Run,
  { clients, objective, host }: Pick<Facts, "clients" | "objective" | "host">,
  language: Language,
): readonly string[] {
  const { surviveOutageMs, loseAtMost = 0, drainWithinMs = Infinity } = objective;
  const perSecond = publishRate(clients);
  if (surviveOutageMs === undefined || perSecond === undefined || !isUp(run.outcome)) return [];
  const words = outageWords[language];
  const { version } = run.start;
  return confBridges(inForce(run), host.cpuCores ?? usualCores).flatMap((bridge) => {
    if (bridge.forwardQos.every((qos) => qos === 0)) return [];
    const question = outageQuestion(bridge, version, "closed", surviveOutageMs, perSecond);
    if (!meets(question, { loseAtMost, drainWithinMs })) return [];
    const { lost, backMs, drainMs } = outageAnswer(question);
    const delivered = secondsText(Math.ceil(backMs.high + drainMs.high));
    const rate = rateText(1000 / perSecond);
    return [words.objectiveMet(bridge.name, secondsText(surviveOutageMs), rate, lost.high, delivered)];
  });
}
