/** The shape of `region.yaml`: names, types and single values. What spans several settings is in settings.ts. */
import { z } from 'zod';
import { isRealDate } from '../../domain/calendar/days.ts';
import { isBankgiro } from '../../domain/checkDigits.ts';
import { oreFromKronor } from '../../domain/money.ts';
import { feeBases, vatCategories } from '../../domain/region.ts';
import { rulesSchema } from '../../domain/rules.ts';
import { emailProblem, organisationNumberProblem } from './values.ts';

const text = z.string().trim().min(1);
const code = text.regex(
  /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
  'Använd bara a–z, A–Z, 0–9, punkt, streck och understreck.',
);
const date = z.string().refine(isRealDate, 'Skriv ett datum som år-månad-dag, till exempel 2026-09-01.');

/** A check that answers a sentence when something is wrong. */
const checked = (problem: (value: string) => string | undefined) =>
  z.string().superRefine((value, context) => {
    const message = problem(value);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  });

const email = checked(emailProblem);

const kronor = z.union([z.number(), z.string()]).transform((value, context) => {
  const ore = oreFromKronor(String(value));
  if (ore !== undefined) return ore;
  context.addIssue({
    code: 'custom',
    message: `”${value}” är inget belopp. Skriv kronor, noll eller mer, med högst två decimaler, till exempel 450 eller 2.37.`,
  });
  return 0;
});

const contact = z.strictObject({ name: text, email, telephone: text });

export const settingsSchema = z.strictObject({
  name: text,
  time_zone: text,
  holiday_country: text,
  go_live: date,
  sender: z.strictObject({
    name: text,
    email,
    domain: text.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'Skriv en domän som ledarresan.example.'),
    reply_to: contact,
  }),
  sellers: z
    .array(
      z.strictObject({
        code,
        name: text,
        organisation_number: checked(organisationNumberProblem),
        bankgiro: checked((value) =>
          isBankgiro(value)
            ? undefined
            : `Bankgironumret ”${value}” stämmer inte. Skriv det som 5051-4857 och kontrollera den sista siffran.`,
        ),
        peppol_id: text,
        vat_number: text,
        address: z.array(text).min(1).max(6),
        email,
        telephone: text,
      }),
    )
    .min(1),
  fees: z.array(
    z.strictObject({
      article: code,
      title: text,
      year: z.number().int().min(2000).max(2100),
      from: date.optional(),
      basis: z.enum(feeBases).default('participant'),
      seller: text,
      amount: kronor,
      trainer_pot: kronor.default(0),
      vat_category: z.enum(vatCategories),
      vat_percent: z.number().int().min(0).max(100).default(0),
    }),
  ),
  terms: z.array(z.strictObject({ code: text, start: date, end: date })).min(1),
  school_breaks: z.array(z.strictObject({ from: date, to: date })).default([]),
  rules: rulesSchema.prefault({}),
});

export type Settings = z.infer<typeof settingsSchema>;
