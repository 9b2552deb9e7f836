/** What a container is of which nothing is told yet; readers of files add what theirs tell. */

import type { Span } from "../text/source.ts";
import type { Container, Mount } from "./container.ts";

export function bareContainer(kind: Container["kind"], name: string, span: Span): Container {
  return {
    ...{ kind, name, span, image: undefined, environment: [], environmentFiles: [], words: undefined },
    ...{ mounts: [], ports: [], probes: [], replicas: undefined, readOnlyRoot: undefined, user: undefined },
    ...{
      workdir: undefined,
      hostNetwork: false,
      opensLowPorts: false,
      freshTmp: false,
      forks: false,
      cpuCores: undefined,
      memoryBytes: undefined,
      confs: [],
    },
  };
}

/** A program of the machine itself sees the files of the machine. */
export function wholeMachine(span: Span): Mount {
  return { source: "/", target: "/", kind: "bind", readOnly: false, files: undefined, span };
}
