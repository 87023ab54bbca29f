import type { Command } from 'commander';
import type { RulesDifference } from '../../activities/rules/difference.ts';
import type { Calendar } from '../../domain/calendar/calendar.ts';
import type { Rules } from '../../domain/rules.ts';
import { playOption } from '../arguments.ts';
import type { Context } from '../context.ts';
import { BadInput } from '../errors.ts';
import { table } from '../table.ts';

interface Options {
  readonly from?: string;
  readonly apply?: boolean;
  readonly play?: string;
}

export function addRules(program: Command, context: Context): void {
  program
    .command('rules')
    .summary('show the rules, preview a change of them, and put it in force')
    .description(
      'Without settings, lists the rules in force. With settings, or the rules of a region folder, shows what the change does to all that is ahead: which steps move, appear and vanish. Only with --apply it is put in force; nothing past is sent by it. Write the same in region.yaml, or the next import takes it back.',
    )
    .argument('[settings...]', 'for instance courseDays.firstReminderDaysBefore=21')
    .option('--from <folder>', 'take the rules of this region folder')
    .option('--apply', 'put the change in force after showing it')
    .addOption(playOption())
    .action(async (settings: string[], options: Options) => {
      const { settingsOfRules, withSettings, changeRules } = await import('../../activities/rules/change.ts');
      const { rulesDifference } = await import('../../activities/rules/difference.ts');
      await context.withDatabase(async (deps) => {
        const { rules: now, calendar } = await deps.reference();
        const base = options.from === undefined ? now : await rulesOf(options.from);
        const rules = withSettings(base, settings);
        if (settings.length === 0 && options.from === undefined) {
          context.out(table(['setting', 'value'], settingsOfRules(now)));
          return;
        }
        const before = new Map(settingsOfRules(now));
        const changed = settingsOfRules(rules).filter(([name, value]) => before.get(name) !== value);
        if (changed.length === 0) {
          context.out('These rules are in force already.');
          return;
        }
        for (const [name, value] of changed) context.out(`${name}: ${before.get(name)} → ${value}`);
        const difference = await rulesDifference(deps, rules);
        context.out(await differenceText(difference, calendar));
        if (options.apply !== true) {
          context.out('Nothing has been changed. Run the command again with --apply to put it in force.');
          return;
        }
        context.out(`In force. ${await changeRules(deps, rules, difference)} lives are to plan again.`);
      }, options.play);
    });
}

async function rulesOf(folder: string): Promise<Rules> {
  const { readRegion, formatFileError } = await import('../../regions/reader/read.ts');
  const read = await readRegion(folder);
  if (read.ok) return read.region.rules;
  throw new BadInput(read.errors.map(formatFileError).join('\n'));
}

const shown = 10;

/** Counts by kind and municipality, and the first rows. */
export async function differenceText(difference: RulesDifference, calendar: Calendar): Promise<string> {
  const { countChanges } = await import('../../activities/rules/difference.ts');
  const { changes, changed, lives } = difference;
  const summary = `${changes.length} steps of ${changed} lives change (${lives} lives are under way).`;
  if (changes.length === 0) return summary;
  const at = (moment: number | null) =>
    moment === null ? '–' : `${calendar.dateOf(moment)} ${calendar.timeOf(moment)}`;
  const counts = countChanges(changes).map(({ what, municipality, counts: of }) => [
    what,
    municipality,
    String(of.moves),
    String(of.appears),
    String(of.vanishes),
  ]);
  const rows = changes
    .slice(0, shown)
    .map(({ change, from, to, isBygone, item }) => [
      change,
      at(from),
      at(to),
      isBygone
        ? from === null
          ? 'missed: passed already'
          : 'keeps its old moment: the new one has passed'
        : '',
      item.key,
    ]);
  const bygone = changes.filter(({ isBygone }) => isBygone).length;
  return [
    summary,
    ...(bygone === 0 ? [] : [`${bygone} would have been due before now; nothing past is sent.`]),
    '',
    table(['what', 'municipality', 'move', 'appear', 'vanish'], counts),
    '',
    table(['first changes', 'before', 'after', '', 'key'], rows),
    ...(changes.length > shown ? [`… and ${changes.length - shown} more`] : []),
    '',
  ].join('\n');
}
