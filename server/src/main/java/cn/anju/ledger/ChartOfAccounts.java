package cn.anju.ledger;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 科目表：标准科目系统自己要记，只能看；自己加的明细科目可以改名、停用。 */
@Service
class ChartOfAccounts {

    /**
     * 科目表的一行。
     *
     * @param isStandard the system posts to it by itself: neither renamed nor disabled
     * @param balance debit minus credit of everything posted in this community
     */
    record Row(String code, String name, boolean isStandard, boolean isActive, Money balance) {}

    /** 改名，停用或再用。 */
    record Change(@NotBlank @Size(max = 60) String name, boolean isActive) {}

    private static final String ROWS = """
        select a.code, a.name, s.code is not null is_standard, a.is_active,
               coalesce((select sum(p.debit - p.credit) from ledger.posting p where p.community_id = :community and p.account_code = a.code), 0.00) balance
          from ledger.account a
          left join ledger.standard_account s on s.code = a.code
         where a.entity_id = :entity and (cast(:code as text) is null or a.code = :code) order by a.code
        """;

    private final JdbcClient jdbc;
    private final LegalEntities entities;
    private final AuditTrail audit;

    ChartOfAccounts(JdbcClient jdbc, LegalEntities entities, AuditTrail audit) {
        this.jdbc = jdbc;
        this.entities = entities;
        this.audit = audit;
    }

    @Transactional(readOnly = true)
    List<Row> list(long community) {
        return asked(ROWS, community, null).query(Row.class).list();
    }

    /** @throws Problem 404 {@code account-unknown}, 409 {@code account-standard}, {@code account-has-balance}, {@code account-used-elsewhere} */
    @Transactional
    Row change(long community, String code, Change change) {
        CurrentUser.get().require(community, "ledger.edit");
        var row = get(community, code);
        if (row.isStandard()) throw Problem.conflict("account-standard", "%s %s 是标准科目，系统自己要记，不能改", code, row.name());
        if (!change.isActive() && !row.balance().isZero())
            throw Problem.conflict("account-has-balance", "科目 %s 还有余额 %s 元，先转到别的科目再停用", code, row.balance());
        if (!change.isActive() && isHeldElsewhere(community, code))
            throw Problem.conflict("account-used-elsewhere", "同一主体的别的小区在科目 %s 上还有余额，那里转清了才能停用", code);
        asked("update ledger.account set name = :name, is_active = :active where entity_id = :entity and code = :code", community, code)
            .param("name", change.name().strip()).param("active", change.isActive()).update();
        audit.note("科目 " + code, row, change);
        return get(community, code);
    }

    /** The chart is shared by all communities of the entity. */
    private boolean isHeldElsewhere(long community, String code) {
        return asked("select ledger.account_has_balance(:entity, :code)", community, code).query(Boolean.class).single();
    }

    private Row get(long community, String code) {
        return asked(ROWS, community, code).query(Row.class).optional()
            .orElseThrow(() -> Problem.notFound("account-unknown", "科目表里没有 %s", code));
    }

    private JdbcClient.StatementSpec asked(String sql, long community, @Nullable String code) {
        var entity = entities.idOf(community);
        return jdbc.sql(sql).param("community", community).param("entity", entity).param("code", code);
    }
}
