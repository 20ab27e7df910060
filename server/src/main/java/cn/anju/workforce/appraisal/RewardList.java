package cn.anju.workforce.appraisal;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 奖惩：带班的看全部，各人看自己批下来的。 */
@Component
@Transactional(readOnly = true)
class RewardList {

    record Filter(@Nullable Long id, @Nullable String name, Rewards.@Nullable Kind kind, @Nullable Progress state, @Nullable LocalDate from, @Nullable LocalDate to, @Nullable Boolean mine) {}

    record Row(long id, String number, Rewards.Kind kind, long staffId, String staffName, LocalDate happenedOn, String reason, Money amount, Progress state, Instant madeAt, String madeName,
               @Nullable Instant endedAt, @Nullable String endedName, @Nullable String endedWhy, @Nullable Instant acknowledgedAt, @Nullable String objection, boolean mayAcknowledge) {}

    private static final Map<String, String> SORTABLE = Map.of("number", "r.number", "happenedOn", "r.happened_on", "staffName", "r.staff_name", "amount", "r.amount");
    private static final String FROM = """
          from workforce.reward r
         where r.community_id = :community and (:all and (r.staff_id <> :me or r.state = 'APPROVED') or r.staff_id = :me and r.state = 'APPROVED') and (:id::bigint is null or r.id = :id)
           and (not :mine or r.staff_id = :me) and (:name::text is null or position(:name in r.staff_name) > 0) and (:kind::text is null or r.kind = :kind)
           and (:state::text is null or r.state = :state) and (:from::date is null or r.happened_on >= :from) and (:to::date is null or r.happened_on <= :to)
        """;

    private final JdbcClient jdbc;

    RewardList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<Row> list(long community, Filter filter, Paging paging) {
        var rows = matching("select r.*, r.state = 'APPROVED' and r.acknowledged_at is null and r.staff_id = :me may_acknowledge" + FROM
            + paging.orderBy(SORTABLE, "r.happened_on desc, r.id desc") + " limit :limit offset :offset", community, filter).param("limit", paging.limit()).param("offset", paging.offset())
            .query((row, i) -> new Row(row.getLong("id"), row.getString("number"), Rewards.Kind.valueOf(row.getString("kind")), row.getLong("staff_id"), row.getString("staff_name"),
                row.getObject("happened_on", LocalDate.class), row.getString("reason"), new Money(row.getBigDecimal("amount")), Progress.valueOf(row.getString("state")),
                row.getTimestamp("made_at").toInstant(), row.getString("made_name"), instant(row.getTimestamp("ended_at")), row.getString("ended_name"), row.getString("ended_why"),
                instant(row.getTimestamp("acknowledged_at")), row.getString("objection"), row.getBoolean("may_acknowledge"))).list();
        return new Page<>(rows, matching("select count(*)" + FROM, community, filter).query(Long.class).single());
    }

    private static @Nullable Instant instant(java.sql.@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter) {
        var user = CurrentUser.get();
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "me", user.id(), "all", user.may(community, "workforce.team"), "mine", Boolean.TRUE.equals(filter.mine())));
        values.put("id", filter.id());
        values.put("name", Appraisals.text(filter.name()));
        values.put("kind", filter.kind() == null ? null : filter.kind().name());
        values.put("state", filter.state() == null ? null : filter.state().name());
        values.put("from", filter.from());
        values.put("to", filter.to());
        return jdbc.sql(sql).params(values);
    }
}
