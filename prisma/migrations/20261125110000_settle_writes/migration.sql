-- AlterTable
ALTER TABLE "client_write" ADD COLUMN "looked_at" TIMESTAMPTZ(3);

-- What Prisma's language can't say.
CREATE INDEX "client_write_running" ON "client_write"("account_id") WHERE "state" = 'RUNNING';
