-- AlterTable
ALTER TABLE "seat" ADD COLUMN     "switched_to" TEXT NOT NULL DEFAULT '';
