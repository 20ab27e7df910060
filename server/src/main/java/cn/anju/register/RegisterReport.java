package cn.anju.register;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 台账的统计：每月几条，各栏怎样分布、合计多少。 */
@Component
@Transactional(readOnly = true)
class RegisterReport {

    record Month(YearMonth month, long entries, long struck) {}

    record Share(String label, long entries) {}

    /** @param sum of the figures in the month */
    record Sum(YearMonth month, BigDecimal sum, BigDecimal least, BigDecimal most, long entries) {}

    /** @param shares how often each choice; @param sums month by month, of a figure */
    record OfField(String key, String label, @Nullable String unit, List<Share> shares, List<Sum> sums) {}

    record Report(List<Month> months, List<Share> writers, List<OfField> fields) {}

    private static final int WRITERS = 20;

    private final JdbcClient jdbc;
    private final Definitions definitions;
    private final RegisterAccess access;

    RegisterReport(JdbcClient jdbc, Definitions definitions, RegisterAccess access) {
        this.jdbc = jdbc;
        this.definitions = definitions;
        this.access = access;
    }

    Report of(long community, String register, LocalDate from, LocalDate to) {
        var definition = definitions.current(register);
        access.requireRead(community, definition);
        var months = asked("""
            select to_char(day, 'YYYY-MM'), count(*) filter (where state = 'VALID'), count(*) filter (where state = 'STRUCK')
              from register.entry where community_id = :community and register_key = :register and day between :from and :to group by 1 order by 1
            """, community, register, from, to).query((row, i) -> new Month(YearMonth.parse(row.getString(1)), row.getLong(2), row.getLong(3))).list();
        var writers = asked("""
            select made_name, count(*) from register.entry
             where community_id = :community and register_key = :register and day between :from and :to and state = 'VALID'
             group by made_by, made_name order by 2 desc, 1 limit :limit
            """, community, register, from, to).param("limit", WRITERS).query((row, i) -> new Share(row.getString(1), row.getLong(2))).list();
        var fields = new ArrayList<OfField>();
        for (var field : definition.paper().fields()) {
            if (field.type().isNumber()) fields.add(new OfField(String.valueOf(field.key()), field.label(), field.unit(), List.of(), sums(community, register, field, from, to)));
            else if (field.type() == FieldType.CHOICE || field.type() == FieldType.YES_NO || field.type() == FieldType.STAFF || field.type() == FieldType.BUILDING)
                fields.add(new OfField(String.valueOf(field.key()), field.label(), null, shares(community, register, field, from, to), List.of()));
        }
        return new Report(months, writers, fields);
    }

    private List<Share> shares(long community, String register, Field field, LocalDate from, LocalDate to) {
        return asked("""
            select texts ->> :field, count(*) from register.entry
             where community_id = :community and register_key = :register and day between :from and :to and state = 'VALID' and texts ->> :field is not null
             group by 1 order by 2 desc, 1 limit :limit
            """, community, register, from, to).param("field", field.key()).param("limit", WRITERS).query((row, i) -> new Share(row.getString(1), row.getLong(2))).list();
    }

    private List<Sum> sums(long community, String register, Field field, LocalDate from, LocalDate to) {
        return asked("""
            select to_char(day, 'YYYY-MM'), sum((values ->> :field)::numeric), min((values ->> :field)::numeric), max((values ->> :field)::numeric), count(*)
              from register.entry
             where community_id = :community and register_key = :register and day between :from and :to and state = 'VALID' and values ->> :field is not null
             group by 1 order by 1
            """, community, register, from, to).param("field", field.key())
            .query((row, i) -> new Sum(YearMonth.parse(row.getString(1)), row.getBigDecimal(2), row.getBigDecimal(3), row.getBigDecimal(4), row.getLong(5))).list();
    }

    private JdbcClient.StatementSpec asked(String sql, long community, String register, LocalDate from, LocalDate to) {
        return jdbc.sql(sql).param("community", community).param("register", register).param("from", from).param("to", to);
    }
}
