package cn.anju.billing.correction;

import cn.anju.billing.Rebilling.Subject;
import cn.anju.billing.TariffCorrections;
import cn.anju.estate.Room;
import cn.anju.estate.RoomFacts;
import cn.anju.estate.RoomRegister;
import cn.anju.estate.Rooms;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.metering.ReadingCorrections;
import cn.anju.metering.ReadingCorrections.Right;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 把对的写进档案：每种更正怎样写、涉及哪些行。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class RightFacts {

    /** 一次还没写的更正；写了以后知道改前改后。 */
    static final class Change {

        /** What writing leaves behind. */
        record Written(String before, String after, ReadingCorrections.@Nullable Reopened reopened) {}

        /** Writes the right facts. */
        interface Writing {
            Written write();
        }

        private final CorrectionKind kind;
        private final String subject;
        private final Subject concerns;
        private final @Nullable YearMonth first;
        private final Writing writing;
        private @Nullable Written written;

        Change(CorrectionKind kind, String subject, Subject concerns, @Nullable YearMonth first, Writing writing) {
            this.kind = kind;
            this.subject = subject;
            this.concerns = concerns;
            this.first = first;
            this.writing = writing;
        }

        void write() {
            written = writing.write();
        }

        CorrectionKind kind() {
            return kind;
        }

        String subject() {
            return subject;
        }

        Subject concerns() {
            return concerns;
        }

        /** Where the change itself says from when, that month. */
        YearMonth firstMonth(YearMonth wanted) {
            return first == null ? wanted : first;
        }

        String before() {
            return Objects.requireNonNull(written).before();
        }

        String after() {
            return Objects.requireNonNull(written).after();
        }

        ReadingCorrections.@Nullable Reopened reopened() {
            return Objects.requireNonNull(written).reopened();
        }
    }

    private record Place(@Nullable Long roomId) {}

    private final JdbcClient jdbc;
    private final Rooms rooms;
    private final RoomRegister register;
    private final ReadingCorrections readings;
    private final TariffCorrections tariffs;
    private final SplitReadings splits;
    private final Clock clock;

    RightFacts(JdbcClient jdbc, Rooms rooms, RoomRegister register, ReadingCorrections readings, TariffCorrections tariffs, SplitReadings splits,
               Clock clock) {
        this.jdbc = jdbc;
        this.rooms = rooms;
        this.register = register;
        this.readings = readings;
        this.tariffs = tariffs;
        this.splits = splits;
        this.clock = clock;
    }

    Change begin(long community, CorrectionOrder order) {
        if (order.reading() != null) return reading(community, order.from(), order.reading());
        if (order.area() != null) return area(community, order.area(), order.reason());
        if (order.price() != null) return price(community, order.price());
        if (order.assignment() != null) return assignment(community, order.assignment());
        if (order.placement() != null) return placement(community, order.from(), order.placement());
        return handover(community, Objects.requireNonNull(order.handover()), order.reason());
    }

    private Change reading(long community, YearMonth month, CorrectionOrder.RightReading right) {
        var number = right.meterNumber().strip();
        var place = jdbc.sql("select room_id from metering.meter where community_id = :community and number = :number")
            .param("community", community).param("number", number).query(Place.class).optional()
            .orElseThrow(() -> Problem.notFound("meter-unknown", "没有表号「%s」", number));
        var concerns = Subject.ofRooms(place.roomId() == null ? Set.of() : Set.of(place.roomId()), false, place.roomId() == null);
        return new Change(CorrectionKind.READING, "表 " + number + " " + month, concerns, null, () -> {
            var done = readings.correct(community, new Right(number, month, right.value(), Boolean.TRUE.equals(right.isRollover()), right.oldStop(), right.newStart()));
            return new Change.Written(done.before(), done.after(), done.reopened());
        });
    }

    private Change area(long community, CorrectionOrder.RightArea right, String reason) {
        var room = room(community, right.roomCode());
        if (right.grossArea().signum() <= 0 || right.grossArea().stripTrailingZeros().scale() > 4)
            throw Problem.invalid("area-invalid", "建筑面积要大于 0，最多四位小数");
        return new Change(CorrectionKind.AREA, room.code(), Subject.ofRooms(Set.of(room.id()), true, true), null, () -> {
            var now = RoomFacts.of(room);
            register.change(community, List.of(new RoomRegister.Edit(room.id(), new RoomFacts(now.building(), now.entrance(), now.number(), now.floor(),
                now.kind(), right.grossArea(), now.netArea(), now.status(), now.handoverOn(), now.layout(), now.note()))), reason);
            return new Change.Written(plain(room.grossArea()) + " ㎡", plain(right.grossArea()) + " ㎡", null);
        });
    }

    private Change price(long community, CorrectionOrder.RightPrice right) {
        var code = tariffs.code(community, right.tariffId());
        return new Change(CorrectionKind.PRICE, code, Subject.ofTariffs(Set.of(code)), YearMonth.from(right.on()), () -> {
            var done = tariffs.reprice(community, right.tariffId(), right.on(), right.price(), right.tiers());
            return new Change.Written(done.before(), done.after() + "（" + right.on() + " 起）", null);
        });
    }

    private Change assignment(long community, CorrectionOrder.RightAssignment right) {
        var code = tariffs.code(community, right.tariffId());
        return new Change(CorrectionKind.ASSIGNMENT, code, Subject.ofTariffs(Set.of(code)), null, () -> {
            var done = tariffs.reassign(community, right.tariffId(), right.buildings() == null ? List.of() : right.buildings(),
                right.rooms() == null ? List.of() : right.rooms());
            return new Change.Written(done.before(), done.after(), null);
        });
    }

    private Change placement(long community, YearMonth from, CorrectionOrder.RightPlacement right) {
        var codes = Stream.of(right.wrongCode(), right.rightCode()).filter(Objects::nonNull).collect(Collectors.toSet());
        return new Change(CorrectionKind.ASSIGNMENT, TariffCorrections.text(right.wrongCode(), right.rightCode()), Subject.ofTariffs(codes), null, () -> {
            var done = tariffs.replace(community, from, right.wrongCode(), right.rightCode(), right.buildings(), right.rooms());
            return new Change.Written(done.before(), done.after() + "（" + from + " 起）", null);
        });
    }

    private Change handover(long community, CorrectionOrder.RightHandover right, String reason) {
        var room = room(community, right.roomCode());
        return new Change(CorrectionKind.HANDOVER, room.code(), Subject.ofRooms(Set.of(room.id()), true, true), null, () -> {
            var now = RoomFacts.of(room);
            register.change(community, List.of(new RoomRegister.Edit(room.id(), new RoomFacts(now.building(), now.entrance(), now.number(), now.floor(),
                now.kind(), now.grossArea(), now.netArea(), now.status(), right.handoverOn(), now.layout(), now.note()))), reason);
            jdbc.sql("""
                    insert into billing.handover (community_id, room_id, handover_on, made_name, made_at)
                    values (:community, :room, :on, :name, :at)
                    """).param("community", community).param("room", room.id()).param("on", right.handoverOn()).param("name", CurrentUser.get().name())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
            splits.add(community, room.id(), right.handoverOn(), right.readings());
            return new Change.Written(text(room.handoverOn()), text(right.handoverOn()), null);
        });
    }

    private Room room(long community, String code) {
        return rooms.byCode(community, code.strip()).orElseThrow(() -> Problem.notFound("room-not-found", "没有房号 %s，请核对", code));
    }

    private static String plain(BigDecimal area) {
        return area.stripTrailingZeros().toPlainString();
    }

    private static String text(@Nullable LocalDate day) {
        return day == null ? "未交房" : day.toString();
    }
}
