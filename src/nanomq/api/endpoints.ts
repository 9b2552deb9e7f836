import { isWithin, type NanomqVersion, type VersionSpan } from "../version.ts";

/** One line of `GET /api/v4`, as the broker words it. */
export interface Endpoint {
  readonly path: string;
  readonly name: string;
  readonly method: string;
  readonly descr: string;
}

type Row = readonly [method: string, path: string, name: string, descr: string, span?: VersionSpan];

/**
 * What the API of every release says it has (api_ep in nanomq/rest_api.c of 0.18.2 to 0.25.6, tag by tag), misspelt as
 * there. It lists more than it answers: mqtt/subscribe and its kin, DELETE of a bridge, configuration/webhook.
 */
const rows: readonly Row[] = [
  ["GET", "/brokers/", "list_brokers", "A list of brokers in the cluster"],
  ["GET", "/nodes/", "list_nodes", "A list of nodes in the cluster"],
  ["GET", "/clients/", "list_clients", "A list of clients on current node"],
  ["GET", "/clients/:clientid", "lookup_client", "Lookup a client in the cluster"],
  [
    "GET",
    "/clients/username/:username",
    "lookup_client_via_username",
    "Lookup a client via username in the cluster",
  ],
  ["GET", "/subscriptions/", "list_subscriptions", "A list of subscriptions in the cluster"],
  ["GET", "/subscriptions/:clientid", "lookup_client_subscriptions", "A list of subscriptions of a client"],
  ["GET", "/rules/", "list_rules", "Get rule list"],
  ["GET", "/rules/:ruleid", "get_rule_details", "Get the details of a rule"],
  ["POST", "/rules/", "create_rule", "Create a rule and return the rule ID"],
  ["PUT", "/rules/:ruleid", "update_rule", "Update the rule and return the rule ID"],
  ["DELETE", "/rules/:ruleid", "delete_rule", "Delete the rule"],
  ["POST", "/mqtt/subscribe", "mqtt_subscribe", "Subscribe a topic"],
  ["GET", "/bridges/:bridge_name", "get_mqtt_bridges", "Get the details of bridge"],
  ["PUT", "/bridges/:bridge_name", "put_mqtt_bridge", "Edit a bridge client"],
  [
    "POST",
    "/bridges/switch/:bridge_name",
    "put_mqtt_bridge_switch",
    "trun on or off a bridge channel",
    { since: "0.23.3" },
  ],
  ["DELETE", "/bridges/:bridge_name", "delete_mqtt_bridge", "DELETE a bridge client"],
  ["POST", "/mqtt/publish", "mqtt_publish", "Publish a MQTT message"],
  ["POST", "/mqtt/unsubscribe", "mqtt_unsubscribe", "Unsubscribe a topic"],
  ["POST", "/mqtt/subscribe_batch", "mqtt_subscribe_batch", "Batch subscribes topics"],
  ["POST", "/mqtt/publish_batch", "mqtt_publish_batch", "Batch publish MQTT messages"],
  ["POST", "/mqtt/unsubscribe_batch", "mqtt_unsubscribe_batch", "Batch unsubscribes topics"],
  [
    "POST",
    "/write_file",
    "overwrite config file",
    "wirte content to specific file path",
    { since: "0.24.0", until: "0.25.2" },
  ],
  ["GET", "/topic-tree/", "list_topic-tree", "A list of topic-tree in the cluster"],
  ["GET", "/reload/", "get_hot_updatable_configuration", "show the configuration that can be hot updated"],
  ["POST", "/reload/", "set_hot_updatable_configuration", "set the configuration that can be hot updated"],
  ["GET", "/configuration/", "get_broker_configuration", "show all configuration of broker"],
  ["GET", "/configuration/basic", "get_basic_configuration", "set broker basic configuration"],
  ["GET", "/configuration/tls", "get_tls_configuration", "show broker tls configuration"],
  [
    "GET",
    "/configuration/http_server",
    "get_http_server_configuration",
    "show broker http_server configuration",
  ],
  ["GET", "/configuration/websocket", "get_websocket_configuration", "show broker websocket configuration"],
  ["GET", "/configuration/webhook", "get_webhook_configuration", "show broker webhook configuration"],
  ["GET", "/configuration/auth", "get_auth_configuration", "show broker authorization configuration"],
  [
    "GET",
    "/configuration/auth_http",
    "get_auth_http_configuration",
    "show broker authorization by http configuration",
  ],
  ["GET", "/configuration/sqlite", "get_sqlite_configuration", "show broker sqlite configuration"],
  ["GET", "/configuration/bridge", "get_bridge_configuration", "show broker bridge configuration"],
  [
    "GET",
    "/configuration/aws_bridge",
    "get_aws_bridge_configuration",
    "show broker aws_bridge configuration",
  ],
  [
    "GET",
    "/get_file",
    "get file content from path",
    "To get config file content",
    { since: "0.24.0", until: "0.24.10" },
  ],
  ["POST", "/configuration/", "set_broker_configuration", "set broker configuration"],
  ["POST", "/config_update", "update_configuration_file", "update configuration file", { since: "0.21.2" }],
  ["POST", "/ctrl/:action", "ctrl_broker", "Control broker stop or restart"],
  ["GET", "/metrics", "metrics", "Returns all statistical metrics"],
  ["GET", "/prometheus", "prometheus", "Returns all prometheus data", { since: "0.19.1" }],
];

/** The list of one release, in its order. */
export function endpointsOf(version: NanomqVersion): readonly Endpoint[] {
  return rows
    .filter(([, , , , span]) => span === undefined || isWithin(version, span))
    .map(([method, path, name, descr]) => ({ path, name, method, descr }));
}
