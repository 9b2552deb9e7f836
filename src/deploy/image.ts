/** What is wrong with the image a container is started from. */

import { type Image, parseImage } from "../nanomq/image.ts";
import type { Span } from "../text/source.ts";
import { type DeploymentProblem, problem } from "./problem.ts";

/** True for `emqx/nanomq`, a copy of it in another registry, or a build named after it; also where its tag became nothing. */
export function isNanomqImage(reference: string): boolean {
  const name = parseImage(reference).repository.split("/").at(-1) ?? "";
  return /^nanomq(?:$|[-_.:])/i.test(name);
}

export function imageProblems(image: Image, span: Span): readonly DeploymentProblem[] {
  const { reference, tag, digest, moves, version, variant } = image;
  const problems: DeploymentProblem[] = [];
  // A digest fixes the image whatever the tag says.
  if (tag === undefined) {
    if (digest === undefined) problems.push(problem("image-tag-missing", span, { image: reference }));
    return problems;
  }
  if (moves) {
    if (digest === undefined) problems.push(problem("image-tag-latest", span, { image: reference, tag }));
  } else if (version === undefined) {
    problems.push(problem("image-tag-no-version", span, { image: reference, tag }));
    return problems;
  }
  if (variant === undefined) {
    const suffix = tag.slice(tag.indexOf("-") + 1);
    problems.push(problem("image-variant-unknown", span, { image: reference, variant: suffix }));
  }
  return problems;
}
