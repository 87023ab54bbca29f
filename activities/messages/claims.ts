/** Claims of mails that are due at the same moment: one statement for many, each with its own verdict. */
import type { Dependencies } from '../dependencies.ts';
import { type Claim, claim, claimTogether, type StepInput } from '../lives/ledger.ts';
import { inGroups } from './inGroups.ts';

const most = 50;

/** What a group has to say of one of its mails: nothing, when it has to be claimed by itself. */
type InGroup = Claim | 'alone';

const groups = new WeakMap<Dependencies, (step: StepInput) => Promise<InGroup>>();

/**
 * Claims a mail together with others that ask at the same moment. Where that cannot be, since one of the group is being
 * changed, or is asked for twice, it is claimed by itself and waits for its turn as any other effect does.
 * @throws when the ledger has no such key
 */
export async function claimMail(deps: Dependencies, step: StepInput): Promise<Claim> {
  const answer = await groupOf(deps)(step);
  return answer === 'alone' ? claim(deps, deps.db, step) : answer;
}

/** One for each worker: a claim names its process. */
function groupOf(deps: Dependencies): (step: StepInput) => Promise<InGroup> {
  const known = groups.get(deps);
  if (known !== undefined) return known;
  const group = inGroups<StepInput, InGroup>(async (steps) => {
    // Of one that is asked for twice, only the first asks with the group.
    const asks = steps.map(({ key }, index) => steps.findIndex((other) => other.key === key) === index);
    const claims = await claimTogether(
      deps,
      deps.db,
      steps.filter((_, index) => asks[index]),
    ).catch(() => undefined);
    return steps.map(({ key }, index) => (asks[index] ? claims?.get(key) : undefined) ?? 'alone');
  }, most);
  groups.set(deps, group);
  return group;
}
