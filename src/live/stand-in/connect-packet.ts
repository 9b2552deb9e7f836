import type { IConnectPacket } from "mqtt-packet";
import type { ConnectPacket } from "../../timing/core/events.ts";

/** A CONNECT off the wire in the core's terms; a client without an id gets one of its connection. */
export function connectOf(packet: IConnectPacket, connection: number): ConnectPacket {
  const sessionExpiryS = packet.properties?.sessionExpiryInterval;
  const delayS = packet.will?.properties?.willDelayInterval;
  return {
    clientId: packet.clientId === "" ? `nanomq-${connection}` : packet.clientId,
    protocol: packet.protocolVersion === 5 ? 5 : 4,
    cleanStart: packet.clean ?? true,
    keepaliveS: packet.keepalive ?? 0,
    ...(sessionExpiryS === undefined ? {} : { sessionExpiryS }),
    ...(packet.will === undefined ? {} : { will: delayS === undefined ? {} : { delayS } }),
  };
}
