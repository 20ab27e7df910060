package cn.anju.metering;

import cn.anju.access.AuditTrail;
import cn.anju.estate.RoomKind;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 公摊组：编码定了有哪些房屋，挂着哪些公共表。 */
@Service
class ShareGroups {

    /** 公摊组的一行。 @param rooms how many rooms the code stands for, whatever their kind */
    record Line(long id, String code, @Nullable String label, long rooms, BigDecimal grossArea, long meters) {}

    record Member(long id, String code, RoomKind kind, BigDecimal grossArea, @Nullable LocalDate handoverOn) {}

    record Group(Line group, List<Member> rooms, List<MeterList.Line> meters) {}

    record Facts(@NotBlank(message = "请填公摊组") @Size(max = 60, message = "公摊组最多 60 字") String code,
                 @Nullable @Size(max = 60, message = "名称最多 60 字") String label) {}

    private static final String LINES = """
        with place as (
          select b.code building, e.code entrance, count(*) rooms, sum(r.gross_area) gross_area
            from estate.room r
            join estate.building b on b.community_id = r.community_id and b.id = r.building_id
            left join estate.entrance e on e.community_id = r.community_id and e.id = r.entrance_id
           where r.community_id = :community group by b.code, e.code)
        select g.id, g.code, g.label, coalesce(sum(p.rooms), 0) rooms, coalesce(sum(p.gross_area), 0) gross_area,
               (select count(*) from metering.meter m where m.community_id = :community and m.share_group_id = g.id) meters
          from metering.share_group g
          left join place p on g.code = '全区' or g.code = p.building or g.code = p.building || '-' || p.entrance
         where g.community_id = :community and (:id::bigint is null or g.id = :id)
         group by g.id, g.code, g.label order by g.code
        """;

    private final JdbcClient jdbc;
    private final MeterList meters;
    private final AuditTrail audit;

    ShareGroups(JdbcClient jdbc, MeterList meters, AuditTrail audit) {
        this.jdbc = jdbc;
        this.meters = meters;
        this.audit = audit;
    }

    @Transactional(readOnly = true)
    List<Line> all(long community) {
        return jdbc.sql(LINES).param("community", community).param("id", null).query(Line.class).list();
    }

    /** @throws Problem 404 {@code share-group-not-found} */
    @Transactional(readOnly = true)
    Group get(long community, long id) {
        var line = line(community, id);
        var members = jdbc.sql("""
            select r.id, r.code, r.kind, r.gross_area, r.handover_on
              from estate.room r
              join estate.building b on b.community_id = r.community_id and b.id = r.building_id
              left join estate.entrance e on e.community_id = r.community_id and e.id = r.entrance_id
             where r.community_id = :community and (:code = '全区' or b.code = :code or b.code || '-' || e.code = :code)
             order by r.code limit 5000
            """).param("community", community).param("code", line.code()).query(Member.class).list();
        var filter = new MeterList.Filter(null, null, id, null, null, null, null);
        return new Group(line, members, meters.page(community, filter, Paging.all(null)).items());
    }

    /** 建公摊组。 */
    @Transactional
    Group add(long community, Facts facts) {
        CurrentUser.get().require(community, "metering.edit");
        try {
            var id = jdbc.sql("insert into metering.share_group (community_id, code, label) values (:community, :code, :label) returning id")
                .param("community", community).param("code", code(facts)).param("label", label(facts)).query(Long.class).single();
            audit.note("公摊组 " + code(facts), null, facts);
            return get(community, id);
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("share-group-exists", "已有公摊组 %s", code(facts));
        }
    }

    /** 改名称或编码；编码一改，组里的房屋随之而变。 */
    @Transactional
    Group change(long community, long id, Facts facts) {
        CurrentUser.get().require(community, "metering.edit");
        var before = line(community, id);
        try {
            jdbc.sql("update metering.share_group set code = :code, label = :label where community_id = :community and id = :id")
                .param("community", community).param("id", id).param("code", code(facts)).param("label", label(facts)).update();
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("share-group-exists", "已有公摊组 %s", code(facts));
        }
        audit.note("公摊组 " + before.code(), before, facts);
        return get(community, id);
    }

    /** 删去没有表、没出过账的公摊组。 */
    @Transactional
    void remove(long community, long id) {
        CurrentUser.get().require(community, "metering.edit");
        var before = line(community, id);
        try {
            jdbc.sql("delete from metering.share_group where community_id = :community and id = :id")
                .param("community", community).param("id", id).update();
        } catch (DataIntegrityViolationException e) {
            throw Problem.conflict("share-group-in-use", "公摊组 %s 还有公共表或账单，不能删除", before.code());
        }
        audit.note("公摊组 " + before.code(), before, null);
    }

    private Line line(long community, long id) {
        return jdbc.sql(LINES).param("community", community).param("id", id).query(Line.class).optional()
            .orElseThrow(() -> Problem.notFound("share-group-not-found", "没有这个公摊组"));
    }

    private static String code(Facts facts) {
        var code = MeterSpelling.shareGroup(facts.code());
        if (code == null) throw Problem.invalid("share-group-invalid", "公摊组「%s」读不懂：3-2 是 3 栋 2 单元，3 是整栋，全区是整个小区", facts.code());
        return code;
    }

    private static @Nullable String label(Facts facts) {
        return facts.label() == null || facts.label().isBlank() ? null : facts.label().strip();
    }
}
