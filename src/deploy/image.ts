/** What is wrong with the image a container is started from. */

import { type Image, parseImage } from "../nanomq/image.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import type { Span } from "../text/source.ts";
import { type DeploymentProblem, problem } from "./problem.ts";

/** True for `emqx/nanomq`, a copy of it in another registry, or a build named after it; also where its tag became nothing. */
export function isNanomqImage(reference: string): boolean {
  const name = parseImage(reference).repository.split("/").at(-1) ?? "";
  return /^nanomq(?:$|[-_.:])/i.test(name);
}

/** EMQX Edge and its kin: NanoMQ in another product. */
export function isProduct(reference: string): boolean {
  return /(?:^|\/)emqx\/(?:emqx-edge|nanomq-[\w-]+|neuronex?-nanomq)$/.test(parseImage(reference).repository);
}

/** A tag that means another image tomorrow, or one that was never there. */
function tagProblem(image: Image, span: Span): DeploymentProblem | undefined {
  const { reference, tag = "", digest, moves, movesByPatch, isUnpublished, version } = image;
  if (isUnpublished) return problem("image-tag-unpublished", span, { image: reference, tag });
  // A digest fixes the image whatever the tag says.
  if (digest !== undefined) return undefined;
  if (moves) return problem("image-tag-latest", span, { image: reference, tag });
  if (!movesByPatch || version === undefined) return undefined;
  return problem("image-tag-minor", span, { image: reference, tag, used: version.version.text });
}

/** Which release stands in for one that nanotune does not know. */
function releaseProblem({ version }: Image, span: Span, used: NanomqVersion): DeploymentProblem | undefined {
  if (version === undefined || (version.knowledge === "known" && version.version.rank === used.rank))
    return undefined;
  const code = version.knowledge === "newer-than-known" ? "image-release-newer" : "image-release-older";
  return problem(code, span, { asked: version.asked, used: used.text });
}

/** @param used the release that the container is judged by */
export function imageProblems(image: Image, span: Span, used: NanomqVersion): readonly DeploymentProblem[] {
  const { reference, tag, digest, moves, version, variant } = image;
  if (tag === undefined) {
    return digest === undefined
      ? [problem("image-tag-missing", span, { image: reference })]
      : [problem("image-by-digest", span, { image: reference, used: used.text })];
  }
  if (!moves && version === undefined) {
    return [problem("image-tag-no-version", span, { image: reference, tag })];
  }
  const problems = [tagProblem(image, span), releaseProblem(image, span, used)].filter(
    (one) => one !== undefined,
  );
  if (variant !== undefined) return problems;
  const suffix = tag.slice(tag.indexOf("-") + 1);
  return [...problems, problem("image-variant-unknown", span, { image: reference, variant: suffix })];
}
