package cn.anju.workforce;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 建档和改档案；紧急联系人的电话平时遮着，看一次记一次。 */
@Service
@Transactional
class StaffRecords {

    /** @param emergencyPhone nothing: as it was */
    record NewFile(@Nullable LocalDate joinedOn, @Nullable LocalDate contractFrom, @Nullable LocalDate contractTo, @Nullable LocalDate probationTo,
                   @Nullable @Size(max = 20, message = "最多 20 字") String emergencyName,
                   @Nullable @Pattern(regexp = "[0-9+ -]{7,20}", message = "请填 7 到 20 位的电话号码") String emergencyPhone, @Nullable @Size(max = 500, message = "最多 500 字") String remark) {}

    record Contact(String name, String phone) {}

    private final JdbcClient jdbc;
    private final Colleagues colleagues;
    private final AuditTrail audit;
    private final Clock clock;

    StaffRecords(JdbcClient jdbc, Colleagues colleagues, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.colleagues = colleagues;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws Problem 400 {@code dates-reversed}; 404 {@code staff-not-found} */
    void keep(long community, long person, NewFile file) {
        var user = CurrentUser.get();
        user.require(community, "workforce.personnel");
        var whose = colleagues.one(community, person);
        if (isBefore(file.contractTo(), file.contractFrom())) throw Problem.invalid("dates-reversed", "合同到期的日子早于起始的日子，请核对");
        if (isBefore(file.probationTo(), file.joinedOn())) throw Problem.invalid("dates-reversed", "试用期满的日子早于入职的日子，请核对");
        jdbc.sql("""
            insert into workforce.staff_file as f (community_id, staff_id, joined_on, contract_from, contract_to, probation_to, emergency_name, emergency_phone, remark, changed_at, changed_by, changed_name)
            values (:community, :person, :joined, :from, :to, :probation, :contact, :phone, :remark, :now, :me, :name)
            on conflict (community_id, staff_id) do update set joined_on = excluded.joined_on, contract_from = excluded.contract_from, contract_to = excluded.contract_to,
                   probation_to = excluded.probation_to, emergency_name = excluded.emergency_name, emergency_phone = coalesce(excluded.emergency_phone, f.emergency_phone),
                   remark = excluded.remark, changed_at = excluded.changed_at, changed_by = excluded.changed_by, changed_name = excluded.changed_name
            """).param("community", community).param("person", whose.id()).param("joined", file.joinedOn()).param("from", file.contractFrom()).param("to", file.contractTo())
            .param("probation", file.probationTo()).param("contact", blank(file.emergencyName())).param("phone", blank(file.emergencyPhone())).param("remark", blank(file.remark()))
            .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("me", user.id()).param("name", user.name()).update();
        audit.note("员工档案 " + whose.name(), null, file);
    }

    /** 看紧急联系人的电话。 @throws Problem 404 {@code nothing-to-reveal} */
    Contact contact(long community, long person) {
        CurrentUser.get().require(community, "workforce.personnel");
        var whose = colleagues.one(community, person);
        var contact = jdbc.sql("select coalesce(emergency_name, '') name, emergency_phone phone from workforce.staff_file where community_id = :community and staff_id = :person and emergency_phone is not null")
            .param("community", community).param("person", person).query(Contact.class).optional().orElseThrow(() -> Problem.notFound("nothing-to-reveal", "没有登记紧急联系人的电话"));
        audit.note("看了%s的紧急联系人电话".formatted(whose.name()), null, null);
        return contact;
    }

    private static boolean isBefore(@Nullable LocalDate one, @Nullable LocalDate other) {
        return one != null && other != null && one.isBefore(other);
    }

    private static @Nullable String blank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
