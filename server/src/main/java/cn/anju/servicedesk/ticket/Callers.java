package cn.anju.servicedesk.ticket;

import cn.anju.kernel.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 说话的人：在册的住户，没填的姓名电话照册；册上的电话不必给登记的人看见。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Callers {

    /** @param ringSeconds from the first ring to the answer, where that is known */
    record Caller(@Nullable String name, @Nullable String phone, @Nullable Integer ringSeconds) {}

    private record Known(String name, @Nullable String phone) {}

    private final JdbcClient jdbc;

    Callers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws Problem 404 {@code person-not-found}, {@code call-not-found} */
    Caller of(long community, @Nullable Long person, @Nullable Long call, Caller typed) {
        var said = new Caller(Places.text(typed.name()), Places.text(typed.phone()), typed.ringSeconds());
        return onRecord(community, person, call == null ? said : calling(community, call, said));
    }

    /** The phone system knows the number and how long it rang. */
    private Caller calling(long community, long call, Caller said) {
        return jdbc.sql("""
                select number phone, extract(epoch from answered_at - ring_at)::int ring_seconds from servicedesk.call where community_id = :community and id = :call
                """).param("community", community).param("call", call)
            .query((row, i) -> new Caller(said.name(), said.phone() == null ? row.getString(1) : said.phone(),
                said.ringSeconds() == null ? row.getObject(2, Integer.class) : said.ringSeconds())).optional()
            .orElseThrow(() -> Problem.notFound("call-not-found", "没有这通来电"));
    }

    private Caller onRecord(long community, @Nullable Long person, Caller said) {
        if (person == null) return said;
        var known = jdbc.sql("""
            select p.name, coalesce(p.phone, (select min(c.phone) from resident.contact c where c.community_id = p.community_id and c.person_id = p.id)) phone
              from resident.person p where p.community_id = :community and p.id = :person
            """).param("community", community).param("person", person).query(Known.class).optional()
            .orElseThrow(() -> Problem.notFound("person-not-found", "没有这位住户"));
        return new Caller(said.name() == null ? known.name() : said.name(), said.phone() == null ? known.phone() : said.phone(), said.ringSeconds());
    }
}
