package cn.anju.ledger;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 收费项目由哪个主体收：没有指定的归小区的主体。 */
@Service
public class Collectors {

    /** 一个项目归谁收。 @param entityName of the main entity as well */
    record Row(String chargeItem, long entityId, String entityName, String series, boolean isAgency) {}

    /** 指定一个项目由谁收；指给小区的主体就是收回。 */
    record Assignment(@NotBlank @Size(max = 60) String chargeItem, long entityId, boolean isAgency) {}

    private static final String SERIES = "S";

    private final JdbcClient jdbc;
    private final LegalEntities entities;
    private final AuditTrail audit;

    Collectors(JdbcClient jdbc, LegalEntities entities, AuditTrail audit) {
        this.jdbc = jdbc;
        this.entities = entities;
        this.audit = audit;
    }

    /** 小区自己的主体。 */
    @Transactional(readOnly = true)
    public Collector main(long community) {
        return new Collector(entities.idOf(community), SERIES, true, false);
    }

    /** Code of the charge item → who collects it; items of the main entity are not in it. */
    @Transactional(readOnly = true)
    public Map<String, Collector> byItem(long community) {
        var found = new HashMap<String, Collector>();
        jdbc.sql("""
                select i.charge_item, c.entity_id, c.series, c.is_agency
                  from ledger.collector_item i
                  join ledger.collector c on c.community_id = i.community_id and c.entity_id = i.entity_id
                 where i.community_id = :community
                """).param("community", community)
            .query(row -> {
                found.put(row.getString("charge_item"), new Collector(row.getLong("entity_id"), row.getString("series"), false, row.getBoolean("is_agency")));
            });
        return found;
    }

    /** Who collects an item; without an item the community's own entity. */
    @Transactional(readOnly = true)
    public Collector collectorOf(long community, @Nullable String item) {
        var other = item == null ? null : byItem(community).get(item);
        return other == null ? main(community) : other;
    }

    @Transactional(readOnly = true)
    List<Row> list(long community) {
        return jdbc.sql("""
                select i.charge_item, c.entity_id, e.name entity_name, c.series, c.is_agency
                  from ledger.collector_item i
                  join ledger.collector c on c.community_id = i.community_id and c.entity_id = i.entity_id
                  join ledger.legal_entity e on e.id = c.entity_id
                 where i.community_id = :community order by i.charge_item
                """).param("community", community).query(Row.class).list();
    }

    /** 指定；记过账的项目不能换主体，换了两边的应收就对不上。 */
    @Transactional
    void assign(long community, Assignment wanted) {
        CurrentUser.get().require(community, "ledger.edit");
        entities.get(wanted.entityId());
        var item = wanted.chargeItem().strip();
        var isPosted = jdbc.sql("select exists (select from ledger.posting where community_id = :community and charge_item = :item)")
            .param("community", community).param("item", item).query(Boolean.class).single();
        if (isPosted) throw Problem.conflict("collector-in-use", "「%s」已经记过账，不能更换收款主体", item);
        if (wanted.entityId() == entities.idOf(community)) {
            jdbc.sql("delete from ledger.collector_item where community_id = :community and charge_item = :item")
                .param("community", community).param("item", item).update();
        } else {
            join(community, wanted);
            jdbc.sql("""
                    insert into ledger.collector_item (community_id, charge_item, entity_id) values (:community, :item, :entity)
                        on conflict (community_id, charge_item) do update set entity_id = excluded.entity_id
                    """).param("community", community).param("item", item).param("entity", wanted.entityId()).update();
        }
        audit.note("收款主体 " + item, null, wanted);
    }

    private void join(long community, Assignment wanted) {
        var series = jdbc.sql("select count(*) from ledger.collector where community_id = :community").param("community", community)
            .query(Integer.class).single();
        if (series > 20) throw Problem.conflict("collectors-full", "一个小区最多二十个收款主体");
        jdbc.sql("""
                insert into ledger.collector (community_id, entity_id, series, is_agency) values (:community, :entity, :series, :agency)
                    on conflict (community_id, entity_id) do nothing
                """).param("community", community).param("entity", wanted.entityId()).param("series", SERIES + (char) ('A' + series))
            .param("agency", wanted.isAgency()).update();
        var isAgency = jdbc.sql("select is_agency from ledger.collector where community_id = :community and entity_id = :entity")
            .param("community", community).param("entity", wanted.entityId()).query((row, i) -> row.getBoolean(1)).single();
        if (isAgency != wanted.isAgency())
            throw Problem.conflict("collector-kind", isAgency ? "这个主体在本小区是代开发商收款的，不能收自己的项目" : "这个主体在本小区收自己的项目，代收请另立主体");
    }

    /** @return null for the community's own entity */
    @Transactional(readOnly = true)
    public @Nullable Long otherThanMain(long community, long entity) {
        return entity == entities.idOf(community) ? null : entity;
    }
}
