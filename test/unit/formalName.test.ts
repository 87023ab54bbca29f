import { expect, it } from 'vitest';
import { formalName } from '../../domain/formalName.ts';

it.each([
  ['Vansbro', 'Vansbro kommun'],
  ['Malung-Sälen', 'Malung-Sälens kommun'],
  ['Gagnef', 'Gagnefs kommun'],
  ['Leksand', 'Leksands kommun'],
  ['Rättvik', 'Rättviks kommun'],
  ['Orsa', 'Orsa kommun'],
  ['Älvdalen', 'Älvdalens kommun'],
  ['Smedjebacken', 'Smedjebackens kommun'],
  ['Mora', 'Mora kommun'],
  ['Falun', 'Falu kommun'],
  ['Borlänge', 'Borlänge kommun'],
  ['Säter', 'Säters kommun'],
  ['Hedemora', 'Hedemora kommun'],
  ['Avesta', 'Avesta kommun'],
  ['Ludvika', 'Ludvika kommun'],
  ['Alingsås', 'Alingsås kommun'],
  ['Borås stad', 'Borås stad'],
  ['Orsa kommun', 'Orsa kommun'],
])('%s is %s', (name, formal) => expect(formalName(name)).toBe(formal));
