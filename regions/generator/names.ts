/** Invented names: ordinary first names with surnames put together from two parts of nature and place. */
import { type Draw, pick } from './draw.ts';

const firstNames = [
  'Agneta',
  'Alexander',
  'Amina',
  'Anders',
  'Anita',
  'Anna',
  'Annika',
  'Arvid',
  'Åsa',
  'Bengt',
  'Bodil',
  'Britta',
  'Camilla',
  'Carl',
  'Cecilia',
  'Christer',
  'David',
  'Elin',
  'Elsa',
  'Emil',
  'Emma',
  'Erik',
  'Eva',
  'Filip',
  'Fredrik',
  'Gabriel',
  'Gunilla',
  'Gustav',
  'Hanna',
  'Hassan',
  'Helena',
  'Henrik',
  'Ida',
  'Ingrid',
  'Jakob',
  'Jenny',
  'Johan',
  'Jonas',
  'Josefin',
  'Kajsa',
  'Karin',
  'Kerstin',
  'Klara',
  'Lars',
  'Leila',
  'Lena',
  'Linda',
  'Lisa',
  'Magnus',
  'Maja',
  'Malin',
  'Marcus',
  'Maria',
  'Marie',
  'Märta',
  'Mikael',
  'Mona',
  'Nadia',
  'Niklas',
  'Nina',
  'Olof',
  'Oskar',
  'Per',
  'Pernilla',
  'Petra',
  'Pia',
  'Rebecka',
  'Robert',
  'Rolf',
  'Sara',
  'Simon',
  'Sofia',
  'Stefan',
  'Susanne',
  'Sven',
  'Therese',
  'Tomas',
  'Tove',
  'Ulla',
  'Ulrika',
  'Viktoria',
  'Yasmin',
  'Ylva',
  'Örjan',
] as const;

const surnameBeginnings = [
  'Alm',
  'Ask',
  'Berg',
  'Björk',
  'Blåbärs',
  'Bäck',
  'Dal',
  'Ek',
  'En',
  'Fjäll',
  'Fors',
  'Frost',
  'Gran',
  'Grund',
  'Gull',
  'Hassel',
  'Hed',
  'Holm',
  'Käll',
  'Lav',
  'Lind',
  'Ljung',
  'Lo',
  'Lund',
  'Löv',
  'Mal',
  'Moss',
  'Myr',
  'Norr',
  'Ny',
  'Ren',
  'Rönn',
  'Sand',
  'Silver',
  'Sjö',
  'Sol',
  'Sten',
  'Säll',
  'Tall',
  'Tim',
  'Ull',
  'Vide',
  'Väster',
  'Ång',
  'Åker',
  'Älv',
  'Öster',
] as const;

/** Without endings such as -ström and -mark, which with these beginnings make the most common surnames. */
const surnameEndings = [
  'brink',
  'fäll',
  'gärde',
  'hage',
  'hammar',
  'hult',
  'höjd',
  'kulla',
  'lida',
  'måla',
  'näs',
  'rot',
  'sele',
  'slätt',
  'tjärn',
  'ås',
  'äng',
] as const;

/** Gives each id its own name; ids must come in a fixed order, as a name already taken is drawn again. */
export function createNames(draw: Draw): (id: string) => string {
  const taken = new Set<string>();
  return (id) => {
    for (let attempt = 0; ; attempt++) {
      const first = pick(firstNames, draw('first name', id, attempt));
      const last =
        pick(surnameBeginnings, draw('surname', id, attempt)) +
        pick(surnameEndings, draw('ending', id, attempt));
      const name = `${first} ${last.replace(/(.)\1\1/, '$1$1')}`;
      if (taken.has(name)) continue;
      taken.add(name);
      return name;
    }
  };
}

/** A name as it stands in an address: small letters a–z and hyphens. */
export function asciiName(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^a-z]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

/** Gives addresses `fornamn.efternamn@domain`, with a number where it is taken. */
export function createAddresses(): (name: string, domain: string) => string {
  const taken = new Set<string>();
  return (name, domain) => {
    const local = name.split(' ').map(asciiName).join('.');
    for (let attempt = 1; ; attempt++) {
      const address = `${local}${attempt === 1 ? '' : attempt}@${domain}`;
      if (taken.has(address)) continue;
      taken.add(address);
      return address;
    }
  };
}
