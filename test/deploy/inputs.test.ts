// One NanoMQ, told in the many ways that people start it.
import { describe, expect, test } from "vitest";
import type { Deployment } from "../../src/deploy/deployment.ts";
import { detectInput } from "../../src/deploy/detect.ts";
import { readDeployment } from "../../src/deploy/read-deployment.ts";
import { parseVersion } from "../../src/nanomq/version.ts";
import { normalizedName } from "../../src/text/conf/splice.ts";
import { createSource } from "../../src/text/source.ts";

type Files = Readonly<Record<string, string>>;

const nanomq = parseVersion("0.25.6");

function read(file: string, files: Files) {
  if (nanomq === undefined) throw new RangeError("no version");
  const fileAt = (path: string) => {
    const name = normalizedName(path);
    return files[name] === undefined ? undefined : createSource(name, files[name]);
  };
  const namesIn = (folder: string) =>
    Object.keys(files).flatMap((name) =>
      name.startsWith(`${folder}/`) ? [name.slice(folder.length + 1)] : [],
    );
  const stateAt = (path: string) => (files[normalizedName(path)] === undefined ? "missing" : "file");
  const source = createSource(file, files[file] ?? "");
  const reading = readDeployment(source, { nanomq, fileAt, namesIn, stateAt });
  return { all: reading?.deployments ?? [], codes: (reading?.problems ?? []).map(({ code }) => code) };
}

/** What every way of telling it comes to. */
function told({ image, environment, read: conf, mounts, ports, user, probes, kind }: Deployment) {
  return {
    kind,
    image: image?.value.reference,
    variables: Object.fromEntries(environment.map(({ name, value }) => [name, value])),
    conf: conf.path,
    mounts: mounts.map(
      ({ kind: how, source, target, readOnly }) => `${how} ${source}:${target}${readOnly ? ":ro" : ""}`,
    ),
    ports: ports.map(({ published, target }) => `${published?.from}:${target.from}`),
    user: user?.value,
    probe: probes[0]?.command,
  };
}

const IMAGE = "emqx/nanomq:0.24.14-slim";
const asContainer = {
  kind: "docker",
  image: IMAGE,
  variables: { NANOMQ_MSQ_LEN: "64", NANOMQ_QOS_DURATION: "5" },
  conf: "/etc/nanomq.conf",
  mounts: ["bind ./nanomq.conf:/etc/nanomq.conf:ro", "volume data:/data"],
  ports: ["1883:1883"],
  user: "1000",
  probe: ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/1883"],
};
const CHECK = "bash -c 'exec 3<>/dev/tcp/127.0.0.1/1883'";

const containers: Readonly<Record<string, Files>> = {
  "mq.container": {
    "mq.container": `[Unit]
Description=broker

[Container]
Image=${IMAGE}
Environment=NANOMQ_MSQ_LEN=64
EnvironmentFile=mq.env
Exec=--conf /etc/nanomq.conf
Volume=./nanomq.conf:/etc/nanomq.conf:ro
Mount=type=volume,source=data,destination=/data
PublishPort=1883:1883
User=1000
HealthCmd=${CHECK}

[Install]
WantedBy=default.target
`,
    "mq.env": "NANOMQ_QOS_DURATION=5\n",
    "nanomq.conf": "",
  },
  "run.sh": {
    "run.sh": `#!/usr/bin/env bash
set -e
CONF=/etc/nanomq.conf
docker container run -d --restart=always \\
  --mount type=bind,source=./nanomq.conf,target=$CONF,readonly \\
  --mount type=volume,src=data,dst=/data \\
  --env NANOMQ_MSQ_LEN=64 -e NANOMQ_QOS_DURATION=5 -u 1000 \\
  --health-cmd="${CHECK}" -m 64m --publish 1883:1883 ${IMAGE} --conf $CONF
`,
    "nanomq.conf": "",
  },
  "mq.service": {
    "mq.service": `[Service]
Environment=TAG=0.24.14-slim
ExecStartPre=-/usr/bin/podman rm -f mq
ExecStart=/usr/bin/podman run --name mq -e NANOMQ_MSQ_LEN=64 -e NANOMQ_QOS_DURATION=5 -u 1000 --health-cmd "${CHECK}" -v ./nanomq.conf:/etc/nanomq.conf:ro -v data:/data -p 1883:1883 emqx/nanomq:\${TAG}
`,
    "nanomq.conf": "",
  },
};

describe("a container", () => {
  test.each(Object.keys(containers))("as %s", (file) => {
    const { all, codes } = read(file, containers[file] ?? {});
    expect(all.map(told)).toEqual([asContainer]);
    expect(codes).toEqual([]);
  });
});

const asProgram = {
  conf: "/etc/nanomq.conf",
  flags: ["--conf", "--qos_duration"],
  variables: { NANOMQ_MSQ_LEN: "64" },
  user: "nanomq",
};

const programs: Readonly<Record<string, Files>> = {
  "a unit with a file of variables, its options in one": {
    "nanomq.service": `[Service]
User=nanomq
EnvironmentFile=-/etc/default/nanomq
ExecStart=/usr/bin/nanomq start --conf %E/nanomq.conf $NANOMQ_OPTS $UNSET
`,
    "/etc/default/nanomq": 'NANOMQ_OPTS="--qos_duration 5"\nNANOMQ_MSQ_LEN=64 # queue\n',
  },
  "a unit with a drop-in": {
    "nanomq.service": "[Service]\nUser=nanomq\nExecStart=/usr/bin/nanomq start\n",
    "nanomq.service.d/10-conf.conf":
      "[Service]\nEnvironment=NANOMQ_MSQ_LEN=64\nExecStart=\nExecStart=/usr/bin/nanomq start --conf /etc/nanomq.conf --qos_duration 5\n",
  },
  "OpenWrt's init script": {
    "nanomq.init": `#!/bin/sh /etc/rc.common
START=99
USE_PROCD=1
PROG=/usr/bin/nanomq
CONF=/etc/nanomq.conf

start_service() {
	procd_open_instance
	procd_set_param command "$PROG" start
	procd_append_param command --conf "$CONF" --qos_duration 5
	procd_set_param env NANOMQ_MSQ_LEN=64
	procd_set_param user nanomq
	procd_close_instance
}
`,
  },
};

describe("lines that go on", () => {
  test.each([
    [
      "run.ps1",
      `docker run -d \`\n  -p 1883:1883 \`\n  -v \${PWD}/nanomq.conf:/etc/nanomq.conf \`\n  emqx/nanomq:0.25.6\n`,
    ],
    [
      "run.bat",
      "docker run -d ^\r\n  -p 1883:1883 ^\r\n  -v %cd%/nanomq.conf:/etc/nanomq.conf emqx/nanomq:0.25.6\r\n",
    ],
    [
      "Makefile",
      "run:\n\t@docker run -p 1883:1883 -v $(PWD)/nanomq.conf:/etc/nanomq.conf emqx/nanomq:0.25.6\n",
    ],
  ])("%s", (file, text) => {
    const { all } = read(file, { [file]: text, "nanomq.conf": "" });
    expect(all.map(told)).toMatchObject([
      { image: "emqx/nanomq:0.25.6", ports: ["1883:1883"], mounts: ["bind ./nanomq.conf:/etc/nanomq.conf"] },
    ]);
  });
});

test("a Dockerfile copies a list, whatever its flags", () => {
  const text = 'FROM emqx/nanomq:0.25.6\nCOPY --chown=1000:1000 ["nanomq.conf", "/etc/nanomq.conf"]\n';
  const { all, codes } = read("Dockerfile", { Dockerfile: text, "nanomq.conf": "" });
  expect(all.map(told)).toMatchObject([
    { conf: "/etc/nanomq.conf", mounts: ["bind ./nanomq.conf:/etc/nanomq.conf"] },
  ]);
  expect(codes).toEqual([]);
});

test("options that a script keeps in an array hide no image", () => {
  const words = `"\${ARGS[@]}" -p 1883:1883 "$IMAGE:$TAG"`;
  const text = `#!/bin/bash\nIMAGE=emqx/nanomq\nTAG=0.25.6\nARGS=(-d --name mq)\ndocker run ${words}\n`;
  expect(read("start.sh", { "start.sh": text }).all.map(told)).toMatchObject([
    { image: "emqx/nanomq:0.25.6", ports: ["1883:1883"] },
  ]);
});

test("a unit that forks wants NanoMQ in the background", () => {
  const unit = (type: string) =>
    `[Service]\nType=${type}\nExecStart=/usr/bin/nanomq start --conf /etc/nanomq.conf -d\n`;
  const codes = (type: string) => read("nanomq.service", { "nanomq.service": unit(type) }).codes;
  expect(codes("simple")).toContain("command-daemon-in-unit");
  expect(codes("forking")).not.toContain("command-daemon-in-unit");
});

describe("a program of the machine", () => {
  test.each(Object.keys(programs))("%s", (name) => {
    const files = programs[name] ?? {};
    const [file = ""] = Object.keys(files);
    const { all } = read(file, files);
    expect(
      all.map(({ conf, command, environment, user }) => ({
        conf: conf.path,
        flags: command.flags.map(({ option }) => option),
        variables: Object.fromEntries(
          environment.flatMap(({ name: variable, value }) =>
            variable.startsWith("NANOMQ_") && variable !== "NANOMQ_OPTS" ? [[variable, value]] : [],
          ),
        ),
        user: user?.value,
      })),
    ).toEqual([asProgram]);
  });

  test("start-stop-daemon", () => {
    const text = "#!/bin/sh\nstart-stop-daemon --start --exec /usr/bin/nanomq -- start --conf /etc/mq.conf\n";
    expect(read("nanomq.sh", { "nanomq.sh": text }).all.map(({ conf }) => conf.path)).toEqual([
      "/etc/mq.conf",
    ]);
  });

  test("a snap's own unit", () => {
    const text = "[Service]\nExecStart=/usr/bin/snap run nanomq.daemon\n";
    const { all, codes } = read("snap.nanomq.daemon.service", { "snap.nanomq.daemon.service": text });
    expect(all.map(({ conf }) => conf.path)).toEqual(["/var/snap/nanomq/current/nanomq.conf"]);
    expect(codes).toEqual(["conf-elsewhere"]);
  });

  test("the folder of the packages, where nothing is told: NanoMQ does not look there", () => {
    const text = "[Service]\nExecStart=/usr/local/bin/nanomq start\n";
    expect(read("nanomq.service", { "nanomq.service": text }).codes).toContain("package-conf-unread");
  });
});

describe("Kustomize", () => {
  const manifest = `apiVersion: apps/v1
kind: Deployment
metadata: { name: mq }
spec:
  template:
    spec:
      containers:
        - name: mq
          image: nanomq
          volumeMounts: [{ name: c, mountPath: /etc/nanomq.conf, subPath: nanomq.conf }]
      volumes: [{ name: c, configMap: { name: mq-conf } }]
`;
  const files = {
    "kustomization.yaml": `resources: [base]
namespace: edge
images: [{ name: nanomq, newName: emqx/nanomq, newTag: 0.24.14 }]
`,
    "base/kustomization.yaml": `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [mq.yaml]
configMapGenerator:
  - name: mq-conf
    files: [nanomq.conf]
`,
    "base/mq.yaml": manifest,
    "base/nanomq.conf": "mqtt.retry_interval = 5s\n",
  };

  test("plain resources, generators and images are read as kustomize has them", () => {
    const { all, codes } = read("kustomization.yaml", files);
    expect(all.map((one) => [one.name, one.image?.value.reference, one.confs.map(({ at }) => at)])).toEqual([
      ["Deployment/mq", "emqx/nanomq:0.24.14", ["/etc/nanomq.conf"]],
    ]);
    expect(all[0]?.confs[0]?.text.source.file).toBe("base/nanomq.conf");
    expect(codes).toEqual([]);
  });

  test.each([
    ["a patch", { ...files, "kustomization.yaml": "resources: [base]\npatches: [{ path: p.yaml }]\n" }],
    [
      "a resource of elsewhere",
      { ...files, "kustomization.yaml": "resources: ['https://example.com/mq.yaml']\n" },
    ],
    ["a resource that is not there", { ...files, "kustomization.yaml": "resources: [gone.yaml]\n" }],
    ["one that builds on itself", { ...files, "kustomization.yaml": "resources: [.]\n" }],
  ])("%s takes kustomize itself", (_what, changed) => {
    expect(read("kustomization.yaml", changed)).toMatchObject({ all: [], codes: ["kustomization-unread"] });
  });
});

describe("what is not understood is recognised", () => {
  test.each([
    [
      "config",
      "config nanomq 'main'\n\toption enabled '1'\n\toption configfile '/etc/nanomq.conf'\n",
      "uci",
      "uci-unread",
    ],
    [
      "snapcraft.yaml",
      "name: nanomq\nconfinement: strict\napps:\n  nanomq: { command: nanomq }\n",
      "snapcraft",
      "snapcraft-unread",
    ],
    ["redis.container", "[Container]\nImage=redis:7\n", "quadlet", "unit-without-nanomq"],
    [
      "main.tf",
      'resource "docker_container" "mq" {\n  image = "emqx/nanomq:0.24.14"\n}\n',
      "foreign",
      "deployment-unread",
    ],
    [
      "mq.nomad",
      'task "mq" {\n  config { image = "emqx/nanomq:0.24.14" }\n}\n',
      "foreign",
      "deployment-unread",
    ],
    ["edge.json", '{ "settings": { "image": "emqx/nanomq:latest" } }', "foreign", "deployment-unread"],
    [
      "ci.yml",
      "jobs:\n  test:\n    services:\n      mq: { image: 'emqx/nanomq:0.24' }\n",
      "other",
      "deployment-unread",
    ],
    [".gitlab-ci.yml", "services:\n  - name: emqx/nanomq:0.24.14\n", "compose", "deployment-unread"],
    ["docker-compose.yml", "nanomq:\n  image: emqx/nanomq:0.24.14\n", "other", "deployment-unread"],
    [
      "play.yml",
      "- hosts: all\n  tasks:\n    - docker_container:\n        image: emqx/nanomq:0.24.14\n",
      "other",
      "deployment-unread",
    ],
    ["broker.env", "NANOMQ_MSQ_LEN=64\n", "env-file", "env-file-unread"],
  ])("%s", (file, text, kind, code) => {
    expect(detectInput(file, text).kind).toBe(kind);
    expect(read(file, { [file]: text }).codes).toContain(code);
  });

  test("a List of Kubernetes is its items", () => {
    const list = `apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Pod
    metadata: { name: a }
    spec: { containers: [{ name: mq, image: "emqx/nanomq:0.24.14" }] }
  - apiVersion: v1
    kind: List
    items:
      - { apiVersion: v1, kind: Pod, metadata: { name: b }, spec: { containers: [{ name: mq, image: "emqx/nanomq:0.25.6" }] } }
`;
    expect(read("list.yaml", { "list.yaml": list }).all.map(({ name }) => name)).toEqual(["Pod/a", "Pod/b"]);
  });
});
