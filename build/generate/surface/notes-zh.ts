/** Chinese of every `note` of the schema, by its English. */
export const notesZh: Readonly<Record<string, string>> = {
  "Parsed but has no effect in 0.24.2 and since 0.24.7: conf_init allocates a mutex, which initialises NNG before the thread parameters are set, and NNG then ignores them. Verified by counting threads: effective on 0.20.8, 0.22.0, 0.22.10, 0.23.10; not effective on 0.24.14 and 0.25.3 (see SURFACE.md for intermediate builds). Since 0.21 the same parameter also sets the number of aio-expire threads.":
    "0.24.2 及 0.24.7 起会解析但不起作用：conf_init 分配互斥量，使 NNG 在线程参数设置之前就已初始化，NNG 随后忽略这些参数。以线程计数核实：在 0.20.8、0.22.0、0.22.10、0.23.10 上有效，在 0.24.14 和 0.25.3 上无效（其间的构建见 SURFACE.md）。0.21 起，同一参数还决定 aio-expire 线程的数量。",
  "Setting only num above the default changes nothing because max stays at 2 x CPU count and the smaller wins (verified). Not effective in 0.24.2 and since 0.24.7, as num_taskq_thread.":
    "只把 num 设得高于默认值没有任何变化，因为 max 仍为 CPU 数的 2 倍，以较小者为准（已核实）。与 num_taskq_thread 一样，在 0.24.2 及 0.24.7 起无效。",
  "Each MQTT bridge node adds max_parallel_processes contexts, the HTTP server adds a fixed number, each NNG bridge sub node adds one.":
    "每个 MQTT 桥接增加 max_parallel_processes 个上下文，HTTP 服务器增加固定数量，每个 NNG 桥接的 sub 节点增加一个。",
  "0.18.2 used mqtt.session instead.": "0.18.2 使用 mqtt.session。",
  "No reader of the field exists outside configuration code in any version checked.":
    "在所检查的任何版本中，配置代码之外都没有读取该字段之处。",
  "On plain TCP the size check is present but its body is disabled since 0.22.0 (verified: 5000-byte publish passes a 1KB limit and reaches a 3.1.1 subscriber; the 0.21.11 side release still enforces). Messages to MQTT 5 subscribers above the limit are silently dropped with a warning in the log (verified 0.22.0-0.25.3). A small value meant as MB or KB (for example 1 or 10) therefore cuts off delivery.":
    "普通 TCP 上有大小检查，但其内容自 0.22.0 起停用（已核实：上限 1KB 时 5000 字节的发布仍能通过并到达 3.1.1 订阅者；旁支版本 0.21.11 仍会执行）。发给 MQTT 5 订阅者的超限消息会被丢弃，只在日志中有一条警告（在 0.22.0-0.25.3 上核实）。因此，本意为 MB 或 KB 的小数值（如 1 或 10）会使消息无法送达。",
  "Unset means 0, so since 0.24.14 every client that uses topic aliases is disconnected unless this is set (verified 0.24.14, 0.25.3). On 0.24.14 even max_topic_alias = 10 did not help a client that sent no alias maximum itself, because the limit is announced only in some CONNACKs; works on 0.25.3. Before 0.24.14 aliases were accepted without limit.":
    "未设置即为 0，因此 0.24.14 起，除非设置此键，使用主题别名的客户端都会被断开（在 0.24.14、0.25.3 上核实）。在 0.24.14 上，客户端自己没有发送别名上限时，即使 max_topic_alias = 10 也无济于事，因为该上限只在部分 CONNACK 中宣告；在 0.25.3 上有效。0.24.14 之前接受别名而没有上限。",
  "Keepalive timeout is only noticed at a tick: with the default 10 s a client with keepalive 2 s is dropped after about 25 s.":
    "keepalive 超时只在节拍上发现：按默认的 10 s，keepalive 为 2 s 的客户端约 25 s 之后才被断开。",
  "0.19.0-0.21.1: the value is multiplied by 1000 whenever the mqtt section exists, while the timer expects the plain factor, so keepalive is in practice never enforced (verified on 0.20.8). Values such as 1250 (old style, per mille) are not recognised and mean 1250 times the keepalive.":
    "0.19.0-0.21.1：只要有 mqtt 段，此值就会乘以 1000，而定时器要的是原来的倍数，因此 keepalive 实际上从不执行（在 0.20.8 上核实）。1250 之类的值（旧写法，千分数）不会被识别，意为 keepalive 的 1250 倍。",
  "Only printed at start. The shipped sample marks it as unsupported.":
    "只在启动时打印。随附的示例注明不支持。",
  "Only printed at start. Despite the name of the EMQX key it is read as a duration.":
    "只在启动时打印。尽管与 EMQX 的键同名，却读作时长。",
  "Only printed at start.": "只在启动时打印。",
  "Read as a plain byte count, although the shipped 0.18.2 sample (10240) looks like KB; the value is used as bytes.":
    "读作字节数，尽管 0.18.2 随附的示例（10240）看起来像 KB；此值按字节使用。",
  "The shipped 0.18.2 sample writes 1250 while the timer uses the plain factor, so keepalive was not enforced with the sample.":
    "0.18.2 随附的示例写的是 1250，而定时器使用原来的倍数，因此使用该示例时 keepalive 不会执行。",
  "If the section is missing the TCP listener 0.0.0.0:1883 is still opened, and before 0.21.9 also WebSocket 0.0.0.0:8083. If listeners exists but has no tcp child, TCP is disabled since 0.21 (before: default TCP stays).":
    "没有该段时仍会打开 TCP 监听器 0.0.0.0:1883，0.21.9 之前还会打开 WebSocket 0.0.0.0:8083。有 listeners 而没有 tcp 子段时，0.21 起 TCP 关闭（此前仍有默认的 TCP）。",
  'Without a port ("127.0.0.1") the broker still starts; the port actually used was not determined. ":1883" listens on all addresses.':
    '没有端口（"127.0.0.1"）时代理仍会启动；实际使用的端口未查明。":1883" 在所有地址上监听。',
  "Verified: enable = false still opens the listener on 0.22.10-0.25.3, does disable it on 0.22.0, is not read on 0.20.8.":
    "已核实：enable = false 在 0.22.10-0.25.3 上仍会打开监听器，在 0.22.0 上确实关闭，在 0.20.8 上不读取。",
  "A child object of listeners.tcp counts as a listener when it has a string bind; anything else is skipped silently. When only named listeners exist no default 1883 listener is opened.":
    "listeners.tcp 的子对象带有字符串 bind 时才算监听器；其余的会跳过而不作提示。只有具名监听器时，不会打开默认的 1883 监听器。",
  "In a build without TLS the broker exits with a fatal error at listener creation (verified). Since 0.23.3 it also opens WSS, see listeners.wss.bind.":
    "在没有 TLS 的构建中，代理在创建监听器时以致命错误退出（已核实）。0.23.3 起还会打开 WSS，见 listeners.wss.bind。",
  "Since 0.22.2 (not 0.22.3/0.22.4) a listeners.ssl section without bind is ignored completely, including its certificates.":
    "0.22.2 起（0.22.3、0.22.4 除外），没有 bind 的 listeners.ssl 段连同其证书会被完全忽略。",
  "Before 0.24.13 not read: the presence of the section enables TLS, enable = false has no effect.":
    "0.24.13 之前不读取：该段存在即启用 TLS，enable = false 不起作用。",
  "An unreadable file only logs a warning; the listener or client then runs without a key.":
    "文件无法读取时只在日志中警告；监听器或客户端此后没有密钥而运行。",
  "Unreadable file: warning only.": "文件无法读取时只有警告。",
  "Unreadable file: error in the log only, start continues.": "文件无法读取时只在日志中有错误，启动继续。",
  "Children without a string bind are skipped silently.": "没有字符串 bind 的子段会跳过而不作提示。",
  "0.18.2-0.21.10, 0.21.11: if listeners exists without ws the rest of the basic section is skipped, so http_server is silently ignored (verified on 0.20.8). Before 0.22.2 (and in 0.22.3, 0.22.4) a missing ws section still opens 0.0.0.0:8083/mqtt; since 0.22.2/0.22.6 it disables WebSocket.":
    "0.18.2-0.21.10、0.21.11：有 listeners 而没有 ws 时，基本部分的其余内容会跳过，http_server 因此被忽略而不作提示（在 0.20.8 上核实）。0.22.2 之前（以及 0.22.3、0.22.4），没有 ws 段时仍会打开 0.0.0.0:8083/mqtt；0.22.2/0.22.6 起则关闭 WebSocket。",
  "A section without bind listens on the default address.": "没有 bind 的段在默认地址上监听。",
  "Silently not started without listeners.ssl. Since 0.23.3 every configuration that has listeners plus an enabled listeners.ssl.bind also opens WSS, on 0.0.0.0:8086/mqtt when no wss section exists; before 0.23.3 the same happened whenever WebSocket and TLS were both enabled. Keyfile etc. inside listeners.wss are not read. 0.18.2 and 0.19.0-0.19.1 cannot configure it.":
    "没有 listeners.ssl 时不会启动，也不作提示。0.23.3 起，凡有 listeners 且启用了 listeners.ssl.bind 的配置都会打开 WSS，没有 wss 段时在 0.0.0.0:8086/mqtt；0.23.3 之前，同时启用 WebSocket 和 TLS 时也是如此。listeners.wss 中的 keyfile 等不读取。0.18.2 和 0.19.0-0.19.1 无法配置它。",
  "There is no enable key: http_server { enable = false } still serves the API (verified, HTTP 200 on all builds). With only `port` set the credentials are admin / public.":
    "没有 enable 键：http_server { enable = false } 仍提供 API（已核实，所有构建都应答 HTTP 200）。只设置 `port` 时凭据为 admin / public。",
  "Before 0.23.1 the API always listens on 0.0.0.0.": "0.23.1 之前，API 总是在 0.0.0.0 上监听。",
  "The shipped gateway samples still write http_server.parallel, which is ignored since 0.19.0.":
    "随附的网关示例仍写有 http_server.parallel，它自 0.19.0 起被忽略。",
  'Plain number only; "1MB" is ignored. Before 0.23.5 the limit was a fixed 128 KiB.':
    '只接受数字；"1MB" 会被忽略。0.23.5 之前上限固定为 128 KiB。',
  "An unquoted numeric password is ignored and the default public stays.":
    "不加引号的数字密码会被忽略，仍为默认的 public。",
  "Unknown words such as none or off leave basic. With jwt in a build without JWT every request gets 401 (verified).":
    "none 或 off 之类未知的词仍为 basic。在没有 JWT 的构建中使用 jwt 时，每个请求都得到 401（已核实）。",
  "Unreadable file: no message, tokens then fail.": "文件无法读取时没有任何提示，此后令牌都会失败。",
  "Verified on all builds: with true a wrong password is accepted. With false but no auth.password list: up to 0.24.1 everybody is accepted even without credentials; since 0.24.2 clients without user name and password are refused but any non-empty pair is accepted. In a build without ACL the key is not read (default true stays).":
    "在所有构建上核实：为 true 时接受错误的密码。为 false 而没有 auth.password 列表时：0.24.1 及以前接受所有人，即使没有凭据；0.24.2 起拒绝没有用户名和密码的客户端，但接受任何非空的组合。在没有 ACL 的构建中不读取此键（仍为默认的 true）。",
  "Not copied by reload: adding the first passwords by reload does not switch checking on.":
    "reload 不会复制它：用 reload 加上最初的密码并不会打开校验。",
  "no_match = deny without an auth.acl section has no effect. In 0.18.2 the key is authorization.no_match.":
    "没有 auth.acl 段时 no_match = deny 不起作用。0.18.2 中此键为 authorization.no_match。",
  "Fields only printed. Removed in 0.24.7. In 0.18.2 under authorization.cache, which a nesting mistake made unreachable.":
    "这些字段只会打印。0.24.7 中移除。0.18.2 中在 authorization.cache 之下，因嵌套错误而无法到达。",
  "Removed in 0.24.7; see auth.http_auth.cache_ttl for the working cache.":
    "0.24.7 中移除；有效的缓存见 auth.http_auth.cache_ttl。",
  'Unquoted user names containing a dot are split into nested objects and skipped unless the name is quoted (quoted dots work since 0.21.9). User names are compared exactly. A literal user called "enable" with a boolean value is taken as the switch since 0.24.3.':
    '不加引号而含有点号的用户名会拆成嵌套对象并被跳过，除非名称加上引号（带引号的点号自 0.21.9 起有效）。用户名按原样比较。名为 "enable" 且值为布尔值的用户，0.24.3 起被当作开关。',
  "Since some 0.24.x release a client id or user name containing + # or / aborts the substitution and denies (acl_handler.c:64-109).":
    "自某个 0.24.x 版本起，含有 +、# 或 / 的客户端 ID 或用户名会中止替换并拒绝（acl_handler.c:64-109）。",
  '"#" means any. IPv6 addresses are not supported.': '"#" 表示任意。不支持 IPv6 地址。',
  '"#" means any.': '"#" 表示任意。',
  "Ignored when ipaddr, ipaddrs, username or clientid is present: only the first of those found (in that order) is used.":
    "有 ipaddr、ipaddrs、username 或 clientid 时被忽略：只使用其中（依此顺序）最先找到的一个。",
  "Ignored when `and` or a direct condition is present.": "有 `and` 或直接条件时被忽略。",
  "0.18.2-0.20.8: the value overwrites `timeout` instead of connect_timeout.":
    "0.18.2-0.20.8：此值改写的是 `timeout` 而不是 connect_timeout。",
  "Header names with a dash are fine; names with dots are split.":
    "请求头名称可以含连字符；含点号的名称会被拆开。",
  "Values must be quoted because % cannot start an unquoted value.":
    "值必须加引号，因为不加引号的值不能以 % 开头。",
  "If the section exists, `level` is mandatory in practice: without a string level the broker crashes at start (verified 0.20.8-0.25.3).":
    "有该段时，`level` 实际上必填：没有字符串 level 时代理在启动时崩溃（在 0.20.8-0.25.3 上核实）。",
  "Sinks are added, never removed: to = [file] still logs to the console (verified); only --log_stdout false turns it off. uds is accepted but nothing opens it in mainline releases.":
    "输出目标只增不减：to = [file] 仍会输出到控制台（已核实）；只有 --log_stdout false 能关闭。uds 会被接受，但主线版本中没有任何代码打开它。",
  'Needed since 0.22.6 when logging to a file: without dir the broker exits with "Write (null) failed" (verified 0.22.10-0.25.3; 0.20.8 and 0.22.0 used the working directory). A directory that does not exist makes every build tested exit; only its parents are created.':
    '0.22.6 起，输出到文件时必填：没有 dir 时代理以 "Write (null) failed" 退出（在 0.22.10-0.25.3 上核实；0.20.8 和 0.22.0 使用工作目录）。目录不存在时，所测试的每个构建都会退出；只会创建其上级目录。',
  "Code default is 10 KiB, the sample says 10MB. In 0.18.2 the value had to be a string with KB/MB/GB; a missing value crashed.":
    "代码的默认值是 10 KiB，示例写的是 10MB。0.18.2 中此值须为带 KB/MB/GB 的字符串；缺少时崩溃。",
  "There is no enable key: sqlite { enable = false } still enables it. In a build without SQLite the section is accepted without any message and the sqlite flag is set (verified: broker starts).":
    "没有 enable 键：sqlite { enable = false } 仍会启用它。在没有 SQLite 的构建中，该段会被接受而没有任何提示，sqlite 标志也会设置（已核实：代理能启动）。",
  "Whether a missing trailing slash matters was not checked.": "未检查末尾缺少斜杠是否有影响。",
  "Not read in 0.19.0-0.24.2: enable = false was ignored there.":
    "0.19.0-0.24.2 中不读取：enable = false 在其中被忽略。",
  "Only on_message_publish, on_client_connack and the disconnect event have a sender in webhook_post.c at HEAD; other names are accepted but no code that posts them was found.":
    "在 HEAD 的 webhook_post.c 中，只有 on_message_publish、on_client_connack 和断开事件有发送代码；其他名称会被接受，但没有找到发送它们的代码。",
  "A child named cache is skipped. Not read from the old format.":
    "名为 cache 的子段会跳过。不从旧格式读取。",
  "broker.c:1331-1338 passes the constant 2.": "broker.c:1331-1338 传入常量 2。",
  "Repeated blocks with the same name do not behave as plain HOCON merging: see duplicates in SURFACE.md (for the same bridge named twice the values of the first block win).":
    "同名的重复块不按普通 HOCON 合并：见 SURFACE.md 中的 duplicates（同一桥接写两次时以第一块的值为准）。",
  "A bridge cannot be called cache: its other keys are ignored silently.":
    "桥接不能取名为 cache：其余的键会被忽略而不作提示。",
  "Not read before 0.24.3: enable = false had no effect.": "0.24.3 之前不读取：enable = false 不起作用。",
  "The shipped samples contain the literal user name and password; a config that keeps them sends them.":
    "随附的示例写有用户名和密码的字面值；保留它们的配置会发送它们。",
  "verify_peer and SNI are not read for bridges. A tls+mqtt-tcp server without an ssl block was not tested.":
    "桥接不读取 verify_peer 和 SNI。没有 ssl 块的 tls+mqtt-tcp 地址未作测试。",
  "The key name is misspelled in the code; the correct spelling request_problem_information is not read. It cannot be set to 0 because 0 is ignored.":
    "键名在代码中拼写有误；正确的拼写 request_problem_information 不会读取。无法设为 0，因为 0 会被忽略。",
  "Misspelled key name as above.": "键名同样拼写有误。",
  'Plain number only; "1KB" is ignored. The shipped bridge sample sets 1024 bytes.':
    '只接受数字；"1KB" 会被忽略。随附的桥接示例设为 1024 字节。',
  "Verified: a numeric value crashes the broker at start.": "已核实：数值使代理在启动时崩溃。",
  "After reaching the limit the transport starts again below one second, so this is not a steady upper rate.":
    "到达上限之后，传输层又从一秒以下开始，因此这不是恒定的上限。",
  "Some remote brokers refuse a CONNECT with this bit; set false there.":
    "有些远端代理会拒绝带有该位的 CONNECT；对它们请设为 false。",
  "Not read in 0.19.0-0.23.2: enable = false had no effect.":
    "0.19.0-0.23.2 中不读取：enable = false 不起作用。",
  "If the block is present without nodelay = true, TCP_NODELAY is switched off (default of the dialer is on).":
    "有该块而没有 nodelay = true 时，TCP_NODELAY 会关闭（拨号器默认打开）。",
  "A failure to bind only leads to a retry when nodelay = true; read from code, not run.":
    "绑定失败只在 nodelay = true 时重试；依据源码，未经运行。",
  "The keepalive has to be shorter than the idle timeout; the code does not check it and the defaults are equal since 0.24.10.":
    "keepalive 须短于空闲超时；代码不作检查，且 0.24.10 起两者的默认值相等。",
  "Before 0.24.9 the seconds reader was used: 800ms became 48000, 800s became 800.":
    "0.24.9 之前按秒读取：800ms 成为 48000，800s 成为 800。",
  "Before 0.24.9 the seconds reader was used (100ms became 6000).":
    "0.24.9 之前按秒读取（100ms 成为 6000）。",
  "Up to 0.22.4 read only in QUIC builds. Hybrid bridges ignore the tcp block.":
    "0.22.4 及以前只在 QUIC 构建中读取。混合桥接忽略 tcp 块。",
  "Seen at NanoNNG HEAD, which stands in for 0.25.6; the exact 0.25.6 NanoNNG commit is not available. Before, the option was always on.":
    "见于 NanoNNG HEAD，以其代表 0.25.6；0.25.6 确切的 NanoNNG 提交无法得到。此前该选项总是打开。",
  "Unset or 0 lets nothing wait: messages are lost, and from 0.24.2 on the broker dies instead.":
    "未设置或为 0 时不容许任何消息等待：消息会丢失，0.24.2 起则是代理崩溃。",
  "Assigned true before the connector is parsed.": "在解析 connector 之前赋为 true。",
  "No default is assigned: the struct is zero, so the key is mandatory in practice.":
    "没有赋默认值：结构体为零，因此此键实际上必填。",
  "All named targets share one database name; the last one read wins.":
    "所有具名目标共用一个数据库名；以最后读取的为准。",
  "Functions that parse the inner blocks are still in the source at HEAD but nothing calls them in mainline since 0.24.1; nanomq_example.conf still shows the section, where it is ignored silently.":
    "解析内层块的函数仍在 HEAD 的源码中，但主线自 0.24.1 起没有任何代码调用它们；nanomq_example.conf 仍写有该段，它会被忽略而不作提示。",
  "0.21.5-0.22.1: one value for all nodes, the last wins.":
    "0.21.5-0.22.1：所有节点共用一个值，以最后的为准。",
  "Ignored silently since 0.24.1 (still in nanomq_example.conf).":
    "0.24.1 起被忽略而不作提示（仍写在 nanomq_example.conf 中）。",
  "The reader stores 8 bytes into a 4-byte field, so the neighbouring field is overwritten.":
    "读取时把 8 字节存入 4 字节的字段，相邻字段因此被改写。",
  "Ignored silently since 0.24.1.": "0.24.1 起被忽略而不作提示。",
};
