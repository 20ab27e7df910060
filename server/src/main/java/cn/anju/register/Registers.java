package cn.anju.register;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 台账里写下的，给别的模块当凭据。
 *
 * <p>For SQL of later modules: {@code register.definition_duty(register_key, duty_id)} says which register (in its current
 * version) is the record of which duty; {@code register.entry(community_id, id, register_key, day, made_by, deputy_for, made_at,
 * confirmed_by, confirmed_at, needs_second, state, summary)} holds what was written. Only entries whose state is {@code VALID} count;
 * {@code made_at} is when it was really written, {@code day} what day it is about. The page of an entry is
 * {@code registers/<register_key>/entries/<id>}, that of a register {@code registers/<register_key>}.
 */
@Component
@Transactional(readOnly = true)
public class Registers {

    /**
     * 一条可作凭据的记录；一条记录管几项职责，就有几行。
     *
     * @param duty id of the duty
     * @param register key of the register
     * @param title of the register
     * @param madeBy staff id of the writer
     * @param deputyFor on whose behalf he wrote
     * @param madeAt when it was written
     * @param day what day it is about
     * @param isComplete false while a second person has to confirm it and has not
     * @param text for a person
     * @param link its page inside the community
     */
    public record Written(String duty, String register, String title, long entryId, long madeBy, @Nullable Long deputyFor, String madeName, Instant madeAt, LocalDate day,
                          boolean isComplete, String text, String link) {}

    /** 一项职责记在哪本台账。 @param link its page inside the community */
    public record Place(String register, String title, String link) {}

    private static final String SELECT = """
        select y.duty_id, e.register_key, d.title, e.id, e.made_by, e.deputy_for, e.made_name, e.made_at, e.day, not e.needs_second or e.confirmed_at is not null complete, e.summary
          from register.entry e
          join register.definition_duty y on y.register_key = e.register_key
          join register.definition d on d.key = e.register_key
         where e.community_id = :community and e.state = 'VALID' and (:duty::text is null or y.duty_id = :duty)
           and e.made_at >= :from::timestamp at time zone 'Asia/Shanghai' and e.made_at < (:to::date + 1)::timestamp at time zone 'Asia/Shanghai'
         order by e.made_at, e.id, y.duty_id
        """;

    private final JdbcClient jdbc;

    Registers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** 这几天里写下的，凡是某项职责的记录都在内；按写下的时间，不按所记的日子。 */
    public List<Written> entriesOf(long community, LocalDate from, LocalDate to) {
        return entries(community, null, from, to);
    }

    /** 同上，只要一项职责的。 */
    public List<Written> entriesOf(long community, String duty, LocalDate from, LocalDate to) {
        return entries(community, duty, from, to);
    }

    /** Duty id → the registers that keep its record. */
    public Map<String, List<Place>> places() {
        var places = new HashMap<String, List<Place>>();
        jdbc.sql("""
            select y.duty_id, d.key, d.title from register.definition_duty y join register.definition d on d.key = y.register_key
             where not d.is_retired order by d.id
            """).query(row -> {
                places.merge(row.getString(1), List.of(new Place(row.getString(2), row.getString(3), "registers/" + row.getString(2))), Registers::both);
            });
        return places;
    }

    /** Every register that is kept, by key. */
    @Transactional(readOnly = true)
    public Map<String, Place> kept() {
        var kept = new LinkedHashMap<String, Place>();
        jdbc.sql("select key, title from register.definition where not is_retired order by id").query(row -> {
            kept.put(row.getString(1), new Place(row.getString(1), row.getString(2), "registers/" + row.getString(1)));
        });
        return kept;
    }

    private static List<Place> both(List<Place> some, List<Place> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private List<Written> entries(long community, @Nullable String duty, LocalDate from, LocalDate to) {
        return jdbc.sql(SELECT).param("community", community).param("duty", duty).param("from", from).param("to", to)
            .query((row, i) -> new Written(row.getString(1), row.getString(2), row.getString(3), row.getLong(4), row.getLong(5), row.getObject(6, Long.class), row.getString(7),
                row.getObject(8, OffsetDateTime.class).toInstant(), row.getObject(9, LocalDate.class), row.getBoolean(10), row.getString(11),
                "registers/" + row.getString(2) + "/entries/" + row.getLong(4))).list();
    }
}
