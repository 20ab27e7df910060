package cn.anju.job;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * 记下一次导入写了哪些行。
 *
 * <p>The tables are looked at before and after, in the transaction of the import, so that no importing code has to keep
 * an account of itself. Table names are constants of the kinds.
 */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class ImportTraces {

    private final JdbcClient jdbc;

    ImportTraces(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** 导入之前看一眼。 */
    void watch(long community, List<ImportTrace> traces) {
        // CREATE TABLE AS takes no parameters.
        for (var place = 0; place < traces.size(); place++)
            jdbc.sql("create temp table import_before_%d on commit drop as select t.id, t as image from %s t where t.community_id = %d"
                .formatted(place, traces.get(place).table(), community)).update();
    }

    /** 导入之后记下不同的行；别人此间写的不算。 */
    void record(long community, long importId, List<ImportTrace> traces) {
        for (var place = 0; place < traces.size(); place++)
            jdbc.sql("""
                insert into job.import_row (community_id, import_id, table_name, row_id, before, hash)
                select :community, :import, :table, coalesce(a.id, b.id), to_jsonb(b.image),
                       case when a.id is not null then hash_record_extended(a.image, 0) end
                  from (select t.id, t as image, t.xmin as writer from %s t where t.community_id = :community) a
                  full join import_before_%d b on b.id = a.id
                 where a.id is null
                    or a.writer = pg_current_xact_id()::xid and (b.id is null or a.image is distinct from b.image)
                """.formatted(traces.get(place).table(), place))
                .param("community", community).param("import", importId).param("table", traces.get(place).table()).update();
    }
}
