package cn.anju.resident;

import cn.anju.access.AuditTrail;
import cn.anju.access.PersonalData;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 看明文：一次一个号码，写明用途，谁看过都记着。 */
@Service
class Reveals {

    enum RevealedField { PHONE, ID_NUMBER, CONTACT }

    /** @param contactId which one, when the field is CONTACT */
    record Reveal(@NotNull(message = "请选要看的号码") RevealedField field, @Nullable Long contactId,
                  @NotBlank(message = "请写明用途") @Size(min = 2, max = 200, message = "用途写 2 到 200 字") String purpose) {}

    record Revealed(String value) {}

    record Look(OffsetDateTime revealedAt, RevealedField field, String purpose, String staffName) {}

    private final JdbcClient jdbc;
    private final PersonBook book;
    private final PersonalData personalData;
    private final AuditTrail audit;
    private final Clock clock;

    Reveals(JdbcClient jdbc, PersonBook book, PersonalData personalData, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.book = book;
        this.personalData = personalData;
        this.audit = audit;
        this.clock = clock;
    }

    /** 看一个号码的明文；看之前先记下。 */
    @Transactional
    Revealed reveal(long community, long person, Reveal command) {
        var user = CurrentUser.get();
        user.require(community, "resident.reveal");
        var name = book.get(community, person).facts().name();
        var value = value(community, person, command);
        if (value == null) throw Problem.notFound("nothing-to-reveal", "没有登记这个号码");
        jdbc.sql("""
            insert into resident.reveal (community_id, person_id, field, purpose, revealed_at, staff_id, staff_name)
            values (:community, :person, :field, :purpose, :now, :staff, :name)
            """).param("community", community).param("person", person).param("field", command.field().name()).param("purpose", command.purpose().strip())
            .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("staff", user.id()).param("name", user.name()).update();
        audit.note("查看 " + name + " 的明文", null, Map.of("field", command.field(), "purpose", command.purpose().strip()));
        return new Revealed(value);
    }

    /** 谁看过这个人的号码。 */
    @Transactional(readOnly = true)
    List<Look> looks(long community, long person) {
        book.get(community, person);
        return jdbc.sql("""
            select revealed_at, field, purpose, staff_name from resident.reveal
             where community_id = :community and person_id = :person order by revealed_at desc, id desc limit 500
            """).param("community", community).param("person", person).query(Look.class).list();
    }

    private @Nullable String value(long community, long person, Reveal command) {
        return switch (command.field()) {
            case PHONE -> text("select coalesce(phone, phone_note) from resident.person where community_id = :community and id = :person", community, person, null);
            case CONTACT -> text("select phone from resident.contact where community_id = :community and person_id = :person and id = :contact",
                community, person, command.contactId());
            case ID_NUMBER -> jdbc.sql("select id_number_cipher from resident.person where community_id = :community and id = :person and id_number_cipher is not null")
                .param("community", community).param("person", person).query((row, i) -> Optional.ofNullable(personalData.decrypt(row.getBytes(1)))).optional().flatMap(value -> value).orElse(null);
        };
    }

    private @Nullable String text(String sql, long community, long person, @Nullable Long contact) {
        return jdbc.sql(sql).param("community", community).param("person", person).param("contact", contact)
            .query((row, i) -> Optional.ofNullable(row.getString(1))).optional().flatMap(value -> value).orElse(null);
    }
}
