/** To chiefs and heads of social services: how their municipality's decision is followed. */
import { decisionsOn } from '../../../domain/report/quota.ts';
import { frozenDocument } from './attachments.ts';
import { type MailBuilders, type MailScene, MissingFact } from './scene.ts';

export const reportMails: MailBuilders<'compliance_chief' | 'compliance_head' | 'compliance_network'> = {
  async compliance_chief(scene) {
    const period = periodIn(scene);
    return { data: { period, isMandatory: isMandatory(scene) }, attachments: [await report(scene, period)] };
  },

  async compliance_head(scene) {
    const { reference, effect } = scene;
    const period = periodIn(scene);
    if (effect.municipality === '') throw new MissingFact('municipality of effect', effect.key);
    const municipalityName = reference.municipality(effect.municipality).name;
    return {
      data: { period, municipalityName, isMandatory: isMandatory(scene) },
      attachments: [await report(scene, period)],
    };
  },

  async compliance_network(scene) {
    const period = periodIn(scene);
    return { data: { period }, attachments: [await report(scene, period)] };
  },
};

/** Whether the municipality has a decision, about any of its managers, on the day of the mail. */
const isMandatory = ({ reference, effect, today }: MailScene): boolean =>
  decisionsOn(reference, effect.municipality, today).length > 0;

/** `heads.2026-09` is September 2026, whoever the readers are. */
const periodIn = (scene: MailScene): string => scene.text('period').replace(/^[a-z]+\./, '');

const report = ({ deps, text }: MailScene, period: string) =>
  frozenDocument(deps, text('document'), `Uppfoljning-${period}`);
