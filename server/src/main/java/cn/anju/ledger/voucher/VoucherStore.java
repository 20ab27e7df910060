package cn.anju.ledger.voucher;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.ledger.Posting;
import cn.anju.ledger.voucher.VoucherState.Cause;
import cn.anju.ledger.voucher.VoucherState.Move;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 手工凭证的行。 */
@Component
class VoucherStore {

    record Head(long id, LocalDate voucherOn, String summary, @Nullable String withoutDocument, VoucherState state, @Nullable Long correctsId,
                boolean isRed, @Nullable String reason, long madeBy, String madeName) {}

    record Correction(long entryId, boolean isRed, String reason) {}

    /** A posted entry that was written by hand. */
    record ManualEntry(String voucherNo, String summary) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    VoucherStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Head lock(long community, long id) {
        return jdbc.sql("""
                select id, voucher_on, summary, without_document, state, corrects_id, is_red, reason, made_by, made_name
                  from ledger.voucher where community_id = :community and id = :id for no key update
                """).param("community", community).param("id", id)
            .query((row, i) -> new Head(row.getLong("id"), row.getObject("voucher_on", LocalDate.class), row.getString("summary"),
                row.getString("without_document"), VoucherState.valueOf(row.getString("state")), row.getObject("corrects_id", Long.class),
                row.getBoolean("is_red"), row.getString("reason"), row.getLong("made_by"), row.getString("made_name")))
            .optional().orElseThrow(() -> Problem.notFound("voucher-unknown", "没有这张凭证"));
    }

    long add(long community, VoucherDraft draft, @Nullable Correction correction) {
        try {
            return jdbc.sql("""
                    insert into ledger.voucher (community_id, voucher_on, summary, documents, without_document, state, corrects_id, is_red, reason,
                                                made_by, made_name, made_at)
                    values (:community, :on, :summary, :documents, :without, 'DRAFT', :corrects, :red, :reason, :by, :name, :at) returning id
                    """)
                .param("community", community).param("on", draft.date()).param("summary", draft.summary()).param("documents", draft.documents())
                .param("without", draft.withoutDocument()).param("corrects", correction == null ? null : correction.entryId())
                .param("red", correction != null && correction.isRed()).param("reason", correction == null ? null : correction.reason())
                .param("by", CurrentUser.get().id()).param("name", CurrentUser.get().name()).param("at", now()).query(Long.class).single();
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("correction-waiting", "这张凭证已经有一张冲红凭证在办");
        }
    }

    void change(long community, long id, VoucherDraft draft) {
        jdbc.sql("""
                update ledger.voucher set voucher_on = :on, summary = :summary, documents = :documents, without_document = :without
                 where community_id = :community and id = :id
                """)
            .param("community", community).param("id", id).param("on", draft.date()).param("summary", draft.summary())
            .param("documents", draft.documents()).param("without", draft.withoutDocument()).update();
    }

    void replaceLines(long community, long id, long entity, List<VoucherDraft.Line> lines) {
        jdbc.sql("delete from ledger.voucher_line where community_id = :community and voucher_id = :id").param("community", community).param("id", id).update();
        for (var i = 0; i < lines.size(); i++)
            jdbc.sql("""
                    insert into ledger.voucher_line (community_id, voucher_id, line, entity_id, account_code, debit, credit, charge_item, memo)
                    values (:community, :id, :line, :entity, :account, :debit, :credit, :item, :memo)
                    """)
                .param("community", community).param("id", id).param("line", i + 1).param("entity", entity).param("account", lines.get(i).account())
                .param("debit", lines.get(i).debited().yuan()).param("credit", lines.get(i).credited().yuan())
                .param("item", lines.get(i).chargeItem()).param("memo", lines.get(i).memo()).update();
    }

    void copyRed(long community, long id, long entry) {
        jdbc.sql("""
                insert into ledger.voucher_line (community_id, voucher_id, line, entity_id, account_code, debit, credit, charge_item, memo)
                select community_id, :id, line, entity_id, account_code, -debit, -credit, charge_item, memo
                  from ledger.posting where community_id = :community and entry_id = :entry
                """).param("community", community).param("id", id).param("entry", entry).update();
    }

    List<Posting> postings(long community, long id) {
        return jdbc.sql("select account_code, debit, credit, charge_item, memo from ledger.voucher_line where community_id = :community and voucher_id = :id order by line")
            .param("community", community).param("id", id)
            .query((row, i) -> new Posting(row.getString(1), new Money(row.getBigDecimal(2)), new Money(row.getBigDecimal(3)), row.getString(4), row.getString(5)))
            .list();
    }

    long attachments(long community, long id) {
        return jdbc.sql("select count(*) from attachment.file where community_id = :community and subject = :subject")
            .param("community", community).param("subject", "voucher:" + id).query(Long.class).single();
    }

    /** @throws Problem 409 {@code entry-not-manual}, {@code entry-already-reversed} */
    ManualEntry manualEntry(long community, long entry) {
        var found = jdbc.sql("""
                select e.kind, e.summary, coalesce(n.word || '-' || lpad(n.number::text, 4, '0'), '') no, e.reverses_id is not null is_red,
                       exists (select from ledger.journal_entry r where r.community_id = e.community_id and r.reverses_id = e.id) is_reversed
                  from ledger.journal_entry e
                  left join ledger.voucher_number n on n.community_id = e.community_id and n.entry_id = e.id
                 where e.community_id = :community and e.id = :entry
                """).param("community", community).param("entry", entry).query().listOfRows();
        if (found.isEmpty()) throw Problem.notFound("entry-unknown", "没有这张凭证");
        var row = found.getFirst();
        if (!row.get("kind").equals("MANUAL") || (Boolean) row.get("is_red"))
            throw Problem.conflict("entry-not-manual", "只有手工凭证在这里冲红；收款、出账等请在原处作废或撤销，凭证会自动冲回");
        if ((Boolean) row.get("is_reversed")) throw Problem.conflict("entry-already-reversed", "这张凭证已经冲红过了");
        return new ManualEntry((String) row.get("no"), (String) row.get("summary"));
    }

    void move(long community, Head voucher, Move move, @Nullable String note) {
        var to = voucher.state().after(move);
        jdbc.sql("update ledger.voucher set state = :state where community_id = :community and id = :id")
            .param("state", to.name()).param("community", community).param("id", voucher.id()).update();
        noteMove(community, voucher.id(), move, to, note);
    }

    void post(long community, Head voucher, long entry) {
        jdbc.sql("""
                update ledger.voucher set state = 'POSTED', entry_id = :entry, reviewed_by = :by, reviewed_name = :name, reviewed_at = :at
                 where community_id = :community and id = :id
                """).param("entry", entry).param("by", CurrentUser.get().id()).param("name", CurrentUser.get().name()).param("at", now())
            .param("community", community).param("id", voucher.id()).update();
        noteMove(community, voucher.id(), Move.POST, VoucherState.POSTED, null);
    }

    void reject(long community, Head voucher, Cause cause, String reason) {
        var move = cause.isRefused() ? Move.REFUSE : Move.RETURN;
        var to = voucher.state().after(move);
        jdbc.sql("""
                update ledger.voucher set state = :state, refusal_cause = :cause, refusal = :reason, reviewed_by = :by, reviewed_name = :name, reviewed_at = :at
                 where community_id = :community and id = :id
                """).param("state", to.name()).param("cause", cause.name()).param("reason", reason).param("by", CurrentUser.get().id())
            .param("name", CurrentUser.get().name()).param("at", now()).param("community", community).param("id", voucher.id()).update();
        noteMove(community, voucher.id(), move, to, cause.label + "：" + reason);
    }

    private void noteMove(long community, long id, Move move, VoucherState to, @Nullable String note) {
        jdbc.sql("""
                insert into ledger.voucher_move (community_id, voucher_id, move, to_state, note, made_by, made_name, made_at)
                values (:community, :id, :move, :to, :note, :by, :name, :at)
                """)
            .param("community", community).param("id", id).param("move", move.name()).param("to", to.name()).param("note", note)
            .param("by", CurrentUser.get().id()).param("name", CurrentUser.get().name()).param("at", now()).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
