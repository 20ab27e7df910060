package cn.anju.metering;

import cn.anju.access.StaffAccess;
import cn.anju.kernel.CurrentUser;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 有读数存疑：告诉能放行的人，一批一次；一条一条录的，同一人同一天算一批。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class HoldNotice {

    private static final int NAMED = 3;

    private final JdbcClient jdbc;
    private final StaffAccess staff;
    private final Notices notices;
    private final Clock clock;

    HoldNotice(JdbcClient jdbc, StaffAccess staff, Notices notices, Clock clock) {
        this.jdbc = jdbc;
        this.staff = staff;
        this.notices = notices;
        this.clock = clock;
    }

    /** Nobody releases a reading of his own: whoever entered the batch is not told. */
    void tell(long community, List<AcceptedReading> stored) {
        var held = stored.stream().filter(reading -> reading.hold() != null && !reading.isReleased()).toList();
        if (held.isEmpty() || !CurrentUser.isKnown()) return;
        var me = CurrentUser.get().id();
        var numbers = jdbc.sql("select number from metering.meter where community_id = :community and id = any (:ids) order by number limit :named")
            .param("community", community).param("ids", held.stream().map(AcceptedReading::meterId).distinct().toArray(Long[]::new)).param("named", NAMED)
            .query(String.class).list();
        var reasons = held.stream().map(reading -> reading.hold().label).distinct().collect(Collectors.joining("、"));
        notices.tell(community, staff.holders(community, "metering.release").stream().filter(person -> person != me).toList(),
            new Notice("抄表", held.size() == 1 ? "有读数存疑，等人放行" : "%d 条读数存疑，等人放行".formatted(held.size()),
                "表 %s%s：%s".formatted(String.join("、", numbers), held.size() > numbers.size() ? " 等" : "", reasons), "held-readings", once(held.size(), me)));
    }

    private @Nullable String once(int held, long me) {
        return held == 1 ? "held-%d-%s".formatted(me, LocalDate.now(clock)) : null;
    }
}
