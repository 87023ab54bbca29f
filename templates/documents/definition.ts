/** From a view to the definition of its document. */
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { definition as certificate } from './certificate.ts';
import { definition as compliance } from './compliance.ts';
import { definition as invoice } from './invoice.ts';
import { definition as proposal } from './proposal.ts';
import { definition as statement } from './statement.ts';
import type { DocumentView } from './views.ts';

/** The definition of any document. Pure; throws what the template of the kind throws. */
export function documentDefinition(view: DocumentView): TDocumentDefinitions {
  switch (view.kind) {
    case 'certificate':
      return certificate(view);
    case 'proposal':
      return proposal(view);
    case 'invoice':
      return invoice(view);
    case 'compliance':
      return compliance(view);
    case 'statement':
      return statement(view);
  }
}
