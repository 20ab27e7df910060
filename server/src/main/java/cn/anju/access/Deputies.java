package cn.anju.access;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 代理：某人不在的日子，由谁带着他的授权代办。 */
@Service
class Deputies {

    record NewDeputy(long staffId, long deputyId, @NotNull LocalDate fromOn, @NotNull LocalDate toOn,
                     @NotBlank(message = "请写事由") @Size(max = 200, message = "事由太长") String reason) {}

    /** @param current whether it counts today */
    record Row(long id, long staffId, String staffName, long deputyId, String deputyName, LocalDate fromOn, LocalDate toOn,
               String reason, boolean current) {}

    private final JdbcClient jdbc;
    private final Administrators administrators;
    private final IncompatibleDuties duties;
    private final AuditTrail audit;
    private final Clock clock;

    Deputies(JdbcClient jdbc, Administrators administrators, IncompatibleDuties duties, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.administrators = administrators;
        this.duties = duties;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    List<Row> list() {
        var today = LocalDate.now(clock);
        return jdbc.sql("""
            select d.id, d.staff_id, s.name, d.deputy_id, p.name, d.from_on, d.to_on, d.reason
              from access.deputy d join access.staff s on s.id = d.staff_id join access.staff p on p.id = d.deputy_id
             order by d.to_on desc, d.id desc limit 500
            """)
            .query((row, i) -> {
                var from = row.getObject(6, LocalDate.class);
                var to = row.getObject(7, LocalDate.class);
                return new Row(row.getLong(1), row.getLong(2), row.getString(3), row.getLong(4), row.getString(5), from, to,
                    row.getString(8), !today.isBefore(from) && !today.isAfter(to));
            }).list();
    }

    /** 指定代理。 @throws Problem 400 {@code dates-reversed}, {@code deputy-is-self}; 404 {@code staff-unknown}; 409 {@code deputy-overlap}, {@code duties-incompatible} */
    @Transactional
    long appoint(NewDeputy deputy) {
        if (deputy.toOn().isBefore(deputy.fromOn())) throw Problem.invalid("dates-reversed", "结束日期早于开始日期");
        if (deputy.staffId() == deputy.deputyId()) throw Problem.invalid("deputy-is-self", "不能由本人代理本人");
        var found = jdbc.sql("select id from access.staff where id in (:staff, :deputy) and is_active order by id for update")
            .param("staff", deputy.staffId()).param("deputy", deputy.deputyId()).query(Long.class).list();
        if (found.size() < 2) throw Problem.notFound("staff-unknown", "没有这个账号，或已停用");
        administrators.requireNotAbove(deputy.staffId());
        duties.requireApart(found, deputy.fromOn(), deputy.toOn());
        var taken = jdbc.sql("""
            select exists (select from access.deputy where deputy_id = :deputy and from_on <= :to and to_on >= :from)
            """).param("deputy", deputy.deputyId()).param("from", deputy.fromOn()).param("to", deputy.toOn()).query(Boolean.class).single();
        if (taken) throw Problem.conflict("deputy-overlap", "这些天他已经在代理别人，一人同时只代理一人");
        var id = jdbc.sql("""
            insert into access.deputy (staff_id, deputy_id, from_on, to_on, reason, made_by, created_at)
            values (:staff, :deputy, :from, :to, :reason, :by, :now) returning id
            """)
            .param("staff", deputy.staffId()).param("deputy", deputy.deputyId()).param("from", deputy.fromOn()).param("to", deputy.toOn())
            .param("reason", deputy.reason().strip()).param("by", CurrentUser.get().id())
            .param("now", clock.instant().atOffset(ZoneOffset.UTC)).query(Long.class).single();
        audit.note("代理 " + id, null, deputy);
        return id;
    }

    /** 结束代理：从今天起无效；还没开始的直接取消。 */
    @Transactional
    void end(long id) {
        var from = jdbc.sql("select from_on from access.deputy where id = :id for update").param("id", id).query(LocalDate.class).optional()
            .orElseThrow(() -> Problem.notFound("deputy-unknown", "没有这条代理"));
        var yesterday = LocalDate.now(clock).minusDays(1);
        if (from.isAfter(yesterday)) jdbc.sql("delete from access.deputy where id = :id").param("id", id).update();
        else jdbc.sql("update access.deputy set to_on = least(to_on, :yesterday) where id = :id").param("yesterday", yesterday).param("id", id).update();
        audit.note("代理 " + id + " 结束", null, null);
    }
}
