import type { RuleSurface } from "./load.ts";

// Provisional until the schema lands.
export const nanomqSurface: RuleSurface = {
  checks: [],
  conf: {
    system: {
      daemon: "bool",
      num_taskq_thread: "double",
      max_taskq_thread: "double",
      parallel: "double",
      enable_ipc_internal: "bool",
      hook_ipc_url: "string",
      cmd_ipc_url: "string",
      exchange_ipc_url: "string",
    },
    mqtt: {
      property_size: "double",
      max_packet_size: "double",
      max_mqueue_len: "double",
      max_topic_alias: "double",
      retry_interval: "double",
      keepalive_multiplier: "double",
      max_inflight_window: "double",
      max_awaiting_rel: "double",
      await_rel_timeout: "double",
      batch_resend: "bool",
      client_max_packet_size: "double",
      session: {
        property_size: "double",
        max_packet_size: "double",
        client_max_packet_size: "double",
        msq_len: "double",
        qos_duration: "double",
        keepalive_backoff: "double",
        allow_anonymous: "bool",
      },
    },
    listeners: {
      tcp: {
        bind: "dyn",
        enable: "bool",
      },
      ssl: {
        bind: "dyn",
        enable: "bool",
        keyfile: "string",
        certfile: "string",
        cacertfile: "string",
        key_password: "string",
        verify_peer: "bool",
        fail_if_no_peer_cert: "bool",
        cert_encrypted: "bool",
        sni: "string",
      },
      ws: {
        bind: "dyn",
        enable: "bool",
      },
      wss: {
        bind: "dyn",
        enable: "bool",
      },
    },
    sqlite: {
      disk_cache_size: "double",
      mounted_file_path: "string",
      flush_mem_threshold: "double",
      resend_interval: "double",
    },
    http_server: {
      port: "double",
      ip_addr: "string",
      limit_conn: "double",
      parallel: "double",
      max_body: "double",
      username: "string",
      password: "string",
      auth_type: "string",
      jwt: {
        public: {
          keyfile: "string",
        },
        private: {
          keyfile: "string",
        },
      },
    },
    log: {
      to: "dyn",
      level: "string",
      dir: "string",
      file: "string",
      uds_addr: "string",
      rotation: {
        size: "double",
        count: "double",
      },
    },
    auth: {
      allow_anonymous: "bool",
      enable: "bool",
      no_match: "string",
      deny_action: "string",
      cache: {
        max_size: "double",
        ttl: "double",
      },
      password: {
        enable: "bool",
      },
      acl: {
        enable: "bool",
        rules: "dyn",
      },
      http_auth: {
        enable: "bool",
        timeout: "double",
        connect_timeout: "double",
        pool_size: "double",
        cache_ttl: "double",
        auth_req: {
          url: "string",
          method: "string",
          ssl: {
            enable: "bool",
            keyfile: "string",
            certfile: "string",
            cacertfile: "string",
            key_password: "string",
          },
        },
        super_req: {
          url: "string",
          method: "string",
          ssl: {
            enable: "bool",
            keyfile: "string",
            certfile: "string",
            cacertfile: "string",
            key_password: "string",
          },
        },
        acl_req: {
          url: "string",
          method: "string",
          ssl: {
            enable: "bool",
            keyfile: "string",
            certfile: "string",
            cacertfile: "string",
            key_password: "string",
          },
        },
      },
    },
    authorization: {
      no_match: "string",
      deny_action: "string",
      sources: "dyn",
    },
    webhook: {
      enable: "bool",
      url: "string",
      body: {
        encoding: "string",
      },
      pool_size: "double",
      cancel_timeout: "double",
      cancel_time: "double",
      ssl: {
        enable: "bool",
        keyfile: "string",
        certfile: "string",
        cacertfile: "string",
        key_password: "string",
      },
      events: "dyn",
    },
    bridges: {
      mqtt: {
        cache: {
          enable: "bool",
          disk_cache_size: "double",
          flush_mem_threshold: "double",
          resend_interval: "double",
          mounted_file_path: "string",
        },
        nodes: "dyn",
        sqlite: {
          disk_cache_size: "double",
          flush_mem_threshold: "double",
          resend_interval: "double",
          mounted_file_path: "string",
        },
      },
      aws: {
        nodes: "dyn",
      },
    },
    rules: {
      sqlite: {
        path: "string",
      },
      repub: {},
      mysql: {
        name: "string",
      },
    },
    parquet: {
      enable: "bool",
      limit_frequency: "double",
      file_count: "double",
      file_size: "double",
      dir: "string",
      file_name_prefix: "string",
      compress: "string",
      encryption: {
        key_id: "string",
        key: "string",
        type: "string",
      },
    },
    blf: {
      dir: "string",
      file_name_prefix: "string",
      file_count: "double",
      file_size: "double",
      compress: "string",
    },
    plugin: {
      libs: "dyn",
    },
  },
};
