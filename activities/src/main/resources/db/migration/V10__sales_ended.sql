-- The sales that ended last, without reading all that ever ended.
CREATE INDEX sale_ended ON sale (ended_at DESC, app_name) WHERE ended_at IS NOT NULL;
