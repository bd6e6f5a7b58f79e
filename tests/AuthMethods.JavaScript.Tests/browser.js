// A browser without scripts: it keeps cookies, and fills in and sends the form of the page that it shows.
const decoded = (text) => text
  .replace(/&#x([0-9A-F]+);/gi, (_, n) => String.fromCharCode(parseInt(n, 16))).replace(/&#(\d+);/g, (_, n) => String.fromCharCode(n))
  .replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

export class Browser {
  cookies = new Map();

  /** The page at an address. Where it leads elsewhere, that is in `location`. */
  async open(address, form) {
    const response = await fetch(address, {
      method: form ? "POST" : "GET", body: form && new URLSearchParams(form), redirect: "manual",
      headers: { Cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = cookie.match(/^([^=]+)=([^;]*)/);
      this.cookies.set(name, value);
    }

    [this.address, this.text, this.location] = [new URL(address), await response.text(), response.headers.get("Location")];
    return this;
  }

  submit(fields) {
    const action = this.text.match(/<form method="post" action="([^"]*)"/);
    if (!action) throw new Error(`No form: ${this.text}`);
    const hidden = [...this.text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [name, decoded(value)]);
    return this.open(new URL(decoded(action[1]), this.address), [...hidden, ...Object.entries(fields)]);
  }

  /** Signs a user in on the page that is shown. */
  async signIn(username, password) {
    await this.submit({ username });
    return this.submit({ password });
  }
}
