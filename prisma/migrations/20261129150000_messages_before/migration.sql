-- AlterTable
ALTER TABLE "client_write" ADD COLUMN "messages_before" BIGINT;
