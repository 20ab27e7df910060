package cn.anju.billing.dispute;

import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 异议清单和一件异议的处理记录。 */
@Component
@Transactional(readOnly = true)
class DisputeList {

    /** @param text the beginning of a room code */
    record Filter(@Nullable DisputeState state, @Nullable String text, @Nullable Long bill) {}

    record Row(long id, long billId, long roomId, String roomCode, String itemName, LocalDate periodStart, LocalDate periodEnd, Money amount,
               Money outstanding, LocalDate raisedOn, String raisedBy, String claim, DisputeState state, @Nullable LocalDate decidedOn,
               @Nullable String decision, @Nullable String decidedName, String madeName, Instant madeAt, long explanations) {}

    /** 一次解释。 */
    record Given(long id, String basis, String explanation, boolean isAccepted, @Nullable String confirmedBy, @Nullable String way, String madeName,
                 Instant madeAt) {}

    record Detail(Row dispute, List<Given> explanations) {}

    private static final Map<String, String> SORTABLE = Map.of("roomCode", "r.code", "raisedOn", "d.raised_on", "outstanding", "b.outstanding");
    private static final String SELECT = """
        select d.id, d.bill_id, b.room_id, r.code room_code, i.name item_name, b.period_start, b.period_end, b.amount, b.outstanding, d.raised_on,
               d.raised_by, d.claim, d.state, d.decided_on, d.decision, d.decided_name, d.made_name, d.made_at,
               (select count(*) from billing.dispute_explanation e where e.community_id = d.community_id and e.dispute_id = d.id) explanations
        """;
    private static final String FROM = """

          from billing.dispute d
          join billing.bill b on b.community_id = d.community_id and b.id = d.bill_id
          join estate.room r on r.community_id = b.community_id and r.id = b.room_id
          join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id
          join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id
         where d.community_id = :community
        """;
    private static final String CONDITIONS = """
           and (:state::text is null or d.state = :state) and (:text::text is null or starts_with(r.code, :text))
           and (:bill::bigint is null or d.bill_id = :bill)
        """;

    private final JdbcClient jdbc;

    DisputeList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<Row> page(long community, Filter filter, Paging paging) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("community", community);
        parameters.put("state", filter.state() == null ? null : filter.state().name());
        parameters.put("text", filter.text() == null || filter.text().isBlank() ? null : filter.text().strip());
        parameters.put("bill", filter.bill());
        var rows = jdbc.sql(SELECT + FROM + CONDITIONS + paging.orderBy(SORTABLE, "d.decided_on nulls first, d.id desc") + " limit :limit offset :offset")
            .params(parameters).param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, jdbc.sql("select count(*)" + FROM + CONDITIONS).params(parameters).query(Long.class).single());
    }

    Detail get(long community, long id) {
        var row = jdbc.sql(SELECT + FROM + " and d.id = :id").param("community", community).param("id", id).query(Row.class).optional()
            .orElseThrow(() -> Problem.notFound("dispute-not-found", "没有这件异议"));
        return new Detail(row, jdbc.sql("""
            select id, basis, explanation, is_accepted, confirmed_by, way, made_name, made_at from billing.dispute_explanation
             where community_id = :community and dispute_id = :id order by id
            """).param("community", community).param("id", id).query(Given.class).list());
    }
}
