// The questions of the wizard, one after the other and back; what answers change is drawn between them.
import type { Advice } from "../../../advise/search/advise.ts";
import type { AdviseInput } from "../../../advise/search/plan.ts";
import type { Answers } from "../../../advise/wizard/answers.ts";
import {
  defaultAnswer,
  type Question,
  questionFrom,
  questions,
  withAnswer,
} from "../../../advise/wizard/questions.ts";
import { previewLines } from "../../../report/tune/preview.ts";
import { wizardWords } from "../../../report/tune/wizard.ts";
import type { Reply } from "./asker.ts";
import { inputOf } from "./question.ts";
import { choicesOf } from "./question-choices.ts";
import { answeredArguments, answeredProject, type Talk } from "./talk.ts";
import { advisedWithProgress } from "./tuned.ts";

/** Asks from the first question on, or from the last one back; undefined where the user left. */
export async function interview(talk: Talk, from: Answers, again: boolean): Promise<Answers | undefined> {
  const { known } = talk;
  let answers = from;
  let shown = "";
  let next = again
    ? questionFrom(questions.length - 1, -1, answers, known)
    : questionFrom(0, 1, answers, known);
  while (next !== undefined) {
    const { question, index } = next;
    const reply = await ask(talk, question, answers);
    if (reply.kind === "leave") return undefined;
    if (reply.kind === "back") {
      next = questionFrom(index - 1, -1, answers, known) ?? next;
      continue;
    }
    answers = withAnswer(answers, question.key, reply.text, known);
    shown = preview(talk, answers, shown);
    next = questionFrom(index + 1, 1, answers, known);
  }
  return answers;
}

function ask({ asker, session, known }: Talk, question: Question, answers: Answers): Promise<Reply> {
  const words = wizardWords[session.language];
  const { ask: sentence, why } = words.question[question.key];
  const fallback = defaultAnswer(question, answers, known);
  if (question.kind !== "text")
    return asker.choice(sentence, why, choicesOf(question, session.language), fallback);
  return asker.text(sentence, why, fallback, (typed) => {
    const problem = question.problem(typed);
    return problem === undefined ? undefined : words.problem[problem];
  });
}

/** Draws the windows where an answer moved them; what is drawn now. */
function preview(talk: Talk, answers: Answers, shown: string): string {
  const { asker, view, session, opened } = talk;
  const project = answeredProject(talk, answers);
  const start = opened.start(project.version.version);
  const input = inputOf(answeredArguments(talk, answers), project, start, session);
  if (input.clients.length === 0) return shown;
  const advice = advisedWithProgress(input, session);
  const lines = previewLines(advice, view, session.language);
  const title = previewTitle(advice, input, talk);
  const text = [title, ...lines].join("\n");
  if (text !== shown) asker.show(title, lines);
  return text;
}

function previewTitle(advice: Advice, input: AdviseInput, { session }: Talk): string {
  const words = wizardWords[session.language];
  const asked = Object.values(input.objectives).some((value) => value !== undefined && value !== false);
  if (!asked) return words.preview;
  const titles = {
    met: words.previewMet,
    change: words.preview,
    infeasible: words.previewInfeasible,
  } as const;
  return titles[advice.outcome];
}
