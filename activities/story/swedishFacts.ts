/** What facts say, each as a short Swedish sentence with ids instead of names. */

type Get = (field: string) => string;

const until = (get: Get) => (get('until') === '' ? 'tills vidare' : `till och med ${get('until')}`);
const why = (get: Get) => (get('reason') === '' ? '' : ` ${get('reason')}`);

const role: Readonly<Record<string, string>> = {
  manager: 'enhetschef',
  deputy_manager: 'biträdande enhetschef',
  chief: 'verksamhetschef',
  head_of_social_services: 'socialchef',
  finance: 'ekonom',
  trainer: 'utbildare',
  coordinator: 'samordnare',
};

const respite: Readonly<Record<string, string>> = {
  exempt: 'Undantag',
  leave: 'Tjänstledighet',
  plan: 'Godkänd plan',
  extension: 'Förlängd tid',
};

const sentences: Readonly<Record<string, (get: Get) => string>> = {
  person_registered: (get) =>
    `Registrerad som ${role[get('role')] ?? get('role')}${get('postSince') === '' ? '' : ` sedan ${get('postSince')}`}${get('leftOn') === '' ? '' : `, slutade ${get('leftOn')}`}.`,
  mandate_decided: (get) =>
    `Beslut om obligatorisk utbildning ${get('decidedOn')} (${get('reference')}), gäller från ${get('validFrom')}${get('validTo') === '' ? '' : ` till och med ${get('validTo')}`}.`,
  respite_granted: (get) => `${respite[get('kind')] ?? get('kind')} från ${get('from')} ${until(get)}.`,
  respite_ended: (get) => `En ledighet, ett undantag eller en plan slutade ${get('endedOn') || get('on')}.`,
  respite_withdrawn: () => 'En ledighet, ett undantag eller en plan togs tillbaka.',
  language_chosen: (get) => `Mejlen skrivs på ${get('language') === 'en' ? 'engelska' : 'svenska'}.`,
  language_choice_withdrawn: () => 'Valet av språk togs tillbaka.',
  copy_preference_set: (get) =>
    get('wanted') === 'true' ? 'Ville få vissa kopior igen.' : 'Tackade nej till vissa kopior.',
  copy_preference_withdrawn: () => 'Valet om kopior togs tillbaka.',
  feed_opened: () => 'En personlig kalenderadress öppnades.',
  feed_revoked: () => 'Den personliga kalenderadressen spärrades.',
  term_planned: (get) => `Terminen ${get('code')} är ${get('start')} till ${get('end')}.`,
  term_opened: (get) => `Terminen ${get('term')} öppnades.`,
  seats_allocated: (get) => `Platserna till ${get('term')} fördelades.`,
  proposal_made: (get) => `Förslaget till nominering för ${get('term')} gjordes.`,
  nomination_answered: (get) => `Chefen svarade på nomineringen till ${get('term')}.`,
  nomination_reopened: (get) => `Chefen öppnade sitt svar om nomineringen till ${get('term')} igen.`,
  nomination_withdrawn: (get) => `Svaret om nomineringen till ${get('term')} togs tillbaka.`,
  nominations_unanswered: (get) =>
    `Nomineringen till ${get('term')} stängde utan svar; ${get('outcome') === 'accept_proposal' ? 'förslaget gäller' : 'ingen skickas'}.`,
  capacity_changed: (get) => `${get('offering')} har ${get('capacity')} platser.`,
  places_reserved: (get) =>
    `${get('count')} platser på ${get('offering')} reserverades för kommun ${get('municipality')} till ${get('releasedOn')}.`,
  places_released: (get) =>
    `Kommun ${get('municipality')} hade ${get('unused')} reserverade platser kvar på ${get('offering')}; de släpptes.`,
  interest_registered: (get) => `Intresse för kurs ${get('course')} anmäldes.`,
  interest_withdrawn: (get) => `Intresset för kurs ${get('course')} togs tillbaka.`,
  nomination_made: (get) => {
    const what = { nominated: 'Nominerad till', declined: 'Inte nominerad till', refused: 'Nekad till' };
    const state = get('state');
    const said = state === 'nominated' || state === 'declined' || state === 'refused' ? what[state] : state;
    return `${said} ${get('term')}.${why(get)}`;
  },
  seat_given: (get) => `Plats ${get('number')} på ${get('offering')} gavs.${why(get)}`,
  seat_accepted: (get) => `Platsen på ${get('offering')} bekräftades.`,
  seat_given_up: (get) =>
    get('cause') === 'no_answer'
      ? `Platsen på ${get('offering')} gick vidare, utan svar i tid.`
      : `Platsen på ${get('offering')} ${get('state') === 'declined' ? 'tackades nej till' : 'lämnades'}.`,
  seat_returned: (get) => `Platsen på ${get('offering')} gavs tillbaka: att den lämnades var ett misstag.`,
  seat_retracted: (get) => `Platsen på ${get('offering')} hade getts av misstag och togs tillbaka.`,
  waiting_placed: (get) =>
    `Reservplats ${get('position')} till ${get('term')}, kurs ${get('course')}.${why(get)}`,
  waiting_ended: (get) => `Reservlistan till ${get('term')} stängde.`,
  offering_planned: (get) => `Kurstillfället ${get('code')} planerades.`,
  practical_information_published: (get) => `Praktisk information om ${get('offering')} publicerades.`,
  offering_closed: (get) => `Kurstillfället ${get('offering')} avslutades.`,
  attendance_registered: (get) => `Närvaron på kursdag ${get('day')} i ${get('offering')} registrerades.`,
  handed_in: (get) =>
    get('kind') === 'memo'
      ? `PM i ${get('offering')} lämnades, försök ${get('number')}.`
      : `Hemuppgiften efter kursdag ${get('number')} i ${get('offering')} lämnades.`,
  result_decided: (get) =>
    `Resultat i ${get('offering')}, försök ${get('attempt')}: ${get('passed') === 'true' ? 'godkänd' : 'inte godkänd'}.`,
  credit_recognised: (get) => `Kurs ${get('course')} tillgodoräknades, avslutad ${get('completedOn')}.`,
  certificate_issued: (get) => `Intyg ${get('number')} utfärdades.`,
  certificate_revoked: () => 'Ett intyg slutade gälla.',
  certificate_restored: () => 'Ett intyg som hade dragits in gäller igen.',
  certificate_reissue_asked: () => 'Ett nytt intyg begärdes.',
  certificate_reissue_withdrawn: () => 'Begäran om ett nytt intyg togs tillbaka.',
  invoice_issued: (get) => `Faktura ${get('key')} utfärdades.`,
  credit_note_issued: (get) => `Kreditfaktura ${get('key')} utfärdades för ${get('credits')}.`,
  trainer_shares_credited: (get) => `Avräkning ${get('key')} av utbildarpotten utfärdades.`,
  payment_recorded: (get) =>
    `Betalning ${get('reference')} till ${get('seller')} kom ${get('paidOn')}${get('invoice') === '' ? ' utan känt OCR-nummer' : `, för ${get('invoice')}`}.`,
  payment_withdrawn: (get) => `Betalning ${get('reference')} till ${get('seller')} togs tillbaka.`,
  payments_read: (get) => `Betalningarna till ${get('seller')} är lästa till och med ${get('through')}.`,
  dunning_stopped: (get) =>
    `Kravstopp för ${get('invoice')}${get('until') === '' ? '' : ` till och med ${get('until')}`}.`,
  dunning_resumed: (get) => `Kravstoppet för ${get('invoice')} hävdes.`,
  invoice_check_repeated: (get) => `Faktura ${get('invoice')} granskades igen.`,
  case_opened: () => 'Ett ärende om försenad utbildning öppnades.',
  case_level_raised: (get) => `Ärendet gick vidare till nivå ${get('level')}.`,
  case_answered: (get) => `Ärendet fick ett svar som gäller till och med ${get('until')}.`,
  case_resumed: () => 'Svaret i ärendet gäller inte längre.',
  case_handed_over: () => 'Någon annan svarar för ärendet.',
  extension_asked: (get) => `Mer tid begärdes, till ${get('until')}.`,
  extension_withdrawn: () => 'Begäran om mer tid togs tillbaka.',
  extension_answered: (get) =>
    get('grantedUntil') === ''
      ? 'Mer tid beviljades inte.'
      : `Mer tid beviljades till ${get('grantedUntil')}.`,
  extension_answer_withdrawn: () => 'Svaret om mer tid togs tillbaka.',
  case_closed: (get) => `Ärendet avslutades.${why(get)}`,
  report_period_opened: (get) => `Uppföljningen för ${get('period')} började.`,
};

/** @returns a sentence; for a kind without one of its own, its name and what it is about */
export function factInSwedish(fact: {
  readonly kind: string;
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
}): string {
  const get: Get = (field) => {
    const value = fact.data[field];
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : '';
  };
  const sentence = sentences[fact.kind];
  return sentence === undefined ? `${fact.kind.replaceAll('_', ' ')}: ${fact.subject}.` : sentence(get);
}
