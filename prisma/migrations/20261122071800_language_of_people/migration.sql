-- AlterTable
ALTER TABLE "person" ADD COLUMN     "language" TEXT NOT NULL DEFAULT 'sv';

-- A language in which there are texts.
ALTER TABLE "person" ADD CONSTRAINT "person_language_known" CHECK ("language" IN ('sv', 'en'));
