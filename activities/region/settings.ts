/** What `region_configured` holds of a region: everything of `region.yaml` that has no table of its own. */
import { z } from 'zod';
import { feeBases, type Region, vatCategories } from '../../domain/region.ts';
import { rulesSchema } from '../../domain/rules.ts';

const text = z.string();
const whole = z.number().int();

const settingsSchema = z.object({
  /** SHA-256 of the files that the settings came from. */
  files: text,
  timeZone: text,
  holidayCountry: text,
  goLive: z.iso.date(),
  /** The contact person stands in `person_detail`, never in a fact. */
  sender: z.object({ name: text, email: text, domain: text }),
  sellers: z.array(
    z.object({
      code: text,
      name: text,
      organisationNumber: text,
      bankgiro: text,
      peppolId: text,
      vatNumber: text,
      address: z.array(text),
      email: text,
      telephone: text,
    }),
  ),
  fees: z.array(
    z.object({
      article: text,
      title: text,
      year: whole,
      // Facts that were recorded before fees had these hold for participants, all year.
      from: text.default(''),
      basis: z.enum(feeBases).default('participant'),
      seller: text,
      amount: whole,
      trainerPot: whole,
      vatCategory: z.enum(vatCategories),
      vatPercent: whole,
    }),
  ),
  schoolBreaks: z.array(z.object({ from: z.iso.date(), to: z.iso.date() })),
  rules: rulesSchema,
});
export type RegionSettings = z.infer<typeof settingsSchema>;

/** Id of the row of `person_detail` that holds the contact person to whom answers to mails go. */
export const replyToContact = 'contact:reply_to';

/** @param hash SHA-256 of the region's files */
export function settingsOf(region: Region, hash: string): RegionSettings {
  const { timeZone, holidayCountry, goLive, sender, sellers, fees, schoolBreaks, rules } = region;
  const { name, email, domain } = sender;
  return settingsSchema.parse({
    files: hash,
    timeZone,
    holidayCountry,
    goLive,
    sender: { name, email, domain },
    sellers,
    fees,
    schoolBreaks,
    rules,
  });
}

/** @throws z.ZodError when the stored settings are not of this version's shape */
export const parseSettings = (stored: unknown): RegionSettings => settingsSchema.parse(stored);
