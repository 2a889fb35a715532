"use strict";
// SHA-256 of a file, piece by piece: crypto.subtle is missing where a page is no secure context, and needs all at once.
const sha256 = (() => {
  const PIECE = 1 << 20;
  const primes = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every(prime => n % prime)) primes.push(n);
  const fraction = x => ((x - Math.floor(x)) * 2 ** 32) | 0;
  const rounds = Int32Array.from(primes, prime => fraction(Math.cbrt(prime)));
  const turn = (x, n) => (x >>> n) | (x << (32 - n));

  const start = () => ({
    state: Int32Array.from(primes.slice(0, 8), prime => fraction(Math.sqrt(prime))),
    block: new Uint8Array(64),
    length: 0,
  });

  const words = new Int32Array(64);
  const mix = (state, view, at) => {
    for (let i = 0; i < 16; i++) words[i] = view.getInt32(at + (i << 2));
    for (let i = 16; i < 64; i++) {
      const a = words[i - 15], b = words[i - 2];
      const small = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3), large = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10);
      words[i] = (words[i - 16] + small + words[i - 7] + large) | 0;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i++) {
      const first = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + rounds[i] + words[i]) | 0;
      const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g; g = f; f = e; e = (d + first) | 0; d = c; c = b; b = a; a = (first + second) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((x, i) => { state[i] += x; });
  };

  const add = (hash, bytes) => {
    let used = hash.length % 64, at = 0;
    hash.length += bytes.length;
    if (used) {
      at = Math.min(64 - used, bytes.length);
      hash.block.set(bytes.subarray(0, at), used);
      if (used + at < 64) return;
      mix(hash.state, new DataView(hash.block.buffer), 0);
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (; at + 64 <= bytes.length; at += 64) mix(hash.state, view, at);
    hash.block.set(bytes.subarray(at));
  };

  const end = hash => {
    const bits = hash.length * 8, used = hash.length % 64;
    const last = new Uint8Array((used < 56 ? 64 : 128) - used);
    last[0] = 0x80;
    const view = new DataView(last.buffer);
    view.setUint32(last.length - 8, Math.floor(bits / 2 ** 32));
    view.setUint32(last.length - 4, bits >>> 0);
    add(hash, last);
    return Array.from(hash.state, word => (word >>> 0).toString(16).padStart(8, "0")).join("");
  };

  return async file => {
    const hash = start();
    for (let at = 0; at < file.size; at += PIECE) {
      add(hash, new Uint8Array(await new Response(file.slice(at, at + PIECE)).arrayBuffer()));
    }
    return end(hash);
  };
})();
