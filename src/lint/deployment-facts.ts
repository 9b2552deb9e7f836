import type { Deployment } from "../deploy/deployment.ts";
import type { Facts } from "../facts/facts.ts";

/** As the container has them: these are the ports of its listeners. */
function portsOf({ ports }: Deployment): readonly number[] {
  const all = ports.flatMap(({ target: { from, to } }) =>
    Array.from({ length: to - from + 1 }, (_, at) => from + at),
  );
  return [...new Set(all)];
}

function probePortsOf({ probes }: Deployment): readonly number[] {
  return probes.flatMap(({ how, port, sendsAuthorization }) =>
    how === "http" && port !== undefined && !sendsAuthorization ? [port] : [],
  );
}

/** nanotune.toml, and where a deployment file tells more about this container, that. */
export function factsOfDeployment(deployment: Deployment, facts: Facts): Facts {
  const {
    image,
    hostNetwork,
    freshTmp,
    forks,
    cpuCores,
    memoryBytes,
    user,
    opensLowPorts,
    replicas,
    readOnlyRoot,
    mounts,
    command,
    ownWords,
  } = deployment;
  return {
    ...facts,
    image: image?.value.reference ?? facts.image,
    // The build of somebody else's image is not known.
    variant: (image?.value.features && image.value.variant) ?? facts.variant,
    features: facts.features ?? image?.value.features,
    host: {
      ...facts.host,
      cpuCores: cpuCores?.value ?? facts.host.cpuCores,
      memoryBytes: memoryBytes?.value ?? facts.host.memoryBytes,
      user: user?.value ?? facts.host.user,
      opensLowPorts,
    },
    deployment: {
      ...facts.deployment,
      kind: deployment.kind,
      // On the network of the host its ports and loopback are the container's own.
      hostNetwork,
      freshTmp,
      forks,
      ...(ownWords ? { command: command.words.join(" ") } : {}),
      ...(replicas === undefined ? {} : { replicas: replicas.value }),
      ...(readOnlyRoot === undefined ? {} : { read_only_root: readOnlyRoot.value }),
      mounts: mounts.map(({ target }) => target),
      published_ports: hostNetwork ? [] : portsOf(deployment),
      probe_ports: probePortsOf(deployment),
    },
  };
}
