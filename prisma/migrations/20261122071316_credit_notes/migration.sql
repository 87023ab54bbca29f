-- AlterTable
ALTER TABLE "invoice" ADD COLUMN     "credits" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'invoice';

-- AlterTable
ALTER TABLE "invoice_line" ADD COLUMN     "credited_invoice" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "credited_position" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "reason" TEXT NOT NULL DEFAULT '';

-- By hand: what Prisma cannot express.
ALTER TABLE "invoice"
  ADD CONSTRAINT "invoice_kind" CHECK ("kind" IN ('invoice', 'credit_note')),
  ADD CONSTRAINT "invoice_credit_note_names_an_invoice" CHECK (("kind" = 'credit_note') = ("credits" <> '')),
  ADD CONSTRAINT "invoice_credit_note_is_negative" CHECK ("kind" = 'invoice' OR "total_ore" <= 0);
ALTER TABLE "invoice_line"
  ADD CONSTRAINT "invoice_line_credits_a_line" CHECK (("credited_invoice" = '') = ("credited_position" = 0));
-- No line is taken back twice.
CREATE UNIQUE INDEX "invoice_line_credited_once" ON "invoice_line" ("credited_invoice", "credited_position")
  WHERE "credited_invoice" <> '';
