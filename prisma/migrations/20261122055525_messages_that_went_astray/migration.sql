-- AlterTable
ALTER TABLE "person_detail" ADD COLUMN     "address_version" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "delivery_attempt" (
    "key" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "reply" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "address_version" INTEGER NOT NULL,

    CONSTRAINT "delivery_attempt_pkey" PRIMARY KEY ("key","attempt")
);

-- CreateTable
CREATE TABLE "message_decision" (
    "key" TEXT NOT NULL,
    "decision" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "message_decision_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "refused_address" (
    "person" TEXT NOT NULL,
    "address_version" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "refused_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "refused_address_pkey" PRIMARY KEY ("person")
);

-- What Prisma cannot express.
ALTER TABLE "delivery_attempt" ADD CONSTRAINT "delivery_attempt_outcome"
  CHECK ("outcome" IN ('accepted', 'refused', 'not_sent', 'doubtful'));
ALTER TABLE "message_decision" ADD CONSTRAINT "message_decision_decision" CHECK ("decision" IN ('resend', 'settled'));
