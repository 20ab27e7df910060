package cn.anju.metering;

import cn.anju.estate.Room;
import cn.anju.estate.Rooms;
import cn.anju.kernel.Problem;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 表在哪里：认出房号或公摊组。 */
@Component
class MeterPlaces {

    /**
     * 认定了地方的一只表。
     *
     * @param facts with {@code room} or {@code shareGroup} in its only spelling
     */
    record Placed(MeterFacts facts, @Nullable Long roomId) {}

    private final Rooms rooms;

    MeterPlaces(Rooms rooms) {
        this.rooms = rooms;
    }

    /** Looks rooms up one by one. @throws Problem as {@link #place} */
    Placed one(long community, MeterFacts facts) {
        return place(facts, code -> rooms.byCode(community, code).map(Room::id).orElse(null));
    }

    /** Code → id of every room, for many. */
    Map<String, Long> all(long community) {
        return rooms.idsByCode(community);
    }

    /**
     * @throws Problem 400 {@code meter-place-missing}, {@code meter-place-ambiguous}, {@code room-unknown},
     *     {@code share-group-invalid}
     */
    Placed place(MeterFacts tidied, Function<String, @Nullable Long> roomId) {
        if (tidied.room() != null && tidied.shareGroup() != null)
            throw Problem.invalid("meter-place-ambiguous", "房号和公摊组只能填一个");
        if (tidied.shareGroup() != null) {
            var group = MeterSpelling.shareGroup(tidied.shareGroup());
            if (group == null) throw Problem.invalid("share-group-invalid", "公摊组「%s」读不懂：3-2 是 3 栋 2 单元，3 是整栋，全区是整个小区", tidied.shareGroup());
            return new Placed(placed(tidied, null, group), null);
        }
        if (tidied.room() == null) throw Problem.invalid("meter-place-missing", "请填房号或公摊组");
        for (var code : MeterSpelling.rooms(tidied.room())) {
            var id = roomId.apply(code);
            if (id != null) return new Placed(placed(tidied, code, null), id);
        }
        throw Problem.invalid("room-unknown", "没有房号「%s」：请先登记这间房", tidied.room());
    }

    private static MeterFacts placed(MeterFacts facts, @Nullable String room, @Nullable String group) {
        return new MeterFacts(facts.number(), facts.kind(), room, group, facts.multiplier(), facts.digits(), facts.startReading(),
            facts.startOn(), facts.usedThisYear(), facts.location(), facts.note());
    }
}
