package cn.anju.estate;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 公共区域：大堂、电梯厅、绿地、车库、机房 …… */
@Service
class CommonAreas {

    /** @param kind 大堂、走道、绿地、车库、机房、道路 … */
    record AreaFacts(@NotBlank(message = "请填名称") @Size(max = 60, message = "名称最多 60 字") String name,
                     @NotBlank(message = "请选种类") @Size(max = 40) String kind, @Nullable Long buildingId, @Nullable @Size(max = 200) String location,
                     @Nullable @DecimalMin(value = "0", inclusive = false, message = "面积要大于 0")
                     @Digits(integer = 8, fraction = 4, message = "面积最多四位小数") BigDecimal area, @Nullable @Size(max = 500) String note) {}

    record CommonArea(long id, String name, String kind, @Nullable Long buildingId, @Nullable String building, @Nullable String location,
                      @Nullable BigDecimal area, @Nullable String note) {}

    private final JdbcClient jdbc;
    private final AuditTrail audit;

    CommonAreas(JdbcClient jdbc, AuditTrail audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    @Transactional(readOnly = true)
    List<CommonArea> list(long community) {
        return jdbc.sql("""
            select a.id, a.name, a.kind, a.building_id, b.code building, a.location, trim_scale(a.area) area, a.note
              from estate.common_area a left join estate.building b on b.community_id = a.community_id and b.id = a.building_id
             where a.community_id = :community order by b.code nulls first, a.kind, a.name
            """).param("community", community).query(CommonArea.class).list();
    }

    @Transactional
    CommonArea add(long community, AreaFacts facts) {
        CurrentUser.get().require(community, "estate.edit");
        var id = written(facts, () -> jdbc.sql("""
            insert into estate.common_area (community_id, building_id, name, kind, location, area, note)
            values (:community, :building, :name, :kind, :location, :area, :note) returning id
            """).param("community", community).param("building", facts.buildingId()).param("name", facts.name().strip()).param("kind", facts.kind().strip())
            .param("location", facts.location()).param("area", facts.area()).param("note", facts.note()).query(Long.class).single());
        var made = get(community, id);
        audit.note("公共区域 " + made.name(), null, made);
        return made;
    }

    @Transactional
    CommonArea change(long community, long id, AreaFacts facts) {
        CurrentUser.get().require(community, "estate.edit");
        var before = get(community, id);
        written(facts, () -> (long) jdbc.sql("""
            update estate.common_area
               set building_id = :building, name = :name, kind = :kind, location = :location, area = :area, note = :note
             where community_id = :community and id = :id
            """).param("building", facts.buildingId()).param("name", facts.name().strip()).param("kind", facts.kind().strip())
            .param("location", facts.location()).param("area", facts.area()).param("note", facts.note())
            .param("community", community).param("id", id).update());
        var after = get(community, id);
        audit.note("公共区域 " + after.name(), before, after);
        return after;
    }

    @Transactional
    void remove(long community, long id) {
        CurrentUser.get().require(community, "estate.edit");
        var area = get(community, id);
        jdbc.sql("delete from estate.common_area where community_id = :community and id = :id").param("community", community).param("id", id).update();
        audit.note("公共区域 " + area.name(), area, null);
    }

    private CommonArea get(long community, long id) {
        return list(community).stream().filter(area -> area.id() == id).findFirst()
            .orElseThrow(() -> Problem.notFound("common-area-not-found", "没有这个公共区域"));
    }

    private static long written(AreaFacts facts, LongSupplier write) {
        try {
            return write.getAsLong();
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("common-area-exists", "同一处已有叫「%s」的公共区域", facts.name().strip());
        } catch (DataIntegrityViolationException e) {
            throw Problem.invalid("building-not-found", "没有这栋楼");
        }
    }
}
