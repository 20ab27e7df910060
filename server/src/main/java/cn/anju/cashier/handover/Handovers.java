package cn.anju.cashier.handover;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 交接：交班人列清现金以外的东西，接班人用自己的账号签字；签了由接班人负责。 */
@Service
class Handovers {

    /**
     * 交接的东西；现金是交班点出来的数。
     *
     * @param cards IC cards, pieces
     * @param stamps stamps and seals, in words
     * @param books receipt books with the next number, in words
     */
    record Contents(@PositiveOrZero @Max(9999) int cheques, @PositiveOrZero @Max(99999) int cards, @Nullable @Size(max = 200) String stamps,
                    @Nullable @Size(max = 200) String books, @Nullable @Size(max = 200) String note) {}

    private record Closed(long cashier) {}

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Clock clock;

    Handovers(JdbcClient jdbc, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** 交班人写交接单；每班一张。 */
    @Transactional
    void hand(long community, long shift, Contents contents) {
        var user = CurrentUser.get();
        user.require(community, "cashier.shift");
        var closed = jdbc.sql("""
                select s.cashier_id cashier from cashier.shift s
                  join cashier.shift_close c on c.community_id = s.community_id and c.shift_id = s.id
                 where s.community_id = :community and s.id = :shift
                """).param("community", community).param("shift", shift).query(Closed.class).optional()
            .orElseThrow(() -> Problem.notFound("shift-not-found", "没有这个交了的班；先点钞交班，再写交接单"));
        if (closed.cashier() != user.id()) throw Problem.conflict("shift-of-other", "交接单由交班人自己写");
        var isNew = jdbc.sql("""
                insert into cashier.handover (community_id, shift_id, cash, cheques, cards, stamps, books, note, handed_by, handed_name, handed_at)
                select :community, :shift, c.counted, :cheques, :cards, :stamps, :books, :note, :by, :name, :at
                  from cashier.shift_close c where c.community_id = :community and c.shift_id = :shift
                on conflict do nothing
                """)
            .param("community", community).param("shift", shift).param("cheques", contents.cheques()).param("cards", contents.cards())
            .param("stamps", contents.stamps()).param("books", contents.books()).param("note", contents.note())
            .param("by", user.id()).param("name", user.name()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update() == 1;
        if (!isNew) throw Problem.conflict("handover-exists", "这个班的交接单已经写过了");
        audit.note("交接班次 " + shift, null, contents);
    }

    /** 接班人点清签字，不能是交班人自己。 */
    @Transactional
    void sign(long community, long shift) {
        var user = CurrentUser.get();
        user.require(community, "cashier.handover-sign");
        var handedBy = jdbc.sql("select handed_by from cashier.handover where community_id = :community and shift_id = :shift for update")
            .param("community", community).param("shift", shift).query(Long.class).optional()
            .orElseThrow(() -> Problem.notFound("handover-not-found", "这个班还没有交接单"));
        if (handedBy == user.id() || user.deputyFor() != null && handedBy.equals(user.deputyFor()))
            throw Problem.conflict("own-handover", "交接要另一人签字，请接班人用自己的账号签");
        var isFirst = jdbc.sql("""
                update cashier.handover set signed_by = :by, signed_name = :name, signed_at = :at
                 where community_id = :community and shift_id = :shift and signed_by is null
                """).param("community", community).param("shift", shift).param("by", user.id()).param("name", user.name())
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).update() == 1;
        if (!isFirst) throw Problem.conflict("handover-signed", "这个班的交接已经签过了");
        audit.note("交接班次 " + shift, null, new Signed(user.name()));
    }

    /** 谁签的。 */
    record Signed(String by) {}
}
