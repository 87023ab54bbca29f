/** A reader of SIE 4 for tests: it shares nothing with what writes them. Reads code page 437 by a table of its own. */

export interface SieVoucher {
  readonly series: string;
  readonly number: string;
  readonly date: string;
  readonly text: string;
  readonly entries: { readonly account: string; readonly ore: number }[];
}

const letters = new Map([
  [0x86, 'å'],
  [0x84, 'ä'],
  [0x94, 'ö'],
  [0x8f, 'Å'],
  [0x8e, 'Ä'],
  [0x99, 'Ö'],
  [0x82, 'é'],
]);

/** @throws Error for a line that is not SIE, or a letter that no Swedish text has */
export function readSie(bytes: Uint8Array) {
  const text = [...bytes]
    .map((byte) => {
      const letter = byte < 128 ? String.fromCharCode(byte) : letters.get(byte);
      if (letter === undefined) throw new Error(`byte ${byte} is no Swedish letter in code page 437`);
      return letter;
    })
    .join('');
  const fields: Record<string, string[]> = {};
  const accounts = new Map<string, string>();
  const vouchers: SieVoucher[] = [];
  let open: SieVoucher | undefined;
  if (!text.endsWith('\r\n')) throw new Error('the last line has no end');
  for (const line of text.split('\r\n').slice(0, -1)) {
    const [label = '', ...rest] = partsOf(line.trim());
    const [first = '', second = '', third = '', fourth = ''] = rest;
    if (label === '{' || label === '}') {
      if (label === '}') open = undefined;
    } else if (label === '#VER') {
      open = { series: first, number: second, date: third, text: fourth, entries: [] };
      vouchers.push(open);
    } else if (label === '#TRANS') {
      if (open === undefined || second !== '{}') throw new Error(`an entry outside a voucher: ${line}`);
      if (!/^-?\d+\.\d\d$/.test(third)) throw new Error(`no amount: ${third}`);
      open.entries.push({ account: first, ore: Number(third.replace('.', '')) });
    } else if (label === '#KONTO') accounts.set(first, second);
    else if (label.startsWith('#')) fields[label.slice(1)] = rest;
    else throw new Error(`no line of SIE: ${line}`);
  }
  return { fields, accounts, vouchers };
}

/** Fields between spaces; within quotation marks a space, and `\"` for the mark itself. */
function partsOf(line: string): string[] {
  const parts: string[] = [];
  for (const match of line.matchAll(/"((?:\\"|[^"])*)"|(\S+)/g))
    parts.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('\\"', '"'));
  return parts;
}
