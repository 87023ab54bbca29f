/** Names that do not follow the rule, by the short name. */
const exceptions: ReadonlyMap<string, string> = new Map([
  ['Falun', 'Falu kommun'],
  ['Kalmar', 'Kalmar kommun'],
]);

/**
 * A municipality's formal name: `Leksand` is `Leksands kommun`, `Borlänge` is `Borlänge kommun`, `Falun` is
 * `Falu kommun`. A name takes an s unless it ends in a vowel or in s already. A name that says `kommun` or `stad` is
 * formal as it is.
 * @param name the short name, as in the region's files
 */
export function formalName(name: string): string {
  if (/ (kommun|stad)$/iu.test(name)) return name;
  return exceptions.get(name) ?? `${name}${/[aeiouyåäös]$/iu.test(name) ? '' : 's'} kommun`;
}
