-- AlterTable
ALTER TABLE "effect" ADD COLUMN     "claimed_by" TEXT NOT NULL DEFAULT '';
