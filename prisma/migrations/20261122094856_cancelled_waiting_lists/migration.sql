-- AlterTable
ALTER TABLE "waiting_place" ADD COLUMN     "cancelled_at" TIMESTAMPTZ(3),
ADD COLUMN     "restored" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "restored_at" TIMESTAMPTZ(3);
