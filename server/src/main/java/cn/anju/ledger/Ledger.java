package cn.anju.ledger;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * 总账：谁动了钱，谁在自己的事务里来记一张凭证。
 *
 * <p>Entries are only ever added; a mistake is answered by {@link #reverse}. The database checks at the commit that each
 * entry balances.
 */
@Service
public class Ledger {

    /** The books among what {@link cn.anju.access.Seals} seals. */
    public static final String SEALED = "LEDGER";

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batch;
    private final Periods periods;
    private final LegalEntities entities;
    private final Collectors collectors;
    private final Clock clock;

    Ledger(JdbcClient jdbc, NamedParameterJdbcTemplate batch, Periods periods, LegalEntities entities, Collectors collectors, Clock clock) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.periods = periods;
        this.entities = entities;
        this.collectors = collectors;
        this.clock = clock;
    }

    /**
     * 记一张凭证。
     *
     * @return the id of the entry
     * @throws Problem 409 {@code period-closed} when the month of the date is closed
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long post(Entry entry) {
        return add(entry, null, null);
    }

    /**
     * 冲红：按原凭证记一张红字凭证，并与它相连。
     *
     * @param sourceId the row that asks for it, of the same kind as {@code sourceType} says
     * @throws Problem 409 {@code entry-already-reversed}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long reverse(long community, long entryId, EntryKind kind, String summary, String sourceType, long sourceId,
                        String reason) {
        var postings = postingsOf(community, entryId);
        if (postings.isEmpty()) throw Problem.notFound("entry-unknown", "没有这张凭证");
        refuseSecondReversal(community, entryId);
        var red = postings.stream().map(Posting::red).toList();
        return add(new Entry(community, LocalDate.now(clock), kind, summary, sourceType, sourceId, red, entityOf(community, entryId)), entryId, reason);
    }

    /**
     * 部分冲红：反着记的分录由调用者给，凭证与原来的相连。
     *
     * @throws Problem 409 {@code entry-already-reversed}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long postReversal(Entry entry, long reversed, String reason) {
        refuseSecondReversal(entry.community(), reversed);
        return add(entry, reversed, reason);
    }

    /** 一件事记的、还没有冲红的凭证，先记的在前。 */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Long> unreversed(long community, String sourceType, long sourceId) {
        return jdbc.sql("""
                select e.id from ledger.journal_entry e
                 where e.community_id = :community and e.source_type = :sourceType and e.source_id = :sourceId
                   and e.reverses_id is null
                   and not exists (select from ledger.journal_entry r where r.community_id = e.community_id and r.reverses_id = e.id)
                 order by e.id
                """).param("community", community).param("sourceType", sourceType).param("sourceId", sourceId)
            .query(Long.class).list();
    }

    /** 记账日期：月末那天所在期间未结账就用它，否则用今天。 */
    @Transactional(propagation = Propagation.MANDATORY)
    public LocalDate entryDate(long community, LocalDate wanted) {
        return periods.isOpen(community, wanted) ? wanted : LocalDate.now(clock);
    }

    private void refuseSecondReversal(long community, long entryId) {
        var isReversed = jdbc.sql("""
                select exists (select from ledger.journal_entry where community_id = :community and reverses_id = :entry)
                """).param("community", community).param("entry", entryId).query(Boolean.class).single();
        if (isReversed) throw Problem.conflict("entry-already-reversed", "这张凭证已经冲红过了");
    }

    private long add(Entry entry, @Nullable Long reverses, @Nullable String reason) {
        if (!periods.isOpen(entry.community(), entry.date()))
            throw Problem.conflict("period-closed", "%d 年 %d 月已经结账，不能再记账；请记到当前月份，或请财务反结账",
                entry.date().getYear(), entry.date().getMonthValue());
        var entity = entry.entity() == null ? entities.idOf(entry.community()) : entry.entity();
        var others = entry.entity() == null ? collectors.byItem(entry.community()) : Map.<String, Collector>of();
        var id = jdbc.sql("""
                insert into ledger.journal_entry (community_id, entity_id, entry_on, kind, summary, source_type, source_id,
                                                  reverses_id, reason, made_by, made_at)
                values (:community, :entity, :date, :kind, :summary, :sourceType, :sourceId, :reverses, :reason, :by, :at)
                returning id
                """)
            .param("community", entry.community()).param("entity", entity).param("date", entry.date())
            .param("kind", entry.kind().name()).param("summary", entry.summary())
            .param("sourceType", entry.sourceType()).param("sourceId", entry.sourceId())
            .param("reverses", reverses).param("reason", reason)
            .param("by", CurrentUser.isKnown() ? CurrentUser.get().id() : null)
            .param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .query(Long.class).single();
        var lines = entry.postings();
        batch.batchUpdate("""
                insert into ledger.posting (community_id, entry_id, line, entity_id, account_code, debit, credit,
                                            charge_item, memo)
                values (:community, :entry, :line, :entity, :account, :debit, :credit, :chargeItem, :memo)
                """,
            IntStream.range(0, lines.size()).mapToObj(i -> new MapSqlParameterSource()
                .addValue("community", entry.community()).addValue("entry", id).addValue("line", i + 1)
                .addValue("entity", entityOf(lines.get(i), others, entity)).addValue("account", lines.get(i).account())
                .addValue("debit", lines.get(i).debit().yuan()).addValue("credit", lines.get(i).credit().yuan())
                .addValue("chargeItem", lines.get(i).chargeItem()).addValue("memo", lines.get(i).memo()))
                .toArray(MapSqlParameterSource[]::new));
        return id;
    }

    private static long entityOf(Posting posting, Map<String, Collector> others, long entity) {
        var collector = posting.chargeItem() == null ? null : others.get(posting.chargeItem());
        return collector == null ? entity : collector.entityId();
    }

    /** Null for an entry of the community's own entity, whose postings find their books by their items again. */
    private @Nullable Long entityOf(long community, long entryId) {
        return collectors.otherThanMain(community, jdbc.sql("select entity_id from ledger.journal_entry where community_id = :community and id = :entry")
            .param("community", community).param("entry", entryId).query(Long.class).single());
    }

    private List<Posting> postingsOf(long community, long entryId) {
        return jdbc.sql("""
                select account_code, debit, credit, charge_item, memo from ledger.posting
                 where community_id = :community and entry_id = :entry order by line
                """)
            .param("community", community).param("entry", entryId)
            .query((row, i) -> new Posting(row.getString("account_code"), new Money(row.getBigDecimal("debit")),
                new Money(row.getBigDecimal("credit")), row.getString("charge_item"), row.getString("memo")))
            .list();
    }
}
