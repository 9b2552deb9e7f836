/**
 * A command that fails where nobody listens at a port of the container, by what the image has.
 * @param tools programs of the image
 */
export function aliveCommand(tools: readonly string[], port: number): readonly string[] {
  return tools.includes("nc")
    ? ["nc", "-z", "127.0.0.1", String(port)]
    : ["bash", "-c", `exec 3<>/dev/tcp/127.0.0.1/${port}`];
}
