-- AlterTable
ALTER TABLE "account_reading" ADD COLUMN     "whole_read_at" TIMESTAMPTZ(3);

UPDATE "account_reading" SET "whole_read_at" = "whole_at";
