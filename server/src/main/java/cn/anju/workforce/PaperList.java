package cn.anju.workforce;

import cn.anju.access.Masked;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.setting.Settings;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 员工的证件：管人事的看全部，各人看自己的；号码只露头尾。 */
@Component
@Transactional(readOnly = true)
class PaperList {

    /** 眼下怎样；续了新的，旧的就是已换。 */
    enum State {
        VALID("有效"),
        EXPIRING("快到期"),
        LAPSED("已过期"),
        RENEWED("已换新"),
        VOIDED("作废");

        final String label;

        State(String label) {
            this.label = label;
        }
    }

    /** @param days expires within so many days from today, or has lapsed */
    record Filter(@Nullable Long staffId, @Nullable String kind, @Nullable State state, @Nullable Integer days) {}

    /** @param certificateNumber masked. @param left days until it lapses, negative afterwards */
    record Row(long id, String number, long staffId, String staffName, String kind, String certificateNumber, @Nullable LocalDate issuedOn, @Nullable LocalDate expiresOn,
               @Nullable Integer left, State state, @Nullable Long attachmentId, Instant madeAt, String madeName, @Nullable String voidWhy, @Nullable String voidedName) {}

    private static final Map<String, String> SORTABLE = Map.of("number", "number", "staffName", "staff_name", "kind", "kind", "expiresOn", "expires_on");
    private static final String FROM = """
          from (select p.*, p.expires_on - :today "left",
                       case when p.voided_at is not null then 'VOIDED'
                            when exists (select from workforce.paper n where n.community_id = p.community_id and n.staff_id = p.staff_id and n.kind = p.kind and n.voided_at is null
                                            and n.id <> p.id and (coalesce(n.expires_on, 'infinity'), n.id) > (coalesce(p.expires_on, 'infinity'), p.id)) then 'RENEWED'
                            when p.expires_on < :today then 'LAPSED' when p.expires_on <= :today + :soon then 'EXPIRING' else 'VALID' end state
                  from workforce.paper p where p.community_id = :community and (:all or p.staff_id = :me)) p
         where (:staff::bigint is null or p.staff_id = :staff) and (:kind::text is null or p.kind = :kind) and (:state::text is null or p.state = :state)
           and (:days::int is null or p.state in ('VALID', 'EXPIRING', 'LAPSED') and p.expires_on <= :today + :days::int)
        """;

    private final JdbcClient jdbc;
    private final Settings settings;
    private final Clock clock;

    PaperList(JdbcClient jdbc, Settings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    Page<Row> list(long community, Filter filter, Paging paging) {
        var rows = matching("select p.*" + FROM + paging.orderBy(SORTABLE, "p.state in ('RENEWED', 'VOIDED'), p.expires_on nulls last, p.id") + " limit :limit offset :offset", community, filter)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).stream().map(PaperList::masked).toList();
        return new Page<>(rows, matching("select count(*)" + FROM, community, filter).query(Long.class).single());
    }

    /** All that count today, of whom the user may see. */
    List<Row> due(long community) {
        return list(community, new Filter(null, null, null, settings.get(community, WorkforceSettings.EXPIRY_DAYS).intValueExact()), Paging.all(null)).items();
    }

    private static Row masked(Row row) {
        return new Row(row.id(), row.number(), row.staffId(), row.staffName(), row.kind(), String.valueOf(Masked.idNumber(row.certificateNumber())), row.issuedOn(), row.expiresOn(), row.left(),
            row.state(), row.attachmentId(), row.madeAt(), row.madeName(), row.voidWhy(), row.voidedName());
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter) {
        var user = CurrentUser.get();
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "me", user.id(), "all", user.may(community, "workforce.personnel"),
            "today", LocalDate.now(clock), "soon", settings.get(community, WorkforceSettings.EXPIRY_DAYS).intValueExact()));
        values.put("staff", filter.staffId());
        values.put("kind", filter.kind() == null || filter.kind().isBlank() ? null : filter.kind());
        values.put("state", filter.state() == null ? null : filter.state().name());
        values.put("days", filter.days());
        return jdbc.sql(sql).params(values);
    }
}
