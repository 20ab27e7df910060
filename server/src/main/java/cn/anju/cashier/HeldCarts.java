package cn.anju.cashier;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 挂单：先放一放，给下一位办；每人最多五单，换一台电脑也还在。 */
@Service
class HeldCarts {

    /**
     * 一张挂单。
     *
     * @param content what the counter page needs to go on; the server does not read it
     */
    record Cart(@NotBlank @Size(max = 40) String label, @NotNull @Size(max = 20) Map<String, Object> content) {}

    /** 挂着的一单。 */
    record Held(long id, String label, Map<String, Object> content, Instant heldAt) {}

    private static final int MOST = 5;
    private static final int LONGEST = 20_000;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    HeldCarts(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    @SuppressWarnings("unchecked")
    List<Held> list(long community) {
        return jdbc.sql("""
                select id, label, content, held_at from cashier.held_cart
                 where community_id = :community and staff_id = :staff order by id
                """).param("community", community).param("staff", CurrentUser.get().id())
            .query((row, i) -> new Held(row.getLong("id"), row.getString("label"),
                json.readValue(row.getString("content"), Map.class), row.getTimestamp("held_at").toInstant())).list();
    }

    @Transactional
    long hold(long community, Cart cart) {
        var user = CurrentUser.get();
        user.require(community, "cashier.receive");
        var content = json.writeValueAsString(cart.content());
        if (content.length() > LONGEST) throw Problem.invalid("held-cart-too-large", "这一单的内容太多，挂不下");
        if (list(community).size() >= MOST) throw Problem.conflict("held-carts-full", "最多挂 5 单，请先办完或删去一单");
        return jdbc.sql("""
                insert into cashier.held_cart (community_id, staff_id, label, content, held_at)
                values (:community, :staff, :label, cast(:content as jsonb), :at) returning id
                """)
            .param("community", community).param("staff", user.id()).param("label", cart.label()).param("content", content)
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).query(Long.class).single();
    }

    @Transactional
    void drop(long community, long id) {
        var dropped = jdbc.sql("delete from cashier.held_cart where community_id = :community and id = :id and staff_id = :staff")
            .param("community", community).param("id", id).param("staff", CurrentUser.get().id()).update();
        if (dropped == 0) throw Problem.notFound("held-cart-not-found", "没有这张挂单");
    }
}
