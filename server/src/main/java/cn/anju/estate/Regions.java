package cn.anju.estate;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 区域：公司把小区分成几片来管，如城东、城西。 */
@Service
class Regions {

    /** @param communities how many there are in it, whoever asks */
    record Region(long id, String name, long communities) {}

    private final JdbcClient jdbc;
    private final AuditTrail audit;

    Regions(JdbcClient jdbc, AuditTrail audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    @Transactional(readOnly = true)
    List<Region> list() {
        return jdbc.sql("""
            select g.id, g.name, count(c.id) communities
              from estate.region g left join estate.community c on c.region_id = g.id
             group by g.id, g.name order by g.name collate "C"
            """).query(Region.class).list();
    }

    /** 建区域。 */
    @Transactional
    Region add(String name) {
        CurrentUser.get().requireEverywhere("estate.create");
        try {
            var id = jdbc.sql("insert into estate.region (name) values (:name) returning id").param("name", name.strip()).query(Long.class).single();
            var region = get(id);
            audit.note(region.name(), null, region);
            return region;
        } catch (DuplicateKeyException e) {
            throw nameTaken(name);
        }
    }

    /** 区域改名。 */
    @Transactional
    Region rename(long id, String name) {
        CurrentUser.get().requireEverywhere("estate.create");
        var before = get(id);
        try {
            jdbc.sql("update estate.region set name = :name where id = :id").param("name", name.strip()).param("id", id).update();
        } catch (DuplicateKeyException e) {
            throw nameTaken(name);
        }
        var after = get(id);
        audit.note(after.name(), before, after);
        return after;
    }

    /** 删区域；还有小区在里面的不能删。 */
    @Transactional
    void remove(long id) {
        CurrentUser.get().requireEverywhere("estate.create");
        var region = get(id);
        try {
            jdbc.sql("delete from estate.region where id = :id").param("id", id).update();
        } catch (DataIntegrityViolationException e) {
            throw Problem.conflict("region-in-use", "「%s」里还有 %d 个小区，请先把它们移到别的区域", region.name(), region.communities());
        }
        audit.note(region.name(), region, null);
    }

    /** @return the same id, once it is known to exist */
    @Nullable Long known(@Nullable Long region) {
        if (region != null && list().stream().noneMatch(each -> each.id() == region)) throw Problem.invalid("region-unknown", "没有这个区域");
        return region;
    }

    private Region get(long id) {
        return list().stream().filter(each -> each.id() == id).findFirst().orElseThrow(() -> Problem.notFound("region-not-found", "没有这个区域"));
    }

    private static Problem nameTaken(String name) {
        return Problem.conflict("region-exists", "已有叫「%s」的区域", name.strip());
    }
}
