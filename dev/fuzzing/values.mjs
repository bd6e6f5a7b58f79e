/** A sequence of random numbers that depends only on its seed (mulberry32). */
export class Random {
  constructor(seed) { this.state = seed >>> 0; }

  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  int(below) { return Math.floor(this.next() * below); }
  chance(share) { return this.next() < share; }
  pick(list) { return list[this.int(list.length)]; }
  list(length, item) { return Array.from({ length }, (_, n) => item(n)); }
  guid() { return "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx".replace(/x/g, () => this.int(16).toString(16)); }

  shuffle(list) {
    for (let i = list.length - 1; i > 0; i--) {
      const j = this.int(i + 1);
      [list[i], list[j]] = [list[j], list[i]];
    }
  }
}

/** What breaks the reading of names, ids, numbers and dates: used as a text in JSON, a key in a path and a value in a query. */
export const odd = [
  "", " ", ".", "..", "/", "\\", "'", "''", "\"", "`", "%", "%00", "\0", "\r\n", "\t", "\u007f", "\u0085", "\u2028", "*", "{", "[", "@", "+",
  "null", "undefined", "NaN", "true", "-1", "0", "1e400", "9".repeat(40), "-9223372036854775809", "2147483648",
  "\u212aim@contoso.com", "ſteve@contoso.com",
  "İ", "ß", "ǅ", "ﬁ", "é", "e\u0301", "\u200b", "\u202e", "\ufeff", "\ufffd", "\uffff", "\u{10ffff}", "👩‍👩‍👧‍👦",
  "a\u0300".repeat(500), "Ω".repeat(5000), "a".repeat(300), "x".repeat(20000),
  "00000000-0000-0000-0000-000000000000", "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF", "{aaaabbbb-0000-cccc-1111-dddd2222eeee}", "aaaabbbb0000cccc1111dddd2222eeee",
  " kim@contoso.com", "kim@contoso.com ", "KIM@CONTOSO.COM", "kim@", "@contoso.com", "a@b@c", "nobody@fabrikam.example",
  "guest_fabrikam.com#EXT#@contoso.com",
  "kim@xn--bcher-kva.example", "' or 1=1 --", "'; DROP TABLE users; --", "<script>alert(1)</script>", "${jndi:ldap://x}", "../../etc/passwd", "%2e%2e%2f",
  "kim(1)", "$count", "$ref", "me", "microsoft.graph.user", "#microsoft.graph.user", "(id='1')",
  "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "2026-02-30T00:00:00Z", "2026-01-01", "2026-01-01T00:00:00+14:00", "P1D", "PT99999999999H", "-P1Y",
  "+1 2065550100", "+1 2065550100x5", "+999999999999999999999", "http://localhost/é", "https://contoso.com", "javascript:alert(1)", "AAAA", "AA==", "====", "-_-_",
];

/** Percent-encoded bytes that are no UTF-8, and percent signs that encode nothing. */
export const rawKeys = [
  "%ff", "%c0%af", "%ed%a0%80", "%", "%zz", "%u0041", "%00", "%2f", "%5c", "%25%30%30", "%f8%a1%a1%a1%a1", "kim%40contoso.com%00", "%e2%84%aaim@contoso.com",
];

export const oddHeaders = [
  "", " ", "x", "é", "\t", "'", "\"", "W/\"1\"", "*", "a".repeat(8000), "application/json;odata.metadata=full", "text/html", "q=0", "-1", ",,,,",
];

/** Percent-encodes all but a few characters. */
export const encode = (text) => [...Buffer.from(text)].map(encoded).join("");

const encoded = (byte) => (/[\w.~@-]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `%${byte.toString(16).padStart(2, "0")}`);
