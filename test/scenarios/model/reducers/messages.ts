/** Mails that went astray, and addresses that do not work. */
import { toTimestamp } from '../../../../prisma/client.ts';
import { type ReducersOf, renew } from './reducer.ts';

export const messageReducers: ReducersOf<'message_decided' | 'address_refused' | 'address_restored'> = {
  message_decided({ messageDecision, coordinatorTask }, { data, recordedAt }) {
    const { key, decision } = data;
    messageDecision.insert({ key, decision, decidedAt: toTimestamp(recordedAt) });
    coordinatorTask.update(
      ({ subject, kind, closedAt }) =>
        subject === key &&
        ['mail_doubtful', 'mail_refused', 'mail_missed'].includes(kind) &&
        closedAt === null,
      { closedAt: toTimestamp(recordedAt) },
    );
  },

  address_refused(tables, { data, seq, recordedAt }) {
    tables.refusedAddress.put({ ...data, refusedAt: toTimestamp(recordedAt) });
    renew(tables, seq);
  },

  address_restored(tables, { data, seq }) {
    tables.refusedAddress.remove(({ person }) => person === data.person);
    renew(tables, seq);
  },
};
