package cn.anju.resident;

import cn.anju.notification.AddressBook;
import cn.anju.notification.Channel;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 短信发到登记的手机；座机收不了，没有关注的收不了微信，没有邮箱的收不了邮件。 */
@Component
class PhoneBook implements AddressBook {

    private final JdbcClient jdbc;

    PhoneBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<String> addressOf(long community, long person, Channel.Kind channel) {
        if (channel != Channel.Kind.SMS)
            return jdbc.sql("select address from resident.reach where community_id = :community and person_id = :person and channel = :channel")
                .param("community", community).param("person", person).param("channel", channel.name()).query(String.class).optional();
        return jdbc.sql("""
            select n.phone from (
                select phone, 0 as place, 0 as id from resident.person where community_id = :community and id = :person
                union all
                select phone, 1, id from resident.contact where community_id = :community and person_id = :person) n
             where n.phone ~ '^1[0-9]{10}$' order by n.place, n.id limit 1
            """).param("community", community).param("person", person).query(String.class).optional();
    }

    @Override
    @Transactional(readOnly = true)
    public Map<Long, String> names(long community, Collection<Long> people) {
        record Named(long id, String name) {}
        return jdbc.sql("select id, name from resident.person where community_id = :community and id = any (:people)")
            .param("community", community).param("people", people.toArray(Long[]::new)).query(Named.class).stream().collect(Collectors.toMap(Named::id, Named::name));
    }
}
