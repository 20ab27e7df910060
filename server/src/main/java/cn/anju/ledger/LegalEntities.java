package cn.anju.ledger;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 收款主体，以及每个小区由哪一个收款。 */
@Service
public class LegalEntities {

    private final JdbcClient jdbc;

    LegalEntities(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** 小区的收款主体；没有指定时是公司的第一个。 */
    @Transactional(readOnly = true)
    public long idOf(long community) {
        return jdbc.sql("""
                select coalesce((select entity_id from ledger.community_entity where community_id = :community),
                                (select min(id) from ledger.legal_entity))
                """).param("community", community).query(Long.class).single();
    }

    /** 小区的收款主体，连同税号和账户。 */
    @Transactional(readOnly = true)
    public LegalEntity of(long community) {
        return get(idOf(community));
    }

    /** 一个主体的名称。 */
    @Transactional(readOnly = true)
    public String name(long entity) {
        return get(entity).name();
    }

    /** 科目表的一行。 */
    record Account(@NotNull @Pattern(regexp = "[1-6][0-9]{3}([0-9]{2}){0,3}", message = "科目编码为四位，每下一级加两位") String code,
                   @NotBlank @Size(max = 60) String name) {}

    /** 一个费用科目。 */
    public record CostAccount(String code, String name) {}

    /** 还在用的费用科目：预算照它们分项，实际从它们来。 */
    @Transactional(readOnly = true)
    public List<CostAccount> costAccounts(long community) {
        return jdbc.sql("""
            select code, name from ledger.account where entity_id = :entity and is_active and code ~ '^(5|6[4-7])' order by code
            """).param("entity", idOf(community)).query(CostAccount.class).list();
    }

    /** @throws Problem for the first that is not in the chart 404 {@code account-unknown}, or not in use any more 409 {@code account-disabled} */
    @Transactional(readOnly = true)
    public void requireAccounts(long community, List<String> codes) {
        record Known(String code, boolean isActive) {}
        var known = jdbc.sql("select code, is_active from ledger.account where entity_id = :entity").param("entity", idOf(community)).query(Known.class).stream()
            .collect(Collectors.toMap(Known::code, Known::isActive));
        for (var code : codes) {
            if (!known.containsKey(code)) throw Problem.notFound("account-unknown", "科目表里没有 %s", code);
            if (!known.get(code)) throw Problem.conflict("account-disabled", "科目 %s 已经停用，请换一个", code);
        }
    }

    /** 加自己的明细科目：上级科目要在科目表里。 */
    @Transactional
    Account addAccount(long community, Account account) {
        CurrentUser.get().require(community, "ledger.edit");
        if (account.code().length() == 4) throw Problem.invalid("account-first-level", "一级科目由会计制度规定，请在它下面加明细科目，如 %s01", account.code());
        requireAccounts(community, List.of(account.code().substring(0, account.code().length() - 2)));
        var added = jdbc.sql("insert into ledger.account (entity_id, code, name) values (:entity, :code, :name) on conflict do nothing")
            .param("entity", idOf(community)).param("code", account.code()).param("name", account.name()).update();
        if (added == 0) throw Problem.conflict("account-taken", "科目 %s 已经有了", account.code());
        return account;
    }

    @Transactional(readOnly = true)
    List<LegalEntity> list() {
        return jdbc.sql("select id from ledger.legal_entity order by id").query(Long.class).list().stream()
            .map(this::get).toList();
    }

    /** @throws Problem 404 {@code legal-entity-unknown} */
    @Transactional(readOnly = true)
    public LegalEntity get(long id) {
        var accounts = jdbc.sql("select bank, number from ledger.bank_account where entity_id = :id order by number")
            .param("id", id).query(LegalEntity.BankAccount.class).list();
        return jdbc.sql("select name, tax_number, address, phone from ledger.legal_entity where id = :id").param("id", id)
            .query((row, i) -> new LegalEntity(id, row.getString("name"), row.getString("tax_number"),
                row.getString("address"), row.getString("phone"), accounts))
            .optional().orElseThrow(() -> Problem.notFound("legal-entity-unknown", "没有这个收款主体"));
    }

    /** 新建收款主体，科目表从标准科目抄一份。 */
    @Transactional
    LegalEntity add(LegalEntity entity) {
        CurrentUser.get().requireEverywhere("ledger.edit");
        try {
            var id = jdbc.sql("""
                    insert into ledger.legal_entity (name, tax_number, address, phone)
                    values (:name, :taxNumber, :address, :phone) returning id
                    """).paramSource(entity).query(Long.class).single();
            jdbc.sql("insert into ledger.account select :id, code, name from ledger.standard_account").param("id", id).update();
            addBankAccounts(id, entity);
            return get(id);
        } catch (DuplicateKeyException e) {
            throw taken();
        }
    }

    @Transactional
    LegalEntity change(long id, LegalEntity entity) {
        CurrentUser.get().requireEverywhere("ledger.edit");
        get(id);
        try {
            jdbc.sql("""
                    update ledger.legal_entity
                       set name = :name, tax_number = :taxNumber, address = :address, phone = :phone
                     where id = :entity
                    """)
                .param("name", entity.name()).param("taxNumber", entity.taxNumber())
                .param("address", entity.address()).param("phone", entity.phone()).param("entity", id).update();
            jdbc.sql("delete from ledger.bank_account where entity_id = :id").param("id", id).update();
            addBankAccounts(id, entity);
            return get(id);
        } catch (DuplicateKeyException e) {
            throw taken();
        }
    }

    /** 指定小区由哪个主体收款；记过账的小区不能再换，换了收据号段和余额就对不上。 */
    @Transactional
    LegalEntity assign(long community, long entity) {
        CurrentUser.get().requireEverywhere("ledger.edit");
        get(entity);
        var hasEntries = jdbc.sql("select exists (select from ledger.journal_entry where community_id = :community)")
            .param("community", community).query(Boolean.class).single();
        if (hasEntries && idOf(community) != entity)
            throw Problem.conflict("legal-entity-in-use", "这个小区已经记过账，不能更换收款主体");
        jdbc.sql("""
                insert into ledger.community_entity (community_id, entity_id) values (:community, :entity)
                    on conflict (community_id) do update set entity_id = excluded.entity_id
                """).param("community", community).param("entity", entity).update();
        return get(entity);
    }

    private void addBankAccounts(long id, LegalEntity entity) {
        for (var account : entity.bankAccounts())
            jdbc.sql("insert into ledger.bank_account (entity_id, number, bank) values (:id, :number, :bank)")
                .param("id", id).param("number", account.number()).param("bank", account.bank()).update();
    }

    private static Problem taken() {
        return Problem.conflict("legal-entity-taken", "这个名称、税号或账号已经登记过了");
    }
}
