-- AlterTable
ALTER TABLE "user_identifier" DROP CONSTRAINT "user_identifier_pkey",
ADD CONSTRAINT "user_identifier_pkey" PRIMARY KEY ("value", "workspace_id", "provider", "user_kind", "kind", "scope");
