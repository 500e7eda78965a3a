// Judges one message and prints by how many octets the process grew at its peak.
import { readFileSync } from 'node:fs';
import { createTrustStore } from '../../lib/verify/trust/trust-store';
import { verifyMessage } from '../../lib/verify/verify-message';

const [messagePath = '', anchorPath = '', now = ''] = process.argv.slice(2);
const trust = await createTrustStore([readFileSync(anchorPath)]);
const message = new Uint8Array(readFileSync(messagePath));
globalThis.gc?.();
const before = process.memoryUsage.rss();
const { verdict } = await verifyMessage(message, { trust, now });
if (verdict !== 'verified') throw new Error(verdict);
// Not resourceUsage().maxRSS: on Linux a process starts with its parent's.
const peak = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
process.stdout.write(String(Number(peak) * 1024 - before));
