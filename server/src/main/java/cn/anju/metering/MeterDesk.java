package cn.anju.metering;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 手工登记仪表：建、改、换、拆。 */
@Service
class MeterDesk {

    /** @param version as it was shown */
    record Change(@NotNull @Valid MeterFacts facts, int version) {}

    /**
     * 换表：旧表停在哪，新表从哪起。
     *
     * @param value what the new meter shows now; the start reading unless given
     */
    record Replacement(@NotNull(message = "请填换表日期") LocalDate replacedOn, @NotNull(message = "请填旧表止码") BigDecimal oldStop,
                       @NotNull(message = "请填新表起码") BigDecimal newStart, @Nullable BigDecimal value,
                       @Nullable @Size(max = 200, message = "备注最多 200 字") String note, @Nullable Integer version) {}

    /** 拆表。 @param lastReading taken as the reading of that month when given */
    record Removal(@NotNull(message = "请填拆表日期") LocalDate removedOn, @Nullable BigDecimal lastReading) {}

    /** 是不是总表。 */
    record Master(boolean isMaster) {}

    private final Meters meters;
    private final MeterPlaces places;
    private final MeterRegister register;
    private final MeterIndex index;
    private final ReadingBook book;
    private final ReadingStore store;
    private final ReadingDesk readings;
    private final AuditTrail audit;
    private final JdbcClient jdbc;

    MeterDesk(Meters meters, MeterPlaces places, MeterRegister register, MeterIndex index, ReadingBook book, ReadingStore store,
              ReadingDesk readings, AuditTrail audit, JdbcClient jdbc) {
        this.meters = meters;
        this.places = places;
        this.register = register;
        this.index = index;
        this.book = book;
        this.store = store;
        this.readings = readings;
        this.audit = audit;
        this.jdbc = jdbc;
    }

    /** 建一只表。 */
    @Transactional
    Meter add(long community, MeterFacts facts) {
        CurrentUser.get().require(community, "metering.edit");
        var placed = places.one(community, checked(facts));
        if (meters.byNumbers(community, List.of(placed.facts().number())).containsKey(placed.facts().number()))
            throw Problem.conflict("meter-exists", "表号 %s 已经登记过了", placed.facts().number());
        var made = meters.byId(community, register.add(community, List.of(placed)).getFirst());
        audit.note("表 " + made.number(), null, made);
        return made;
    }

    /** 改一只表；没出账的读数跟着重算。 */
    @Transactional
    Meter change(long community, long id, Change change) {
        CurrentUser.get().require(community, "metering.edit");
        var before = meters.lock(community, id);
        if (before.version() != change.version()) throw MeterRegister.changedMeanwhile();
        var placed = places.one(community, checked(change.facts()));
        if (placed.facts().isAlready(before)) return before;
        if (MeterRevision.isNeeded(before, placed.facts())) {
            var chain = book.chain(community, before);
            MeterRevision.apply(before, placed.facts(), chain);
            store.store(community, List.of(chain));
        }
        register.change(community, List.of(new MeterRegister.Edit(before, placed)));
        var after = meters.byId(community, id);
        audit.note("表 " + before.number(), before, after);
        return after;
    }

    /** 换表：旧表走到止码，新表从起码走起，用量两段相加。 */
    @Transactional
    ReadingView replace(long community, long id, Replacement replacement) {
        CurrentUser.get().require(community, "metering.edit");
        var input = new ReadingDesk.Input(replacement.value() == null ? replacement.newStart() : replacement.value(), false,
            replacement.oldStop(), replacement.newStart(), replacement.replacedOn(),
            replacement.note() == null ? "换表" : replacement.note(), replacement.version());
        return readings.put(community, meters.lock(community, id), YearMonth.from(replacement.replacedOn()), input, ReadingSource.ENTRY);
    }

    /** 拆表：从此不再抄。 */
    @Transactional
    Meter remove(long community, long id, Removal removal) {
        CurrentUser.get().require(community, "metering.edit");
        var before = meters.lock(community, id);
        if (before.removedOn() != null) throw Problem.conflict("meter-removed", "表 %s 已于 %s 拆下", before.number(), before.removedOn());
        if (removal.removedOn().isBefore(before.startOn())) throw Problem.invalid("date-invalid", "拆表不能早于启用日期 %s", before.startOn());
        var month = YearMonth.from(removal.removedOn());
        var chain = book.chain(community, before);
        if (!chain.latestFirst().isEmpty() && chain.latestFirst().getFirst().entry().month().isAfter(month))
            throw Problem.conflict("meter-read-later", "表 %s 在 %s 还有读数，不能在那之前拆", before.number(), chain.latestFirst().getFirst().entry().month());
        if (removal.lastReading() != null) {
            var stored = chain.at(month);
            readings.put(community, before, month, new ReadingDesk.Input(removal.lastReading(), false, null, null, removal.removedOn(), "拆表",
                stored == null ? null : stored.version()), ReadingSource.REMOVAL);
        }
        return setRemoved(community, before, removal.removedOn());
    }

    /** 拆错了，恢复在用。 */
    @Transactional
    Meter restore(long community, long id) {
        CurrentUser.get().require(community, "metering.edit");
        return setRemoved(community, meters.lock(community, id), null);
    }

    /**
     * 公共表设为总表，或改回来；总表只与分表核对，不进公摊。
     *
     * @throws Problem 409 {@code not-a-public-meter}, {@code meter-already-billed}
     */
    @Transactional
    Meter setMaster(long community, long id, Master master) {
        CurrentUser.get().require(community, "metering.edit");
        var before = meters.lock(community, id);
        if (before.isMaster() == master.isMaster()) return before;
        if (before.shareGroupId() == null) throw Problem.conflict("not-a-public-meter", "表 %s 装在房屋里，只有公共表能设为总表", before.number());
        if (book.chain(community, before).isBilled())
            throw Problem.conflict("meter-already-billed", "表 %s 的读数已经进了公摊账单；请拆下后另建一只", before.number());
        jdbc.sql("update metering.meter set is_master = :master, version = version + 1 where community_id = :community and id = :id")
            .param("community", community).param("id", id).param("master", master.isMaster()).update();
        var after = meters.byId(community, id);
        audit.note("表 " + before.number(), before, after);
        return after;
    }

    /** 删去误建的表；抄过的只能拆。 */
    @Transactional
    void delete(long community, long id) {
        CurrentUser.get().require(community, "metering.edit");
        var before = meters.lock(community, id);
        try {
            jdbc.sql("delete from metering.meter where community_id = :community and id = :id")
                .param("community", community).param("id", id).update();
        } catch (DataIntegrityViolationException e) {
            throw Problem.conflict("meter-in-use", "表 %s 已有读数，不能删除；不用了请拆表", before.number());
        }
        index.remove(community, id);
        audit.note("表 " + before.number(), before, null);
    }

    private Meter setRemoved(long community, Meter before, @Nullable LocalDate day) {
        jdbc.sql("update metering.meter set removed_on = :day, version = version + 1 where community_id = :community and id = :id")
            .param("community", community).param("id", before.id()).param("day", day).update();
        var after = meters.byId(community, before.id());
        audit.note("表 " + before.number(), before, after);
        return after;
    }

    private static MeterFacts checked(MeterFacts facts) {
        var tidied = facts.tidied();
        if (tidied.number().isEmpty()) throw Problem.invalid("meter-no-missing", "请填表号");
        if (tidied.kind().isEmpty()) throw Problem.invalid("kind-missing", "请填表类型");
        return tidied;
    }
}
