-- 按日子找核销：代收款移交与给开发商的报表。
create index settlement_by_day on billing.settlement (community_id, settled_on);
