package cn.anju.resident;

import cn.anju.access.AuditTrail;
import cn.anju.estate.Rooms;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 户籍人口：一间房从哪天起几口人；阶梯价照月末那天的人口放宽，出过的账不动。 */
@Service
class HouseholdSizes {

    /** @param persons 0 takes it back: from that day nobody is registered */
    record HouseholdSize(@NotNull(message = "请填从哪天起") LocalDate fromOn,
                         @Min(value = 0, message = "人数从 0 到 99") @Max(value = 99, message = "人数从 0 到 99") int persons,
                         @Nullable @Size(max = 100, message = "凭证最多 100 字") String evidence) {}

    record Row(LocalDate fromOn, int persons, @Nullable String evidence, String madeBy, OffsetDateTime madeAt) {}

    private static final LocalDate EARLIEST = LocalDate.of(1990, 1, 1);

    private final JdbcClient jdbc;
    private final Rooms rooms;
    private final ChangeBook changes;
    private final AuditTrail audit;
    private final Clock clock;

    HouseholdSizes(JdbcClient jdbc, Rooms rooms, ChangeBook changes, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.rooms = rooms;
        this.changes = changes;
        this.audit = audit;
        this.clock = clock;
    }

    /** 近的在前。 */
    @Transactional(readOnly = true)
    List<Row> list(long community, long room) {
        rooms.byId(community, room);
        return jdbc.sql("""
                select from_on, persons, evidence, made_by, made_at from resident.household_size
                 where community_id = :community and room_id = :room order by from_on desc
                """).param("community", community).param("room", room).query(Row.class).list();
    }

    /** 登记；同一天再登记就是改。 */
    @Transactional
    List<Row> put(long community, long room, HouseholdSize size) {
        CurrentUser.get().require(community, "resident.edit");
        var code = rooms.byId(community, room).code();
        if (size.fromOn().isBefore(EARLIEST)) throw Problem.invalid("date-invalid", "日期 %s 太早，请核对", size.fromOn());
        var before = list(community, room).stream().filter(each -> !each.fromOn().isAfter(size.fromOn())).findFirst();
        changes.note(community, room, null, "居住情况", "户籍人口", before.map(each -> "%d 人，%s 起".formatted(each.persons(), each.fromOn())).orElse(null),
            "%d 人，%s 起".formatted(size.persons(), size.fromOn()));
        jdbc.sql("""
                insert into resident.household_size (community_id, room_id, from_on, persons, evidence, made_by, made_at)
                values (:community, :room, :from, :persons, :evidence, :by, :at)
                    on conflict (community_id, room_id, from_on) do update
                   set persons = excluded.persons, evidence = excluded.evidence, made_by = excluded.made_by, made_at = excluded.made_at
                """).param("community", community).param("room", room).param("from", size.fromOn()).param("persons", size.persons())
            .param("evidence", size.evidence()).param("by", CurrentUser.get().name()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
        audit.note(code + " 户籍人口", before.orElse(null), size);
        return list(community, room);
    }
}
