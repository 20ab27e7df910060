package cn.anju.resident;

import cn.anju.estate.RoomRegister;
import cn.anju.job.ImportTrace;
import cn.anju.job.ImportUndone;
import cn.anju.kernel.CurrentUser;
import java.util.HashSet;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 撤销名册导入以后：搜索跟上，复原的房和人各留一行记录。 */
@Component
class RosterUndo {

    static final List<ImportTrace> TRACES = List.of(new ImportTrace("estate.building", "楼栋", "code"), new ImportTrace("estate.entrance", "单元", "code"),
        new ImportTrace("estate.room", "房屋", "code"), new ImportTrace("resident.person", "住户", "name"), new ImportTrace("resident.contact", "联系电话", "label"),
        new ImportTrace("resident.holding", "业主关系", "role"), new ImportTrace("resident.vehicle", "车辆", "plate"));
    private static final String REASON = "撤销导入业主名册";

    private final JdbcClient jdbc;
    private final RoomRegister register;
    private final PersonIndex index;
    private final ResidentHistory history;
    private final RosterNotes notes;

    RosterUndo(JdbcClient jdbc, RoomRegister register, PersonIndex index, ResidentHistory history, RosterNotes notes) {
        this.jdbc = jdbc;
        this.register = register;
        this.index = index;
        this.history = history;
        this.notes = notes;
    }

    void tidy(long community, ImportUndone rows) {
        register.undone(community, rows.removed("estate.room"), rows.restored("estate.room"), REASON);
        index.removePeople(community, rows.removed("resident.person"));
        index.removeVehicles(community, rows.removed("resident.vehicle"));
        var people = new HashSet<>(rows.restored("resident.person"));
        people.addAll(ofHoldings(community, rows, "person_id"));
        notes.undone(community, rows.restored("resident.person"), ofHoldings(community, rows, "room_id"));
        index.refreshPeople(community, people);
        index.refreshVehicles(community, rows.restored("resident.vehicle"));
        history.addAll(community, people.stream().map(person -> new ResidentHistory.Item(null, person, "PERSON_CHANGE", REASON + "，恢复原来的登记")).toList(),
            CurrentUser.get().name());
    }

    // The column is one of two literals of this class.
    private List<Long> ofHoldings(long community, ImportUndone rows, String column) {
        return jdbc.sql("select distinct %s from resident.holding where community_id = :community and id = any (:ids)".formatted(column))
            .param("community", community).param("ids", rows.restored("resident.holding").toArray(Long[]::new)).query(Long.class).list();
    }
}
