/** Services: ports by which a pod is reached. */

import type { PublishedPort } from "./container.ts";
import { parsePortRange } from "./ports.ts";
import { entriesOf, itemsOf, textAt, valueAt, type YamlNode } from "./yaml-file.ts";

export interface Service {
  readonly selector: ReadonlyMap<string, string>;
  readonly ports: readonly YamlNode[];
}

export function readServices(objects: readonly YamlNode[]): readonly Service[] {
  return objects
    .filter((object) => textAt(object, "kind") === "Service")
    .map((object) => ({
      selector: new Map(
        entriesOf(valueAt(object, "spec", "selector")).map(({ key, value }) => [key, textAt(value) ?? ""]),
      ),
      ports: itemsOf(valueAt(object, "spec", "ports")),
    }));
}

function selects(service: Service, labels: ReadonlyMap<string, string>): boolean {
  if (service.selector.size === 0) return false;
  return [...service.selector].every(([key, value]) => labels.get(key) === value);
}

/** Ports of every Service that selects a pod with these labels; names are looked up among the container's ports. */
export function servicePorts(
  services: readonly Service[],
  labels: ReadonlyMap<string, string>,
  named: ReadonlyMap<string, number>,
): readonly PublishedPort[] {
  return services
    .filter((service) => selects(service, labels))
    .flatMap(({ ports }) => ports)
    .flatMap((port) => {
      const published = parsePortRange(textAt(port, "nodePort") ?? textAt(port, "port") ?? "");
      const written = textAt(port, "targetPort") ?? textAt(port, "port") ?? "";
      const target = parsePortRange(String(named.get(written) ?? written));
      if (published === undefined || target === undefined) return [];
      const protocol = (textAt(port, "protocol") ?? "TCP").toLowerCase();
      return [{ by: "service", hostIp: undefined, published, target, protocol, span: port.span } as const];
    });
}
