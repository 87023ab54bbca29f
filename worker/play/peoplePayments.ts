/** Finance offices that pay, most of them in time, and the coordinator who reads what the bank says. */

import type { Habits, Intention } from './peopleHabits.ts';
import type { PeopleState } from './peopleState.ts';
import { unlessRefused } from './unlessRefused.ts';

/** Of invoices, how many are paid only after a reminder, and of those how many after the second. */
const late = 0.2;
const veryLate = 0.25;

/** Each invoice is paid in full, less what a credit note has taken back by then. */
export function payments({ unpaid }: PeopleState, habits: Habits): Intention[] {
  const { calendar } = habits.reference;
  return unpaid.flatMap((invoice): Intention[] => {
    const { key, seller, ocr, dueOn, mailedAt, leftOre, paid, remindedAt } = invoice;
    const isLate = paid === 0 && habits.share(key, 'late') < late;
    const awaited = isLate ? (habits.share(key, 'very late') < veryLate ? 2 : 1) : 0;
    const asked = awaited === 0 ? undefined : remindedAt[awaited - 1];
    // Nobody pays who waits to be reminded and has not been.
    if (awaited > 0 && asked === undefined) return [];
    const from = asked ?? Math.max(mailedAt, calendar.at(calendar.addDays(dueOn, -12), '00:00'));
    const days = habits.pick(1, awaited > 0 ? 6 : 9, key, 'pays after', paid);
    const at = habits.working(calendar.addDays(calendar.dateOf(from), days), 13);
    return [
      {
        at,
        key: `payment.${key}`,
        perform: (answers) =>
          unlessRefused(
            answers.recordPayment({
              ...{ seller, ocr, amountOre: leftOre },
              paidOn: calendar.dateOf(at),
              reference: `BG-${key}-${paid + 1}`,
            }),
          ),
      },
    ];
  });
}

/** Every Monday morning, as long as a seller waits for money that should have come by then. */
export function readings({ unpaid, readThrough }: PeopleState, habits: Habits): Intention[] {
  const { calendar } = habits.reference;
  const sellers = [...new Set(unpaid.map(({ seller }) => seller))].sort();
  return sellers.map((seller): Intention => {
    const due = unpaid.filter((invoice) => invoice.seller === seller).map(({ dueOn }) => dueOn);
    const read = readThrough.find((row) => row.seller === seller)?.through;
    // The bank's file of a morning holds the days before it: the day after the last one was that morning.
    const readOn = read === undefined ? '' : calendar.addDays(read, 1);
    const since = [due.sort()[0] ?? '', readOn].sort().at(-1) ?? '';
    const monday = calendar.addDays(since, 8 - calendar.weekday(since));
    const through = calendar.addDays(monday, -1);
    return {
      at: habits.hour(monday, 7),
      key: `payments_read.${seller}`,
      perform: (answers) => unlessRefused(answers.readPayments({ seller, through })),
    };
  });
}
