/** What chiefs say about whom to send. */
import { type DeclineCause, declineCauses } from '../enrolment/nomination.ts';
import type { PersonId, TermCode } from '../region.ts';
import { code, type Forms, term } from './form.ts';

export type NominationAct =
  /** `PERSON@TERM`: the chief (or the manager, who then volunteers) puts a manager forward, or takes back what was said. */
  | {
      readonly kind: 'nominate' | 'withdraw_nomination';
      readonly nominee: PersonId;
      readonly term: TermCode;
    }
  /** `PERSON@TERM` or `PERSON@TERM reason=CLASS`: the chief does not send a manager that term. */
  | {
      readonly kind: 'decline_nomination';
      readonly nominee: PersonId;
      readonly term: TermCode;
      readonly cause?: DeclineCause;
    }
  /** `PERSON>OTHER@TERM`: the chief sends another manager instead of one. */
  | {
      readonly kind: 'replace_nomination';
      readonly nominee: PersonId;
      readonly instead: PersonId;
      readonly term: TermCode;
    }
  /** `TERM` or `TERM WORKPLACE`: the chief approves the proposal, has nothing more to say, or has after all. */
  | {
      readonly kind: 'approve_proposal' | 'nominations_done' | 'nominations_reopened';
      readonly term: TermCode;
      readonly workplace: string;
    };

const nominationForm = new RegExp(`^(?<person>${code})@(?<term>${term})$`);
const declineForm = new RegExp(`^(?<person>${code})@(?<term>${term})(?: +reason=(?<cause>[a-z_]+))?$`);
const replaceForm = new RegExp(`^(?<person>[^\\s@#;=>]+)>(?<instead>[^\\s@#;=>]+)@(?<term>${term})$`);
const wholeForm = new RegExp(`^(?<term>${term})(?: +(?<workplace>\\S.*))?$`);

const aboutOne = <Kind extends 'nominate' | 'withdraw_nomination'>(kind: Kind) => ({
  form: 'PERSON@TERMIN',
  read(value: string) {
    const groups = nominationForm.exec(value)?.groups;
    return groups && { kind, nominee: groups.person ?? '', term: groups.term ?? '' };
  },
});

const aboutAll = <Kind extends 'approve_proposal' | 'nominations_done' | 'nominations_reopened'>(
  kind: Kind,
) => ({
  form: 'TERMIN eller TERMIN ARBETSPLATS',
  read(value: string) {
    const groups = wholeForm.exec(value)?.groups;
    return groups && { kind, term: groups.term ?? '', workplace: groups.workplace ?? '' };
  },
});

export const nominationForms: Forms<NominationAct> = {
  nominate: aboutOne('nominate'),
  decline_nomination: {
    form: `PERSON@TERMIN eller PERSON@TERMIN reason=SKÄL, där SKÄL är ${declineCauses.join(', ')}`,
    read(value) {
      const groups = declineForm.exec(value)?.groups;
      const cause = declineCauses.find((known) => known === groups?.cause);
      if (groups === undefined || (groups.cause !== undefined && cause === undefined)) return undefined;
      const said = {
        kind: 'decline_nomination' as const,
        nominee: groups.person ?? '',
        term: groups.term ?? '',
      };
      return cause === undefined ? said : { ...said, cause };
    },
  },
  replace_nomination: {
    form: 'PERSON>ANNAN@TERMIN',
    read(value) {
      const groups = replaceForm.exec(value)?.groups;
      const { person = '', instead = '', term: of = '' } = groups ?? {};
      return groups && { kind: 'replace_nomination', nominee: person, instead, term: of };
    },
  },
  withdraw_nomination: aboutOne('withdraw_nomination'),
  approve_proposal: aboutAll('approve_proposal'),
  nominations_done: aboutAll('nominations_done'),
  nominations_reopened: aboutAll('nominations_reopened'),
};
