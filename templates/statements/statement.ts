/** What differs between statements: everything but the letter's head. */
import type { StatementView } from '../documents/views.ts';

export type StatementText = Pick<
  StatementView,
  'kindOfDocument' | 'title' | 'paragraphs' | 'charts' | 'tables' | 'notes'
>;
