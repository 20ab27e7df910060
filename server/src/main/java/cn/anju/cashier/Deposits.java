package cn.anju.cashier;

import cn.anju.kernel.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 押金：供别的模块（如装修）查问，哪间房因何事押着多少。 */
@Component
@Transactional(readOnly = true)
public class Deposits {

    /**
     * 还押着的一笔。
     *
     * @param causeReference what the causing module calls its row, such as {@code renovation:12}
     */
    public record Held(long id, DepositKind kind, long roomId, String cause, @Nullable String causeReference, Money amount, Money balance) {}

    private final JdbcClient jdbc;

    Deposits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** 因这件事押着的，先收的在前。 */
    public List<Held> held(long community, String causeReference) {
        return jdbc.sql(HELD + " and cause_reference = :reference order by id")
            .param("community", community).param("reference", causeReference).query(Held.class).list();
    }

    /** 这间房押着的，先收的在前。 */
    public List<Held> held(long community, long room) {
        return jdbc.sql(HELD + " and room_id = :room order by id").param("community", community).param("room", room).query(Held.class).list();
    }

    private static final String HELD = """
        select id, kind, room_id, cause, cause_reference, amount, balance
          from cashier.deposit where community_id = :community and balance > 0
        """;
}
