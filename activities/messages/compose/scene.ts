/** What every mail is made from: the effect's row, the region, and the people whom it names. */
import type { Instant, IsoDate } from '../../../domain/calendar/dates.ts';
import type { OfferingRef, Reference } from '../../../domain/reference.ts';
import type { Language, PersonId } from '../../../domain/region.ts';
import type { Database } from '../../../prisma/client.ts';
import { onlinePlace } from '../../../templates/mail/courseDay.ts';
import type { CourseDayView, MailData, TemplateName } from '../../../templates/mail/index.ts';
import { type Wording, wordings } from '../../../templates/mail/wording.ts';
import type { Dependencies } from '../../dependencies.ts';
import type { EffectRow } from '../../lives/ledger.ts';
import { replyToContact } from '../../region/settings.ts';
import type { MailAddress, MailAttachment } from '../composeMail.ts';
import { inGroups } from '../inGroups.ts';
import type { Invitation } from './invitations.ts';

/** Facts that a mail needs are not there. Says ids only: it can end up where no name may stand. */
export class MissingFact extends Error {
  constructor(what: string, id: string) {
    super(`no ${what} ${id}`);
    this.name = 'MissingFact';
  }
}

/** The mail shall not be sent after all; the reason is a Swedish sentence without anybody's name. */
export interface Suppressed {
  readonly suppressed: string;
}

export interface MailContent<Name extends TemplateName> {
  readonly data: MailData[Name];
  readonly attachments?: readonly MailAttachment[];
  readonly calendar?: readonly Invitation[];
}

/** Builds what one kind of mail says from the ids in the effect's row. */
export type MailBuilder<Name extends TemplateName> = (
  scene: MailScene,
) => Promise<MailContent<Name> | Suppressed> | MailContent<Name> | Suppressed;

/** The builders of some kinds, so that each file answers for its own. */
export type MailBuilders<Names extends TemplateName> = { readonly [Name in Names]: MailBuilder<Name> };

export interface MailScene {
  readonly deps: Dependencies;
  readonly reference: Reference;
  readonly effect: EffectRow;
  /** All that goes in the same mail, this one too. */
  readonly together: readonly EffectRow[];
  readonly now: Instant;
  /** The local date of `now`. */
  readonly today: IsoDate;
  readonly from: MailAddress;
  /** Whoever opens the mail; the e-mail address is empty when there is none now. */
  readonly to: MailAddress;
  /** How the recipient's language writes dates, terms and credits. */
  readonly say: Wording;
  readonly language: Language;
  /** Addresses of online meetings, by the id of their note. */
  readonly meetings: ReadonlyMap<string, string>;
  /** Whether the mail is for a manager without an address and goes to the chief. */
  readonly isViaChief: boolean;
  /** An id, code or date of the effect's row; throws `MissingFact` when the row has none. */
  text(name: string): string;
  /** A whole number of the effect's row; throws `MissingFact` when the row has none. */
  number(name: string): number;
  /** Names by id; throws `MissingFact` for somebody without one. */
  names(ids: readonly PersonId[]): Promise<(id: PersonId) => string>;
}

interface PersonDetail {
  readonly name: string;
  readonly email: string;
  readonly telephone: string;
  readonly addressVersion: number;
}

interface DetailRow extends PersonDetail {
  readonly id: PersonId;
}

const officePrefix = 'finance:';
/** Invoices and those who pay them are Swedish. */
const officeLanguage: Language = 'sv';

/** The scene of an effect, and what every mail is addressed with. */
export async function openScene(
  deps: Dependencies,
  effect: EffectRow,
  now: Instant,
  together: readonly EffectRow[] = [effect],
) {
  const reference = await deps.reference();
  const details = new Map<PersonId, PersonDetail>();
  const load = async (ids: readonly PersonId[]) => {
    const unknown = [...new Set(ids)].filter((id) => id !== '' && !details.has(id));
    if (unknown.length === 0) return;
    for (const { id, ...detail } of await detailsOf(deps.db, unknown)) details.set(id, detail);
  };
  const detailOf = (id: PersonId): PersonDetail => {
    const detail = details.get(id);
    if (detail === undefined) throw new MissingFact('details of person', id);
    return detail;
  };

  const via = effect.detail.via;
  const isOffice = effect.recipient.startsWith(officePrefix);
  await load([replyToContact, effect.person, ...(isOffice ? [] : [effect.recipient]), String(via ?? '')]);
  const replyTo = detailOf(replyToContact);
  // Somebody whose details have been erased has no address, which is no error.
  const recipient = details.get(effect.recipient);
  const to = isOffice
    ? invoiceOffice(reference, effect.recipient.slice(officePrefix.length))
    : { name: recipient?.name ?? '', email: recipient?.email ?? '' };

  const language =
    isOffice || recipient === undefined ? officeLanguage : reference.person(effect.recipient).language;

  const scene: MailScene = {
    deps,
    reference,
    effect,
    together,
    now,
    today: reference.calendar.dateOf(now),
    from: { name: reference.senderName, email: reference.senderEmail },
    to,
    say: wordings[language],
    language,
    isViaChief: via !== undefined,
    meetings: await meetingsOf(deps, reference),
    text: (name) => String(detailValue(effect, name)),
    number: (name) => Number(detailValue(effect, name)),
    async names(ids) {
      await load(ids);
      return (id) => detailOf(id).name;
    },
  };
  return {
    scene,
    replyTo,
    language,
    addressVersion: isOffice ? 0 : (recipient?.addressVersion ?? 0),
    recipientFirstName: isOffice ? '' : firstName(to.name),
    ...(via === undefined ? {} : { via: { managerName: detailOf(String(via)).name } }),
  };
}

const loaders = new WeakMap<Database, (ids: readonly PersonId[]) => Promise<readonly DetailRow[]>>();

/** Details of people, read together with those of other mails that are made at the same time. */
function detailsOf(db: Database, ids: readonly PersonId[]): Promise<readonly DetailRow[]> {
  const known = loaders.get(db);
  if (known !== undefined) return known(ids);
  const loader = inGroups<readonly PersonId[], readonly DetailRow[]>(async (wanted) => {
    const rows = await db.personDetail.findMany({ where: { id: { in: [...new Set(wanted.flat())] } } });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return wanted.map((some) => some.flatMap((id) => byId.get(id) ?? []));
  }, 50);
  loaders.set(db, loader);
  return loader(ids);
}

/** A region has few online days, most regions none. */
export async function meetingsOf(
  deps: Pick<Dependencies, 'db'>,
  reference: Reference,
): Promise<ReadonlyMap<string, string>> {
  const ids = reference.offerings.flatMap(({ days }) =>
    days.flatMap(({ link = '' }) => (link === '' ? [] : [link])),
  );
  if (ids.length === 0) return new Map();
  const notes = await deps.db.note.findMany({ where: { id: { in: ids } } });
  return new Map(notes.map(({ id, text }) => [id, text]));
}

function invoiceOffice(reference: Reference, code: string): MailAddress {
  const { name, invoiceEmail } = reference.municipality(code);
  return { name: `Fakturor, ${name}`, email: invoiceEmail };
}

function detailValue(effect: EffectRow, name: string): string | number {
  const value = effect.detail[name];
  if (value === undefined) throw new MissingFact(`detail "${name}" in effect`, effect.key);
  return value;
}

const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? '';

/** Title of the course that an offering gives. */
export const courseTitleOf = (reference: Reference, offering: OfferingRef): string =>
  reference.course(offering.course).title;

/** How many course days an offering is known to have; one that was taken away before the last still counts. */
export const dayCount = (offering: OfferingRef): number =>
  Math.max(offering.days.length, offering.days.at(-1)?.number ?? 0);

/** The course days of an offering as mails show them. */
export function dayViews(
  offering: OfferingRef,
  scene: Pick<MailScene, 'meetings' | 'language'>,
): readonly CourseDayView[] {
  const count = dayCount(offering);
  return offering.days.map(({ number, date, start, end, place, link = '' }) => ({
    number,
    count,
    date,
    start,
    end,
    place: placeOf({ place: place === '' ? offering.place : place, link }, scene),
  }));
}

/** Where people meet: a place, or the address of the online meeting. */
export const placeOf = (
  { place, link }: { readonly place: string; readonly link: string },
  { meetings, language }: Pick<MailScene, 'meetings' | 'language'>,
): string => (link === '' ? place : onlinePlace(language, meetings.get(link)));

/** One course day of an offering. */
export function dayView(
  offering: OfferingRef,
  number: number,
  scene: Pick<MailScene, 'meetings' | 'language'>,
): CourseDayView {
  const day = dayViews(offering, scene).find((view) => view.number === number);
  if (day === undefined) throw new MissingFact('course day', `${offering.code}.d${number}`);
  return day;
}
