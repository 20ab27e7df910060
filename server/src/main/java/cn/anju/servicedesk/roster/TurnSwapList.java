package cn.anju.servicedesk.roster;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.ToDoSource;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 换班的清单：排班的人看全部，别人看自己的；今日页提醒等着谁。 */
@Component
@Transactional(readOnly = true)
class TurnSwapList implements ToDoSource {

    /** 现在这个人能做的。 */
    enum Act { AGREE, WITHDRAW, DECIDE }

    /** @param mine asked by or of the person who asks; {@code waiting} for him to do something */
    record Filter(@Nullable String state, @Nullable Boolean mine, @Nullable Boolean waiting, @Nullable LocalDate from, @Nullable LocalDate to) {}

    private record Found(long id, String askerName, LocalDate day, Shift shift, String otherName, @Nullable LocalDate otherDay, @Nullable Shift otherShift, String reason, String state,
                         Instant askedAt, @Nullable Instant agreedAt, @Nullable Instant endedAt, @Nullable String endedName, @Nullable String remark, boolean mayAnswer, boolean mayWithdraw,
                         boolean mayDecide) {}

    /** @param turn and {@code otherTurn} the shifts in words */
    record Row(long id, String askerName, LocalDate day, String turn, String otherName, @Nullable LocalDate otherDay, @Nullable String otherTurn, String reason, String state, Instant askedAt,
               @Nullable Instant agreedAt, @Nullable Instant endedAt, @Nullable String endedName, @Nullable String remark, List<Act> acts) {}

    private static final Map<String, String> SORTABLE = Map.of("day", "w.day", "askedAt", "w.asked_at", "askerName", "w.asker_name");
    private static final String FROM = """
          from (select s.*, s.state = 'ASKED' and s.other_id = :me may_answer, s.state in ('ASKED', 'AGREED') and s.asker_id = :me may_withdraw,
                       :lead and s.state = 'AGREED' and :me not in (s.asker_id, s.other_id) may_decide
                  from servicedesk.turn_swap s where s.community_id = :community and (:lead or :me in (s.asker_id, s.other_id))) w
         where (:state::text is null or w.state = :state) and (not :mine or :me in (w.asker_id, w.other_id)) and (not :waiting or w.may_answer or w.may_decide)
           and (:from::date is null or w.day >= :from) and (:to::date is null or w.day <= :to)
        """;

    private final JdbcClient jdbc;

    TurnSwapList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<Row> list(long community, Filter filter, Paging paging) {
        var rows = matching("select w.*" + FROM + paging.orderBy(SORTABLE, "w.state in ('ASKED', 'AGREED') desc, w.id desc") + " limit :limit offset :offset", community, filter)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Found.class).stream().map(TurnSwapList::row).toList();
        return new Page<>(rows, matching("select count(*)" + FROM, community, filter).query(Long.class).single());
    }

    @Override
    public List<Waiting> waiting(long community, CurrentUser user) {
        if (!user.may(community, "workforce.attend") && !user.may(community, "workforce.roster")) return List.of();
        var count = matching("select count(*)" + FROM, community, new Filter(null, null, true, null, null)).query(Long.class).single();
        return count == 0 ? List.of() : List.of(new Waiting("%d 次换班等您答复或批".formatted(count), "turn-swaps?waiting=true", false));
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter) {
        var user = CurrentUser.get();
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "me", user.id(), "lead", user.may(community, "workforce.roster"),
            "mine", Boolean.TRUE.equals(filter.mine()), "waiting", Boolean.TRUE.equals(filter.waiting())));
        values.put("state", filter.state());
        values.put("from", filter.from());
        values.put("to", filter.to());
        return jdbc.sql(sql).params(values);
    }

    private static Row row(Found found) {
        var acts = new ArrayList<Act>();
        if (found.mayAnswer()) acts.add(Act.AGREE);
        if (found.mayDecide()) acts.add(Act.DECIDE);
        if (found.mayWithdraw()) acts.add(Act.WITHDRAW);
        return new Row(found.id(), found.askerName(), found.day(), found.shift().label(), found.otherName(), found.otherDay(), found.otherShift() == null ? null : found.otherShift().label(),
            found.reason(), found.state(), found.askedAt(), found.agreedAt(), found.endedAt(), found.endedName(), found.remark(), acts);
    }
}
