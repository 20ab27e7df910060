package cn.anju.ledger.voucher;

import cn.anju.estate.Communities;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.ledger.LegalEntities;
import cn.anju.ledger.VoucherNumbers;
import cn.anju.ledger.print.PrintedPage;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 记账凭证的打印页。 */
@Component
class VoucherPages {

    private static final int MOST = 2_000;

    private record Line(long entry, String voucherNo, LocalDate date, String summary, @Nullable String maker, @Nullable String reviewer, int documents,
                        @Nullable String reason, String account, @Nullable String memo, Money debit, Money credit) {}

    private final JdbcClient jdbc;
    private final VoucherNumbers numbers;
    private final Communities communities;
    private final LegalEntities entities;

    VoucherPages(JdbcClient jdbc, VoucherNumbers numbers, Communities communities, LegalEntities entities) {
        this.jdbc = jdbc;
        this.numbers = numbers;
        this.communities = communities;
        this.entities = entities;
    }

    @Transactional
    String one(long community, long entry) {
        var lines = lines(community, entry, LocalDate.of(1900, 1, 1), LocalDate.of(9999, 12, 31));
        if (lines.isEmpty()) throw Problem.notFound("entry-unknown", "没有这张凭证");
        return printed(community, lines);
    }

    /** 一段时间的全部凭证，每张一页，照号排。 */
    @Transactional
    String between(long community, LocalDate from, LocalDate to) {
        var lines = lines(community, null, from, to);
        if (lines.isEmpty()) throw Problem.notFound("entries-missing", "%s 至 %s 没有凭证", from, to);
        if (lines.stream().map(Line::entry).distinct().count() > MOST)
            throw Problem.invalid("too-many-to-print", "一次最多打印 %d 张凭证，请缩短日期", MOST);
        return printed(community, lines);
    }

    private String printed(long community, List<Line> lines) {
        var page = PrintedPage.titled("记账凭证");
        var head = "<p class=\"entity\">%s　%s</p><h1>记　账　凭　证</h1>".formatted(PrintedPage.text(entities.of(community).name()),
            PrintedPage.text(communities.name(community)));
        var byEntry = new LinkedHashMap<Long, List<Line>>();
        lines.forEach(line -> byEntry.computeIfAbsent(line.entry(), key -> new ArrayList<>()).add(line));
        byEntry.values().forEach(entry -> page.section(head + voucher(entry)));
        return page.html();
    }

    private static String voucher(List<Line> lines) {
        var first = lines.getFirst();
        var rows = new StringBuilder();
        for (var line : lines)
            rows.append("<tr><td>%s</td><td>%s</td>%s%s</tr>".formatted(PrintedPage.text(line.memo() == null ? line.summary() : line.summary() + "　" + line.memo()),
                PrintedPage.text(line.account()), amount(line.debit()), amount(line.credit())));
        return """
            <p class="line"><span>日期：%s</span><span>凭证号：%s　附单据 %d 张</span></p>
            <table><thead><tr><th>摘要</th><th>科目</th><th style="width:30mm">借方金额</th><th style="width:30mm">贷方金额</th></tr></thead>
            <tbody>%s<tr><td colspan="2">合计%s</td>%s%s</tr></tbody></table>
            <p class="sign"><span>会计主管（签章）：</span><span>记账：%s</span><span>审核：%s</span><span>出纳：</span><span>制单：%s</span><span>（盖章）</span></p>
            """.formatted(first.date(), PrintedPage.text(first.voucherNo()), first.documents(), rows,
                first.reason() == null ? "" : "（更正原因：" + PrintedPage.text(first.reason()) + "）",
                amount(Money.sum(lines, Line::debit)), amount(Money.sum(lines, Line::credit)),
                PrintedPage.text(first.reviewer() == null ? "自动" : first.reviewer()), PrintedPage.text(first.reviewer() == null ? "自动" : first.reviewer()),
                PrintedPage.text(first.maker() == null ? "自动" : first.maker()));
    }

    private static String amount(Money money) {
        return "<td class=\"number%s\">%s</td>".formatted(money.isNegative() ? " red" : "", money.isZero() ? "" : money);
    }

    private List<Line> lines(long community, @Nullable Long entry, LocalDate from, LocalDate to) {
        numbers.giveMissing(community);
        return jdbc.sql("""
                select e.id, n.word || '-' || lpad(n.number::text, 4, '0') voucher_no, e.entry_on, e.summary, e.reason,
                       coalesce(v.made_name, s.name) maker, v.reviewed_name, coalesce(v.documents, 0) documents,
                       p.account_code || ' ' || a.name account, concat_ws(' ', p.charge_item, p.memo) memo, p.debit, p.credit
                  from ledger.journal_entry e
                  join ledger.posting p on p.community_id = e.community_id and p.entry_id = e.id
                  join ledger.account a on a.entity_id = p.entity_id and a.code = p.account_code
                  left join ledger.voucher_number n on n.community_id = e.community_id and n.entry_id = e.id
                  left join ledger.voucher v on v.community_id = e.community_id and v.entry_id = e.id
                  left join access.staff s on s.id = e.made_by
                 where e.community_id = :community and e.entry_on between :from and :to and (cast(:entry as bigint) is null or e.id = :entry)
                 order by n.month, n.word, n.number, p.line
                """).param("community", community).param("entry", entry).param("from", from).param("to", to)
            .query((row, i) -> new Line(row.getLong(1), row.getString(2), row.getObject(3, LocalDate.class), row.getString(4), row.getString("maker"),
                row.getString("reviewed_name"), row.getInt("documents"), row.getString("reason"), row.getString("account"),
                row.getString("memo").isEmpty() ? null : row.getString("memo"), new Money(row.getBigDecimal("debit")), new Money(row.getBigDecimal("credit")))).list();
    }
}
