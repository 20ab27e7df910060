package cn.anju.estate;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.kernel.Statistics;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 手工登记房屋。 */
@Service
class RoomDesk {

    /** @param reason why, kept in the history of the room */
    record Change(@NotNull @Valid RoomFacts facts, @Nullable @Size(max = 200, message = "原因最多 200 字") String reason) {}

    /**
     * 生成前先看。
     *
     * @param codes every code that would be made
     * @param conflicts codes that are there already; they are left out
     */
    record GenerationPreview(int total, List<String> codes, List<String> conflicts) {}

    record Generated(int created, List<String> skipped) {}

    private final RoomRegister register;
    private final Rooms rooms;
    private final AuditTrail audit;
    private final Statistics statistics;

    RoomDesk(RoomRegister register, Rooms rooms, AuditTrail audit, Statistics statistics) {
        this.register = register;
        this.rooms = rooms;
        this.audit = audit;
        this.statistics = statistics;
    }

    /** 建一间房。 */
    @Transactional
    Room add(long community, RoomFacts facts) {
        CurrentUser.get().require(community, "estate.edit");
        var tidied = checked(facts.tidied());
        if (rooms.byCode(community, tidied.code()).isPresent())
            throw Problem.conflict("room-exists", "房号 %s 已经登记过了", tidied.code());
        var room = rooms.byId(community, register.add(community, List.of(tidied), "手工登记").get(tidied.code()));
        audit.note(room.code(), null, room);
        return room;
    }

    /** 改一间房。 */
    @Transactional
    Room change(long community, long id, Change change) {
        CurrentUser.get().require(community, "estate.edit");
        var before = rooms.byId(community, id);
        register.change(community, List.of(new RoomRegister.Edit(id, checked(change.facts().tidied()))),
            change.reason() == null || change.reason().isBlank() ? "手工修改" : change.reason().strip());
        var after = rooms.byId(community, id);
        audit.note(after.code(), before, after);
        return after;
    }

    @Transactional
    void remove(long community, long id) {
        CurrentUser.get().require(community, "estate.edit");
        var room = rooms.byId(community, id);
        register.remove(community, id);
        audit.note(room.code(), room, null);
    }

    @Transactional(readOnly = true)
    GenerationPreview preview(long community, RoomGenerator generator) {
        var codes = generator.rooms().stream().map(RoomFacts::code).toList();
        var known = rooms.idsByCode(community);
        return new GenerationPreview(codes.size(), codes, codes.stream().filter(known::containsKey).toList());
    }

    /** 成批生成；已有的房号跳过，不动原来的。 */
    @Transactional
    Generated generate(long community, RoomGenerator generator) {
        CurrentUser.get().require(community, "estate.edit");
        var known = rooms.idsByCode(community);
        var all = generator.rooms();
        var fresh = all.stream().filter(facts -> !known.containsKey(facts.code())).toList();
        register.add(community, fresh, "成批生成");
        audit.note("成批生成房屋", null, generator);
        statistics.refresh();
        return new Generated(fresh.size(), all.stream().map(RoomFacts::code).filter(known::containsKey).toList());
    }

    private static RoomFacts checked(RoomFacts tidied) {
        if (tidied.building().isEmpty()) throw Problem.invalid("building-missing", "请填楼栋");
        if (tidied.number().isEmpty()) throw Problem.invalid("room-no-missing", "请填房号");
        return tidied;
    }
}
