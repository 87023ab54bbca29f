/** Invented workplaces of a municipality, with how many managers each has. */
import type { CareArea } from '../../domain/region.ts';
import { apportion, type Draw, shuffled } from './draw.ts';

export interface Workplace {
  /** `elderly_care/Hemtjänst Norr`. */
  readonly name: string;
  /** 1–4. */
  readonly managers: number;
}

const homes = [
  'Solgården',
  'Björkgården',
  'Tallbacken',
  'Älvstranden',
  'Ekliden',
  'Granhöjden',
  'Rönngården',
  'Ängsro',
];
const groupHomes = [
  'Lärkan',
  'Svalan',
  'Trasten',
  'Koltrasten',
  'Domherren',
  'Sidensvansen',
  'Ugglan',
  'Bofinken',
];
const districts = ['Centrum', 'Norr', 'Söder', 'Öster', 'Väster', 'Landsbygd'];

const units: readonly {
  readonly area: CareArea;
  readonly share: number;
  readonly names: readonly string[];
}[] = [
  {
    area: 'elderly_care',
    share: 45,
    names: [
      ...districts.map((district) => `Hemtjänst ${district}`),
      ...homes.map((home) => `Särskilt boende ${home}`),
      'Hemtjänst Natt',
      'Korttidsboende Viken',
      'Dagverksamhet Mötesplatsen',
    ],
  },
  {
    area: 'disability_care',
    share: 28,
    names: [
      ...groupHomes.map((home) => `Gruppbostad ${home}`),
      'Daglig verksamhet Verkstaden',
      'Daglig verksamhet Trädgården',
      'Personlig assistans',
      'Boendestöd',
      'Korttidsvistelse Stigen',
    ],
  },
  {
    area: 'individual_and_family_care',
    share: 17,
    names: [
      'Barn och unga',
      'Ekonomiskt bistånd',
      'Vuxenenheten',
      'Mottagningen',
      'Familjehem',
      'Familjerätt',
      'Öppenvård',
      'Biståndshandläggning',
    ],
  },
  {
    area: 'municipal_health_care',
    share: 10,
    names: [
      ...districts.map((district) => `Sjuksköterskor ${district}`),
      'Rehabilitering',
      'Hemsjukvård Natt',
    ],
  },
];

/** @param managers how many managers the workplaces have in all. */
export function generateWorkplaces(municipality: string, managers: number, draw: Draw): Workplace[] {
  const shares = apportion(
    managers,
    units.map(({ share }) => share),
  );
  return units.flatMap(({ area, names }, i) => {
    const order = shuffled(names, (name) => name, draw, `workplaces ${municipality} ${area}`);
    const workplaces: Workplace[] = [];
    let left = shares[i] ?? 0;
    for (let n = 0; left > 0; n++) {
      const round = Math.floor(n / order.length);
      const name = `${order[n % order.length] ?? area}${round === 0 ? '' : ` ${round + 1}`}`;
      const size = Math.min(left, sizeOf(draw('managers of workplace', municipality, area, name)));
      workplaces.push({ name: `${area}/${name}`, managers: size });
      left -= size;
    }
    return workplaces;
  });
}

function sizeOf(draw: number): number {
  if (draw < 0.48) return 1;
  if (draw < 0.8) return 2;
  return draw < 0.94 ? 3 : 4;
}
