package cn.anju.operation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** 历次核对的结果。 */
@Repository
class VerificationLog {

    /** 一次核对。 */
    record Run(long id, Instant startedAt, Instant finishedAt, long differences) {}

    /**
     * 一条不变量的结果。
     *
     * @param examples the first of the differences, one sentence each
     */
    record Finding(String name, long differences, List<String> examples) {}

    private static final int KEPT = 400;
    private static final int SHOWN = 20;

    private final JdbcClient jdbc;

    VerificationLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional
    public void add(Instant startedAt, Instant finishedAt, List<Verification.Result> results) {
        var id = jdbc.sql("insert into operation.verification (started_at, finished_at, differences) values (:start, :end, :differences) returning id")
            .param("start", startedAt.atOffset(ZoneOffset.UTC)).param("end", finishedAt.atOffset(ZoneOffset.UTC))
            .param("differences", results.stream().mapToLong(Verification.Result::differences).sum()).query(Long.class).single();
        for (var place = 0; place < results.size(); place++) {
            var result = results.get(place);
            jdbc.sql("""
                insert into operation.verification_result (verification_id, place, name, differences, examples)
                values (:id, :place, :name, :differences, :examples)
                """)
                .param("id", id).param("place", place).param("name", result.name()).param("differences", result.differences())
                .param("examples", result.violations().stream().limit(SHOWN).toArray(String[]::new)).update();
        }
        jdbc.sql("delete from operation.verification where id <= :id - :kept").param("id", id).param("kept", KEPT).update();
    }

    @Transactional(readOnly = true)
    public Optional<Run> last() {
        return recent(1).stream().findFirst();
    }

    @Transactional(readOnly = true)
    public List<Run> recent(int many) {
        return jdbc.sql("select id, started_at, finished_at, differences from operation.verification order by id desc limit :many")
            .param("many", many).query((row, i) -> new Run(row.getLong(1), instant(row, 2), instant(row, 3), row.getLong(4))).list();
    }

    /** Those that differ first. */
    @Transactional(readOnly = true)
    public List<Finding> findings(long id) {
        return jdbc.sql("""
            select name, differences, examples from operation.verification_result
             where verification_id = :id order by differences = 0, place
            """)
            .param("id", id).query((row, i) -> new Finding(row.getString(1), row.getLong(2), List.of((String[]) row.getArray(3).getArray()))).list();
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
