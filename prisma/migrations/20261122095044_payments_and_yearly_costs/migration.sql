-- AlterTable
ALTER TABLE "invoice_line" ADD COLUMN     "quantity" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "municipality" ADD COLUMN     "invoice_people" TEXT NOT NULL DEFAULT 'initials';

-- CreateTable
CREATE TABLE "payment" (
    "seller" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "ocr" TEXT NOT NULL,
    "invoice" TEXT NOT NULL,
    "amount_ore" BIGINT NOT NULL,
    "paid_on" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "payment_pkey" PRIMARY KEY ("seller","reference")
);

-- CreateTable
CREATE TABLE "payment_reading" (
    "seller" TEXT NOT NULL,
    "through" DATE NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payment_reading_pkey" PRIMARY KEY ("seller")
);

-- CreateTable
CREATE TABLE "dunning_stop" (
    "invoice" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "from" DATE NOT NULL,
    "until" DATE,

    CONSTRAINT "dunning_stop_pkey" PRIMARY KEY ("invoice")
);

-- CreateIndex
CREATE INDEX "payment_invoice_idx" ON "payment"("invoice");

-- By hand: what Prisma cannot express.
ALTER TABLE "municipality" ADD CONSTRAINT "municipality_invoice_people" CHECK ("invoice_people" IN ('initials', 'id'));
ALTER TABLE "invoice_line" ADD CONSTRAINT "invoice_line_quantity" CHECK ("quantity" > 0);
ALTER TABLE "payment"
  ADD CONSTRAINT "payment_reference" CHECK ("reference" <> ''),
  ADD CONSTRAINT "payment_is_of_something" CHECK ("amount_ore" <> 0);
ALTER TABLE "dunning_stop"
  ADD CONSTRAINT "dunning_stop_cause" CHECK ("cause" IN ('disputed', 'credit_awaited', 'instalments', 'other'));
