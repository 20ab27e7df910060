package cn.anju.cashier.doorstep;

import cn.anju.access.AuditTrail;
import cn.anju.access.StaffAccess;
import cn.anju.estate.Rooms;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 收款人员：谁在哪些楼栋收，从哪天到哪天；约上门时先问他。 */
@Service
class CollectorAreas {

    /** 安排一个人。 @param buildings none for the whole community */
    record Assignment(@Positive long staffId, @Nullable @Size(max = 200) List<@NotNull Long> buildings, @NotNull LocalDate from, @Nullable LocalDate to,
                      @Nullable @Size(max = 200) String note) {}

    /** 一项安排。 @param building none for the whole community @param isCurrent holds today */
    record Row(long id, long staffId, String staffName, @Nullable Long buildingId, @Nullable String building, LocalDate fromOn, @Nullable LocalDate toOn,
               @Nullable String note, boolean isCurrent, String madeName) {}

    /** 可以派去的人。 @param isInCharge collects in the room's building on that day */
    record Candidate(long staffId, String name, boolean isInCharge) {}

    private static final Map<String, String> SORTABLE = Map.of("staffName", "a.staff_name", "building", "b.code", "fromOn", "a.from_on", "toOn", "a.to_on");
    private static final String ROWS = """
        select a.id, a.staff_id, a.staff_name, a.building_id, coalesce(nullif(b.name, ''), b.code || ' 栋') building, a.from_on, a.to_on, a.note, a.made_name,
               :today between a.from_on and coalesce(a.to_on, :today) is_current
        """;
    private static final String MATCHES = """
          from cashier.collector_area a
          left join estate.building b on b.community_id = a.community_id and b.id = a.building_id
         where a.community_id = :community
           and (cast(:staff as bigint) is null or a.staff_id = :staff)
           and (cast(:building as bigint) is null or a.building_id = :building or a.building_id is null)
           and (:all or :today <= coalesce(a.to_on, :today))
        """;

    private final JdbcClient jdbc;
    private final StaffAccess staff;
    private final Rooms rooms;
    private final AuditTrail audit;
    private final Clock clock;

    CollectorAreas(JdbcClient jdbc, StaffAccess staff, Rooms rooms, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.staff = staff;
        this.rooms = rooms;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param ended also what is over */
    @Transactional(readOnly = true)
    Page<Row> list(long community, @Nullable Long person, @Nullable Long building, boolean ended, Paging paging) {
        var total = matching("select count(*) " + MATCHES, community, person, building, ended).query(Long.class).single();
        return new Page<>(matching(ROWS + MATCHES + paging.orderBy(SORTABLE, "a.staff_name, a.id") + " limit :limit offset :offset", community, person, building, ended)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list(), total);
    }

    /** 能收款的人，管这间房的在前。 */
    @Transactional(readOnly = true)
    List<Candidate> candidates(long community, @Nullable String roomCode, LocalDate on) {
        var inCharge = new HashSet<Long>();
        if (roomCode != null && !roomCode.isBlank())
            rooms.byCode(community, roomCode.strip()).ifPresent(room -> inCharge.addAll(jdbc.sql("""
                    select a.staff_id from cashier.collector_area a join estate.room r on r.community_id = a.community_id and r.id = :room
                     where a.community_id = :community and (a.building_id is null or a.building_id = r.building_id)
                       and :on between a.from_on and coalesce(a.to_on, :on)
                    """).param("community", community).param("room", room.id()).param("on", on).query(Long.class).list()));
        return staff.holders(community, "cashier.receive").stream().map(staff::of).flatMap(Optional::stream)
            .map(person -> new Candidate(person.id(), person.name(), inCharge.contains(person.id())))
            .sorted(Comparator.comparing(Candidate::isInCharge).reversed().thenComparing(Candidate::name)).toList();
    }

    /** 安排；同一个人同一栋楼的日子不能重叠。 @return how many were written */
    @Transactional
    int assign(long community, Assignment wanted) {
        var user = CurrentUser.get();
        user.require(community, "cashier.assign");
        if (wanted.to() != null && wanted.to().isBefore(wanted.from())) throw Problem.invalid("dates-reversed", "结束日期早于开始日期");
        var person = staff.of(wanted.staffId()).filter(each -> each.may(community, "cashier.receive"))
            .orElseThrow(() -> Problem.notFound("collector-not-found", "这个小区没有这位能收款的同事"));
        var buildings = wanted.buildings() == null ? List.<Long>of() : wanted.buildings().stream().distinct().toList();
        var known = jdbc.sql("select count(*) from estate.building where community_id = :community and id = any (:ids)").param("community", community)
            .param("ids", buildings.toArray(Long[]::new)).query(Integer.class).single();
        if (known != buildings.size()) throw Problem.notFound("building-not-found", "有楼栋不在本小区");
        try {
            var written = jdbc.sql("""
                    insert into cashier.collector_area (community_id, staff_id, staff_name, building_id, from_on, to_on, note, made_by, made_name, made_at)
                    select :community, :staff, :staffName, b, :from, :to, :note, :by, :name, :at
                      from unnest(case when cardinality(:buildings::bigint[]) = 0 then array[null]::bigint[] else :buildings::bigint[] end) b
                    """).param("community", community).param("staff", person.id()).param("staffName", person.name()).param("buildings", buildings.toArray(Long[]::new))
                .param("from", wanted.from()).param("to", wanted.to()).param("note", wanted.note()).param("by", user.id()).param("name", user.name())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
            audit.note("收款人员 " + person.name(), null, wanted);
            return written;
        } catch (DataIntegrityViolationException e) {
            throw Problem.conflict("collector-area-overlaps", "%s 在其中一处这段日子已经安排过", person.name());
        }
    }

    /** 到哪天为止。 */
    @Transactional
    void end(long community, long id, LocalDate last) {
        CurrentUser.get().require(community, "cashier.assign");
        record Span(LocalDate fromOn, @Nullable LocalDate toOn, String staffName) {}
        var span = jdbc.sql("select from_on, to_on, staff_name from cashier.collector_area where community_id = :community and id = :id for no key update")
            .param("community", community).param("id", id).query(Span.class).optional()
            .orElseThrow(() -> Problem.notFound("collector-area-not-found", "没有这项安排"));
        if (last.isBefore(span.fromOn())) throw Problem.invalid("dates-reversed", "最后一天不能早于 %s", span.fromOn());
        if (span.toOn() != null && last.isAfter(span.toOn())) throw Problem.invalid("dates-reversed", "已经到 %s 为止，要延长请另加一项", span.toOn());
        jdbc.sql("update cashier.collector_area set to_on = :last where community_id = :community and id = :id").param("last", last)
            .param("community", community).param("id", id).update();
        audit.note("收款人员 " + span.staffName(), span.toOn(), last);
    }

    private JdbcClient.StatementSpec matching(String sql, long community, @Nullable Long person, @Nullable Long building, boolean ended) {
        return jdbc.sql(sql).param("community", community).param("staff", person).param("building", building).param("all", ended)
            .param("today", LocalDate.now(clock));
    }
}
