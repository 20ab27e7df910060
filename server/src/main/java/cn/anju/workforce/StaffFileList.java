package cn.anju.workforce;

import cn.anju.access.Masked;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.setting.Settings;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 员工档案的名册：在岗的每人一行，还没建档的也列着。 */
@Component
@Transactional(readOnly = true)
class StaffFileList {

    /** 要留意什么。 */
    enum Attention {
        NO_FILE, PROBATION, CONTRACT, PAPER
    }

    /** @param attention PROBATION, CONTRACT, PAPER: it ends within the days of the setting, or has ended */
    record Filter(@Nullable Long staffId, @Nullable String name, @Nullable Attention attention) {}

    /**
     * @param emergencyPhone masked
     * @param papers how many count today
     * @param lapsing how many of them lapse within the days of the setting, or have lapsed
     */
    record Row(long staffId, String name, String posts, @Nullable LocalDate joinedOn, @Nullable LocalDate contractFrom, @Nullable LocalDate contractTo, @Nullable LocalDate probationTo,
               @Nullable String emergencyName, @Nullable String emergencyPhone, @Nullable String remark, long papers, long lapsing, @Nullable Instant changedAt, @Nullable String changedName,
               boolean probationDue, boolean contractDue, @Nullable LocalDate confirmedOn, @Nullable LocalDate leftOn) {}

    private static final Map<String, String> SORTABLE = Map.of("name", "name", "joinedOn", "joined_on", "contractTo", "contract_to", "probationTo", "probation_to");
    private static final String FROM = """
          from (select s.id staff_id, s.name, s.posts, s.rank, f.joined_on, f.contract_from, f.contract_to, f.probation_to, f.emergency_name, f.emergency_phone, f.remark, f.changed_at, f.changed_name, f.confirmed_on, f.left_on,
                       coalesce(p.papers, 0) papers, coalesce(p.lapsing, 0) lapsing,
                       coalesce(f.probation_to between :today and :today + 7, false) and f.confirmed_on is null and f.left_on is null
                         and not exists (select from workforce.probation_review v where v.community_id = :community and v.staff_id = s.id and v.state = 'WAITING') probation_due,
                       coalesce(f.contract_to <= :today + :soon, false) contract_due
                  from (select s.id, s.name, string_agg(distinct r.name, '、') posts, min(r.id) rank
                          from access.staff s join access.role_grant g on g.staff_id = s.id join access.role r on r.id = g.role_id
                         where s.is_active and r.key <> 'administrator' and (g.community_id is null or g.community_id = :community)
                           and g.from_on <= :today and (g.to_on is null or g.to_on >= :today)
                         group by s.id, s.name) s
                  left join workforce.staff_file f on f.community_id = :community and f.staff_id = s.id
                  left join lateral (select count(*) papers, count(*) filter (where k.until <= :today + :soon) lapsing
                                       from (select max(coalesce(p.expires_on, 'infinity')) until from workforce.paper p
                                              where p.community_id = :community and p.staff_id = s.id and p.voided_at is null group by p.kind) k) p on true) f
         where (:staff::bigint is null or f.staff_id = :staff) and (:name::text is null or position(:name in f.name) > 0)
           and (:attention::text is null or case :attention when 'NO_FILE' then f.changed_at is null when 'PROBATION' then f.probation_due when 'CONTRACT' then f.contract_due else f.lapsing > 0 end)
        """;

    private final JdbcClient jdbc;
    private final Settings settings;
    private final Clock clock;

    StaffFileList(JdbcClient jdbc, Settings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    Page<Row> list(long community, Filter filter, Paging paging) {
        var rows = matching("select f.*" + FROM + paging.orderBy(SORTABLE, "f.rank, f.name, f.staff_id") + " limit :limit offset :offset", community, filter)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).stream().map(StaffFileList::masked).toList();
        return new Page<>(rows, count(community, filter));
    }

    long count(long community, Filter filter) {
        return matching("select count(*)" + FROM, community, filter).query(Long.class).single();
    }

    private static Row masked(Row row) {
        return new Row(row.staffId(), row.name(), row.posts(), row.joinedOn(), row.contractFrom(), row.contractTo(), row.probationTo(), row.emergencyName(), Masked.phone(row.emergencyPhone()),
            row.remark() == null ? null : Masked.text(row.remark()), row.papers(), row.lapsing(), row.changedAt(), row.changedName(), row.probationDue(), row.contractDue(), row.confirmedOn(), row.leftOn());
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "today", LocalDate.now(clock),
            "soon", settings.get(community, WorkforceSettings.EXPIRY_DAYS).intValueExact()));
        values.put("staff", filter.staffId());
        values.put("name", filter.name() == null || filter.name().isBlank() ? null : filter.name().strip());
        values.put("attention", filter.attention() == null ? null : filter.attention().name());
        return jdbc.sql(sql).params(values);
    }
}
