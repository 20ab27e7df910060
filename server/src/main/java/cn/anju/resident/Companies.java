package cn.anju.resident;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 按名字找单位，没有就建档：供别的模块用（如开发商）。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Companies {

    private final JdbcClient jdbc;
    private final PersonIndex index;
    private final Clock clock;

    Companies(JdbcClient jdbc, PersonIndex index, Clock clock) {
        this.jdbc = jdbc;
        this.index = index;
        this.clock = clock;
    }

    public Optional<Long> find(long community, String name) {
        return jdbc.sql("""
                select id from resident.person
                 where community_id = :community and kind = 'COMPANY' and name = :name and merged_into is null order by id limit 1
                """).param("community", community).param("name", name).query(Long.class).optional();
    }

    public long ensure(long community, String name) {
        return find(community, name).orElseGet(() -> {
            var id = jdbc.sql("""
                    insert into resident.person (community_id, kind, name, source, recorded_at)
                    values (:community, 'COMPANY', :name, 'HAND', :at) returning id
                    """).param("community", community).param("name", name).param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class).single();
            index.refreshPeople(community, List.of(id));
            return id;
        });
    }
}
