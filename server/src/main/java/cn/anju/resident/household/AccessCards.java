package cn.anju.resident.household;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import cn.anju.resident.ChangeBook;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 住户卡：发给谁，收回没有，丢了没有。 */
@Service
class AccessCards {

    enum State {
        ISSUED("在用"), RETURNED("收回"), LOST("挂失");

        final String label;

        State(String label) {
            this.label = label;
        }
    }

    record NewCard(@NotBlank(message = "请填卡号") @Size(max = 40) String number, @NotBlank(message = "请填持卡人") @Size(max = 60) String holder, @Nullable Long personId) {}

    record Ending(@NotNull(message = "请选收回还是挂失") State state, @Nullable @Size(max = 200) String note) {}

    /** @param canEnd whether it can be taken back or reported lost */
    record Card(long id, String number, long roomId, String roomCode, @Nullable Long personId, String holder, LocalDate issuedOn, String issuedName, State state,
                @Nullable LocalDate endedOn, @Nullable String endedName, @Nullable String endedNote, boolean canEnd) {}

    record Filter(@Nullable String q, @Nullable State state, @Nullable Long room, @Nullable Long area) {}

    private static final Map<String, String> SORTABLE = Map.of("number", "c.number", "roomCode", "r.code", "issuedOn", "c.issued_on");
    private static final String SELECT = """
        select c.id, c.number, c.room_id, r.code room_code, c.person_id, c.holder, c.issued_on, c.issued_name, c.state, c.ended_on, c.ended_name, c.ended_note, c.state = 'ISSUED' can_end
        """;

    private final JdbcClient jdbc;
    private final OwnAreas areas;
    private final ChangeBook changes;
    private final AuditTrail audit;
    private final Clock clock;

    AccessCards(JdbcClient jdbc, OwnAreas areas, ChangeBook changes, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.areas = areas;
        this.changes = changes;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    List<Card> of(long community, long room) {
        return list(community, new Filter(null, null, room, null), Paging.all(null)).items();
    }

    @Transactional(readOnly = true)
    Page<Card> list(long community, Filter filter, Paging paging) {
        var values = areas.values(community, filter.area());
        values.put("q", filter.q() == null || filter.q().isBlank() ? null : filter.q().strip());
        values.put("state", filter.state() == null ? null : filter.state().name());
        values.put("room", filter.room());
        var from = " from resident.access_card c join estate.room r on r.community_id = c.community_id and r.id = c.room_id" + OwnAreas.ROOMS + """
            where c.community_id = :community and (:state::text is null or c.state = :state) and (:room::bigint is null or c.room_id = :room)
              and (:q::text is null or c.number = :q or r.code = :q or position(:q in c.holder) > 0)
            """ + OwnAreas.MINE;
        var rows = jdbc.sql(SELECT + from + paging.orderBy(SORTABLE, "c.issued_on desc, c.id desc") + " limit :limit offset :offset").params(values)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Card.class).list();
        return new Page<>(rows, jdbc.sql("select count(*)" + from).params(values).query(Long.class).single());
    }

    /** 发一张卡。 @throws Problem 409 {@code card-out}, {@code person-elsewhere} */
    @Transactional
    long issue(long community, long room, NewCard card) {
        areas.require(community, room);
        if (card.personId() != null && !jdbc.sql("select exists (select from resident.holding where community_id = :community and room_id = :room and person_id = :person)")
            .param("community", community).param("room", room).param("person", card.personId()).query(Boolean.class).single())
            throw Problem.conflict("person-elsewhere", "持卡人没有登记在这间房，请先登记住户");
        try {
            var id = jdbc.sql("""
                insert into resident.access_card (community_id, number, room_id, person_id, holder, issued_on, issued_name)
                values (:community, :number, :room, :person, :holder, :today, :by) returning id
                """).param("community", community).param("number", card.number().strip()).param("room", room).param("person", card.personId())
                .param("holder", card.holder().strip()).param("today", LocalDate.now(clock)).param("by", CurrentUser.get().name()).query(Long.class).single();
            changes.note(community, room, card.personId(), "住户卡", "发卡", null, card.number().strip() + " " + card.holder().strip());
            audit.note("住户卡 " + card.number().strip(), null, card);
            return id;
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("card-out", "卡号 %s 已经发出去了，或已挂失", card.number().strip());
        }
    }

    /** 收回，或挂失；挂失要写怎么丢的。 */
    @Transactional
    void end(long community, long id, Ending ending) {
        var card = jdbc.sql(SELECT + " from resident.access_card c join estate.room r on r.community_id = c.community_id and r.id = c.room_id where c.community_id = :community and c.id = :id")
            .param("community", community).param("id", id).query(Card.class).optional().orElseThrow(() -> Problem.notFound("card-not-found", "没有这张卡"));
        areas.require(community, card.roomId());
        var note = ending.note() == null || ending.note().isBlank() ? null : ending.note().strip();
        if (ending.state() == State.ISSUED || ending.state() == State.LOST && note == null) throw Problem.invalid("card-ending", "请选收回，或挂失并写明怎么丢的");
        var done = jdbc.sql("""
            update resident.access_card set state = :state, ended_on = :today, ended_name = :by, ended_note = :note
             where community_id = :community and id = :id and state = 'ISSUED'
            """).param("state", ending.state().name()).param("today", LocalDate.now(clock)).param("by", CurrentUser.get().name()).param("note", note)
            .param("community", community).param("id", id).update();
        if (done == 0) throw Problem.conflict("card-ended", "这张卡已经%s，请刷新", card.state().label);
        changes.note(community, card.roomId(), card.personId(), "住户卡", card.number(), State.ISSUED.label, ending.state().label);
        audit.note("住户卡 " + card.number(), card, ending);
    }
}
