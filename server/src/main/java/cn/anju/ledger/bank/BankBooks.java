package cn.anju.ledger.bank;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.ledger.LegalEntities;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 银行账户一览：用途、印鉴、科目，和它的对账单。 */
@Component
class BankBooks {

    /** 一个银行账户。 @param id absent while it is made; @param startBalance what the bank said at the beginning of the first day */
    record Book(@Nullable Long id, @NotBlank @Size(max = 60) String name, @NotBlank @Size(max = 100) String bank,
                @NotNull @Pattern(regexp = "[0-9-]{6,40}", message = "账号为 6 至 40 位数字") String number,
                @NotNull @Pattern(regexp = "1002([0-9]{2}){0,3}", message = "银行存款科目，如 1002 或 100201") String accountCode,
                @NotBlank @Size(max = 100) String purpose, @Nullable @Size(max = 200) String seals, @NotNull LocalDate startsOn, @NotNull Money startBalance,
                boolean isActive, StatementReader.@Nullable Headings headings) {}

    /** 导入一份对账单的结果。 */
    record Imported(int lines, int added, int alreadyThere) {}

    private final JdbcClient jdbc;
    private final LegalEntities entities;
    private final AuditTrail audit;
    private final JsonMapper json;
    private final Clock clock;

    BankBooks(JdbcClient jdbc, LegalEntities entities, AuditTrail audit, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.entities = entities;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    List<Book> list(long community) {
        return jdbc.sql("select * from ledger.bank_book where community_id = :community order by is_active desc, id").param("community", community)
            .query((row, i) -> new Book(row.getLong("id"), row.getString("name"), row.getString("bank"), row.getString("number"), row.getString("account_code"),
                row.getString("purpose"), row.getString("seals"), row.getObject("starts_on", LocalDate.class), new Money(row.getBigDecimal("start_balance")),
                row.getBoolean("is_active"), row.getString("headings") == null ? null : json.readValue(row.getString("headings"), StatementReader.Headings.class)))
            .list();
    }

    @Transactional(readOnly = true)
    Book get(long community, long id) {
        return list(community).stream().filter(book -> book.id() != null && book.id() == id).findFirst()
            .orElseThrow(() -> Problem.notFound("bank-book-unknown", "没有这个银行账户"));
    }

    @Transactional
    long add(long community, Book book) {
        CurrentUser.get().require(community, "ledger.edit");
        entities.requireAccounts(community, List.of(book.accountCode()));
        try {
            return write("""
                insert into ledger.bank_book (community_id, name, bank, number, account_code, purpose, seals, starts_on, start_balance, is_active, headings)
                values (:community, :name, :bank, :number, :account, :purpose, :seals, :starts, :balance, :active, :headings::jsonb) returning id
                """, community, book).query(Long.class).single();
        } catch (DuplicateKeyException e) {
            throw taken();
        }
    }

    @Transactional
    void change(long community, long id, Book book) {
        CurrentUser.get().require(community, "ledger.edit");
        var before = get(community, id);
        entities.requireAccounts(community, List.of(book.accountCode()));
        try {
            write("""
                update ledger.bank_book set name = :name, bank = :bank, number = :number, account_code = :account, purpose = :purpose, seals = :seals,
                       starts_on = :starts, start_balance = :balance, is_active = :active, headings = :headings::jsonb
                 where community_id = :community and id = :id
                """, community, book).param("id", id).update();
        } catch (DuplicateKeyException e) {
            throw taken();
        }
        audit.note("银行账户 " + book.name(), before, book);
    }

    /** 导入对账单：同一份再导、日期重叠的导，都只添新的；同一天两笔一样的都留着。 */
    @Transactional
    Imported take(long community, long id, byte[] file) {
        CurrentUser.get().require(community, "ledger.bank");
        var book = get(community, id);
        var lines = StatementReader.read(file, book.headings() == null ? StatementReader.Headings.NONE : book.headings());
        var added = 0;
        for (var line : lines)
            added += jdbc.sql("""
                    insert into ledger.bank_line (community_id, book_id, line_key, happened_on, amount, balance, counterparty, counter_account, remark, serial,
                                                  imported_by, imported_at)
                    values (:community, :book, :key, :on, :amount, :balance, :party, :account, :remark, :serial, :by, :at)
                    on conflict (community_id, book_id, line_key) do nothing
                    """)
                .param("community", community).param("book", id).param("key", line.key()).param("on", line.on()).param("amount", line.amount().yuan())
                .param("balance", line.balance() == null ? null : line.balance().yuan()).param("party", line.counterparty())
                .param("account", line.counterAccount()).param("remark", line.remark()).param("serial", line.serial())
                .param("by", CurrentUser.get().id()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
        audit.note("对账单 " + book.name(), null, new Imported(lines.size(), added, lines.size() - added));
        return new Imported(lines.size(), added, lines.size() - added);
    }

    private JdbcClient.StatementSpec write(String sql, long community, Book book) {
        return jdbc.sql(sql).param("community", community).param("name", book.name()).param("bank", book.bank()).param("number", book.number())
            .param("account", book.accountCode()).param("purpose", book.purpose()).param("seals", book.seals()).param("starts", book.startsOn())
            .param("balance", book.startBalance().yuan()).param("active", book.isActive())
            .param("headings", book.headings() == null ? null : json.writeValueAsString(book.headings()));
    }

    private static Problem taken() {
        return Problem.conflict("bank-book-taken", "这个账号或科目已经登记了一个在用的银行账户");
    }
}
