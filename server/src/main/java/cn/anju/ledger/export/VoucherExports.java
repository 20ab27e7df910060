package cn.anju.ledger.export;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.ledger.VoucherNumbers;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 凭证导出：一张凭证对一个软件只出一次；要重出须写原因，文件也标明。 */
@Service
class VoucherExports {

    /** 对方软件里的叫法。 @param word its voucher type, such as 记 */
    record Terms(@NotBlank @Size(max = 20) String word, @Nullable @Size(max = 60) String book, @Nullable @Size(max = 60) String organization) {}

    /** 一个科目在对方叫什么；不写的照我们的编码。 */
    record Mapping(@NotBlank @Size(max = 10) String account, @NotBlank @Size(max = 15) String theirCode, @Nullable @Size(max = 60) String theirName) {}

    record MappingSheet(@NotNull @Valid Terms terms, @NotNull @Size(max = 500) List<@Valid @NotNull Mapping> accounts) {}

    /** 要导出什么。 @param againReason takes also what was exported before, and says why */
    record Order(@NotNull FinanceSystem system, @NotNull YearMonth month, @Nullable @Size(max = 200) String againReason) {}

    /** 一次导出。 */
    record Batch(long id, FinanceSystem system, String systemLabel, YearMonth month, boolean isAgain, @Nullable String reason, int entries, Money amount,
                 String filename, String sha256, String madeBy, Instant madeAt) {}

    record FileOf(String name, byte[] content) {}

    private record Raw(long entry, String voucherNo, LocalDate date, int documents, String maker, String reviewer, OutgoingVoucher.Line line) {}

    private final JdbcClient jdbc;
    private final VoucherNumbers numbers;
    private final AuditTrail audit;
    private final Clock clock;

    VoucherExports(JdbcClient jdbc, VoucherNumbers numbers, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.numbers = numbers;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    MappingSheet mapping(long community, FinanceSystem system) {
        var accounts = jdbc.sql("select account_code, their_code, their_name from ledger.export_mapping where community_id = :community and system = :system order by 1")
            .param("community", community).param("system", system.name()).query((row, i) -> new Mapping(row.getString(1), row.getString(2), row.getString(3))).list();
        return new MappingSheet(terms(community, system), accounts);
    }

    @Transactional
    void change(long community, FinanceSystem system, MappingSheet sheet) {
        CurrentUser.get().require(community, "ledger.export");
        audit.note("凭证导出对照 " + system.label, mapping(community, system), sheet);
        jdbc.sql("""
                insert into ledger.export_setting (community_id, system, word, book, organization) values (:community, :system, :word, :book, :organization)
                    on conflict (community_id, system) do update set word = excluded.word, book = excluded.book, organization = excluded.organization
                """).param("community", community).param("system", system.name()).param("word", sheet.terms().word()).param("book", sheet.terms().book())
            .param("organization", sheet.terms().organization()).update();
        jdbc.sql("delete from ledger.export_mapping where community_id = :community and system = :system").param("community", community)
            .param("system", system.name()).update();
        for (var each : sheet.accounts())
            jdbc.sql("""
                    insert into ledger.export_mapping (community_id, system, account_code, their_code, their_name)
                    values (:community, :system, :account, :code, :name) on conflict do nothing
                    """).param("community", community).param("system", system.name()).param("account", each.account()).param("code", each.theirCode())
                .param("name", each.theirName()).update();
    }

    /** 导出一个月里还没有导出过的凭证。 */
    @Transactional
    long export(long community, Order order) {
        CurrentUser.get().require(community, "ledger.export");
        numbers.giveMissing(community);
        var isAgain = order.againReason() != null && !order.againReason().isBlank();
        var vouchers = vouchers(community, order.system(), order.month(), isAgain);
        if (vouchers.isEmpty())
            throw Problem.conflict("nothing-to-export", "%s 没有还没导出到%s的凭证；要重出请写明原因", order.month(), order.system().label);
        var content = Formats.file(order.system(), terms(community, order.system()), vouchers);
        var name = "%s-%s%s.%s".formatted(order.system().label.replace(" ", ""), order.month(), isAgain ? "-重出" : "", order.system().extension);
        var id = jdbc.sql("""
                insert into ledger.export_batch (community_id, system, month, is_again, reason, entries, amount, filename, sha256, content, made_by, made_name, made_at)
                values (:community, :system, :month, :again, :reason, :entries, :amount, :name, :hash, :content, :by, :byName, :at) returning id
                """)
            .param("community", community).param("system", order.system().name()).param("month", order.month().atDay(1)).param("again", isAgain)
            .param("reason", isAgain ? order.againReason() : null).param("entries", vouchers.size())
            .param("amount", Money.sum(vouchers.stream().flatMap(voucher -> voucher.lines().stream()).toList(), OutgoingVoucher.Line::debit).yuan())
            .param("name", name).param("hash", sha256(content)).param("content", content).param("by", CurrentUser.get().id())
            .param("byName", CurrentUser.get().name()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).query(Long.class).single();
        jdbc.sql("""
                insert into ledger.exported_entry (community_id, system, entry_id, batch_id)
                select :community, :system, unnest(cast(:entries as bigint[])), :batch on conflict do nothing
                """).param("community", community).param("system", order.system().name()).param("batch", id)
            .param("entries", vouchers.stream().map(OutgoingVoucher::entryId).toArray(Long[]::new)).update();
        audit.note("凭证导出 " + name, null, order);
        return id;
    }

    @Transactional(readOnly = true)
    List<Batch> list(long community) {
        return jdbc.sql("""
                select id, system, month, is_again, reason, entries, amount, filename, sha256, made_name, made_at
                  from ledger.export_batch where community_id = :community order by id desc
                """).param("community", community)
            .query((row, i) -> new Batch(row.getLong("id"), FinanceSystem.valueOf(row.getString("system")), FinanceSystem.valueOf(row.getString("system")).label,
                YearMonth.from(row.getObject("month", LocalDate.class)), row.getBoolean("is_again"), row.getString("reason"), row.getInt("entries"),
                new Money(row.getBigDecimal("amount")), row.getString("filename"), row.getString("sha256"), row.getString("made_name"),
                row.getTimestamp("made_at").toInstant())).list();
    }

    @Transactional(readOnly = true)
    FileOf file(long community, long id) {
        return jdbc.sql("select filename, content from ledger.export_batch where community_id = :community and id = :id").param("community", community)
            .param("id", id).query((row, i) -> new FileOf(row.getString(1), row.getBytes(2))).optional()
            .orElseThrow(() -> Problem.notFound("export-unknown", "没有这次导出"));
    }

    private Terms terms(long community, FinanceSystem system) {
        return jdbc.sql("select word, book, organization from ledger.export_setting where community_id = :community and system = :system")
            .param("community", community).param("system", system.name())
            .query((row, i) -> new Terms(row.getString(1), row.getString(2), row.getString(3))).optional().orElse(new Terms("记", null, null));
    }

    /** Two exports at once: the second waits for the row of the month, then finds nothing left. */
    private List<OutgoingVoucher> vouchers(long community, FinanceSystem system, YearMonth month, boolean isAgain) {
        jdbc.sql("select 1 from ledger.period where community_id = :community and month = :month for no key update").param("community", community)
            .param("month", month.atDay(1)).query(Integer.class).optional();
        var raw = jdbc.sql("""
                select e.id, n.word || '-' || lpad(n.number::text, 4, '0') no, e.entry_on, coalesce(v.documents, 0) documents,
                       coalesce(v.made_name, s.name, '系统') maker, coalesce(v.reviewed_name, '系统') reviewer, concat_ws(' ', e.summary, p.charge_item) summary,
                       coalesce(m.their_code, p.account_code) account, coalesce(m.their_name, a.name) name, p.debit, p.credit
                  from ledger.journal_entry e
                  join ledger.voucher_number n on n.community_id = e.community_id and n.entry_id = e.id
                  join ledger.posting p on p.community_id = e.community_id and p.entry_id = e.id
                  join ledger.account a on a.entity_id = p.entity_id and a.code = p.account_code
                  left join ledger.export_mapping m on m.community_id = e.community_id and m.system = :system and m.account_code = p.account_code
                  left join ledger.voucher v on v.community_id = e.community_id and v.entry_id = e.id
                  left join access.staff s on s.id = e.made_by
                 where e.community_id = :community and e.entry_on between :from and :to
                   and (:again or not exists (select from ledger.exported_entry x
                                               where x.community_id = e.community_id and x.system = :system and x.entry_id = e.id))
                 order by e.entry_on, n.word, n.number, p.line
                """).param("community", community).param("system", system.name()).param("from", month.atDay(1)).param("to", month.atEndOfMonth())
            .param("again", isAgain)
            .query((row, i) -> new Raw(row.getLong("id"), row.getString("no"), row.getObject("entry_on", LocalDate.class), row.getInt("documents"),
                row.getString("maker"), row.getString("reviewer"), new OutgoingVoucher.Line(row.getString("summary"), row.getString("account"),
                row.getString("name"), new Money(row.getBigDecimal("debit")), new Money(row.getBigDecimal("credit"))))).list();
        var byEntry = new LinkedHashMap<Long, List<Raw>>();
        raw.forEach(line -> byEntry.computeIfAbsent(line.entry(), key -> new ArrayList<>()).add(line));
        var vouchers = new ArrayList<OutgoingVoucher>();
        byEntry.values().forEach(lines -> vouchers.add(new OutgoingVoucher(lines.getFirst().entry(), lines.getFirst().voucherNo(), lines.getFirst().date(),
            vouchers.size() + 1, lines.getFirst().documents(), lines.getFirst().maker(), lines.getFirst().reviewer(), lines.stream().map(Raw::line).toList())));
        return vouchers;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
