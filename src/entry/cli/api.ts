import { readEnvFile } from "../../deploy/env-file.ts";
import { apiAddress } from "../../live/http-api/address.ts";
import { readBroker, readClients, readConfiguration } from "../../live/http-api/client.ts";
import { credentialsOf } from "../../live/http-api/credentials.ts";
import type { ApiAnswer } from "../../live/http-api/failure.ts";
import type { ApiTarget } from "../../live/http-api/request.ts";
import type { BrokerSeen } from "../../preflight/running-broker.ts";
import { apiWords } from "../../report/live/http-api.ts";
import { createSource } from "../../text/source.ts";
import { readNamedFile } from "../open/conf-files.ts";
import { type Arguments, valueOfOption } from "./arguments.ts";
import type { Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";

/** `--api-credentials FILE`, else the environment: never the command line, which everybody on the machine sees. */
function variablesOf(args: Arguments, session: Session): Readonly<Record<string, string | undefined>> {
  const path = valueOfOption(args, "api-credentials");
  if (path === undefined) return session.io.env;
  const lines = readEnvFile(createSource(path, readNamedFile(session, path)), "compose");
  return Object.fromEntries(lines.map(({ name, value }) => [name, value]));
}

/** The API that an option names. @throws UsageError where address or credentials are not usable */
export function apiTarget(text: string, args: Arguments, session: Session): ApiTarget {
  const words = apiWords[session.language];
  const address = apiAddress(text);
  if (!address.ok) throw new UsageError(words.address(address.why, address.plain));
  const found = credentialsOf(variablesOf(args, session));
  if (!found.ok) throw new UsageError(words.credentials(found.why));
  return { base: address.base, credentials: found.credentials, onAnswer: session.io.learn };
}

/** The address as people write it. */
export function whereOf({ base }: ApiTarget): string {
  return base.href.replace(/\/$/, "");
}

/** The value of an answer. @throws UsageError saying what happened and what to type */
export async function answered<Value>(
  answer: Promise<ApiAnswer<Value>>,
  target: ApiTarget,
  { language }: Session,
): Promise<Value> {
  const result = await answer;
  if (result.ok) return result.value;
  throw new UsageError(apiWords[language].failure(result.failure, whereOf(target)));
}

/** What a running broker tells of itself. @throws UsageError where it cannot be asked */
export async function seenBroker(target: ApiTarget, session: Session): Promise<BrokerSeen> {
  const status = await answered(readBroker(target), target, session);
  const configuration = await answered(readConfiguration(target), target, session);
  const clients = await answered(readClients(target), target, session);
  return { where: whereOf(target), status, configuration, clients };
}
