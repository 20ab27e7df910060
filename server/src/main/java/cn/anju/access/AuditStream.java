package cn.anju.access;

import org.springframework.stereotype.Component;

/** 审计，逐行封存。 */
@Component
class AuditStream implements SealedStream {

    @Override
    public String key() {
        return "AUDIT";
    }

    @Override
    public String label() {
        return "审计";
    }

    @Override
    public String rows() {
        return """
            select a.id row_id, a.at written_at, jsonb_build_array(a.id, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), a.staff_id, a.staff_name,
                   a.deputy_for, a.address, a.action, a.permission, a.path, a.status, a.code, a.subject, a.before, a.after)::text content
              from access.audit a where a.community_id = :community
            """;
    }
}
