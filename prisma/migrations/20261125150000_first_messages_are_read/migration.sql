-- AlterTable
ALTER TABLE "attendee" DROP COLUMN "direct_since";

-- AlterTable
ALTER TABLE "chat" DROP COLUMN "first_message_at";
