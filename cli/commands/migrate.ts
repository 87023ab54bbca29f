import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { BadInput } from '../errors.ts';

export function addMigrate(program: Command, context: Context): void {
  program
    .command('migrate')
    .summary('bring the database to the version of this program')
    .description(
      'Applies the migrations that the database in DATABASE_URL lacks. A database that is not ours, or of a newer version, is refused and left as it is.',
    )
    .action(async () => {
      const url = context.env.DATABASE_URL;
      if (url === undefined || url === '') {
        throw new BadInput(
          'DATABASE_URL is not set. Give the address of the database: postgresql://USER:PASSWORD@HOST:5432/DATABASE',
        );
      }
      if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
        throw new BadInput(
          'DATABASE_URL is not an address of a PostgreSQL database. Write postgresql://USER:PASSWORD@HOST:5432/DATABASE',
        );
      }
      const { migrate } = await import('../../prisma/migrate.ts');
      const { applied } = await migrate(url);
      for (const name of applied) context.out(`applied ${name}`);
      context.out(applied.length === 0 ? 'The database is up to date.' : `${applied.length} applied.`);
    });
}
