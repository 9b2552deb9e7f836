/*
 * What a message takes in the SQLite file of NanoMQ. Its row has the packet, an id, a number of the bridge or session, the
 * protocol and a time as text (mqtt_qos_db.c of NanoNNG); pages of 4096 bytes hold whole rows, and what a row has beyond one
 * goes to pages of its own (SQLite file format, 1.6). Held to files of 5 000 such rows, payloads of 0 to 10 000 bytes: within
 * 3 %. The write-ahead log beside it has up to 4 MB.
 */
const PAGE = 4096;
/** Header of a page with rows. */
const PAGE_HEADER = 8;
/** Of a page that carries on a long row. */
const CARRIED = PAGE - 4;
/** The longest row that stands in its page as a whole, and what of a longer one is left there at least. */
const WHOLE = PAGE - 35;
const LEAST = Math.floor(((PAGE - 12) * 32) / 255) - 23;
/** Lengths, ids, time, header and pointer of a row, and a topic of 20 letters. */
const BESIDE_PAYLOAD = 76;

/** Bytes of the file for one of many messages with this payload. */
export function diskRowBytes(payloadBytes: number): number {
  const row = payloadBytes + BESIDE_PAYLOAD;
  if (row <= WHOLE) return PAGE / Math.floor((PAGE - PAGE_HEADER) / row);
  const left = LEAST + ((row - LEAST) % CARRIED);
  const own = left <= WHOLE ? left : LEAST;
  const carriedPages = Math.ceil((row - own) / CARRIED);
  return PAGE / Math.floor((PAGE - PAGE_HEADER) / (own + 8)) + carriedPages * PAGE;
}
