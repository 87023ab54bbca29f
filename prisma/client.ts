/** The one construction of the database client. */
import { PrismaPg } from '@prisma/adapter-pg';
import { Prisma, PrismaClient } from './generated/client.ts';

export { Prisma };
export type Database = PrismaClient;
export type Transaction = Prisma.TransactionClient;

/**
 * @param url PostgreSQL connection string
 * @param connections upper bound of the pool; a worker needs about one for each activity under way
 */
export function createDatabase(url: string, connections = 10): Database {
  return new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, max: connections }),
    transactionOptions: { maxWait: 15_000, timeout: 60_000 },
  });
}

/** A calendar date as the database driver wants it: midnight UTC of that date. */
export const toDate = (isoDate: string): Date => new Date(`${isoDate}T00:00:00Z`);
export const toDateOrNull = (isoDate: string): Date | null => (isoDate === '' ? null : toDate(isoDate));
export const fromDate = (date: Date): string => date.toISOString().slice(0, 10);
export const fromDateOrEmpty = (date: Date | null): string => (date === null ? '' : fromDate(date));
/** A moment in milliseconds as the database driver wants it. */
export const toTimestamp = (instant: number): Date => new Date(instant);
