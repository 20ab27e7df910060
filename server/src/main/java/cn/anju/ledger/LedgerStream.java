package cn.anju.ledger;

import cn.anju.access.SealedStream;
import org.springframework.stereotype.Component;

/** 凭证连同分录，逐张封存。 */
@Component
class LedgerStream implements SealedStream {

    @Override
    public String key() {
        return Ledger.SEALED;
    }

    @Override
    public String label() {
        return "凭证";
    }

    @Override
    public String rows() {
        return """
            select e.id row_id, e.made_at written_at, jsonb_build_array(e.id, e.entity_id, e.entry_on, e.kind, e.summary, e.source_type, e.source_id, e.reverses_id,
                   e.reason, e.made_by, to_char(e.made_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'),
                   (select jsonb_agg(jsonb_build_array(p.line, p.entity_id, p.account_code, p.debit, p.credit, p.charge_item, p.memo) order by p.line)
                      from ledger.posting p where p.community_id = e.community_id and p.entry_id = e.id))::text content
              from ledger.journal_entry e where e.community_id = :community
            """;
    }
}
