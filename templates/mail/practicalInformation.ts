import { list as listed } from '../documents/format.ts';
import { type CourseDayView, courseDayFacts } from './courseDay.ts';
import { type Block, facts, list, paragraph } from './layout.ts';
import { shortDate } from './swedish.ts';
import { mailTemplate, subjectLine } from './template.ts';

export interface PracticalInformation {
  readonly courseTitle: string;
  readonly firstDay: CourseDayView;
  readonly trainerNames: readonly string[];
  /** What to bring, in Swedish; may be empty. */
  readonly bring: readonly string[];
}

export const practicalInformation = mailTemplate<'practical_information', PracticalInformation>({
  name: 'practical_information',
  version: 1,
  subject: ({ courseTitle, firstDay }) => subjectLine(`Kursstart ${shortDate(firstDay.date)}: `, courseTitle),
  letter: ({ courseTitle, firstDay, trainerNames, bring }) => ({
    blocks: [
      paragraph(
        `Snart börjar kursen ${courseTitle}. Här är det du behöver veta inför ${firstDay.count === 1 ? 'kursdagen' : 'den första kursdagen'}.`,
      ),
      courseDayFacts(firstDay),
      facts({ Utbildare: listed(trainerNames) }),
      ...bringing(bring),
    ],
    nextStep:
      'Kontrollera att dagen är fri i din kalender. Svara på det här mejlet om du får förhinder eller behöver något särskilt, till exempel i lokalen eller i maten.',
  }),
});

function bringing(bring: readonly string[]): Block[] {
  return bring.length === 0 ? [] : [paragraph('Ta med dig:'), list(bring)];
}
