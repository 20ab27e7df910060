package cn.anju.servicedesk.call;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import java.time.Clock;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 来电：电话系统报什么就记什么，同一件事报两次是一次；谁接的，前台点一下。 */
@Service
@Transactional
class Calls {

    private final JdbcClient jdbc;
    private final Clock clock;

    Calls(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * 记下报来的一件事；先后乱了也对得上。
     *
     * @return the call's id
     * @throws Problem 400 {@code community-missing} when the token does not say which; 403 without {@code servicedesk.call} there
     */
    long report(CallEvent event) {
        var community = communityOf(event);
        var now = clock.instant();
        var at = event.at() == null || event.at().isAfter(now) ? now : event.at();
        return jdbc.sql("""
            insert into servicedesk.call as c (community_id, call_key, number, line, ring_at, answered_at, ended_at)
            values (:community, :call, :number, :line, :at, case when :event = 'ANSWERED' then cast(:at as timestamptz) end, case when :event = 'ENDED' then cast(:at as timestamptz) end)
            on conflict (community_id, call_key) do update
               set number = coalesce(c.number, excluded.number), line = coalesce(c.line, excluded.line), ring_at = least(c.ring_at, excluded.ring_at),
                   answered_at = coalesce(c.answered_at, excluded.answered_at), ended_at = coalesce(c.ended_at, excluded.ended_at)
            returning id
            """).param("community", community).param("call", event.call().strip()).param("number", CallEvent.digits(event.number()))
            .param("line", event.line() == null || event.line().isBlank() ? null : event.line().strip()).param("event", event.event().name())
            .param("at", at.atOffset(ZoneOffset.UTC)).query(Long.class).single();
    }

    /** 我来接这一通。 @throws Problem 404 {@code call-not-found}; 409 {@code call-taken} by somebody else */
    void take(long community, long id) {
        var user = CurrentUser.get();
        user.require(community, "servicedesk.register");
        record Taken(@Nullable Long takenBy, @Nullable String takenName) {}
        var call = jdbc.sql("select taken_by, taken_name from servicedesk.call where community_id = :community and id = :id for update")
            .param("community", community).param("id", id).query(Taken.class).optional().orElseThrow(() -> Problem.notFound("call-not-found", "没有这通来电"));
        if (call.takenBy() != null && call.takenBy() != user.id()) throw Problem.conflict("call-taken", "这通电话 %s 已经接了", call.takenName());
        jdbc.sql("""
            update servicedesk.call set taken_by = :me, taken_name = :name, answered_at = coalesce(answered_at, least(cast(:now as timestamptz), coalesce(ended_at, :now)))
             where community_id = :community and id = :id
            """).param("community", community).param("id", id).param("me", user.id()).param("name", user.name())
            .param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    private static long communityOf(CallEvent event) {
        var user = CurrentUser.get();
        var own = user.byCommunity().keySet().stream().filter(each -> user.may(each, "servicedesk.call")).toList();
        var community = event.community() != null ? event.community() : own.size() == 1 ? own.getFirst() : null;
        if (community == null) {
            if (!user.mayAnywhere("servicedesk.call")) user.requireEverywhere("servicedesk.call");
            throw Problem.invalid("community-missing", "这个令牌管几个小区，请写明是哪个小区的来电（community）");
        }
        user.require(community, "servicedesk.call");
        return community;
    }
}
