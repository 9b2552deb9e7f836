import { endpointRows } from "../../generated/endpoints.ts";
import { isSince, isUntil, type NanomqVersion } from "../version.ts";

/** One line of `GET /api/v4`, as the broker words it. */
export interface Endpoint {
  readonly path: string;
  readonly name: string;
  readonly method: string;
  readonly descr: string;
}

/** The list of one release, in its order. */
export function endpointsOf(version: NanomqVersion): readonly Endpoint[] {
  return endpointRows
    .filter(({ since, until }) => {
      return (
        (since === undefined || isSince(version, since)) && (until === undefined || isUntil(version, until))
      );
    })
    .map(({ method, path, name, descr }) => ({ path, name, method, descr }));
}
