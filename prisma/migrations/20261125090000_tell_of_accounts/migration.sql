-- Whoever keeps a workspace's accounts in memory hears when they change, whatever changed them.
CREATE FUNCTION "acquaint_tell_of_accounts"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('acquaint_accounts', '');
  RETURN NULL;
END
$$;

CREATE TRIGGER "account_told" AFTER INSERT OR UPDATE OR DELETE ON "account"
  FOR EACH STATEMENT EXECUTE FUNCTION "acquaint_tell_of_accounts"();
CREATE TRIGGER "workspace_told" AFTER INSERT OR UPDATE OR DELETE ON "workspace"
  FOR EACH STATEMENT EXECUTE FUNCTION "acquaint_tell_of_accounts"();
